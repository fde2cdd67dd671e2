import {
  declareClosed,
  explainDifference,
  getVillageClosing,
  withdrawExplanation,
} from '@quanxue/domain/children/closing-operations.ts';
import {
  addChild,
  changeChild,
  changeHouseholds,
  correctSchooling,
  setSchooling,
} from '@quanxue/domain/children/ledger-operations.ts';
import { confirmRollOver, previewRollOver, undoRollOver } from '@quanxue/domain/children/roll-over-operations.ts';
import { daily } from '../basis/daily.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { addTheChild } from './add-child.ts';
import { changeTheChild } from './change-child.ts';
import { changeTheHouseholds } from './change-households.ts';
import { correctTheSchooling } from './correct-schooling.ts';
import { declareTheVillageClosed } from './declare-closed.ts';
import { expireLeaves } from './expire-leaves.ts';
import { explainTheDifference, withdrawTheExplanation } from './explain-difference.ts';
import { getTheVillageClosing } from './get-village-closing.ts';
import { confirmTheRollOver, previewTheRollOver, undoTheRollOver } from './roll-over.ts';
import { setTheSchooling } from './set-schooling.ts';

/** The ledgers by hand, villages closed, the turn of the school year. */
export function ledger(house: House): void {
  bind(house, addChild, (ask) => addTheChild(house, ask));
  bind(house, changeChild, (ask) => changeTheChild(house, ask));
  bind(house, changeHouseholds, (ask) => changeTheHouseholds(house, ask));
  bind(house, setSchooling, (ask) => setTheSchooling(house, ask));
  bind(house, correctSchooling, (ask) => correctTheSchooling(house, ask));
  bind(house, getVillageClosing, (ask) => getTheVillageClosing(house, ask));
  bind(house, explainDifference, (ask) => explainTheDifference(house, ask));
  bind(house, withdrawExplanation, (ask) => withdrawTheExplanation(house, ask));
  bind(house, declareClosed, (ask) => declareTheVillageClosed(house, ask));
  bind(house, previewRollOver, (ask) => previewTheRollOver(ask));
  bind(house, confirmRollOver, (ask) => confirmTheRollOver(house, ask));
  bind(house, undoRollOver, (ask) => undoTheRollOver(house, ask));
  daily(house, 'expireLeaves', async () => void (await expireLeaves(house)));
}
