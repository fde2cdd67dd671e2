import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { listChildren } from '../children/operations.ts';
import { TABLE_BASES, TABLE_BYS, TABLES } from './tables.ts';

/* The official tables (annex 1, B3): counted, downloaded, printed. Every number carries the filter of its children. */

const Sentence = z.object({ zh: z.string(), en: z.string() });
const Cohort = z.object({ bornFrom: DaySchema, bornTo: DaySchema });

/** Filters of the list of children: the children behind a number. Those of table, row and column are put together. */
export const ChildFilter = (listChildren.query as NonNullable<typeof listChildren.query>)
  .omit({ q: true, offset: true, limit: true })
  .meta({ id: 'ChildFilter' });
export type ChildFilter = z.output<typeof ChildFilter>;

export const TableColumn = z
  .object({
    key: z.string(),
    /** Parts add up to the total; `of` columns repeat children and are not added. */
    kind: z.enum(['total', 'part', 'of']),
    /** Words above the column, shared with its neighbours. */
    group: Sentence.nullable(),
    label: Sentence,
    /** A number above zero wants somebody to act. */
    alarm: z.boolean(),
    filter: ChildFilter,
  })
  .meta({ id: 'TableColumn' });
export type TableColumn = z.infer<typeof TableColumn>;

export const TableRow = z
  .object({
    /** Id of the village or school, number of the grade, the group; `none` for children who belong to no row. */
    key: z.string(),
    name: Sentence,
    counts: z.record(z.string(), z.int()),
    filter: ChildFilter,
  })
  .meta({ id: 'TableRow' });
export type TableRow = z.infer<typeof TableRow>;

/** A line below the table: children whom it does not count. */
export const TableLine = z
  .object({ key: z.enum(['elsewhere', 'over-age']), label: Sentence, count: z.int(), filter: ChildFilter })
  .meta({ id: 'TableLine' });
export type TableLine = z.infer<typeof TableLine>;

export const Table = z
  .object({
    table: z.enum(TABLES),
    by: z.enum(TABLE_BYS),
    base: z.enum(TABLE_BASES),
    /** The freeze day. */
    asOf: DaySchema,
    /** School-age window: births from … to …, both included. */
    cohort: Cohort,
    columns: z.array(TableColumn),
    rows: z.array(TableRow),
    sum: TableRow,
    below: z.array(TableLine),
    /** Dropouts, and how many nobody has verified. Absent where the table counts no states. */
    dropouts: Sentence.optional(),
  })
  .meta({ id: 'StatisticsTable' });
export type Table = z.infer<typeof Table>;

const params = z.object({ table: z.enum(TABLES) });
const query = z.object({
  asOf: DaySchema.optional(),
  by: z.enum(TABLE_BYS).optional(),
  /** Which place counts a child: where it is registered, lives, or learns. */
  base: z.enum(TABLE_BASES).optional(),
});

export const getTable = operation({
  name: 'getTable',
  method: 'GET',
  path: '/api/tables/:table',
  title: { zh: '统计表（附件1 B3）', en: 'Official tables (annex 1, B3)' },
  may: 'any',
  params,
  query,
  answer: Table,
});

export const downloadTable = operation({
  name: 'downloadTable',
  method: 'GET',
  path: '/api/tables/:table/xlsx',
  title: { zh: '下载统计表（.xlsx）', en: 'Download a table (.xlsx)' },
  may: 'any',
  params,
  query: query.extend({
    /** `own`: in the office's own sheet, where the administrator has put one in; else in the product's layout. */
    layout: z.enum(['own', 'product']).optional(),
  }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const printTable = operation({
  name: 'printTable',
  method: 'GET',
  path: '/api/tables/:table/pdf',
  title: { zh: '打印统计表（PDF）', en: 'Print a table (PDF)' },
  may: 'any',
  params,
  query,
  file: 'application/pdf',
});

/** A child of table B3-2 with its roll certificate, or without one. */
export const OutOfCountyChild = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female', 'unknown']),
    citizenIdMasked: z.string().nullable(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    grade: z.int().nullable(),
    /** Of the day's school year; null: missing. */
    certificate: z.object({ number: z.string().nullable(), on: DaySchema }).nullable(),
    caseId: z.uuid().nullable(),
  })
  .meta({ id: 'OutOfCountyChild' });
export type OutOfCountyChild = z.infer<typeof OutOfCountyChild>;

export const listOutOfCounty = operation({
  name: 'listOutOfCounty',
  method: 'GET',
  path: '/api/out-of-county',
  title: { zh: '县外就读学生名册（附学籍证明）', en: 'Children in school outside the county, with their certificates' },
  may: 'any',
  query: query.omit({ by: true }),
  answer: z.object({ asOf: DaySchema, cohort: Cohort, children: z.array(OutOfCountyChild) }),
});

export const TableTemplate = z
  .object({
    table: z.enum(TABLES),
    fileName: z.string(),
    /** How often each placeholder stands in the sheet. */
    placeholders: z.array(z.string()),
    uploadedAt: z.string(),
    uploadedBy: z.string(),
  })
  .meta({ id: 'TableTemplate' });
export type TableTemplate = z.infer<typeof TableTemplate>;

export const listTemplates = operation({
  name: 'listTemplates',
  method: 'GET',
  path: '/api/table-templates',
  title: { zh: '本单位自己的表样', en: 'Sheets of one’s own' },
  may: 'any',
  answer: z.object({
    templates: z.array(TableTemplate),
    /** Which placeholders each table knows, with what they stand for. */
    known: z.array(
      z.object({ table: z.enum(TABLES), placeholders: z.array(z.object({ key: z.string(), label: Sentence })) }),
    ),
  }),
});

export const uploadTemplate = operation({
  name: 'uploadTemplate',
  method: 'POST',
  path: '/api/table-templates/:table',
  title: { zh: '放入本单位自己的表样', en: 'Put in a sheet of one’s own' },
  may: ['administrator', 'county-committee'],
  params,
  query: z.object({ fileName: z.string().min(1).max(200) }),
  upload: 'application/octet-stream',
  answer: TableTemplate,
});

export const removeTemplate = operation({
  name: 'removeTemplate',
  method: 'DELETE',
  path: '/api/table-templates/:table',
  title: { zh: '不再使用自己的表样', en: 'Go back to the product’s layout' },
  may: ['administrator', 'county-committee'],
  params,
  answer: z.object({ removed: z.boolean() }),
});
