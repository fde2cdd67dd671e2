import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { STAGES } from '../casefile/stage.ts';
import { DUTY_LEVELS } from '../cases/duty-owners.ts';
import { DUTY_KINDS, DUTY_ROLES, DUTY_STATES, LATENESS } from './duties.ts';
import { DutyCount } from './group-text.ts';

/* The work list of a post ("my day"), the same by unit and lateness, and where every case is. */

const Sentence = z.object({ zh: z.string(), en: z.string() });

/** Where a duty is done: the page, and what it opens there. */
export const DutyAct = z.discriminatedUnion('to', [
  /** `finding`: the row or clock whose form is opened, filled in as far as the case tells. */
  z.object({ to: z.literal('case'), caseId: z.uuid(), finding: z.string() }),
  z.object({ to: z.literal('child'), childId: z.uuid() }),
  z.object({ to: z.literal('lead'), leadId: z.uuid() }),
  z.object({ to: z.literal('declarations'), month: z.string() }),
  z.object({ to: z.literal('round'), roundId: z.uuid(), villageId: z.uuid() }),
  z.object({ to: z.literal('enrolment'), unitId: z.uuid() }),
  z.object({ to: z.literal('closing') }),
  z.object({ to: z.literal('problems'), filter: z.enum(['unowned', 'unpaired']) }),
  z.object({ to: z.literal('import'), importId: z.uuid() }),
  z.object({ to: z.literal('brief'), briefId: z.uuid() }),
]);
export type DutyAct = z.infer<typeof DutyAct>;

export const Duty = z
  .object({
    /** Stays the same as long as the duty does. */
    key: z.string(),
    kind: z.enum(DUTY_KINDS),
    child: z.object({ id: z.uuid().nullable(), name: z.string(), place: z.string().nullable() }).nullable(),
    what: Sentence,
    clause: Sentence,
    due: DaySchema.nullable(),
    /** False where the papers name no day and ours stands for it. */
    dated: z.boolean(),
    state: z.enum(DUTY_STATES),
    /** Days late; below zero: days left. */
    late: z.int(),
    /** Of a leave: 30, 15 or 7, the mark that it has passed. */
    mark: z.int().nullable(),
    /** Whose turn it is. */
    turn: z.object({ level: z.enum(DUTY_LEVELS), role: z.enum(ROLES), unitId: z.uuid(), unit: z.string() }),
    /** The highest level on whose list it stands, and since when where that is not its own. */
    reached: z.enum(DUTY_LEVELS),
    reachedOn: DaySchema.nullable(),
    act: DutyAct,
  })
  .meta({ id: 'Duty' });
export type Duty = z.infer<typeof Duty>;

const Counts = z.object({ overdue: z.int(), due: z.int(), coming: z.int() });

export const getMyDay = operation({
  name: 'getMyDay',
  method: 'GET',
  path: '/api/my-day',
  title: { zh: '我的一天：该办的事', en: 'My day: what is to be done' },
  may: DUTY_ROLES,
  query: z.object({
    kind: z.enum(DUTY_KINDS).optional(),
    /** Instead of the asker's own list that behind a row of getLateness: of a township for the county, else of the unit. */
    unitId: z.uuid().optional(),
    late: z.enum(LATENESS).optional(),
    limit: z.coerce.number().int().min(1).max(2000).optional(),
  }),
  answer: z
    .object({
      today: DaySchema,
      unit: z.string().nullable(),
      /** Of the whole list, whatever kind is chosen. */
      counts: Counts,
      kinds: z.array(z.object({ kind: z.enum(DUTY_KINDS), n: z.int() })),
      /** What came since the last look, where that was days ago. */
      digest: z.object({ since: DaySchema, fresh: z.int(), overdue: z.int(), leavesEnded: z.int() }).nullable(),
      total: z.int(),
      duties: z.array(Duty),
    })
    .meta({ id: 'MyDay' }),
});

/** For the number in the menu: small, and no look. */
export const countMyDay = operation({
  name: 'countMyDay',
  method: 'GET',
  path: '/api/my-day/counts',
  title: { zh: '待办数', en: 'How much is to be done' },
  may: DUTY_ROLES,
  answer: Counts.meta({ id: 'MyDayCounts' }),
});

/** How much of the asker's own list is overdue or due: what may be told in a chat group. No look, and no child in it. */
export const getGroupCounts = operation({
  name: 'getGroupCounts',
  method: 'GET',
  path: '/api/my-day/group-counts',
  title: { zh: '群提醒用的数字', en: 'The numbers for a group’s reminder' },
  may: DUTY_ROLES,
  answer: z.object({ today: DaySchema, counts: z.array(DutyCount) }),
});

export const getLateness = operation({
  name: 'getLateness',
  method: 'GET',
  path: '/api/my-day/units',
  title: { zh: '各单位逾期情况', en: 'What is late, by unit' },
  may: ['county-committee', 'township-leader', 'social-affairs'],
  answer: z
    .object({
      today: DaySchema,
      units: z.array(
        z.object({
          unitId: z.uuid(),
          unit: z.string(),
          kind: z.string(),
          week: z.int(),
          month: z.int(),
          more: z.int(),
          /** The day of the oldest of them. */
          oldest: DaySchema.nullable(),
        }),
      ),
    })
    .meta({ id: 'Lateness' }),
});

export const getStages = operation({
  name: 'getStages',
  method: 'GET',
  path: '/api/cases-by-stage',
  title: { zh: '案卷各到了哪一步', en: 'Where every case is' },
  may: [...DUTY_ROLES, 'inspector'],
  answer: z
    .object({
      today: DaySchema,
      stages: z.array(
        z.object({
          stage: z.enum(STAGES),
          cases: z.int(),
          /** Since when the one that has been there longest. */
          since: DaySchema.nullable(),
          units: z.array(z.object({ villageId: z.uuid(), unit: z.string(), cases: z.int(), since: DaySchema })),
        }),
      ),
    })
    .meta({ id: 'CasesByStage' }),
});
