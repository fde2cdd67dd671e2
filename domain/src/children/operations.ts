import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema, DisabilitySchema, HOUSEHOLDS } from '../casefile/schema.ts';
import { Basis } from './basis.ts';
import { countedFilters } from './counted-filters.ts';
import { LIST_KINDS } from './fields.ts';
import { MONITORED_KINDS } from './household-names.ts';

/* The two ledgers (children, schooling) and the import of the lists that an office really has. */

/** Where a child learns: one state per child and term (glossary; issue "Ledgers" adds the rest of their rules). */
export const SCHOOLING_STATES = [
  'here',
  'county',
  'out-of-county',
  'special-education',
  'home-teaching',
  'remote-teaching',
  'special-school',
  'leave',
  'deferral',
  'exemption',
  'completed',
  'vocational',
  'suspected',
  'dropped-out',
  'unknown',
  'left',
] as const;
export const SchoolingStateSchema = z.enum(SCHOOLING_STATES);
export type SchoolingState = z.infer<typeof SchoolingStateSchema>;

const Sentence = z.object({ zh: z.string(), en: z.string() });

export const Schooling = z
  .object({
    state: SchoolingStateSchema,
    fromOn: DaySchema,
    schoolId: z.uuid().nullable(),
    school: z.string().nullable(),
    grade: z.int().nullable(),
    class: z.string().nullable(),
    rollNumber: z.string().nullable(),
  })
  .meta({ id: 'Schooling' });

/** One line of the list of children. Numbers are masked here: 509999********0037. */
export const ChildRow = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: DaySchema,
    citizenIdMasked: z.string().nullable(),
    registeredVillage: z.string().nullable(),
    residenceVillage: z.string().nullable(),
    schooling: Schooling.nullable(),
    households: z.array(z.enum(HOUSEHOLDS)),
    /** The open case, if there is one. */
    caseId: z.uuid().nullable(),
  })
  .meta({ id: 'ChildRow' });
export type ChildRow = z.infer<typeof ChildRow>;

export const ChildDetail = ChildRow.extend({
  ethnicity: z.string().nullable(),
  guardians: z.array(
    z.object({ name: z.string(), relation: z.string().nullable(), phoneMasked: z.string().nullable() }),
  ),
  disability: DisabilitySchema.omit({ certificateNumber: true }).nullable(),
  address: z.string().nullable(),
  registeredVillageCode: z.string().nullable(),
  residenceVillageCode: z.string().nullable(),
  /** Every schooling state so far, newest first; lines taken back as wrong stay in sight. */
  history: z.array(
    Schooling.extend({
      id: z.uuid(),
      toOn: DaySchema.nullable(),
      marks: z.array(z.string()),
      untilOn: DaySchema.nullable(),
      basis: Basis.nullable(),
      withdrawn: z.object({ at: z.string(), reason: z.string().nullable() }).nullable(),
    }),
  ),
  /** Names that the child had before. */
  formerNames: z.array(z.string()),
  document: z.enum(['citizen-card', 'residence-permit', 'foreign-permit', 'other', 'none']),
  /** Kind and masked number of a paper that is none of the three cards. */
  otherDocument: z.object({ kind: z.string(), numberMasked: z.string() }).nullable(),
  group: z.string().nullable(),
  registeredUnitId: z.uuid().nullable(),
  residenceUnitId: z.uuid().nullable(),
  /** Where the child was before it moved, newest first. */
  moves: z.array(
    z.object({ base: z.enum(['registered', 'residence']), unit: z.string().nullable(), untilOn: DaySchema }),
  ),
  householdLines: z.array(
    z.object({
      id: z.uuid(),
      category: z.enum(HOUSEHOLDS),
      kind: z.enum(MONITORED_KINDS).nullable(),
      /** Null: since before anybody here wrote it down. */
      fromOn: DaySchema.nullable(),
      toOn: DaySchema.nullable(),
      source: z.enum(['list', 'entry']),
    }),
  ),
  cases: z.array(z.object({ id: z.uuid(), openedOn: DaySchema, open: z.boolean(), stage: z.string() })),
  /** Where each fact came from: import, its file and row. */
  sources: z.array(
    z.object({ importId: z.uuid(), fileName: z.string(), sheet: z.string(), row: z.int(), at: z.string() }),
  ),
}).meta({ id: 'Child' });
export type ChildDetail = z.infer<typeof ChildDetail>;

/** The "of which" columns of table B3-1; a child may bear several. */
export const CHILD_MARKS = ['regular-class', 'boarding', 'left-behind', 'key-household', 'disabled', 'female'] as const;

export const listChildren = operation({
  name: 'listChildren',
  method: 'GET',
  path: '/api/children',
  title: { zh: '适龄儿童少年台账', en: 'Ledger of children' },
  may: 'any',
  query: z.object({
    /** Name (part) or the last four or all digits of a citizen number. */
    q: z.string().max(60).optional(),
    state: SchoolingStateSchema.optional(),
    /** `unexplained=true`: of school age, on the population list, and no schooling on the roll. */
    unexplained: z.enum(['true', 'false']).optional(),
    /**
     * `ofAge=true`: born within the school-age window of the day and not gone for good (state `left`, unless that is asked
     * for): the base of the board and of table B3-1.
     */
    ofAge: z.enum(['true', 'false']).optional(),
    mark: z.enum(CHILD_MARKS).optional(),
    villageId: z.uuid().optional(),
    /**
     * Which village `villageId` means; without it, either. With `base` and no `villageId`: of any village that way.
     * `school` goes with `elsewhere` alone.
     */
    base: z.enum(['registered', 'residence', 'school']).optional(),
    /** With `base`: children whose village that way is unknown or elsewhere (the last row of table B3-1). */
    noVillage: z.enum(['true']).optional(),
    schoolId: z.uuid().optional(),
    /** `overAge=true`: born before the window and neither finished nor gone: counted apart, never dropped. */
    overAge: z.enum(['true']).optional(),
    /** Work lists: children without any number; temporary roll numbers (L) to be converted. */
    lacks: z.enum(['number', 'permanent-roll-number']).optional(),
    ...countedFilters,
    asOf: DaySchema.optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({
    total: z.int(),
    children: z.array(ChildRow),
    /** The day that the list speaks of, and the births of school age then. */
    asOf: DaySchema,
    cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
  }),
});

export const getChild = operation({
  name: 'getChild',
  method: 'GET',
  path: '/api/children/:childId',
  title: { zh: '一名儿童', en: 'One child' },
  may: 'any',
  params: z.object({ childId: z.uuid() }),
  answer: ChildDetail,
});

/** Shows one sealed fact in full; each call is an audit row, on disk before the answer. */
export const unmaskChild = operation({
  name: 'unmaskChild',
  method: 'POST',
  path: '/api/children/:childId/unmask',
  title: { zh: '显示完整号码（留痕）', en: 'Show full numbers (logged)' },
  may: ['administrator', 'county-committee', 'township-leader', 'social-affairs', 'principal', 'roll-keeper'],
  params: z.object({ childId: z.uuid() }),
  body: z.object({ reason: z.string().min(2).max(200) }),
  answer: z.object({
    citizenId: z.string().nullable(),
    guardians: z.array(z.object({ name: z.string(), phone: z.string().nullable(), citizenId: z.string().nullable() })),
    certificateNumber: z.string().nullable(),
  }),
});

// ---- import ----

export const IMPORT_KINDS = LIST_KINDS;
export const IMPORT_STATES = [
  'reading',
  'mapping',
  'preview',
  'committing',
  'confirmed',
  'undone',
  'failed',
  'cancelled',
] as const;

/** A cell (or file) that could not be taken as it is: where, what is wrong, what to do. */
export const CellProblem = z
  .object({
    sheet: z.string(),
    row: z.int().meta({ description: 'As the spreadsheet program counts: from 1. 0 for the sheet as a whole.' }),
    column: z.string().meta({ description: 'Letters, as the spreadsheet program shows: C. Empty for a whole row.' }),
    heading: z.string(),
    value: z.string(),
    /** `bad`: the row will not be imported. `warning`: the row is imported without or with this cell, as told. */
    level: z.enum(['bad', 'warning']),
    message: Sentence,
  })
  .meta({ id: 'CellProblem' });
export type CellProblem = z.infer<typeof CellProblem>;

export const SheetMapping = z
  .object({
    sheet: z.string(),
    /** Rows that hold the headings (one, or two where the head is merged), counted from 1. */
    headerRows: z.array(z.int().min(1)).min(1).max(3),
    /** One per column of the sheet, in order; `field` is a key of the kind's fields, or null to leave the column out. */
    columns: z.array(
      z.object({ letter: z.string(), heading: z.string(), field: z.string().nullable(), sample: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'SheetMapping' });
export type SheetMapping = z.infer<typeof SheetMapping>;

export const ImportBatch = z
  .object({
    id: z.uuid(),
    kind: z.enum(IMPORT_KINDS),
    fileName: z.string(),
    /** Who gave the list, as it was typed: 派出所, 镇中学. */
    sender: z.string().nullable(),
    state: z.enum(IMPORT_STATES),
    /** Progress of reading or committing, in rows; `total` 0 while unknown. */
    progress: z.object({ done: z.int(), total: z.int() }),
    createdAt: z.string(),
    createdBy: z.string(),
    sheets: z.array(z.object({ name: z.string(), rows: z.int() })),
    mapping: SheetMapping.nullable(),
    /** Set where the columns are taken as they were when the sender's last list was confirmed. */
    asLastTime: z.object({ sender: z.string(), on: DaySchema, fileName: z.string() }).nullable(),
    /** The very same file was confirmed before: by its SHA-256. */
    sameFile: z.object({ importId: z.uuid(), on: DaySchema, by: z.string() }).nullable(),
    /** The sender's own file is still kept, sealed: it can be read again and given back with what was found. */
    hasFile: z.boolean(),
    /** The fields of this kind: key, what it is called, whether it must be mapped. */
    fields: z.array(z.object({ key: z.string(), label: Sentence, required: z.boolean() })),
    counts: z.object({
      rows: z.int(),
      added: z.int(),
      changed: z.int(),
      same: z.int(),
      bad: z.int(),
      warnings: z.int(),
      /** On the earlier list of this kind and not on this one. */
      gone: z.int(),
      /** Kept with the child they are about; nothing of them enters a ledger by itself. */
      listed: z.int().default(0),
      /** About nobody whom the ledger knows: kept with the batch, to be cleared up. */
      unidentified: z.int().default(0),
      /** On a list of households or disabilities: no child of school age. */
      outside: z.int().default(0),
      /** May be about a child of the ledger: not written until a person has decided. */
      waiting: z.int().default(0),
    }),
    /** Villages, schools that the list names and that will be made. */
    newUnits: z.array(z.object({ kind: z.string(), name: z.string(), code: z.string().nullable() })),
    /** What the reader should know of the sheet as a whole: rows left out (totals, signatures), a heading twice, other sheets. */
    notes: z.array(CellProblem),
    /** Why the file as a whole cannot be taken, in a sentence that says what to do. */
    problem: Sentence.nullable(),
    /** True when a confirmed batch can still be undone (nothing later stands on it). */
    undoable: z.boolean(),
  })
  .meta({ id: 'ImportBatch' });
export type ImportBatch = z.infer<typeof ImportBatch>;

const importParams = z.object({ importId: z.uuid() });
const IMPORTERS = ['administrator', 'county-committee', 'social-affairs', 'roll-keeper', 'principal'] as const;

export const uploadImport = operation({
  name: 'uploadImport',
  method: 'POST',
  path: '/api/imports',
  title: { zh: '导入名单：读取文件', en: 'Import a list: read the file' },
  may: IMPORTERS,
  query: z.object({
    kind: z.enum(IMPORT_KINDS),
    fileName: z.string().min(1).max(200),
    /** Who gave the list: its columns are remembered under this name. */
    sender: z.string().max(60).optional(),
  }),
  upload: 'application/octet-stream',
  answer: ImportBatch,
});
export const listImports = operation({
  name: 'listImports',
  method: 'GET',
  path: '/api/imports',
  title: { zh: '导入记录', en: 'Imports so far' },
  may: IMPORTERS,
  answer: z.object({ imports: z.array(ImportBatch) }),
});
export const getImport = operation({
  name: 'getImport',
  method: 'GET',
  path: '/api/imports/:importId',
  title: { zh: '一次导入', en: 'One import' },
  may: IMPORTERS,
  params: importParams,
  answer: ImportBatch,
});
export const mapImport = operation({
  name: 'mapImport',
  method: 'PUT',
  path: '/api/imports/:importId/mapping',
  title: { zh: '指定各列含义，重新预览', en: 'Say what each column is, preview again' },
  may: IMPORTERS,
  params: importParams,
  body: z.object({
    sheet: z.string(),
    headerRows: z.array(z.int().min(1)).min(1).max(3).optional(),
    /** Column letter → field key or null. */
    columns: z.record(z.string(), z.string().nullable()).optional(),
  }),
  answer: ImportBatch,
});
export const ImportRow = z
  .object({
    row: z.int(),
    outcome: z.enum(['added', 'changed', 'same', 'bad', 'gone', 'listed', 'unidentified', 'outside', 'waiting']),
    childId: z.uuid().nullable(),
    name: z.string(),
    /** Field by field: what stands there now, what the list says. */
    changes: z.array(
      z.object({ field: z.string(), label: Sentence, before: z.string().nullable(), after: z.string().nullable() }),
    ),
    problems: z.array(CellProblem),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;
export const listImportRows = operation({
  name: 'listImportRows',
  method: 'GET',
  path: '/api/imports/:importId/rows',
  title: { zh: '预览：新增、变更、有误的行', en: 'Preview: rows added, changed, in error' },
  may: IMPORTERS,
  params: importParams,
  query: z.object({
    outcome: z
      .enum(['added', 'changed', 'same', 'bad', 'gone', 'listed', 'unidentified', 'outside', 'waiting', 'warning'])
      .optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).optional(),
  }),
  answer: z.object({ total: z.int(), rows: z.array(ImportRow) }),
});
/** The sender's own workbook back: with a column of reasons and the cells coloured, or with the results filled in. */
export const returnSheet = operation({
  name: 'returnSheet',
  method: 'GET',
  path: '/api/imports/:importId/sheet',
  title: { zh: '下载退回表、结果表', en: 'Download the sheet that goes back' },
  may: IMPORTERS,
  params: importParams,
  query: z.object({
    /** `errors`: only rows that are bad or about nobody; `all`: every row; `results`: a suspected list, answered. */
    what: z.enum(['errors', 'all', 'results']),
  }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
export const confirmImport = operation({
  name: 'confirmImport',
  method: 'POST',
  path: '/api/imports/:importId/confirm',
  title: { zh: '确认写入', en: 'Confirm and write' },
  may: IMPORTERS,
  params: importParams,
  answer: ImportBatch,
});
export const cancelImport = operation({
  name: 'cancelImport',
  method: 'POST',
  path: '/api/imports/:importId/cancel',
  title: { zh: '取消（不写入任何内容）', en: 'Cancel (nothing is written)' },
  may: IMPORTERS,
  params: importParams,
  answer: ImportBatch,
});
export const undoImport = operation({
  name: 'undoImport',
  method: 'POST',
  path: '/api/imports/:importId/undo',
  title: { zh: '撤销整批', en: 'Undo the whole batch' },
  may: IMPORTERS,
  params: importParams,
  answer: ImportBatch,
});
