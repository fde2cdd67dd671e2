import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema, DisabilitySchema, HOUSEHOLDS } from '../casefile/schema.ts';
import { GivenBasis } from './basis.ts';
import { MONITORED_KINDS } from './household-names.ts';
import { SCHOOLING_STATES } from './operations.ts';

/* The two ledgers written by hand, child by child. Every change is an event in the child's chain; nothing is overwritten. */

/** Who keeps the ledgers. The post of the administrator alone does not (domain.md 5.7: accounts, no content). */
export const LEDGER_KEEPERS = ['county-committee', 'social-affairs', 'roll-keeper', 'principal'] as const;

const name = z.string().trim().min(1).max(60);
const text = z.string().trim().min(1).max(200);
const Sentence = z.object({ zh: z.string(), en: z.string() });

/** Said with the answer: nothing is wrong, but somebody should know. */
const Notes = z.array(Sentence);

export const GivenGuardian = z.object({
  name,
  relation: z.string().trim().max(40).nullish(),
  /** Left out: the phone and number of the guardian `keeps` stay as they are. */
  phone: z.string().trim().max(40).nullish(),
  citizenId: z.string().trim().max(40).nullish(),
  /** Which of the guardians so far this is, counted from 0: the screen shows numbers masked and cannot send them back. */
  keeps: z.int().min(0).nullish(),
});
export type GivenGuardian = z.infer<typeof GivenGuardian>;

export const GivenHousehold = z.object({
  category: z.enum(HOUSEHOLDS),
  /** Of the monitored only. */
  kind: z.enum(MONITORED_KINDS).nullish(),
  /** Null: since before anybody here wrote it down. */
  fromOn: DaySchema.nullish(),
});
export type GivenHousehold = z.infer<typeof GivenHousehold>;

export const GivenSchooling = z
  .object({
    state: z.enum(SCHOOLING_STATES),
    fromOn: DaySchema,
    /** A school of the ledger, or the name of one elsewhere. */
    schoolId: z.uuid().nullish(),
    schoolName: z.string().trim().max(120).nullish(),
    grade: z.int().min(1).max(9).nullish(),
    class: z.string().trim().max(40).nullish(),
    marks: z.array(z.enum(['boarding', 'regular-class'])).optional(),
    /** Last day of a leave or a deferral. */
    untilOn: DaySchema.nullish(),
    basis: GivenBasis,
  })
  .meta({ id: 'GivenSchooling' });
export type GivenSchooling = z.infer<typeof GivenSchooling>;

const OtherDocument = z.object({ kind: text, number: z.string().trim().min(3).max(60) });

const childParams = z.object({ childId: z.uuid() });

export const addChild = operation({
  name: 'addChild',
  method: 'POST',
  path: '/api/children',
  title: { zh: '登记一名儿童', en: 'Enter a child' },
  may: LEDGER_KEEPERS,
  body: z
    .object({
      name,
      /** Citizen card, 港澳台居民居住证 or 外国人永久居留证: any number of 18 characters with a check. */
      citizenId: z.string().trim().max(40).nullish(),
      otherDocument: OtherDocument.nullish(),
      /** Needed where no number says it. */
      birthDate: DaySchema.nullish(),
      sex: z.enum(['male', 'female', 'unknown']).nullish(),
      ethnicity: z.string().trim().max(20).nullish(),
      registeredUnitId: z.uuid().nullish(),
      residenceUnitId: z.uuid().nullish(),
      group: z.string().trim().max(40).nullish(),
      address: z.string().trim().max(200).nullish(),
      guardians: z.array(GivenGuardian).max(6).optional(),
      households: z.array(GivenHousehold).max(HOUSEHOLDS.length).optional(),
      disability: DisabilitySchema.nullish(),
      schooling: GivenSchooling.nullish(),
      /** Said after the ledger answered that a child of this name and birth date is there: it is another one, because … */
      another: z.string().trim().min(4).max(200).nullish(),
    })
    .meta({ id: 'GivenChild' }),
  answer: z.object({ id: z.uuid(), notes: Notes }),
});

/** A place that changes. `since` is the day of the move; null: nobody moved, the place was written down wrong. */
const GivenPlace = z.object({ unitId: z.uuid().nullable(), since: DaySchema.nullable() });

export const changeChild = operation({
  name: 'changeChild',
  method: 'POST',
  path: '/api/children/:childId/change',
  title: { zh: '变更儿童信息', en: 'Change what is known of a child' },
  may: LEDGER_KEEPERS,
  params: childParams,
  body: z
    .object({
      name: name.optional(),
      citizenId: z.string().trim().max(40).optional(),
      otherDocument: OtherDocument.nullable().optional(),
      birthDate: DaySchema.optional(),
      sex: z.enum(['male', 'female', 'unknown']).optional(),
      ethnicity: z.string().trim().max(20).nullable().optional(),
      registered: GivenPlace.optional(),
      residence: GivenPlace.optional(),
      group: z.string().trim().max(40).nullable().optional(),
      address: z.string().trim().max(200).nullable().optional(),
      guardians: z.array(GivenGuardian).max(6).optional(),
      disability: DisabilitySchema.nullable().optional(),
      /** With `disability` and without a number in it: the certificate on file stays. */
      keepCertificate: z.boolean().optional(),
      /** From what, on whose word. */
      reason: z.string().trim().min(2).max(200),
    })
    .meta({ id: 'ChildChange' }),
  answer: z.object({ id: z.uuid(), notes: Notes }),
});

export const changeHouseholds = operation({
  name: 'changeHouseholds',
  method: 'POST',
  path: '/api/children/:childId/households',
  title: { zh: '变更家庭类别', en: 'Change household categories' },
  may: LEDGER_KEEPERS,
  params: childParams,
  body: z.object({
    add: z.array(GivenHousehold).max(HOUSEHOLDS.length).optional(),
    /** `on`: the first day on which it no longer holds. */
    end: z.array(z.object({ id: z.uuid(), on: DaySchema })).optional(),
    /** Lines that were wrong from the beginning. */
    withdraw: z.array(z.uuid()).optional(),
    reason: z.string().trim().min(2).max(200),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const setSchooling = operation({
  name: 'setSchooling',
  method: 'POST',
  path: '/api/children/:childId/schooling',
  title: { zh: '登记就读情况', en: 'Record where a child learns' },
  may: LEDGER_KEEPERS,
  params: childParams,
  body: GivenSchooling,
  answer: z.object({ lineId: z.uuid(), notes: Notes }),
});

export const correctSchooling = operation({
  name: 'correctSchooling',
  method: 'POST',
  path: '/api/children/:childId/schooling/:lineId/withdraw',
  title: { zh: '更正：撤回错误的就读记录', en: 'Correct: take back a wrong schooling line' },
  may: LEDGER_KEEPERS,
  params: z.object({ childId: z.uuid(), lineId: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(4).max(200) }),
  answer: z.object({ lineId: z.uuid() }),
});
