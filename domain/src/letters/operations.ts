import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema, EntrySchema } from '../casefile/schema.ts';
import { WORD } from './document-number.ts';
import { PAPER_KINDS } from './forms/index.ts';
import { ISSUER_KINDS } from './paper-form.ts';

/* Papers: issued from a case under a number of the office, printed with a code on every sheet, kept as they were issued. */

/** Whoever works on cases sees their papers. */
export const PAPER_READERS = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
] as const;
/** Who issues and cancels in the name of their office. */
export const PAPER_ISSUERS = ['county-committee', 'township-leader', 'social-affairs', 'principal'] as const;

const Sentence = z.object({ zh: z.string(), en: z.string() });
const kind = z.enum(PAPER_KINDS);
const values = z.record(z.string().max(40), z.string().max(500));
const caseParams = z.object({ caseId: z.uuid(), kind });
const paperParams = z.object({ paperId: z.uuid() });

export const PAPER_STATES = ['issued', 'returned', 'served', 'cancelled'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

export const PaperRow = z
  .object({
    id: z.uuid(),
    caseId: z.uuid(),
    childId: z.uuid(),
    childName: z.string(),
    kind,
    title: z.string(),
    number: z.string(),
    /** 11 characters; stands on every sheet of it. */
    code: z.string(),
    office: z.string(),
    issuedOn: DaySchema,
    issuedBy: z.string(),
    deadline: DaySchema.nullable(),
    /** `returned`: a signed part is filed; `served`: its service is on record in the case. */
    state: z.enum(PAPER_STATES),
    servedOn: DaySchema.nullable(),
    cancelled: z.object({ on: DaySchema, by: z.string(), reason: z.string() }).nullable(),
    /** In the order of the sheets; the number of a part is its place, from 1. */
    parts: z.array(z.object({ name: Sentence, provesService: z.boolean(), scans: z.array(z.uuid()) })),
    /** The asker's office issued it. */
    mayCancel: z.boolean(),
  })
  .meta({ id: 'PaperRow' });
export type PaperRow = z.infer<typeof PaperRow>;

export const getPaperDraft = operation({
  name: 'getPaperDraft',
  method: 'GET',
  path: '/api/cases/:caseId/papers/:kind/draft',
  title: { zh: '文书草稿：已知内容自动填好', en: 'A paper to be issued, filled with what is known' },
  may: PAPER_ISSUERS,
  params: caseParams,
  answer: z
    .object({
      name: Sentence,
      title: z.string(),
      office: z.object({ unitId: z.uuid(), kind: z.enum(ISSUER_KINDS), signs: z.string() }),
      /** The office's word for this paper; null until somebody enters one. */
      word: z.string().nullable(),
      fields: z.array(
        z.object({
          key: z.string(),
          label: Sentence,
          kind: z.enum(['text', 'day']),
          required: z.boolean(),
          most: z.int(),
          value: z.string(),
        }),
      ),
    })
    .meta({ id: 'PaperDraft' }),
});

export const previewPaper = operation({
  name: 'previewPaper',
  method: 'POST',
  path: '/api/cases/:caseId/papers/:kind/preview',
  title: { zh: '预览文书（不给号）', en: 'Preview a paper; no number is given' },
  may: PAPER_ISSUERS,
  params: caseParams,
  body: z.object({ values }),
  file: 'application/pdf',
});

export const issuePaper = operation({
  name: 'issuePaper',
  method: 'PUT',
  path: '/api/papers/:paperId',
  title: { zh: '开具文书', en: 'Issue a paper' },
  may: PAPER_ISSUERS,
  params: paperParams,
  body: z.object({ caseId: z.uuid(), kind, values }).meta({ id: 'IssuePaper' }),
  answer: PaperRow,
});

export const listCasePapers = operation({
  name: 'listCasePapers',
  method: 'GET',
  path: '/api/cases/:caseId/papers',
  title: { zh: '本案文书', en: 'The papers of a case' },
  may: PAPER_READERS,
  params: z.object({ caseId: z.uuid() }),
  answer: z.object({ papers: z.array(PaperRow) }),
});

export const getPaperFile = operation({
  name: 'getPaperFile',
  method: 'GET',
  path: '/api/papers/:paperId/file',
  title: { zh: '下载文书（PDF、Word）', en: 'A paper as it was issued (PDF, Word)' },
  may: PAPER_READERS,
  params: paperParams,
  query: z.object({ as: z.enum(['pdf', 'docx']).optional() }),
  file: 'application/pdf',
});

export const cancelPaper = operation({
  name: 'cancelPaper',
  method: 'POST',
  path: '/api/papers/:paperId/cancel',
  title: { zh: '作废文书', en: 'Cancel a paper' },
  may: PAPER_ISSUERS,
  params: paperParams,
  /** Stands in the register of numbers: no word of the child belongs here. */
  body: z.object({ reason: z.string().trim().min(2).max(200) }).meta({ id: 'CancelPaper' }),
  answer: PaperRow,
});

export const recordService = operation({
  name: 'recordService',
  method: 'POST',
  path: '/api/papers/:paperId/service',
  title: { zh: '记录送达', en: 'Record that a paper was served' },
  may: ['county-committee', 'township-leader', 'social-affairs', 'principal', 'roll-keeper', 'teacher', 'village'],
  params: paperParams,
  /** `entryId` is a UUIDv7 made by the client; sent twice, one entry is recorded. */
  body: z.object({ entryId: z.uuid(), servedOn: DaySchema, note: z.string().trim().max(500).optional() }).meta({
    id: 'RecordService',
  }),
  answer: z.object({ paper: PaperRow, entry: EntrySchema }),
});

export const setDocumentWord = operation({
  name: 'setDocumentWord',
  method: 'PUT',
  path: '/api/document-words/:kind',
  title: { zh: '登记发文字（机关代字）', en: 'Set the document word of one’s office' },
  may: PAPER_ISSUERS,
  params: z.object({ kind }),
  body: z.object({ word: z.string().trim().regex(WORD) }).meta({ id: 'DocumentWord' }),
  answer: z.object({ word: z.string(), fromOn: DaySchema }),
});

export const listDocumentNumbers = operation({
  name: 'listDocumentNumbers',
  method: 'GET',
  path: '/api/document-numbers',
  title: { zh: '发文登记簿', en: 'The register of document numbers' },
  may: PAPER_ISSUERS,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  answer: z.object({
    year: z.int(),
    /** In the order of their series; a cancelled one keeps its place. */
    numbers: z.array(
      z.object({
        number: z.string(),
        kind,
        name: Sentence,
        givenOn: DaySchema,
        givenBy: z.string(),
        cancelled: z.object({ on: DaySchema, reason: z.string() }).nullable(),
        /** Null where the case is out of the asker's sight. */
        caseId: z.uuid().nullable(),
        childName: z.string().nullable(),
      }),
    ),
  }),
});
