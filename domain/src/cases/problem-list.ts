import { z } from 'zod';
import { operation, type Role } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { FindingSchema } from '../policy/finding.ts';

/*
 * The problem list (问题清单, article 2): what may keep a child from passing inspection, who answers for it, who stands by
 * the child one to one. What the ledgers and the cases say is computed at each question; only what a person wrote is kept.
 */

export const PROBLEM_SOURCES = ['hand', 'matching', 'ledger', 'finding', 'inspection'] as const;

/** Kinds that a person may write down. */
export const HAND_KINDS = ['not-attending', 'lists-differ', 'papers', 'difficulty', 'health', 'other'] as const;
export type HandKind = (typeof HAND_KINDS)[number];

/** All kinds: those by hand, and those that the ledgers and the cases tell by themselves. */
export const PROBLEM_KINDS = [...HAND_KINDS, 'unexplained', 'no-case', 'out-of-school', 'finding', 'referred'] as const;

export const CLOSING_HOWS = ['solved', 'unfounded', 'entered-in-error'] as const;
export type ClosingHow = (typeof CLOSING_HOWS)[number];

/** Posts that may answer for a child. */
export const OWNER_ROLES = [
  'social-affairs',
  'township-leader',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
  'county-committee',
] as const satisfies readonly Role[];
export type OwnerRole = (typeof OWNER_ROLES)[number];

/** Who sees the list: everybody who may see a case. */
const READERS = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
  'inspector',
] as const;
/** Who names owner and helper and writes problems down; a principal for the children of the own school. */
const KEEPERS = ['social-affairs', 'township-leader', 'county-committee', 'principal'] as const;

export const ChildProblem = z
  .object({
    /** Stays the same as long as the problem does: `finding:<caseId>:<requirement>`, `hand:<id>`, `unexplained:<childId>`. */
    key: z.string(),
    source: z.enum(PROBLEM_SOURCES),
    kind: z.enum(PROBLEM_KINDS),
    foundOn: DaySchema,
    /** What the law says, of a finding; cut to what the asker may see. */
    finding: FindingSchema.nullable(),
    caseId: z.uuid().nullable(),
    /** Of a problem by hand: its id, by which it is closed. */
    problemId: z.uuid().nullable(),
    note: z.string().nullable(),
    by: z.string().nullable(),
    closed: z
      .object({ on: DaySchema, how: z.enum(CLOSING_HOWS), note: z.string().nullable(), by: z.string() })
      .nullable(),
  })
  .meta({ id: 'ChildProblem' });
export type ChildProblem = z.infer<typeof ChildProblem>;

export const ProblemOwner = z
  .object({
    unitId: z.uuid(),
    unit: z.string(),
    role: z.enum(OWNER_ROLES),
    /** As written, else who holds the post today; null where nobody does. */
    name: z.string().nullable(),
    fromOn: DaySchema,
    toOn: DaySchema.nullable(),
  })
  .meta({ id: 'ProblemOwner' });
export type ProblemOwner = z.infer<typeof ProblemOwner>;

export const Pairing = z
  .object({
    id: z.uuid(),
    name: z.string(),
    post: z.string(),
    unitId: z.uuid().nullable(),
    unit: z.string().nullable(),
    /** Whole for those who keep the pairs, masked for others. */
    phone: z.string(),
    fromOn: DaySchema,
    toOn: DaySchema.nullable(),
    endReason: z.string().nullable(),
    /** Children in the asker's sight by whom this helper stands now, this one included (R118). */
    children: z.int(),
  })
  .meta({ id: 'Pairing' });
export type Pairing = z.infer<typeof Pairing>;

export const ProblemRow = z
  .object({
    childId: z.uuid(),
    childName: z.string(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    /** Monitored, borderline or subsistence household (article 3(6)): such children come first. */
    keyHousehold: z.boolean(),
    owner: ProblemOwner.nullable(),
    pairing: Pairing.nullable(),
    problems: z.array(ChildProblem),
  })
  .meta({ id: 'ProblemRow' });
export type ProblemRow = z.infer<typeof ProblemRow>;

/** Open problems, and the children they belong to. */
export const ProblemCount = z.object({ problems: z.int(), children: z.int() }).meta({ id: 'ProblemCount' });
export type ProblemCount = z.infer<typeof ProblemCount>;

export const listProblems = operation({
  name: 'listProblems',
  method: 'GET',
  path: '/api/problems',
  title: { zh: '问题清单', en: 'Problem list' },
  may: READERS,
  query: z.object({
    source: z.enum(PROBLEM_SOURCES).optional(),
    /** `closed`: what was written by hand and has been closed. */
    state: z.enum(['open', 'closed']).optional(),
    unowned: z.enum(['true']).optional(),
    unpaired: z.enum(['true']).optional(),
    /** Only children of monitored, borderline and subsistence households. */
    key: z.enum(['true']).optional(),
    villageId: z.uuid().optional(),
    schoolId: z.uuid().optional(),
    q: z.string().max(60).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({
    /** Of all filters together. */
    total: ProblemCount,
    /** Of the filters without `unowned`, `unpaired` and `key`: what the figures above the list say. */
    all: ProblemCount,
    unowned: ProblemCount,
    unpaired: ProblemCount,
    key: ProblemCount,
    rows: z.array(ProblemRow),
  }),
});

const childParams = z.object({ childId: z.uuid() });

export const ChildProblems = z
  .object({
    owner: ProblemOwner.nullable(),
    pairing: Pairing.nullable(),
    /** Open ones first, each part newest first. */
    problems: z.array(ChildProblem),
    /** Those who were owner or helper before, newest first. */
    formerOwners: z.array(ProblemOwner),
    formerPairings: z.array(Pairing),
  })
  .meta({ id: 'ChildProblems' });
export type ChildProblems = z.infer<typeof ChildProblems>;

export const getChildProblems = operation({
  name: 'getChildProblems',
  method: 'GET',
  path: '/api/children/:childId/problems',
  title: { zh: '这名孩子的问题与帮扶人', en: 'One child: problems, owner, helper' },
  may: READERS,
  params: childParams,
  answer: ChildProblems,
});

export const addProblem = operation({
  name: 'addProblem',
  method: 'PUT',
  path: '/api/children/:childId/problems/:problemId',
  title: { zh: '登记问题', en: 'Write a problem down' },
  may: KEEPERS,
  params: z.object({ childId: z.uuid(), problemId: z.uuid() }),
  body: z
    .object({
      source: z.enum(['hand', 'inspection']),
      kind: z.enum(HAND_KINDS),
      foundOn: DaySchema,
      note: z.string().trim().max(500).optional(),
    })
    .meta({ id: 'NewProblem' }),
  answer: ChildProblems,
});

export const closeProblem = operation({
  name: 'closeProblem',
  method: 'PUT',
  path: '/api/children/:childId/problems/:problemId/closing',
  title: { zh: '问题销号', en: 'Close a problem' },
  may: KEEPERS,
  params: z.object({ childId: z.uuid(), problemId: z.uuid() }),
  body: z
    .object({ how: z.enum(CLOSING_HOWS), on: DaySchema, note: z.string().trim().max(500).optional() })
    .meta({ id: 'ProblemClosing' }),
  answer: ChildProblems,
});

/** One act for each child, all in one transaction: all or none. */
export const assignOwner = operation({
  name: 'assignOwner',
  method: 'POST',
  path: '/api/problems/owner',
  title: { zh: '指定责任人', en: 'Name the owner' },
  may: KEEPERS,
  body: z
    .object({
      childIds: z.array(z.uuid()).min(1).max(200),
      unitId: z.uuid(),
      role: z.enum(OWNER_ROLES),
      name: z.string().trim().min(2).max(40).optional(),
      on: DaySchema,
    })
    .meta({ id: 'NewOwner' }),
  /** How many have another owner now than before. */
  answer: z.object({ changed: z.int() }),
});

export const pairChild = operation({
  name: 'pairChild',
  method: 'PUT',
  path: '/api/children/:childId/pairings/:pairingId',
  title: { zh: '“点对点”结对帮扶', en: 'Pair a helper with a child, one to one' },
  may: KEEPERS,
  params: z.object({ childId: z.uuid(), pairingId: z.uuid() }),
  body: z
    .object({
      name: z.string().trim().min(2).max(40),
      post: z.string().trim().min(1).max(40),
      unitId: z.uuid().optional(),
      phone: z
        .string()
        .trim()
        .regex(/^\+?\d[\d -]{5,18}\d$/),
      on: DaySchema,
    })
    .meta({ id: 'NewPairing' }),
  answer: ChildProblems,
});

export const endPairing = operation({
  name: 'endPairing',
  method: 'PUT',
  path: '/api/children/:childId/pairings/:pairingId/end',
  title: { zh: '结束结对帮扶', en: 'End a pairing' },
  may: KEEPERS,
  params: z.object({ childId: z.uuid(), pairingId: z.uuid() }),
  body: z.object({ on: DaySchema, reason: z.string().trim().min(2).max(200) }).meta({ id: 'PairingEnd' }),
  answer: ChildProblems,
});
