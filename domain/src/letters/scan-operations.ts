import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { PAPER_READERS, PaperRow } from './operations.ts';

/* Signed sheets come back as scans: the code on the sheet says where each belongs; what cannot be read waits for a hand. */

/** Why a page waits: no square was read, it is no sheet in sight, the paper was cancelled, the paper has no such part. */
export const TRAY_REASONS = ['unread', 'unknown', 'cancelled', 'no-part'] as const;

export const ScannedPage = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    /** From 1. */
    page: z.int(),
    at: z.string(),
    by: z.string(),
    state: z.enum(['filed', 'tray', 'dropped']),
    why: z.enum(TRAY_REASONS).nullable(),
    /** True where the very same page was filed there before. */
    again: z.boolean(),
    paper: PaperRow.pick({
      id: true,
      caseId: true,
      childName: true,
      title: true,
      number: true,
      state: true,
    }).nullable(),
    part: z.object({ number: z.int(), name: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
    provesService: z.boolean(),
  })
  .meta({ id: 'ScannedPage' });
export type ScannedPage = z.infer<typeof ScannedPage>;

export const uploadScan = operation({
  name: 'uploadScan',
  method: 'POST',
  path: '/api/scans',
  title: { zh: '归档扫描件（PDF、照片）', en: 'File a scan (PDF, photo)' },
  may: PAPER_READERS,
  query: z.object({ fileName: z.string().min(1).max(200) }),
  upload: 'application/octet-stream',
  answer: z.object({ pages: z.array(ScannedPage) }),
});

export const listScanTray = operation({
  name: 'listScanTray',
  method: 'GET',
  path: '/api/scans',
  title: { zh: '待手工归档', en: 'Scans to be filed by hand' },
  may: PAPER_READERS,
  answer: z.object({ pages: z.array(ScannedPage) }),
});

export const getScan = operation({
  name: 'getScan',
  method: 'GET',
  path: '/api/scans/:scanId/file',
  title: { zh: '查看扫描件', en: 'See a scan' },
  may: PAPER_READERS,
  params: z.object({ scanId: z.uuid() }),
  file: 'application/octet-stream',
});

/** What a typed code stands for, before anything is filed. */
export const findSheet = operation({
  name: 'findSheet',
  method: 'GET',
  path: '/api/sheets/:code',
  title: { zh: '按纸面编号查文书', en: 'The paper of a typed sheet code' },
  may: PAPER_READERS,
  params: z.object({ code: z.string().min(1).max(40) }),
  answer: PaperRow,
});

export const fileScan = operation({
  name: 'fileScan',
  method: 'POST',
  path: '/api/scans/:scanId/file',
  title: { zh: '手工归档一页', en: 'File a scan by hand' },
  may: PAPER_READERS,
  params: z.object({ scanId: z.uuid() }),
  body: z
    .object({
      by: z.union([z.object({ code: z.string().max(40) }), z.object({ paperId: z.uuid() })]),
      part: z.int().min(1).max(9),
    })
    .meta({ id: 'FileScan' }),
  answer: ScannedPage,
});

export const dropScan = operation({
  name: 'dropScan',
  method: 'POST',
  path: '/api/scans/:scanId/drop',
  title: { zh: '移出待归档', en: 'Set a scan aside' },
  may: PAPER_READERS,
  params: z.object({ scanId: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }).meta({ id: 'DropScan' }),
  answer: ScannedPage,
});
