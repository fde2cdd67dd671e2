import {
  appointHolder,
  endCatchment,
  endHolder,
  listCatchments,
  listHolders,
  replaceHolder,
  setCatchment,
} from '@quanxue/domain/people/posts.ts';
import {
  addUnit,
  describeSchool,
  endUnit,
  getUnitTree,
  mergeUnits,
  noteSplit,
  previewMerge,
  renameUnit,
  resolveUnit,
} from '@quanxue/domain/people/units.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { addTheUnit } from './add-unit.ts';
import { appointTheHolder } from './appoint-holder.ts';
import { endTheCatchment, listTheCatchments, setTheCatchment } from './catchments.ts';
import { describeTheSchool } from './describe-school.ts';
import { endTheHolder } from './end-holder.ts';
import { endTheUnit } from './end-unit.ts';
import { listTheHolders } from './list-holders.ts';
import { mergeTheUnits, previewTheMerge } from './merge-units.ts';
import { noteTheSplit } from './note-split.ts';
import { findUnitByCode, readUnitTree } from './read-units.ts';
import { renameTheUnit } from './rename-unit.ts';
import { replaceTheHolder } from './replace-holder.ts';

/** Units by date and who answers for them. */
export function unitsAndPosts(house: House): void {
  bind(house, getUnitTree, (ask) => readUnitTree(house, ask));
  bind(house, resolveUnit, (ask) => findUnitByCode(house, ask));
  bind(house, addUnit, (ask) => addTheUnit(house, ask));
  bind(house, renameUnit, (ask) => renameTheUnit(house, ask));
  bind(house, describeSchool, (ask) => describeTheSchool(house, ask));
  bind(house, endUnit, (ask) => endTheUnit(house, ask));
  bind(house, previewMerge, (ask) => previewTheMerge(house, ask));
  bind(house, mergeUnits, (ask) => mergeTheUnits(house, ask));
  bind(house, noteSplit, (ask) => noteTheSplit(house, ask));
  bind(house, listHolders, (ask) => listTheHolders(house, ask));
  bind(house, appointHolder, (ask) => appointTheHolder(house, ask));
  bind(house, replaceHolder, (ask) => replaceTheHolder(house, ask));
  bind(house, endHolder, (ask) => endTheHolder(house, ask));
  bind(house, listCatchments, (ask) => listTheCatchments(house, ask));
  bind(house, setCatchment, (ask) => setTheCatchment(house, ask));
  bind(house, endCatchment, (ask) => endTheCatchment(house, ask));
}
