import {
  addProblem,
  assignOwner,
  closeProblem,
  endPairing,
  getChildProblems,
  listProblems,
  pairChild,
} from '@quanxue/domain/cases/problem-list.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { addAProblem } from './problem-list/add-problem.ts';
import { assignTheOwner } from './problem-list/assign-owner.ts';
import { closeAProblem } from './problem-list/close-problem.ts';
import { endAPairing } from './problem-list/end-pairing.ts';
import { getTheChildProblems } from './problem-list/get-child-problems.ts';
import { listTheProblems } from './problem-list/list-problems.ts';
import { pairAChild } from './problem-list/pair-child.ts';

export function problemList(house: House): void {
  bind(house, listProblems, (ask) => listTheProblems(house, ask));
  bind(house, getChildProblems, (ask) => getTheChildProblems(house, ask));
  bind(house, addProblem, (ask) => addAProblem(house, ask));
  bind(house, closeProblem, (ask) => closeAProblem(house, ask));
  bind(house, assignOwner, (ask) => assignTheOwner(house, ask));
  bind(house, pairChild, (ask) => pairAChild(house, ask));
  bind(house, endPairing, (ask) => endAPairing(house, ask));
}
