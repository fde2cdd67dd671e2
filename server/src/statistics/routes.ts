import { downloadTableB31, getBoard, getTableB31 } from '@quanxue/domain/statistics/operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile } from '../basis/http.ts';
import { downloadTheTableB31 } from './download-table-b31.ts';
import { getTheBoard } from './get-board.ts';
import { getTheTableB31 } from './get-table-b31.ts';

export function statistics(house: House): void {
  bind(house, getBoard, (ask) => getTheBoard(house, ask));
  bind(house, getTableB31, (ask) => getTheTableB31(house, ask));
  bindFile(house, downloadTableB31, (ask) => downloadTheTableB31(house, ask));
}
