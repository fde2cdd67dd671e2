import {
  exportCaseFile,
  followCase,
  getCase,
  getEvidence,
  importCaseFile,
  listCases,
  openCase,
  previewEntry,
  printCaseFile,
  putEvidence,
  recordEntry,
} from '@quanxue/domain/cases/operations.ts';
import { listCaseReadings } from '@quanxue/domain/cases/reading-operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindEvents, bindFile, bindUpload } from '../basis/http.ts';
import { closePrinter } from '../basis/print/render-pdf.ts';
import { approvals } from './approval-routes.ts';
import { exportTheCaseFile } from './export-casefile.ts';
import { caseStreams } from './follow-case.ts';
import { getTheCase } from './get-case.ts';
import { getTheEvidence } from './get-evidence.ts';
import { importACaseFile } from './import-casefile.ts';
import { jointControl } from './joint-routes.ts';
import { listTheCaseReadings } from './list-case-readings.ts';
import { listTheCases } from './list-cases.ts';
import { openACase } from './open-case.ts';
import { previewAnEntry } from './preview-entry.ts';
import { printTheCaseFile } from './print-casefile.ts';
import { problemList } from './problem-list-routes.ts';
import { putTheEvidence } from './put-evidence.ts';
import { recordAnEntry } from './record-entry.ts';
import { takeOver } from './take-over-routes.ts';

export function cases(house: House): void {
  bind(house, listCases, (ask) => listTheCases(house, ask));
  bind(house, openCase, (ask) => openACase(house, ask));
  bind(house, getCase, (ask) => getTheCase(house, ask));
  bindEvents(house, followCase, caseStreams(house));
  bind(house, listCaseReadings, (ask) => listTheCaseReadings(ask));
  bind(house, recordEntry, (ask) => recordAnEntry(house, ask));
  bind(house, previewEntry, (ask) => previewAnEntry(house, ask));
  bindUpload(house, putEvidence, (ask, upload) => putTheEvidence(house, ask, upload));
  bindFile(house, getEvidence, (ask) => getTheEvidence(house, ask));
  bindFile(house, exportCaseFile, (ask) => exportTheCaseFile(house, ask));
  bindFile(house, printCaseFile, (ask) => printTheCaseFile(house, ask));
  bindUpload(house, importCaseFile, (ask, upload) => importACaseFile(house, ask, upload));
  approvals(house);
  problemList(house);
  jointControl(house);
  takeOver(house);
  house.app.addHook('onClose', async () => closePrinter());
}
