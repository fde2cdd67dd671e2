import {
  addRelief,
  addReliefResult,
  answerReferral,
  getChildRelief,
  listAddressedReferrals,
  listReferrals,
  listRelief,
  replyToOffice,
  takeReferralAnswer,
} from '@quanxue/domain/cases/joint-control.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { addARelief } from './joint/add-relief.ts';
import { addAReliefResult } from './joint/add-relief-result.ts';
import { answerAReferral, replyToTheOffice } from './joint/answer-referral.ts';
import { getTheChildRelief } from './joint/get-child-relief.ts';
import { listTheReferrals } from './joint/list-referrals.ts';
import { listTheRelief } from './joint/list-relief.ts';
import { listTheAddressed } from './joint/read-addressed.ts';
import { takeTheAnswer } from './joint/take-answer.ts';

export function jointControl(house: House): void {
  bind(house, listRelief, (ask) => listTheRelief(house, ask));
  bind(house, getChildRelief, (ask) => getTheChildRelief(house, ask));
  bind(house, addRelief, (ask) => addARelief(house, ask));
  bind(house, addReliefResult, (ask) => addAReliefResult(house, ask));
  bind(house, listReferrals, (ask) => listTheReferrals(house, ask));
  bind(house, takeReferralAnswer, (ask) => takeTheAnswer(house, ask));
  bind(house, replyToOffice, (ask) => replyToTheOffice(house, ask));
  bind(house, listAddressedReferrals, (ask) => listTheAddressed(house, ask));
  bind(house, answerReferral, (ask) => answerAReferral(house, ask));
}
