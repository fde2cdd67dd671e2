import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { SCHOOLING_STATES } from '../children/operations.ts';

/* The rounds of the three visits: against the household register, in the villages, to every family. */

export const ROUND_KINDS = ['registry', 'village', 'household'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];
export const ROUND_BASES = ['registered', 'residence', 'either'] as const;

/** Who was spoken to; `papers`: the register was read. */
export const MET = ['guardian', 'relative', 'child', 'neighbour', 'village', 'papers', 'nobody'] as const;

export const VISIT_RESULTS = [
  'in-school',
  'elsewhere',
  'under-measure',
  'not-in-school',
  'registered',
  'moved-away',
  'deceased',
  'double-registration',
  'number-error',
  'not-found',
] as const;
export type VisitResult = (typeof VISIT_RESULTS)[number];

const REGISTRY: readonly VisitResult[] = [
  'registered',
  'moved-away',
  'deceased',
  'double-registration',
  'number-error',
  'not-found',
];
const AT_HOME: readonly VisitResult[] = VISIT_RESULTS.filter((each) => each !== 'registered');

/** What a visit of this kind can find: the register does not say where a child learns. */
export function resultsOf(kind: RoundKind): readonly VisitResult[] {
  return kind === 'registry' ? REGISTRY : AT_HOME;
}

/** Results that somebody must follow up: they open a lead. */
export const LEAD_RESULTS: readonly VisitResult[] = ['not-in-school', 'not-found'];
/** Results that say nothing without a place. */
export const PLACE_RESULTS: readonly VisitResult[] = ['elsewhere', 'moved-away'];

const FIELD = [
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
] as const;
const OPENERS = ['county-committee', 'township-leader', 'social-affairs', 'village'] as const;
const roundParams = z.object({ roundId: z.uuid() });

const coverage = {
  households: z.int(),
  /** Households of whose children every one has a result. */
  visited: z.int(),
  children: z.int(),
  covered: z.int(),
};

export const RoundRow = z
  .object({
    id: z.uuid(),
    kind: z.enum(ROUND_KINDS),
    title: z.string(),
    unitId: z.uuid(),
    unit: z.string(),
    fromOn: DaySchema,
    toOn: DaySchema,
    frozenOn: DaySchema,
    base: z.enum(ROUND_BASES),
    /** As far as the asker may see. */
    ...coverage,
  })
  .meta({ id: 'Round' });
export type RoundRow = z.infer<typeof RoundRow>;

export const listRounds = operation({
  name: 'listRounds',
  method: 'GET',
  path: '/api/rounds',
  title: { zh: '三访轮次', en: 'Rounds of visits' },
  may: 'any',
  answer: z.object({ rounds: z.array(RoundRow) }),
});

export const openRound = operation({
  name: 'openRound',
  method: 'POST',
  path: '/api/rounds',
  title: { zh: '发起一轮走访', en: 'Open a round of visits' },
  may: OPENERS,
  body: z.object({
    kind: z.enum(ROUND_KINDS),
    unitId: z.uuid(),
    title: z.string().trim().min(2).max(60),
    fromOn: DaySchema,
    toOn: DaySchema,
    /** Default: registered for the register, residence in the villages, either for families. */
    base: z.enum(ROUND_BASES).optional(),
  }),
  answer: RoundRow,
});

export const RoundPlace = z
  .object({
    villageId: z.uuid(),
    village: z.string(),
    /** Null: of the village, in no grid or group that is known. */
    gridId: z.uuid().nullable(),
    grid: z.string().nullable(),
    ...coverage,
  })
  .meta({ id: 'RoundPlace' });

export const FoundChild = z
  .object({
    id: z.uuid(),
    villageId: z.uuid(),
    village: z.string(),
    name: z.string(),
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: DaySchema.nullable(),
    onDay: DaySchema,
    by: z.string(),
    /** The child in the ledger; null: still to be entered. */
    childId: z.uuid().nullable(),
  })
  .meta({ id: 'FoundChild' });

export const getRound = operation({
  name: 'getRound',
  method: 'GET',
  path: '/api/rounds/:roundId',
  title: { zh: '一轮走访的覆盖情况', en: 'One round: its coverage' },
  may: 'any',
  params: roundParams,
  answer: RoundRow.extend({
    places: z.array(RoundPlace),
    /** Children by the last result of each. */
    results: z.array(z.object({ result: z.enum(VISIT_RESULTS), children: z.int() })),
    /** Visited without meeting anybody who could tell. */
    nobodyMet: z.int(),
    found: z.array(FoundChild),
  }),
});

export const RoundChild = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: DaySchema,
    state: z.enum(SCHOOLING_STATES),
    school: z.string().nullable(),
    grade: z.int().nullable(),
    class: z.string().nullable(),
    result: z.enum(VISIT_RESULTS).nullable(),
    place: z.string().nullable(),
    note: z.string().nullable(),
    leadId: z.uuid().nullable(),
  })
  .meta({ id: 'RoundChild' });

export const RoundHousehold = z
  .object({
    id: z.uuid(),
    villageId: z.uuid(),
    village: z.string(),
    grid: z.string().nullable(),
    position: z.int(),
    guardians: z.array(
      z.object({ name: z.string(), relation: z.string().nullable(), phoneMasked: z.string().nullable() }),
    ),
    address: z.string().nullable(),
    children: z.array(RoundChild),
    visits: z.array(z.object({ id: z.uuid(), onDay: DaySchema, met: z.enum(MET), by: z.string(), at: z.string() })),
  })
  .meta({ id: 'RoundHousehold' });
export type RoundHousehold = z.infer<typeof RoundHousehold>;

export const listRoundHouseholds = operation({
  name: 'listRoundHouseholds',
  method: 'GET',
  path: '/api/rounds/:roundId/households',
  title: { zh: '走访名单', en: 'Work list of a round' },
  may: 'any',
  params: roundParams,
  query: z.object({
    villageId: z.uuid().optional(),
    gridId: z.uuid().optional(),
    /** With `villageId`: households of the village that lie in no grid. */
    noGrid: z.enum(['true']).optional(),
    show: z.enum(['rest', 'visited', 'nobody-met']).optional(),
    result: z.enum(VISIT_RESULTS).optional(),
    householdId: z.uuid().optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({ total: z.int(), households: z.array(RoundHousehold) }),
});

export const recordVisit = operation({
  name: 'recordVisit',
  method: 'PUT',
  path: '/api/rounds/:roundId/visits/:visitId',
  title: { zh: '记录一次走访', en: 'Record a visit to a household' },
  may: FIELD,
  /** The visit's id is made by the client: sent twice it is one visit. */
  params: roundParams.extend({ visitId: z.uuid() }),
  body: z.object({
    householdId: z.uuid(),
    onDay: DaySchema,
    met: z.enum(MET),
    results: z
      .array(
        z.object({
          childId: z.uuid(),
          result: z.enum(VISIT_RESULTS),
          place: z.string().trim().max(100).optional(),
          note: z.string().trim().max(300).optional(),
        }),
      )
      .max(60),
  }),
  answer: z.object({ visitId: z.uuid(), covered: z.boolean(), leads: z.int() }),
});

export const recordFound = operation({
  name: 'recordFound',
  method: 'PUT',
  path: '/api/rounds/:roundId/found/:foundId',
  title: { zh: '登记名单之外的儿童', en: 'Note a child who is on no list' },
  may: FIELD,
  params: roundParams.extend({ foundId: z.uuid() }),
  body: z.object({
    villageId: z.uuid(),
    name: z.string().trim().min(2).max(40),
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: DaySchema.optional(),
    onDay: DaySchema,
  }),
  answer: FoundChild,
});

export const linkFound = operation({
  name: 'linkFound',
  method: 'POST',
  path: '/api/found/:foundId/child',
  title: { zh: '名单外儿童：已登记入台账', en: 'Link a found child to the ledger' },
  may: ['social-affairs', 'village', 'roll-keeper', 'principal', 'township-leader'],
  params: z.object({ foundId: z.uuid() }),
  body: z.object({ childId: z.uuid() }),
  answer: FoundChild,
});
