import {
  cancelPaper,
  getPaperDraft,
  getPaperFile,
  issuePaper,
  listCasePapers,
  listDocumentNumbers,
  previewPaper,
  recordService,
  setDocumentWord,
} from '@quanxue/domain/letters/operations.ts';
import {
  dropScan,
  fileScan,
  findSheet,
  getScan,
  listScanTray,
  uploadScan,
} from '@quanxue/domain/letters/scan-operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile, bindUpload } from '../basis/http.ts';
import { loadCase } from '../cases/load-case.ts';
import { cancelThePaper } from './cancel-paper.ts';
import { draftThePaper, previewThePaper } from './draft-paper.ts';
import { dropTheScan, fileTheScan, getTheScan, sheetOf } from './file-scan.ts';
import { getThePaperFile } from './get-file.ts';
import { issueAPaper } from './issue-paper.ts';
import { listTheNumbers } from './list-numbers.ts';
import { readPapers } from './read-papers.ts';
import { readScans } from './read-scans.ts';
import { recordTheService } from './record-service.ts';
import { ScanReader } from './scan-reader.ts';
import { setTheWord } from './set-word.ts';
import { uploadAScan } from './upload-scan.ts';

export function letters(house: House): void {
  bind(house, getPaperDraft, (ask) => draftThePaper(house, ask));
  bindFile(house, previewPaper, (ask) => previewThePaper(house, ask));
  bind(house, issuePaper, (ask) => issueAPaper(house, ask));
  bind(house, listCasePapers, (ask) =>
    ask.inTransaction(async (tx) => {
      const { id } = await loadCase(house, tx, ask.params.caseId);
      return { papers: await readPapers(house, tx, ask, { caseId: id }) };
    }),
  );
  bindFile(house, getPaperFile, (ask) => getThePaperFile(house, ask));
  bind(house, cancelPaper, (ask) => cancelThePaper(house, ask));
  bind(house, recordService, (ask) => recordTheService(house, ask));
  bind(house, setDocumentWord, (ask) => setTheWord(house, ask));
  bind(house, listDocumentNumbers, (ask) => listTheNumbers(house, ask));

  const reader = new ScanReader();
  bindUpload(house, uploadScan, (ask, upload) => uploadAScan(house, reader, ask, upload));
  bind(house, listScanTray, (ask) =>
    ask.inTransaction(async (tx) => ({ pages: await readScans(house, tx, ask, 'tray') })),
  );
  bindFile(house, getScan, (ask) => getTheScan(house, ask));
  bind(house, findSheet, (ask) => ask.inTransaction((tx) => sheetOf(house, tx, ask, ask.params.code)));
  bind(house, fileScan, (ask) => fileTheScan(house, ask));
  bind(house, dropScan, (ask) => dropTheScan(house, ask));
  house.app.addHook('onClose', () => reader.close());
}
