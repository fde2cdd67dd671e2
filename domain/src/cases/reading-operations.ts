import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema, InstantSchema } from '../casefile/schema.ts';

/* Who has read a case: opened it, seen its evidence, taken it out of the house, seen a number whole. */

export const READING_HOWS = ['opened', 'evidence', 'paper', 'exported', 'printed', 'unmasked'] as const;
export type ReadingHow = (typeof READING_HOWS)[number];

export const CaseReading = z
  .object({
    on: DaySchema,
    person: z.string(),
    /** The posts that the person held on that day. */
    posts: z.array(z.string()),
    /** How often on that day, in the order of READING_HOWS. */
    hows: z.array(z.object({ how: z.enum(READING_HOWS), times: z.int() })),
    firstAt: InstantSchema,
    lastAt: InstantSchema,
  })
  .meta({ id: 'CaseReading' });
export type CaseReading = z.infer<typeof CaseReading>;

/** One row a person and day, the latest first. */
export const listCaseReadings = operation({
  name: 'listCaseReadings',
  method: 'GET',
  path: '/api/cases/:caseId/readings',
  title: { zh: '谁看过本案', en: 'Who has read this case' },
  may: ['county-committee', 'township-leader', 'social-affairs', 'principal'],
  params: z.object({ caseId: z.uuid() }),
  query: z.object({
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  answer: z.object({ total: z.int(), readings: z.array(CaseReading) }),
});
