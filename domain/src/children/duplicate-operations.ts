import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { Job } from '../people/operations.ts';
import { MATCH_FIELDS, MATCH_MARKS, MATCHERS } from './match-operations.ts';

/* Children of the ledger that may be one child, entered twice: searched for on demand, and each pair decided by a person. */

const Sentence = z.object({ zh: z.string(), en: z.string() });

export const DuplicateChild = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    /** It has an open case file, and so cannot be the one that goes. */
    openCase: z.boolean(),
    /** What stands of the child, and how it relates to what stands of the other. Numbers and phones are masked. */
    fields: z.array(z.object({ field: z.enum(MATCH_FIELDS), says: z.string().nullable(), mark: z.enum(MATCH_MARKS) })),
  })
  .meta({ id: 'DuplicateChild' });
export type DuplicateChild = z.infer<typeof DuplicateChild>;

export const DuplicatePair = z
  .object({
    children: z.tuple([DuplicateChild, DuplicateChild]),
    score: z.number(),
    /** Why the two were put together, in words. */
    why: z.array(Sentence),
  })
  .meta({ id: 'DuplicatePair' });
export type DuplicatePair = z.infer<typeof DuplicatePair>;

export const searchDuplicates = operation({
  name: 'searchDuplicates',
  method: 'POST',
  path: '/api/duplicates/search',
  title: { zh: '查找台账内疑似重复', en: 'Search the ledger for children entered twice' },
  may: MATCHERS,
  answer: Job,
});

const page = {
  offset: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
};

export const listDuplicates = operation({
  name: 'listDuplicates',
  method: 'GET',
  path: '/api/duplicates',
  title: { zh: '台账内疑似重复', en: 'Children of the ledger that may be one' },
  may: MATCHERS,
  query: z.object(page),
  answer: z.object({
    total: z.int(),
    pairs: z.array(DuplicatePair),
    /** When the asker's last search ended; null: never. */
    searchedAt: z.string().nullable(),
  }),
});

export const decideDuplicate = operation({
  name: 'decideDuplicate',
  method: 'POST',
  path: '/api/duplicates/decide',
  title: { zh: '判定台账中两名儿童是否同一人', en: 'Say whether two children of the ledger are one' },
  may: MATCHERS,
  /** `same` says which of the two stays; the other leaves the ledger as its double registration. */
  body: z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('same'), stays: z.uuid(), goes: z.uuid() }),
    z.object({ decision: z.literal('apart'), children: z.tuple([z.uuid(), z.uuid()]) }),
  ]),
  answer: z.object({
    decisionId: z.uuid(),
    /** Where the child that stays had no known schooling, that of the other was carried over. */
    carried: z.boolean(),
  }),
});

export const DuplicateDecision = z
  .object({
    decisionId: z.uuid(),
    decision: z.enum(['same', 'apart']),
    children: z.tuple([
      z.object({ childId: z.uuid(), name: z.string() }),
      z.object({ childId: z.uuid(), name: z.string() }),
    ]),
    /** Of `same`: the double registration. */
    goneId: z.uuid().nullable(),
    by: z.string(),
    unit: z.string(),
    at: z.string(),
    undone: z.object({ by: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'DuplicateDecision' });
export type DuplicateDecision = z.infer<typeof DuplicateDecision>;

export const listDuplicateDecisions = operation({
  name: 'listDuplicateDecisions',
  method: 'GET',
  path: '/api/duplicate-decisions',
  title: { zh: '台账内重复：已判定', en: 'Decisions on children entered twice' },
  may: MATCHERS,
  query: z.object(page),
  answer: z.object({ total: z.int(), decisions: z.array(DuplicateDecision) }),
});

export const undoDuplicateDecision = operation({
  name: 'undoDuplicateDecision',
  method: 'POST',
  path: '/api/duplicate-decisions/:decisionId/undo',
  title: { zh: '撤销重复判定', en: 'Take back a decision on two children' },
  may: MATCHERS,
  params: z.object({ decisionId: z.uuid() }),
  answer: z.object({
    /** The child that had left stands in the ledger as before. False for "not the same", which had changed nothing. */
    restored: z.boolean(),
  }),
});
