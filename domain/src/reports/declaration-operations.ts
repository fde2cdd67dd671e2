import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';

/* Zero is declared, month by month, by each school and village (plan, article 3 item 2): silence is not a zero. */

const MonthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What the ledgers count for one school or village on a day. */
export const UnitCount = z
  .object({
    enrolled: z.int(),
    suspected: z.int(),
    dropped: z.int(),
    /** Nobody can say where they learn, or a lead on them is still open: a zero beside them is "0, n unverified". */
    unverified: z.int(),
  })
  .meta({ id: 'UnitCount' });
export type UnitCount = z.infer<typeof UnitCount>;

export const Declaration = z
  .object({
    id: z.uuid(),
    month: MonthSchema,
    enrolled: z.int(),
    suspected: z.int(),
    dropped: z.int(),
    remark: z.string().nullable(),
    countedOn: DaySchema,
    /** What was counted when it was declared. */
    counted: UnitCount,
    declaredAt: z.string(),
    by: z.object({ role: z.enum(ROLES), person: z.string() }),
  })
  .meta({ id: 'Declaration' });
export type Declaration = z.infer<typeof Declaration>;

export const DeclarationCell = z
  .object({
    month: MonthSchema,
    /** `declared`, `missing` (its day is past), `due` (may be declared now), `ahead`; `not-owed` before this installation or the unit. */
    state: z.enum(['declared', 'missing', 'due', 'ahead', 'not-owed']),
    /** By when. */
    dueOn: DaySchema,
    /** The newest first; the others were corrected by it. */
    declarations: z.array(Declaration),
    /** What the ledgers say now of the same day; null before anything is declared. */
    now: UnitCount.nullable(),
    /** The facts have changed since: `now` is not what was declared. */
    changed: z.boolean(),
  })
  .meta({ id: 'DeclarationCell' });
export type DeclarationCell = z.infer<typeof DeclarationCell>;

export const listDeclarations = operation({
  name: 'listDeclarations',
  method: 'GET',
  path: '/api/declarations',
  title: { zh: '月度零报告', en: 'Monthly declarations' },
  may: 'any',
  query: z.object({
    /** The last of the months shown; this month where it is left out. */
    month: MonthSchema.optional(),
    months: z.coerce.number().int().min(1).max(12).optional(),
    kind: z.enum(['school', 'village']).optional(),
  }),
  answer: z.object({
    months: z.array(MonthSchema),
    /** Missing in the months shown. */
    missing: z.int(),
    changed: z.int(),
    units: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['school', 'village']),
        name: z.string(),
        /** The post that owes it. */
        owner: z.enum(ROLES),
        /** Whether the asker may declare for it. */
        mine: z.boolean(),
        cells: z.array(DeclarationCell),
      }),
    ),
  }),
});

/** What to put into the form: what the ledgers count for that month. */
export const countForDeclaration = operation({
  name: 'countForDeclaration',
  method: 'GET',
  path: '/api/declarations/:unitId/:month',
  title: { zh: '本月台账数', en: 'What the ledgers count for the month' },
  may: 'any',
  params: z.object({ unitId: z.uuid(), month: MonthSchema }),
  answer: z.object({ unit: z.string(), countedOn: DaySchema, count: UnitCount, declared: z.boolean() }),
});

export const declareMonth = operation({
  name: 'declareMonth',
  method: 'PUT',
  path: '/api/declarations/:unitId/:month/:declarationId',
  title: { zh: '申报本月就读与辍学情况', en: 'Declare the month' },
  may: ['principal', 'roll-keeper', 'village', 'grid-worker'],
  params: z.object({ unitId: z.uuid(), month: MonthSchema, declarationId: z.uuid() }),
  body: z
    .object({
      enrolled: z.int().min(0).max(100_000),
      suspected: z.int().min(0).max(100_000),
      dropped: z.int().min(0).max(100_000),
      remark: z
        .string()
        .trim()
        .min(1)
        .max(500)
        .regex(/^[^\0]*$/)
        .optional(),
    })
    .meta({ id: 'DeclareMonth' }),
  answer: Declaration,
});
