import {
  listRosters,
  previewRoster,
  takeOverRoster,
  undoRoster,
} from '@quanxue/domain/cases/take-over/roster-operations.ts';
import {
  fileTakenScans,
  getTakenScan,
  getTakenScanPage,
  leaveOutTakenScans,
  listCaseScans,
  listTakenScans,
  placeTakenScans,
  putTakenScan,
  unfileTakenScans,
} from '@quanxue/domain/cases/take-over/scan-operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile, bindUpload } from '../basis/http.ts';
import { fileTheTakenScans, leaveOutTheTakenScans, unfileTheTakenScans } from './take-over/file-taken-scans.ts';
import {
  getTheTakenScan,
  getTheTakenScanPage,
  listTheCaseScans,
  listTheTakenScans,
  placeTheTakenScans,
  putTheTakenScan,
} from './take-over/put-taken-scan.ts';
import { previewTheRoster, takeOverTheRoster } from './take-over/take-over-roster.ts';
import { listTheRosters, undoTheRoster } from './take-over/undo-roster.ts';

export function takeOver(house: House): void {
  bindUpload(house, previewRoster, (ask, upload) => previewTheRoster(house, ask, upload));
  bindUpload(house, takeOverRoster, (ask, upload) => takeOverTheRoster(house, ask, upload));
  bind(house, listRosters, (ask) => listTheRosters(house, ask));
  bind(house, undoRoster, (ask) => undoTheRoster(house, ask));
  bindUpload(house, putTakenScan, (ask, upload) => putTheTakenScan(house, ask, upload));
  bind(house, listTakenScans, (ask) => listTheTakenScans(house, ask));
  bind(house, listCaseScans, (ask) => listTheCaseScans(house, ask));
  bindFile(house, getTakenScan, (ask) => getTheTakenScan(house, ask));
  bindFile(house, getTakenScanPage, (ask) => getTheTakenScanPage(house, ask));
  bind(house, placeTakenScans, (ask) => placeTheTakenScans(house, ask));
  bind(house, fileTakenScans, (ask) => fileTheTakenScans(house, ask));
  bind(house, unfileTakenScans, (ask) => unfileTheTakenScans(house, ask));
  bind(house, leaveOutTakenScans, (ask) => leaveOutTheTakenScans(house, ask));
}
