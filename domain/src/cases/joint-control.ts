import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { DaySchema, UnitSchema } from '../casefile/schema.ts';
import {
  ANSWER_KINDS,
  OFFICE_ROLES,
  REFERRAL_STATES,
  REFERRAL_SUBJECTS,
  RESULT_KINDS,
  SHOWN_FACTS,
} from './referrals.ts';
import { KEY_HOUSEHOLDS } from './relief.ts';

/* Joint control (article 5) and relief of key-group families (article 3(6)). */

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
const WRITERS = ['social-affairs', 'township-leader', 'county-committee', 'principal', 'village'] as const;
const TOWNSHIP = ['social-affairs', 'township-leader', 'county-committee'] as const;
const words = z.string().trim().min(2).max(500);

export const ReliefRow = z
  .object({
    /** The entry of the case, or the line of the ledger. */
    id: z.string(),
    childId: z.uuid(),
    childName: z.string(),
    village: z.string().nullable(),
    households: z.array(z.enum(KEY_HOUSEHOLDS)),
    /** The case whose log tells of it; null for the ledger of children without a case. */
    caseId: z.uuid().nullable(),
    difficulty: z.string(),
    help: z.string(),
    unit: UnitSchema,
    since: DaySchema,
    results: z.array(z.object({ on: DaySchema.nullable(), text: z.string(), settled: z.boolean() })),
    settled: z.boolean(),
  })
  .meta({ id: 'Relief' });
export type ReliefRow = z.infer<typeof ReliefRow>;

export const listRelief = operation({
  name: 'listRelief',
  method: 'GET',
  path: '/api/relief',
  title: { zh: '重点户困难与帮扶', en: 'Difficulties and relief of key households' },
  may: READERS,
  query: z.object({
    state: z.enum(['open', 'settled', 'all']).optional(),
    household: z.enum(KEY_HOUSEHOLDS).optional(),
    villageId: z.uuid().optional(),
    unit: UnitSchema.optional(),
    q: z.string().max(60).optional(),
  }),
  answer: z.object({
    /** Of the key households in sight, whatever the filters say: the goal is 0. */
    open: z.object({ difficulties: z.int(), children: z.int() }),
    rows: z.array(ReliefRow),
  }),
});

export const ChildRelief = z
  .object({ keyHousehold: z.boolean(), openCaseId: z.uuid().nullable(), rows: z.array(ReliefRow) })
  .meta({ id: 'ChildRelief' });
export type ChildRelief = z.infer<typeof ChildRelief>;

const childParams = z.object({ childId: z.uuid() });

export const getChildRelief = operation({
  name: 'getChildRelief',
  method: 'GET',
  path: '/api/children/:childId/relief',
  title: { zh: '这名孩子家庭的困难与帮扶', en: 'Difficulties and relief of this child’s family' },
  may: READERS,
  params: childParams,
  answer: ChildRelief,
});

/** Into the log of the open case where there is one, else into the ledger. */
export const addRelief = operation({
  name: 'addRelief',
  method: 'PUT',
  path: '/api/children/:childId/relief/:reliefId',
  title: { zh: '登记困难与帮扶', en: 'Write down a difficulty and the help' },
  may: WRITERS,
  params: z.object({ childId: z.uuid(), reliefId: z.uuid() }),
  body: z.object({ difficulty: words, help: words, unit: UnitSchema, on: DaySchema }).meta({ id: 'NewRelief' }),
  answer: ChildRelief,
});

/** Of an entry of a case an amendment with this id, of a line of the ledger a line below it. */
export const addReliefResult = operation({
  name: 'addReliefResult',
  method: 'PUT',
  path: '/api/children/:childId/relief/:reliefId/results/:resultId',
  title: { zh: '登记帮扶结果', en: 'Write down what came of the help' },
  may: WRITERS,
  params: z.object({ childId: z.uuid(), reliefId: z.string().min(1).max(100), resultId: z.uuid() }),
  body: z.object({ result: words, on: DaySchema, settled: z.boolean() }).meta({ id: 'ReliefResult' }),
  answer: ChildRelief,
});

export const ReferralAnswer = z
  .object({
    id: z.uuid(),
    kind: z.enum(ANSWER_KINDS),
    text: z.string(),
    on: DaySchema,
    by: z.string(),
    post: z.string(),
  })
  .meta({ id: 'ReferralAnswer' });
export type ReferralAnswer = z.infer<typeof ReferralAnswer>;

export const ReferralRow = z
  .object({
    entryId: z.string(),
    caseId: z.uuid(),
    childId: z.uuid(),
    childName: z.string(),
    village: z.string().nullable(),
    on: DaySchema,
    to: UnitSchema,
    subject: z.enum(REFERRAL_SUBJECTS),
    request: z.string().nullable(),
    letterNumber: z.string().nullable(),
    due: DaySchema,
    result: z.string().nullable(),
    resultOn: DaySchema.nullable(),
    state: z.enum(REFERRAL_STATES),
    /** As the office has it on its own list; null where it has no post here and is asked by letter. */
    sent: z
      .object({
        referralId: z.uuid(),
        unit: z.string(),
        shown: z.array(z.object({ fact: z.enum(SHOWN_FACTS), value: z.string() })),
      })
      .nullable(),
    answers: z.array(ReferralAnswer),
    /** The answer that stands in the case as the result. */
    takenAnswerId: z.string().nullable(),
  })
  .meta({ id: 'Referral' });
export type ReferralRow = z.infer<typeof ReferralRow>;

export const listReferrals = operation({
  name: 'listReferrals',
  method: 'GET',
  path: '/api/referrals',
  title: { zh: '转办登记', en: 'Register of referrals' },
  may: [...TOWNSHIP, 'inspector'],
  query: z.object({
    to: UnitSchema.optional(),
    state: z.enum(REFERRAL_STATES).optional(),
    subject: z.enum(REFERRAL_SUBJECTS).optional(),
    caseId: z.uuid().optional(),
  }),
  answer: z.object({
    /** Of all states, with the other filters. */
    counts: z.record(z.enum(REFERRAL_STATES), z.int()),
    rows: z.array(ReferralRow),
  }),
});

/** The office's word goes into the case as the result, by an amendment with this id. */
export const takeReferralAnswer = operation({
  name: 'takeReferralAnswer',
  method: 'PUT',
  path: '/api/referrals/:referralId/answers/:answerId/entry/:entryId',
  title: { zh: '把对方的反馈记入案卷', en: 'Take the office’s answer into the case' },
  may: TOWNSHIP,
  params: z.object({ referralId: z.uuid(), answerId: z.uuid(), entryId: z.uuid() }),
  answer: ReferralRow,
});

export const replyToOffice = operation({
  name: 'replyToOffice',
  method: 'PUT',
  path: '/api/referrals/:referralId/replies/:answerId',
  title: { zh: '回复对方的询问', en: 'Reply to the office’s question' },
  may: TOWNSHIP,
  params: z.object({ referralId: z.uuid(), answerId: z.uuid() }),
  body: z.object({ text: words }).meta({ id: 'ReplyToOffice' }),
  answer: z.object({ answers: z.array(ReferralAnswer) }),
});

/** What an office of joint control sees: its own matters, without the child's file. */
export const AddressedReferral = z
  .object({
    id: z.uuid(),
    role: z.enum(ROLES),
    unit: z.string(),
    on: DaySchema,
    due: DaySchema,
    subject: z.enum(REFERRAL_SUBJECTS),
    request: z.string().nullable(),
    shown: z.array(z.object({ fact: z.enum(SHOWN_FACTS), value: z.string() })),
    contact: z.object({ post: z.string(), name: z.string(), phone: z.string().nullable() }),
    state: z.enum([...REFERRAL_STATES, 'ended']),
    answers: z.array(ReferralAnswer),
  })
  .meta({ id: 'AddressedReferral' });
export type AddressedReferral = z.infer<typeof AddressedReferral>;

export const listAddressedReferrals = operation({
  name: 'listAddressedReferrals',
  method: 'GET',
  path: '/api/addressed-referrals',
  title: { zh: '转来的事项', en: 'Matters handed to us' },
  may: OFFICE_ROLES,
  answer: z.object({ referrals: z.array(AddressedReferral) }),
});

export const answerReferral = operation({
  name: 'answerReferral',
  method: 'PUT',
  path: '/api/addressed-referrals/:referralId/answers/:answerId',
  title: { zh: '反馈办理情况', en: 'Answer a referral' },
  may: OFFICE_ROLES,
  params: z.object({ referralId: z.uuid(), answerId: z.uuid() }),
  body: z
    .object({
      kind: z.enum(['accepted', ...RESULT_KINDS, 'question']),
      on: DaySchema,
      text: z.string().trim().max(500),
    })
    .meta({ id: 'NewReferralAnswer' }),
  answer: AddressedReferral,
});
