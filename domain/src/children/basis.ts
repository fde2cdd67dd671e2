import { z } from 'zod';
import { DaySchema } from '../casefile/schema.ts';

/* What a line of the schooling ledger rests on. A state outside school is believed for its paper or its dated reason. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A paper that was seen: what it is called, its number, its day; the scan by its digest where there is one. */
export const PaperBasis = z.strictObject({
  kind: z.literal('paper'),
  title: z.string().trim().min(2).max(120),
  number: z.string().trim().max(80).nullish(),
  on: DaySchema,
  sha256: sha256.nullish(),
});
export type PaperBasis = z.infer<typeof PaperBasis>;

/** No paper, but a reason that somebody answers for, and its day. */
export const ReasonBasis = z.strictObject({
  kind: z.literal('reason'),
  text: z.string().trim().min(4).max(400),
  on: DaySchema,
});

/** What a person may give for a line written by hand. */
export const GivenBasis = z.discriminatedUnion('kind', [PaperBasis, ReasonBasis]).meta({ id: 'GivenBasis' });
export type GivenBasis = z.infer<typeof GivenBasis>;

/** All that a line may rest on: a list, an entry of a case file, a paper, a reason, the turn of the year, a leave run out. */
export const Basis = z
  .union([
    PaperBasis,
    ReasonBasis,
    z.object({ kind: z.literal('list'), batchId: z.string() }),
    z.object({ kind: z.literal('entry'), caseId: z.string().optional(), entryId: z.string().optional() }),
    z.object({ kind: z.literal('roll-over'), rollOverId: z.string() }),
    z.object({ kind: z.literal('expiry'), lineId: z.string(), untilOn: DaySchema }),
  ])
  .meta({ id: 'Basis' });
export type Basis = z.infer<typeof Basis>;
