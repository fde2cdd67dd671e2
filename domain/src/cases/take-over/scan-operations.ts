import { z } from 'zod';
import { operation } from '../../basis/operation.ts';
import { DaySchema, DOCUMENTS } from '../../casefile/schema.ts';

/* Folders of old scans: taken in by the child's name, sorted to the items of its case by hand. */

const SORTERS = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'principal',
  'roll-keeper',
  'village',
] as const;

export const SCAN_STATES = ['waiting', 'filed', 'left-out'] as const;

export const CaseChoice = z
  .object({
    caseId: z.uuid(),
    name: z.string(),
    birthDate: DaySchema,
    village: z.string().nullable(),
    openedOn: DaySchema,
  })
  .meta({ id: 'CaseChoice' });
export type CaseChoice = z.infer<typeof CaseChoice>;

export const TakenScan = z
  .object({
    id: z.uuid(),
    /** As it lay in its folder. */
    path: z.string(),
    mediaType: z.string(),
    /** Of a PDF whose pages could be counted. */
    pages: z.int().nullable(),
    state: z.enum(SCAN_STATES),
    caseId: z.uuid().nullable(),
    entryId: z.string().nullable(),
  })
  .meta({ id: 'TakenScan' });
export type TakenScan = z.infer<typeof TakenScan>;

export const putTakenScan = operation({
  name: 'putTakenScan',
  method: 'PUT',
  path: '/api/take-over/scans/:sha256',
  title: { zh: '接收一份旧扫描件', en: 'Take in an old scan' },
  may: SORTERS,
  params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  query: z.object({ path: z.string().min(1).max(500) }),
  upload: 'application/octet-stream',
  answer: z.object({
    scan: TakenScan,
    /** The same bytes of the same case are here already. */
    again: z.boolean(),
    child: z.string().nullable(),
  }),
});

export const listTakenScans = operation({
  name: 'listTakenScans',
  method: 'GET',
  path: '/api/take-over/scans',
  title: { zh: '旧扫描件：各案待归档数', en: 'Old scans by case' },
  may: SORTERS,
  answer: z.object({
    cases: z.array(CaseChoice.extend({ waiting: z.int(), filed: z.int(), leftOut: z.int() })),
    /** Whose child nobody can tell by the names, with whom they may mean. */
    unplaced: z.array(TakenScan.extend({ candidates: z.array(CaseChoice) })),
  }),
});

export const listCaseScans = operation({
  name: 'listCaseScans',
  method: 'GET',
  path: '/api/take-over/cases/:caseId/scans',
  title: { zh: '一案的旧扫描件', en: 'Old scans of a case' },
  may: SORTERS,
  params: z.object({ caseId: z.uuid() }),
  answer: z.object({ scans: z.array(TakenScan) }),
});

export const getTakenScan = operation({
  name: 'getTakenScan',
  method: 'GET',
  path: '/api/take-over/scans/:scanId/file',
  title: { zh: '查看旧扫描件', en: 'See an old scan' },
  may: SORTERS,
  params: z.object({ scanId: z.uuid() }),
  file: 'application/octet-stream',
});

export const getTakenScanPage = operation({
  name: 'getTakenScanPage',
  method: 'GET',
  path: '/api/take-over/scans/:scanId/pages/:page',
  title: { zh: '查看旧扫描件（PDF）的一页', en: 'See one page of an old scan that is a PDF' },
  may: SORTERS,
  params: z.object({ scanId: z.uuid(), page: z.coerce.number().int().min(1).max(2000) }),
  file: 'image/png',
});

const scanIds = z.array(z.uuid()).min(1).max(200);

export const placeTakenScans = operation({
  name: 'placeTakenScans',
  method: 'POST',
  path: '/api/take-over/placements',
  title: { zh: '为旧扫描件选定案卷', en: 'Choose the case of old scans' },
  may: SORTERS,
  body: z.object({ scanIds, caseId: z.uuid() }),
  answer: z.object({ placed: z.int() }),
});

export const fileTakenScans = operation({
  name: 'fileTakenScans',
  method: 'PUT',
  path: '/api/take-over/cases/:caseId/filings/:entryId',
  title: { zh: '旧扫描件归档', en: 'File old scans' },
  may: SORTERS,
  /** The id of the entry that is recorded: a paper, or the amendment that adds the pages to an entry that stands. */
  params: z.object({ caseId: z.uuid(), entryId: z.uuid() }),
  body: z.object({
    scanIds,
    as: z.union([
      z.strictObject({ document: z.enum(DOCUMENTS), on: DaySchema }),
      z.strictObject({ entryId: z.string().min(1) }),
    ]),
    /** The file holds more than this item: it goes on waiting. */
    more: z.boolean().optional(),
  }),
  answer: z.object({ filed: z.int() }),
});

export const unfileTakenScans = operation({
  name: 'unfileTakenScans',
  method: 'POST',
  path: '/api/take-over/cases/:caseId/filings/:entryId/undo',
  title: { zh: '撤回旧扫描件归档', en: 'Take a filing back' },
  may: SORTERS,
  params: z.object({ caseId: z.uuid(), entryId: z.uuid() }),
  answer: z.object({ waiting: z.int() }),
});

export const leaveOutTakenScans = operation({
  name: 'leaveOutTakenScans',
  method: 'POST',
  path: '/api/take-over/left-out',
  title: { zh: '旧扫描件移出或放回', en: 'Leave old scans out, or take them back in' },
  may: SORTERS,
  body: z.object({ scanIds, leftOut: z.boolean() }),
  answer: z.object({ changed: z.int() }),
});
