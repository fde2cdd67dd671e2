import { z } from 'zod';
import { DaySchema, MEASURES } from '../casefile/schema.ts';

export const STATUSES = ['met', 'missing', 'breach', 'pending', 'excused', 'not-applicable'] as const;
export type Status = (typeof STATUSES)[number];

/** One requirement judged on one file and day. `message` says what to do next; it is a sentence in each language. */
export const FindingSchema = z
  .object({
    id: z.string(),
    status: z.enum(STATUSES),
    citation: z.object({ zh: z.string(), en: z.string() }),
    message: z.object({ zh: z.string(), en: z.string() }),
    have: z.number().optional(),
    need: z.number().optional(),
    entries: z.array(z.string()).optional(),
    due: DaySchema.optional(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof FindingSchema>;

/** What the law says of one file on one day, and until which day (included) that answer holds if nothing is added. */
export const AssessmentSchema = z
  .object({
    asOf: DaySchema,
    pack: z.string(),
    measure: z.enum(MEASURES).nullable(),
    open: z.boolean(),
    findings: z.array(FindingSchema),
  })
  .meta({ id: 'Assessment' });
export type Assessment = z.infer<typeof AssessmentSchema>;

/** One measure offered or not, with the reasons and the rows it will ask for. */
export const AdviceSchema = z
  .object({
    measure: z.enum(MEASURES),
    state: z.enum(['open', 'closed']),
    reasons: z.array(
      z.object({
        message: z.object({ zh: z.string(), en: z.string() }),
        citation: z.object({ zh: z.string(), en: z.string() }),
      }),
    ),
    needs: z.array(z.string()),
  })
  .meta({ id: 'Advice' });
export type Advice = z.infer<typeof AdviceSchema>;
