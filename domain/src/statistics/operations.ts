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
      /** Open leads, and those whose clock has run out. */
      leads: z.object({ open: z.int(), overdue: z.int() }),
      /** Children with an open problem for whom nobody answers, or whom nobody helps: the goal is 0 of both. */
      problems: z.object({ unowned: z.int(), unpaired: z.int() }),
      /** Children without a grid worker (directly responsible), without a principal (first responsible). */
      unassigned: z.object({ grid: z.int(), principal: z.int() }),
      /** Rows of lists that wait for a person's word on whom they are about. */
      waitingRows: z.int(),
      /** Approvals and closures that wait for whoever asks. */
      approvals: z.int(),
      /** Villages with something left to explain, of all in sight. */
      villages: z.object({ open: z.int(), all: z.int() }),
      lastImports: z.array(z.object({ kind: z.string(), fileName: z.string(), at: z.string(), rows: z.int() })),
    })
    .meta({ id: 'Board' }),
});
