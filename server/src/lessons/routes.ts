import { listTeachingDebt } from '@quanxue/domain/lessons/operations.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { listTheTeachingDebt } from './list-teaching-debt.ts';

export function lessons(house: House): void {
  bind(house, listTeachingDebt, (ask) => listTheTeachingDebt(house, ask));
}
