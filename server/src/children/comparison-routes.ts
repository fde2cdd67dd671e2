import {
  compareLists,
  getReconciliation,
  listCompared,
  listReconciled,
} from '@quanxue/domain/children/comparison-operations.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { compareTheLists, listTheCompared } from './compare-lists.ts';
import { getTheReconciliation, listTheReconciled } from './reconcile.ts';

export function comparisons(house: House): void {
  bind(house, compareLists, (ask) => compareTheLists(house, ask));
  bind(house, listCompared, (ask) => listTheCompared(house, ask));
  bind(house, getReconciliation, (ask) => getTheReconciliation(house, ask));
  bind(house, listReconciled, (ask) => listTheReconciled(house, ask));
}
