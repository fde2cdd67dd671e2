import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { DaySchema, EntrySchema, entrySchemas, InstantSchema, MATTERS, STEPS } from '../casefile/schema.ts';
import { FindingSchema } from '../policy/finding.ts';

/* What waits for whom: steps of approvals, closures to be checked, and who stands in for an absent approver. */

const CASE_WORKERS = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
] as const;

/** Who checks a closure that somebody else proposed. A principal does not close alone (domain.md 5.7). */
export const CLOSURE_CHECKERS = ['social-affairs', 'township-leader', 'county-committee'] as const;

/** What a post may be lent for: each matter of approval, and the checking of closures. */
export const DELEGATED_MATTERS = [...MATTERS, 'closure'] as const;
export type DelegatedMatter = (typeof DELEGATED_MATTERS)[number];

export const SETTLED_HOWS = ['closed', 'sent-back', 'withdrawn'] as const;
export type SettledHow = (typeof SETTLED_HOWS)[number];

const TextSchema = z.object({ zh: z.string(), en: z.string() });
const reason = z.string().trim().max(500);

/** Who asked for it to be done anew, why and when. */
export const ReturnNote = z
  .object({
    id: z.uuid(),
    matter: z.enum(MATTERS),
    step: z.enum(STEPS),
    toStep: z.enum(STEPS),
    on: DaySchema,
    by: z.string(),
    post: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'ApprovalReturn' });
export type ReturnNote = z.infer<typeof ReturnNote>;

export const ApprovalRow = z
  .object({
    caseId: z.uuid(),
    childId: z.uuid(),
    childName: z.string(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    matter: z.enum(DELEGATED_MATTERS),
    /** Null for a closure. */
    step: z.enum(STEPS).nullable(),
    since: DaySchema,
    /** The reason with which it was sent back to this step. */
    sentBack: ReturnNote.nullable(),
    /** Findings that concern the matter. */
    concerns: z.int(),
    /** Why it cannot be decided together with others; empty: it can. */
    doubts: z.array(TextSchema),
    /** Why this person cannot decide it at all: the application or the proposal is their own. */
    own: z.boolean(),
    /** In whose place it would be decided, where the post is lent. */
    onBehalfOf: z.string().nullable(),
    /** The last entry of the log: what is approved is what was seen. */
    position: z.int(),
  })
  .meta({ id: 'ApprovalRow' });
export type ApprovalRow = z.infer<typeof ApprovalRow>;

export const listApprovals = operation({
  name: 'listApprovals',
  method: 'GET',
  path: '/api/approvals',
  title: { zh: '待我审批', en: 'Approvals that wait for me' },
  may: CASE_WORKERS,
  query: z.object({
    matter: z.enum(DELEGATED_MATTERS).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).optional(),
  }),
  answer: z.object({
    total: z.int(),
    /** How many wait in each matter, whatever is chosen. */
    matters: z.array(z.object({ matter: z.enum(DELEGATED_MATTERS), count: z.int() })),
    rows: z.array(ApprovalRow),
  }),
});

const caseParams = z.object({ caseId: z.uuid() });

export const ClosureProposal = z
  .object({
    id: z.uuid(),
    entry: entrySchemas.closure,
    on: DaySchema,
    by: z.string(),
    post: z.string(),
    own: z.boolean(),
    /** True where this person may check it. */
    mayCheck: z.boolean(),
    settled: z
      .object({
        how: z.enum(SETTLED_HOWS),
        on: DaySchema,
        by: z.string(),
        post: z.string(),
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ClosureProposal' });
export type ClosureProposal = z.infer<typeof ClosureProposal>;

export const CaseApprovals = z
  .object({
    waiting: z.array(
      z.object({
        matter: z.enum(MATTERS),
        step: z.enum(STEPS),
        since: DaySchema,
        sentBack: z.uuid().nullable(),
        /** Roles that may take the step. */
        roles: z.array(z.enum(ROLES)),
        mayDecide: z.boolean(),
        own: z.boolean(),
        onBehalfOf: z.string().nullable(),
        returnTo: z.array(z.enum(STEPS)),
        mayWithdraw: z.boolean(),
        /** The findings that an approver has to know. */
        findings: z.array(FindingSchema),
        citation: TextSchema,
        /** True where the order of the steps is our reading. */
        ours: z.boolean(),
      }),
    ),
    returns: z.array(ReturnNote),
    withdrawals: z.array(
      z.object({
        id: z.uuid(),
        matter: z.enum(MATTERS),
        on: DaySchema,
        by: z.string(),
        post: z.string(),
        reason: z.string(),
      }),
    ),
    closures: z.array(ClosureProposal),
    position: z.int(),
  })
  .meta({ id: 'CaseApprovals' });
export type CaseApprovals = z.infer<typeof CaseApprovals>;

export const getCaseApprovals = operation({
  name: 'getCaseApprovals',
  method: 'GET',
  path: '/api/cases/:caseId/approvals',
  title: { zh: '本案的审批与销号', en: 'Approvals and closures of one case' },
  may: 'any',
  params: caseParams,
  answer: CaseApprovals,
});

/** Most files in one act. */
export const BATCH_MOST = 500;

export const approveMany = operation({
  name: 'approveMany',
  method: 'POST',
  path: '/api/approvals',
  title: { zh: '批量同意', en: 'Approve several files in one act' },
  may: CASE_WORKERS,
  body: z
    .object({
      /** The day of the decision. */
      on: DaySchema,
      items: z
        .array(
          z.object({
            caseId: z.uuid(),
            matter: z.enum(MATTERS),
            step: z.enum(STEPS),
            /** A UUIDv7 made by the client: sent again, nothing is recorded twice. */
            entryId: z.uuid(),
            /** The last entry of the log that the approver had in the list. */
            seen: z.int(),
          }),
        )
        .min(1)
        .max(BATCH_MOST),
    })
    .meta({ id: 'ApproveMany' }),
  answer: z.object({
    approved: z.array(z.object({ caseId: z.uuid(), entryId: z.uuid() })),
    /** Files left out, each with the reason; nothing was recorded in them. */
    left: z.array(z.object({ caseId: z.uuid(), entryId: z.uuid(), childName: z.string().nullable(), why: TextSchema })),
  }),
});

export const sendBackApproval = operation({
  name: 'sendBackApproval',
  method: 'PUT',
  path: '/api/cases/:caseId/approval-returns/:returnId',
  title: { zh: '退回前面环节', en: 'Send a matter back to an earlier step' },
  may: CASE_WORKERS,
  params: caseParams.extend({ returnId: z.uuid() }),
  body: z
    .object({ matter: z.enum(MATTERS), step: z.enum(STEPS), toStep: z.enum(STEPS), reason: reason.min(1) })
    .meta({ id: 'SendBack' }),
  answer: CaseApprovals,
});

export const withdrawApplication = operation({
  name: 'withdrawApplication',
  method: 'PUT',
  path: '/api/cases/:caseId/approval-withdrawals/:withdrawalId',
  title: { zh: '撤回申请', en: 'Withdraw an application' },
  may: CASE_WORKERS,
  params: caseParams.extend({ withdrawalId: z.uuid() }),
  body: z.object({ matter: z.enum(MATTERS), reason: reason.min(1) }).meta({ id: 'WithdrawApplication' }),
  answer: CaseApprovals,
});

const proposalParams = caseParams.extend({ proposalId: z.uuid() });

export const proposeClosure = operation({
  name: 'proposeClosure',
  method: 'PUT',
  path: '/api/cases/:caseId/closure-proposals/:proposalId',
  title: { zh: '提出销号', en: 'Propose to strike a case off' },
  may: CASE_WORKERS,
  params: proposalParams,
  /** The closure as it shall be recorded; its id is the one in the path, and becomes the entry's. */
  body: entrySchemas.closure,
  answer: CaseApprovals,
});

export const settleClosure = operation({
  name: 'settleClosure',
  method: 'POST',
  path: '/api/cases/:caseId/closure-proposals/:proposalId/settlement',
  title: { zh: '复核销号', en: 'Check a proposed closure' },
  may: CASE_WORKERS,
  params: proposalParams,
  body: z
    .object({ how: z.enum(SETTLED_HOWS), reason: reason.optional(), recordedAt: InstantSchema.optional() })
    .meta({ id: 'SettleClosure' }),
  answer: z.object({ entry: EntrySchema.nullable(), approvals: CaseApprovals }),
});

// ---- deputies ----

/** A deputy's days end; whoever stays away longer is replaced. */
export const DELEGATION_MOST_DAYS = 180;

export const DelegationRow = z
  .object({
    id: z.uuid(),
    post: z.string(),
    holder: z.string(),
    deputy: z.string(),
    matters: z.array(z.enum(DELEGATED_MATTERS)),
    fromOn: DaySchema,
    /** The last day, an earlier end included. */
    toOn: DaySchema,
    reason: z.string(),
    state: z.enum(['coming', 'current', 'over']),
    mayEnd: z.boolean(),
  })
  .meta({ id: 'Delegation' });
export type DelegationRow = z.infer<typeof DelegationRow>;

export const listDelegations = operation({
  name: 'listDelegations',
  method: 'GET',
  path: '/api/delegations',
  title: { zh: '审批代理', en: 'Deputies for approvals' },
  may: [...CASE_WORKERS, 'administrator'],
  answer: z.object({
    delegations: z.array(DelegationRow),
    /** Posts that this person may lend, each with those who may stand in. */
    posts: z.array(
      z.object({
        postId: z.uuid(),
        title: z.string(),
        holder: z.string(),
        deputies: z.array(z.object({ accountId: z.uuid(), name: z.string(), title: z.string() })),
      }),
    ),
  }),
});

export const delegatePost = operation({
  name: 'delegatePost',
  method: 'PUT',
  path: '/api/delegations/:delegationId',
  title: { zh: '委托代理审批', en: 'Lend a post for approvals' },
  may: [...CASE_WORKERS, 'administrator'],
  params: z.object({ delegationId: z.uuid() }),
  body: z
    .object({
      postId: z.uuid(),
      toAccountId: z.uuid(),
      matters: z.array(z.enum(DELEGATED_MATTERS)).min(1),
      fromOn: DaySchema,
      toOn: DaySchema,
      reason: reason.min(1),
    })
    .meta({ id: 'DelegatePost' }),
  answer: DelegationRow,
});

export const endDelegation = operation({
  name: 'endDelegation',
  method: 'POST',
  path: '/api/delegations/:delegationId/end',
  title: { zh: '收回代理', en: 'End a delegation' },
  may: [...CASE_WORKERS, 'administrator'],
  params: z.object({ delegationId: z.uuid() }),
  answer: DelegationRow,
});
