import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';

/* The board. Every number clicks through to the children or cases behind it. */

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
