import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { CHILD_MARKS } from '../children/operations.ts';

/* The board and the official tables. Every number clicks through to the children behind it. */

export const getBoard = operation({
  name: 'getBoard',
  method: 'GET',
  path: '/api/board',
  title: { zh: '首页：今天的情况', en: 'Board: how things stand today' },
  may: 'any',
  answer: z
    .object({
      today: DaySchema,
      /** School-age window used: births from … to …, both included. */
      cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
      children: z.int(),
      explained: z.int(),
      unexplained: z.int(),
      suspected: z.int(),
      openCases: z.int(),
      failingCases: z.int(),
      /** Cases whose next due day is past. */
      overdue: z.int(),
      lastImports: z.array(z.object({ kind: z.string(), fileName: z.string(), at: z.string(), rows: z.int() })),
    })
    .meta({ id: 'Board' }),
});

/** Columns of table B3-1 in order (domain.md 2.9): the parts add up to the total; `of` columns are not added. */
export const B31_PARTS = [
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
] as const;
export const B31_OF = CHILD_MARKS;

export const B31Row = z
  .object({
    villageId: z.uuid().nullable(),
    village: z.string(),
    total: z.int(),
    parts: z.record(z.enum(B31_PARTS), z.int()),
    of: z.record(z.enum(B31_OF), z.int()),
  })
  .meta({ id: 'B31Row' });
export type B31Row = z.infer<typeof B31Row>;

const b31Query = z.object({
  asOf: DaySchema.optional(),
  /** Which village counts a child: where it is registered, or where it lives. */
  base: z.enum(['registered', 'residence']).optional(),
});

export const getTableB31 = operation({
  name: 'getTableB31',
  method: 'GET',
  path: '/api/tables/b3-1',
  title: { zh: '义务教育阶段适龄儿童少年就读情况统计表（分村统计）', en: 'Table B3-1: schooling by village' },
  may: 'any',
  query: b31Query,
  answer: z
    .object({
      asOf: DaySchema,
      base: z.enum(['registered', 'residence']),
      cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
      rows: z.array(B31Row),
      sum: B31Row,
    })
    .meta({ id: 'TableB31' }),
});

export const downloadTableB31 = operation({
  name: 'downloadTableB31',
  method: 'GET',
  path: '/api/tables/b3-1.xlsx',
  title: { zh: '下载 B3-1 统计表（.xlsx）', en: 'Download table B3-1 (.xlsx)' },
  may: 'any',
  query: b31Query,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
