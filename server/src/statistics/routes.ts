import { getBoard } from '@quanxue/domain/statistics/operations.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { briefs } from './briefs/routes.ts';
import { channels } from './channels/routes.ts';
import { getTheBoard } from './get-board.ts';
import { myDay } from './my-day/routes.ts';
import { statements } from './statement-routes.ts';
import { tables } from './table-routes.ts';

export function statistics(house: House): void {
  bind(house, getBoard, (ask) => getTheBoard(house, ask));
  myDay(house);
  tables(house);
  statements(house);
  briefs(house);
  channels(house);
}
