import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import {
  CaseFileSchema,
  ChildHeaderSchema,
  DaySchema,
  EntrySchema,
  entrySchemas,
  MEASURES,
} from '../casefile/schema.ts';
import { STAGES } from '../casefile/stage.ts';
import { AdviceSchema, AssessmentSchema, FindingSchema } from '../policy/finding.ts';

/* The case: one open file per child, an append-only list of entries, and what the law says of it. */

export const CaseRow = z
  .object({
    id: z.uuid(),
    childId: z.uuid(),
    childName: z.string(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    openedOn: DaySchema,
    open: z.boolean(),
    stage: z.enum(STAGES),
    stageSince: DaySchema,
    measure: z.enum(MEASURES).nullable(),
    missing: z.int(),
    breach: z.int(),
    nextDue: DaySchema.nullable(),
  })
  .meta({ id: 'CaseRow' });
export type CaseRow = z.infer<typeof CaseRow>;

/** What the log adds to an entry: who wrote it, when the server had it, its place in the chain. */
export const LogMark = z
  .object({
    id: z.string(),
    position: z.int(),
    author: z.string(),
    post: z.string(),
    receivedAt: z.string(),
    hash: z.string(),
    /** Evidence files named by this entry that have not arrived. */
    mediaDue: z.array(z.string()),
    /** The id of the amendment that decides about this entry, if one does. */
    amendedBy: z.string().nullable(),
    withdrawn: z.boolean(),
  })
  .meta({ id: 'LogMark' });

export const CaseView = z
  .object({
    id: z.uuid(),
    childId: z.uuid(),
    openedOn: DaySchema,
    stage: z.enum(STAGES),
    stageSince: DaySchema,
    /**
     * The case file in the open format, as the asker may see it: citizen numbers are left out (the format knows no masked
     * ones), roll and certificate numbers and guardians' phones masked; for the village also without what concerns health,
     * disability and law. The whole is `exportCaseFile`.
     */
    casefile: CaseFileSchema,
    /** 509999********0037 */
    citizenIdMasked: z.string().nullable(),
    /** Where the case was taken in from a file: its name, its SHA-256, the day, how many of the first entries it held. */
    origin: z.object({ fileName: z.string(), sha256: z.string(), on: DaySchema, entries: z.int() }).nullable(),
    /** In the order of `casefile.entries`. */
    log: z.array(LogMark),
    assessment: AssessmentSchema,
    advice: z.array(AdviceSchema),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof CaseView>;

const CASE_WORKERS = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
] as const;

export const listCases = operation({
  name: 'listCases',
  method: 'GET',
  path: '/api/cases',
  title: { zh: '一生一案', en: 'Case files' },
  may: 'any',
  query: z.object({
    open: z.enum(['true', 'false']).optional(),
    stage: z.enum(STAGES).optional(),
    measure: z.enum(MEASURES).optional(),
    villageId: z.uuid().optional(),
    /** Only cases with something missing or breached. */
    failing: z.enum(['true', 'false']).optional(),
    /** Only cases whose next due day is past. */
    overdue: z.enum(['true', 'false']).optional(),
    q: z.string().max(60).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({ total: z.int(), cases: z.array(CaseRow) }),
});

const caseParams = z.object({ caseId: z.uuid() });

export const openCase = operation({
  name: 'openCase',
  method: 'PUT',
  path: '/api/cases/:caseId',
  title: { zh: '上报疑似辍学，建立一生一案', en: 'Report a suspected dropout: open the case file' },
  may: CASE_WORKERS,
  params: caseParams,
  body: z.object({ childId: z.uuid(), report: entrySchemas.report }).meta({ id: 'OpenCase' }),
  answer: CaseView,
});

export const getCase = operation({
  name: 'getCase',
  method: 'GET',
  path: '/api/cases/:caseId',
  title: { zh: '一案：经过、证据、还缺什么', en: 'One case: story, evidence, what is missing' },
  may: 'any',
  params: caseParams,
  query: z.object({ asOf: DaySchema.optional() }),
  answer: CaseView,
});

/** An entry that came into a case while somebody had its page open. */
export const CaseEvent = z
  .object({ position: z.int(), author: z.string(), post: z.string(), own: z.boolean() })
  .meta({ id: 'CaseEvent' });
export type CaseEvent = z.infer<typeof CaseEvent>;

/**
 * Events by name: `entry` (data: a CaseEvent, id: its position), `change` (data: nothing; something else of the case, such as
 * a file that arrived), `end` (data: nothing; the session or the sight of the case has ended: do not come again).
 */
export const followCase = operation({
  name: 'followCase',
  method: 'GET',
  path: '/api/cases/:caseId/events',
  title: { zh: '跟随一案：别人新记的内容随时送到', en: 'Follow a case: what others record arrives at once' },
  may: 'any',
  params: caseParams,
  /** How many entries the asker has. */
  query: z.object({ after: z.coerce.number().int().min(0) }),
  file: 'text/event-stream',
});

export const recordEntry = operation({
  name: 'recordEntry',
  method: 'PUT',
  path: '/api/cases/:caseId/entries/:entryId',
  title: { zh: '记一笔', en: 'Record an entry' },
  may: CASE_WORKERS,
  params: z.object({ caseId: z.uuid(), entryId: z.uuid() }),
  /** The contract's entry; its id (a UUIDv7 made by the client) is the one in the path. `recordedBy` is set by the server. */
  body: EntrySchema,
  answer: z.object({ entry: EntrySchema, log: LogMark, assessment: AssessmentSchema }).meta({ id: 'Recorded' }),
});

/** What the law would say if this entry were saved: shown before saving, writes nothing. */
export const previewEntry = operation({
  name: 'previewEntry',
  method: 'POST',
  path: '/api/cases/:caseId/preview',
  title: { zh: '保存前看看还缺什么', en: 'See the findings before saving' },
  may: CASE_WORKERS,
  params: caseParams,
  body: EntrySchema,
  answer: z.object({
    changes: z.array(z.object({ before: FindingSchema.nullable(), after: FindingSchema.nullable() })),
  }),
});

export const putEvidence = operation({
  name: 'putEvidence',
  method: 'PUT',
  path: '/api/evidence/:sha256',
  title: { zh: '上传证据文件', en: 'Upload an evidence file' },
  may: CASE_WORKERS,
  params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  query: z.object({ name: z.string().max(200).optional() }),
  upload: 'application/octet-stream',
  answer: z
    .object({ sha256: z.string(), bytes: z.int(), mediaType: z.string() })
    .meta({ id: 'EvidenceReceipt', description: 'Given after the file is on disk (fsync).' }),
});

export const getEvidence = operation({
  name: 'getEvidence',
  method: 'GET',
  path: '/api/cases/:caseId/evidence/:sha256',
  title: { zh: '查看证据文件', en: 'See an evidence file' },
  may: 'any',
  params: z.object({ caseId: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  file: 'application/octet-stream',
});

export const exportCaseFile = operation({
  name: 'exportCaseFile',
  method: 'GET',
  path: '/api/cases/:caseId/casefile',
  title: { zh: '导出案卷（quanxue.casefile/1）', en: 'Export the case file (quanxue.casefile/1)' },
  // It leaves the house whole, with every number: not for those who see the reduced case.
  may: ['county-committee', 'township-leader', 'social-affairs', 'principal'],
  params: caseParams,
  file: 'application/json',
});

export const printCaseFile = operation({
  name: 'printCaseFile',
  method: 'GET',
  path: '/api/cases/:caseId/casefile.pdf',
  title: { zh: '打印案卷（PDF）', en: 'Print the case file (PDF)' },
  may: CASE_WORKERS,
  params: caseParams,
  query: z.object({ asOf: DaySchema.optional() }),
  file: 'application/pdf',
});

export const importCaseFile = operation({
  name: 'importCaseFile',
  method: 'POST',
  path: '/api/casefiles',
  title: { zh: '接收案卷文件', en: 'Take in a case file' },
  may: ['county-committee', 'township-leader', 'social-affairs'],
  query: z.object({ fileName: z.string().max(200).optional() }),
  upload: 'application/json',
  answer: z.object({
    caseId: z.uuid(),
    childId: z.uuid(),
    entries: z.int(),
    child: ChildHeaderSchema.pick({ name: true }),
  }),
});
