import {
  listRosters,
  previewRoster,
  takeOverRoster,
  undoRoster,
} from '@quanxue/domain/cases/take-over/roster-operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindUpload } from '../basis/http.ts';
import { previewTheRoster, takeOverTheRoster } from './take-over/take-over-roster.ts';
import { listTheRosters, undoTheRoster } from './take-over/undo-roster.ts';

export function takeOver(house: House): void {
  bindUpload(house, previewRoster, (ask, upload) => previewTheRoster(house, ask, upload));
  bindUpload(house, takeOverRoster, (ask, upload) => takeOverTheRoster(house, ask, upload));
  bind(house, listRosters, (ask) => listTheRosters(house, ask));
  bind(house, undoRoster, (ask) => undoTheRoster(house, ask));
}
