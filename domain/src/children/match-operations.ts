import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { LIST_KINDS } from './fields.ts';

/* Rows of lists that may be about a child of the ledger: they wait until a person has said so, and what was said is remembered. */

export const MATCHERS = ['county-committee', 'social-affairs', 'roll-keeper', 'principal'] as const;

/** The fields laid side by side, in the order in which a person would look. */
export const MATCH_FIELDS = ['name', 'number', 'roll', 'birth', 'sex', 'guardian', 'phone', 'place', 'school'] as const;
export type MatchField = (typeof MATCH_FIELDS)[number];

export const MATCH_MARKS = ['equal', 'near', 'different', 'absent'] as const;
export type MatchMark = (typeof MATCH_MARKS)[number];

const Sentence = z.object({ zh: z.string(), en: z.string() });

export const MatchCandidate = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    score: z.number(),
    /** Why the two were put together, in words. */
    why: z.array(Sentence),
    /** What stands of the child, and how it relates to what the row says. Numbers and phones are masked. */
    fields: z.array(z.object({ field: z.enum(MATCH_FIELDS), says: z.string().nullable(), mark: z.enum(MATCH_MARKS) })),
  })
  .meta({ id: 'MatchCandidate' });
export type MatchCandidate = z.infer<typeof MatchCandidate>;

export const WaitingRow = z
  .object({
    importId: z.uuid(),
    fileName: z.string(),
    kind: z.enum(LIST_KINDS),
    /** The list was confirmed: what is decided now is written at once. Else it is written when the list is confirmed. */
    confirmed: z.boolean(),
    row: z.int(),
    name: z.string(),
    fields: z.array(z.object({ field: z.enum(MATCH_FIELDS), says: z.string().nullable() })),
    /** What the row becomes when it is nobody of these: a new child, one who cannot be told, or nothing for its number is bad. */
    otherwise: z.enum(['new', 'unidentified', 'bad']),
    candidates: z.array(MatchCandidate),
  })
  .meta({ id: 'WaitingRow' });
export type WaitingRow = z.infer<typeof WaitingRow>;

export const listWaitingRows = operation({
  name: 'listWaitingRows',
  method: 'GET',
  path: '/api/matches',
  title: { zh: '待判定：可能是台账中的儿童', en: 'Review queue: rows that may be about a child of the ledger' },
  may: MATCHERS,
  query: z.object({
    importId: z.uuid().optional(),
    kind: z.enum(LIST_KINDS).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  answer: z.object({ total: z.int(), rows: z.array(WaitingRow) }),
});

export const decideMatch = operation({
  name: 'decideMatch',
  method: 'POST',
  path: '/api/matches/:importId/:row',
  title: { zh: '判定是否同一人', en: 'Say whether row and child are one' },
  may: MATCHERS,
  params: z.object({ importId: z.uuid(), row: z.coerce.number().int().min(1) }),
  /** `same` names one of the candidates; `apart` says that it is none of them. */
  body: z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('same'), childId: z.uuid() }),
    z.object({ decision: z.literal('apart') }),
  ]),
  answer: z.object({
    actId: z.uuid(),
    /** What the row has become. */
    outcome: z.enum(['added', 'changed', 'same', 'bad', 'listed', 'unidentified', 'outside']),
    /** It stands in the ledger already. */
    written: z.boolean(),
  }),
});

export const MatchAct = z
  .object({
    actId: z.uuid(),
    decision: z.enum(['same', 'apart']),
    importId: z.uuid(),
    fileName: z.string(),
    kind: z.enum(LIST_KINDS),
    row: z.int(),
    name: z.string(),
    children: z.array(z.object({ childId: z.uuid(), name: z.string() })),
    /** What the confirmed list has written of the row into the ledger: taking the decision back leaves it. Null: nothing stands. */
    written: z.object({ as: z.enum(['added', 'changed']), childId: z.uuid(), name: z.string() }).nullable(),
    /** The list waits for its confirmation: taken back, the row waits again. */
    preview: z.boolean(),
    by: z.string(),
    unit: z.string(),
    at: z.string(),
    undone: z.object({ by: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'MatchAct' });
export type MatchAct = z.infer<typeof MatchAct>;

export const listMatchDecisions = operation({
  name: 'listMatchDecisions',
  method: 'GET',
  path: '/api/match-decisions',
  title: { zh: '已判定', en: 'Decisions on rows and children' },
  may: MATCHERS,
  query: z.object({
    importId: z.uuid().optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  answer: z.object({ total: z.int(), decisions: z.array(MatchAct) }),
});

export const undoMatchDecision = operation({
  name: 'undoMatchDecision',
  method: 'POST',
  path: '/api/match-decisions/:actId/undo',
  title: { zh: '撤销判定', en: 'Take a decision back' },
  may: MATCHERS,
  params: z.object({ actId: z.uuid() }),
  answer: z.object({
    /** The row waits again. False where its list was confirmed: then what was written stays, and the next list is asked about anew. */
    waitsAgain: z.boolean(),
  }),
});
