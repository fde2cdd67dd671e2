import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { addDays, type Day } from '../basis/plain-date.ts';
import { type Calendar, schoolDays } from '../basis/school-calendar.ts';
import { DaySchema } from '../casefile/schema.ts';

/* Enrolment verification: at the opening of a term every expected child is marked, class by class. */

export const ENROLMENT_MARKS = ['arrived', 'leave', 'transferred', 'absent'] as const;
export type EnrolmentMark = (typeof ENROLMENT_MARKS)[number];

/** First days of the terms that have begun by a day, newest first. */
export function termOpenings(calendar: Calendar, asOf: Day): Day[] {
  return calendar.terms
    .map(({ start }) => start)
    .filter((start) => start <= asOf)
    .sort()
    .reverse();
}

/** The school day on which the check is due: the `days`-th from the opening, the opening counted (docs/readings.md, R103). */
export function enrolmentDue(opening: Day, days: number, calendar: Calendar): Day {
  const isSchoolDay = schoolDays(calendar);
  let left = days;
  let day = opening;
  // A calendar without school days must not hold us here for ever.
  for (let tried = 0; tried < 60; tried++, day = addDays(day, 1)) {
    if (isSchoolDay(day)) left -= 1;
    if (left <= 0) return day;
  }
  return addDays(opening, days);
}

export const EnrolmentClass = z
  .object({
    /** A school; or a village, for children of the youngest cohort who stand in no class yet. */
    unitId: z.uuid(),
    unit: z.string(),
    kind: z.enum(['school', 'village']),
    grade: z.int(),
    class: z.string(),
    expected: z.int(),
    marked: z.int(),
    arrived: z.int(),
    leave: z.int(),
    transferred: z.int(),
    absent: z.int(),
    /** Null: not checked. */
    check: z.object({ at: z.string(), by: z.string(), onDay: DaySchema, late: z.boolean() }).nullable(),
    /** The post that has to do it, and who holds it today. */
    owner: z.object({ role: z.enum(ROLES), names: z.array(z.string()) }),
  })
  .meta({ id: 'EnrolmentClass' });
export type EnrolmentClass = z.infer<typeof EnrolmentClass>;

export const getEnrolment = operation({
  name: 'getEnrolment',
  method: 'GET',
  path: '/api/enrolment',
  title: { zh: '入学验证进度', en: 'Enrolment verification: progress' },
  may: 'any',
  query: z.object({ termOn: DaySchema.optional(), unitId: z.uuid().optional() }),
  answer: z
    .object({
      termOn: DaySchema,
      dueOn: DaySchema,
      overdue: z.boolean(),
      terms: z.array(DaySchema),
      classes: z.array(EnrolmentClass),
      sum: z.object({
        classes: z.int(),
        done: z.int(),
        expected: z.int(),
        marked: z.int(),
        arrived: z.int(),
        leave: z.int(),
        transferred: z.int(),
        absent: z.int(),
      }),
    })
    .meta({ id: 'Enrolment' }),
});

export const EnrolmentPupil = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: DaySchema,
    unitId: z.uuid(),
    unit: z.string(),
    grade: z.int(),
    class: z.string(),
    mark: z.enum(ENROLMENT_MARKS).nullable(),
    place: z.string().nullable(),
    note: z.string().nullable(),
    leadId: z.uuid().nullable(),
  })
  .meta({ id: 'EnrolmentPupil' });
export type EnrolmentPupil = z.infer<typeof EnrolmentPupil>;

export const listEnrolmentPupils = operation({
  name: 'listEnrolmentPupils',
  method: 'GET',
  path: '/api/enrolment/pupils',
  title: { zh: '入学验证：学生名单', en: 'Enrolment verification: the pupils' },
  may: 'any',
  query: z.object({
    termOn: DaySchema.optional(),
    unitId: z.uuid().optional(),
    grade: z.coerce.number().int().min(0).max(9).optional(),
    class: z.string().max(60).optional(),
    mark: z.enum([...ENROLMENT_MARKS, 'unmarked']).optional(),
  }),
  answer: z.object({ termOn: DaySchema, pupils: z.array(EnrolmentPupil) }),
});

export const checkEnrolment = operation({
  name: 'checkEnrolment',
  method: 'PUT',
  path: '/api/enrolment/:checkId',
  title: { zh: '验证一个班的到校情况', en: 'Check who of a class arrived' },
  may: ['teacher', 'roll-keeper', 'principal', 'village', 'social-affairs'],
  params: z.object({ checkId: z.uuid() }),
  body: z.object({
    termOn: DaySchema,
    unitId: z.uuid(),
    grade: z.int().min(0).max(9),
    class: z.string().min(1).max(60),
    onDay: DaySchema,
    /** All others have arrived. */
    but: z
      .array(
        z.object({
          childId: z.uuid(),
          mark: z.enum(ENROLMENT_MARKS).exclude(['arrived']),
          place: z.string().trim().max(100).optional(),
          note: z.string().trim().max(300).optional(),
        }),
      )
      .max(200),
  }),
  answer: z.object({ checkId: z.uuid(), expected: z.int(), absent: z.int(), leads: z.int(), correction: z.boolean() }),
});
