import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { CHILD_STEPS } from '../children/counted-filters.ts';
import { RATES } from './rates.ts';
import { ChildFilter } from './table-operations.ts';
import { TABLE_BASES } from './tables.ts';

/* Rates, trend and the way from suspected to returned. Every number carries the filter of its children. */

const Sentence = z.object({ zh: z.string(), en: z.string() });

export const Figure = z
  .object({ key: z.string(), label: Sentence, count: z.int(), filter: ChildFilter })
  .meta({ id: 'Figure' });
export type Figure = z.infer<typeof Figure>;

export const Rate = z
  .object({
    rate: z.enum(RATES),
    /** Per cent with two places; null where it cannot be computed, and then `missing` says why. */
    percent: z.number().nullable(),
    /** The numbers that the formula takes, in its order. */
    figures: z.array(Figure),
    missing: Sentence.optional(),
    /** What stands apart and is told with it: leave, exemption. */
    beside: z.array(Figure),
  })
  .meta({ id: 'Rate' });
export type Rate = z.infer<typeof Rate>;

export const TrendPoint = z
  .object({
    /** The end of a term, or the day itself. */
    on: DaySchema,
    /** False where the ledger holds nothing of that time: then nothing is said of it. */
    recorded: z.boolean(),
    total: z.int(),
    counts: z.object({ suspected: z.int(), 'dropped-out': z.int(), unknown: z.int(), leave: z.int() }),
    filter: ChildFilter,
  })
  .meta({ id: 'TrendPoint' });
export type TrendPoint = z.infer<typeof TrendPoint>;

export const Step = Figure.extend({ key: z.enum(CHILD_STEPS) }).meta({ id: 'Step' });
export type Step = z.infer<typeof Step>;

export const Overview = z
  .object({
    asOf: DaySchema,
    since: DaySchema,
    base: z.enum(TABLE_BASES),
    cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
    /** Target: no dropout. What stands against it today. */
    dropouts: Sentence,
    rates: z.array(Rate),
    trend: z.array(TrendPoint),
    steps: z.array(Step),
  })
  .meta({ id: 'StatisticsOverview' });
export type Overview = z.infer<typeof Overview>;

export const getOverview = operation({
  name: 'getOverview',
  method: 'GET',
  path: '/api/statistics/overview',
  title: { zh: '入学率、巩固率与走势', en: 'Rates and trends' },
  may: 'any',
  query: z.object({ asOf: DaySchema.optional(), base: z.enum(TABLE_BASES).optional() }),
  answer: Overview,
});
