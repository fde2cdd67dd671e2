import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { EXPLANATION_KINDS } from './closing.ts';
import { LEDGER_KEEPERS } from './ledger-operations.ts';
import { SCHOOLING_STATES, SchoolingStateSchema } from './operations.ts';

/* A village is closed when every child of it is accounted for (domain/src/children/closing.ts). */

const Base = z.enum(['registered', 'residence']);
const Sentence = z.object({ zh: z.string(), en: z.string() });

export const ClosingCountsSchema = z
  .object({
    population: z.int(),
    states: z.partialRecord(z.enum(SCHOOLING_STATES), z.int()),
    unknown: z.int(),
    lacking: z.int(),
    listed: z.int(),
    differences: z.int(),
    unexplained: z.int(),
    overAge: z.int(),
  })
  .meta({ id: 'ClosingCounts' });

export const OPEN_WORK = ['unknown', 'lacking', 'difference'] as const;

/** One thing still to be done about one child of the village. */
export const OpenWork = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    birthDate: DaySchema,
    what: z.enum(OPEN_WORK),
    state: SchoolingStateSchema,
    /** For `difference`: on the list and not counted here, or counted here and on no list. */
    side: z.enum(['list', 'ledger']).nullable(),
    /** What to do about it, and which clause or reading asks for it. */
    sentence: Sentence,
    citation: Sentence.nullable(),
    residenceVillageId: z.uuid().nullable(),
    schoolId: z.uuid().nullable(),
  })
  .meta({ id: 'OpenWork' });
export type OpenWork = z.infer<typeof OpenWork>;

export const Explanation = z
  .object({
    id: z.uuid(),
    childId: z.uuid(),
    name: z.string(),
    side: z.enum(['list', 'ledger']),
    kind: z.enum(EXPLANATION_KINDS),
    onDay: DaySchema,
    reason: z.string(),
  })
  .meta({ id: 'Explanation' });

export const Declared = z.object({
  id: z.uuid(),
  asOf: DaySchema,
  at: z.string(),
  by: z.string(),
  counts: ClosingCountsSchema,
  /** Later facts about that day changed the numbers, or who is behind them. */
  changed: z.boolean(),
  /** The numbers of that day as they stand now. */
  now: ClosingCountsSchema,
});

export const VillageClosing = z
  .object({
    villageId: z.uuid(),
    village: z.string(),
    closed: z.boolean(),
    counts: ClosingCountsSchema,
    /** The last declaration, for whatever day. */
    declared: Declared.nullable(),
  })
  .meta({ id: 'VillageClosing' });
export type VillageClosing = z.infer<typeof VillageClosing>;

const query = z.object({ villageId: z.uuid().optional(), asOf: DaySchema.optional(), base: Base.optional() });

export const getVillageClosing = operation({
  name: 'getVillageClosing',
  method: 'GET',
  path: '/api/village-closing',
  title: { zh: '分村清零销账', en: 'Villages: is every child accounted for' },
  may: 'any',
  query,
  answer: z.object({
    asOf: DaySchema,
    base: Base,
    cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
    villages: z.array(VillageClosing),
    /** With `villageId`: child by child what is open there, and what was explained. */
    open: z.array(OpenWork),
    explained: z.array(Explanation),
    /** Children of school age in sight whose village that way is unknown or elsewhere: they hang in no village's numbers. */
    noVillage: z.int(),
  }),
});

export const explainDifference = operation({
  name: 'explainDifference',
  method: 'POST',
  path: '/api/children/:childId/explanation',
  title: { zh: '说明人口名单与台账的差异', en: 'Explain a difference between list and ledger' },
  may: LEDGER_KEEPERS,
  params: z.object({ childId: z.uuid() }),
  body: z.object({
    kind: z.enum(EXPLANATION_KINDS),
    onDay: DaySchema,
    reason: z.string().trim().min(4).max(400),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const withdrawExplanation = operation({
  name: 'withdrawExplanation',
  method: 'DELETE',
  path: '/api/children/:childId/explanation',
  title: { zh: '撤回差异说明', en: 'Take an explanation back' },
  may: LEDGER_KEEPERS,
  params: z.object({ childId: z.uuid() }),
  answer: z.object({ done: z.literal(true) }),
});

export const declareClosed = operation({
  name: 'declareClosed',
  method: 'POST',
  path: '/api/village-closing/:villageId',
  title: { zh: '宣布某村清零（数字当日定格）', en: 'Declare a village closed (the numbers are frozen)' },
  may: ['county-committee', 'township-leader', 'social-affairs'],
  params: z.object({ villageId: z.uuid() }),
  body: z.object({ asOf: DaySchema, base: Base }),
  answer: VillageClosing,
});
