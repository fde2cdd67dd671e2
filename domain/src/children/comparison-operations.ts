import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { COMPARISONS } from './comparisons.ts';
import { LIST_KINDS } from './fields.ts';
import { SchoolingStateSchema } from './operations.ts';
import { COUNTS, PAIRS, REASONS } from './reconciliation.ts';

/* The comparisons of lists (comparisons.ts) and the sheet of counts (reconciliation.ts), as they stand today. */

const paging = {
  offset: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
};

/** A list that a comparison stands on. */
export const ListInForce = z
  .object({
    kind: z.enum(LIST_KINDS),
    sender: z.string().nullable(),
    unit: z.string(),
    on: DaySchema,
    /** Null where it was given for a unit above the asker's. */
    importId: z.uuid().nullable(),
  })
  .meta({ id: 'ListInForce' });
export type ListInForce = z.infer<typeof ListInForce>;

const Counts = z.record(z.string(), z.int());

export const ComparedPlace = z
  .object({
    /** Village or school; null: none, or none that is known. */
    placeId: z.uuid().nullable(),
    place: z.string().nullable(),
    counts: Counts,
  })
  .meta({ id: 'ComparedPlace' });
export type ComparedPlace = z.infer<typeof ComparedPlace>;

/** A child behind a number; or a row of a list for which there is no child. */
export const ComparedChild = z
  .object({
    childId: z.uuid().nullable(),
    name: z.string(),
    birthDate: DaySchema.nullable(),
    citizenIdMasked: z.string().nullable(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    grade: z.int().nullable(),
    class: z.string().nullable(),
    state: SchoolingStateSchema.nullable(),
    households: z.array(z.string()),
    /** Why list and ledger disagree, as somebody wrote it down. */
    explanation: z.string().nullable(),
    /** The row that names it, for those who may see the import. */
    importId: z.uuid().nullable(),
    row: z.int().nullable(),
  })
  .meta({ id: 'ComparedChild' });
export type ComparedChild = z.infer<typeof ComparedChild>;

export const compareLists = operation({
  name: 'compareLists',
  method: 'GET',
  path: '/api/comparisons/:comparison',
  title: { zh: '名单比对', en: 'Compare two lists' },
  may: 'any',
  params: z.object({ comparison: z.enum(COMPARISONS) }),
  answer: z.object({
    asOf: DaySchema,
    cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
    lists: z.array(ListInForce),
    /** Lists without which nothing can be compared; then there are no numbers. */
    missing: z.array(z.enum(LIST_KINDS)),
    places: z.array(ComparedPlace),
    /** By group. */
    sum: Counts,
    /** How many each list has, counted on its own. */
    left: z.int(),
    right: z.int(),
  }),
});

export const listCompared = operation({
  name: 'listCompared',
  method: 'GET',
  path: '/api/comparisons/:comparison/children',
  title: { zh: '名单比对：逐人', en: 'The children behind a comparison' },
  may: 'any',
  params: z.object({ comparison: z.enum(COMPARISONS) }),
  query: z.object({
    group: z.string().max(40),
    placeId: z.uuid().optional(),
    noPlace: z.enum(['true']).optional(),
    ...paging,
  }),
  answer: z.object({ total: z.int(), children: z.array(ComparedChild) }),
});

// ---- the sheet of counts ----

export const ReconciledPair = z
  .object({
    pair: z.enum(PAIRS),
    a: z.int(),
    b: z.int(),
    /** In both. */
    common: z.int(),
    differences: z.array(z.object({ only: z.enum(['a', 'b']), reason: z.enum(REASONS), count: z.int() })),
  })
  .meta({ id: 'ReconciledPair' });
export type ReconciledPair = z.infer<typeof ReconciledPair>;

export const Reconciliation = z
  .object({
    asOf: DaySchema,
    cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
    unitId: z.uuid(),
    unit: z.string(),
    isVillage: z.boolean(),
    /** County, townships and villages that the asker may have reconciled. */
    units: z.array(z.object({ id: z.uuid(), name: z.string(), kind: z.enum(['county', 'township', 'village']) })),
    lists: z.array(ListInForce),
    missing: z.array(z.enum(LIST_KINDS)),
    counts: z.record(z.enum(COUNTS), z.int()),
    pairs: z.array(ReconciledPair),
    /** Of a county or township, the villages in it; their education is of those registered there. */
    villages: z.array(
      z.object({ id: z.uuid(), name: z.string(), population: z.int(), ledger: z.int(), education: z.int() }),
    ),
    /** Of school age and in sight, and nobody knows in which village they are registered: in no count but education's. */
    noVillage: z.int(),
    /** Rows of lists for which the ledger has no child, by kind of list. */
    unidentified: z.array(z.object({ kind: z.enum(LIST_KINDS), rows: z.int() })),
  })
  .meta({ id: 'Reconciliation' });
export type Reconciliation = z.infer<typeof Reconciliation>;

export const getReconciliation = operation({
  name: 'getReconciliation',
  method: 'GET',
  path: '/api/reconciliation',
  title: { zh: '三数核对表', en: 'Counts reconciled' },
  may: 'any',
  query: z.object({ unitId: z.uuid().optional() }),
  answer: Reconciliation,
});

export const listReconciled = operation({
  name: 'listReconciled',
  method: 'GET',
  path: '/api/reconciliation/children',
  title: { zh: '三数核对：逐人', en: 'The children behind a difference of counts' },
  may: 'any',
  query: z.object({
    unitId: z.uuid().optional(),
    pair: z.enum(PAIRS),
    only: z.enum(['a', 'b']),
    reason: z.enum(REASONS).optional(),
    ...paging,
  }),
  answer: z.object({ total: z.int(), children: z.array(ComparedChild) }),
});

/** Written where the official tables are written (server/src/statistics). */
export const downloadReconciliation = operation({
  name: 'downloadReconciliation',
  method: 'GET',
  path: '/api/reconciliation/xlsx',
  title: { zh: '下载三数核对表（Excel）', en: 'Download the counts reconciled (Excel)' },
  may: 'any',
  query: z.object({ unitId: z.uuid().optional() }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
