import {
  countMyDay,
  getGroupCounts,
  getLateness,
  getMyDay,
  getStages,
} from '@quanxue/domain/statistics/my-day-operations.ts';
import type { House } from '../../basis/house.ts';
import { bind } from '../../basis/http.ts';
import { getTheLateness } from './get-lateness.ts';
import { countForTheGroup, countTheDay, getTheDay } from './get-my-day.ts';
import { getTheStages } from './get-stages.ts';
import { refreshDaily } from './refresh-daily.ts';

export function myDay(house: House): void {
  bind(house, getMyDay, (ask) => getTheDay(house, ask));
  bind(house, countMyDay, (ask) => countTheDay(house, ask));
  bind(house, getGroupCounts, (ask) => countForTheGroup(house, ask));
  bind(house, getLateness, (ask) => getTheLateness(house, ask));
  bind(house, getStages, (ask) => getTheStages(house, ask));
  refreshDaily(house);
}
