import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { ABSENCE_CAUSES } from './absence.ts';

/* Absence by class: "all here but …". */

/** A class as the ledger knows it: grade 0 and class '-' where a child's line does not say. */
export const ClassKey = z.object({
  schoolId: z.uuid(),
  grade: z.coerce.number().int().min(0).max(9),
  class: z.string().min(1).max(60),
});

export const ClassDay = ClassKey.extend({
  school: z.string(),
  /** On the ledger that day; of a reported day what it was when reported. */
  enrolled: z.int(),
  /** Null: nobody reported this class on this day. Then nothing is known of who was there. */
  report: z.object({ at: z.string(), by: z.string(), corrections: z.int() }).nullable(),
  present: z.int(),
  withCause: z.int(),
  /** Without cause: on the first, the second, the third or a later school day in a row. */
  one: z.int(),
  two: z.int(),
  threeOrMore: z.int(),
  /** The asker reported this class before: it comes first. */
  mine: z.boolean(),
}).meta({ id: 'ClassDay' });
export type ClassDay = z.infer<typeof ClassDay>;

export const getAttendance = operation({
  name: 'getAttendance',
  method: 'GET',
  path: '/api/attendance',
  title: { zh: '学校考勤：应到、实到、缺勤', en: 'Attendance: enrolled, present, absent' },
  may: 'any',
  query: z.object({ day: DaySchema.optional(), schoolId: z.uuid().optional() }),
  answer: z
    .object({
      day: DaySchema,
      /** By the school calendar in force; on other days a report is taken, but absences do not count. */
      schoolDay: z.boolean(),
      /** School days in a row without cause that open a lead. */
      threshold: z.int(),
      classes: z.array(ClassDay),
      sum: z.object({
        classes: z.int(),
        reported: z.int(),
        /** Children in the classes that were not reported. */
        notReported: z.int(),
        enrolled: z.int(),
        present: z.int(),
        withCause: z.int(),
        one: z.int(),
        two: z.int(),
        threeOrMore: z.int(),
      }),
    })
    .meta({ id: 'Attendance' }),
});

export const PUPIL_FILTERS = [
  'present',
  'with-cause',
  'one',
  'two',
  'three-or-more',
  'at-threshold',
  'not-reported',
] as const;

export const PupilDay = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    sex: z.enum(['male', 'female', 'unknown']),
    schoolId: z.uuid(),
    school: z.string(),
    grade: z.int(),
    class: z.string(),
    mark: z.enum(['present', 'not-reported', ...ABSENCE_CAUSES]),
    note: z.string().nullable(),
    /** School days in a row without cause up to the day asked for, and the first of them. */
    days: z.int(),
    since: DaySchema.nullable(),
  })
  .meta({ id: 'PupilDay' });
export type PupilDay = z.infer<typeof PupilDay>;

export const listPupils = operation({
  name: 'listPupils',
  method: 'GET',
  path: '/api/attendance/pupils',
  title: { zh: '考勤：学生名单', en: 'Attendance: the pupils' },
  may: 'any',
  query: z.object({
    day: DaySchema.optional(),
    schoolId: z.uuid().optional(),
    grade: z.coerce.number().int().min(0).max(9).optional(),
    class: z.string().max(60).optional(),
    which: z.enum(PUPIL_FILTERS).optional(),
  }),
  answer: z.object({
    day: DaySchema,
    pupils: z.array(PupilDay),
    /** Every report of the day, oldest first; of one class only. What was corrected stays to be seen. */
    reports: z.array(z.object({ at: z.string(), by: z.string(), enrolled: z.int(), absent: z.int() })),
  }),
});

export const reportAttendance = operation({
  name: 'reportAttendance',
  method: 'PUT',
  path: '/api/attendance/:attendanceId',
  title: { zh: '报告班级缺勤', en: 'Report who is absent in a class' },
  may: ['teacher', 'roll-keeper', 'principal'],
  /** Made by the client, so that a report sent twice over a bad line is one report. */
  params: z.object({ attendanceId: z.uuid() }),
  body: ClassKey.extend({
    day: DaySchema,
    /** All others of the class are here. */
    absent: z
      .array(
        z.object({
          childId: z.uuid(),
          cause: z.enum(ABSENCE_CAUSES),
          note: z.string().trim().max(200).optional(),
        }),
      )
      .max(200),
  }),
  answer: z.object({ attendanceId: z.uuid(), enrolled: z.int(), absent: z.int(), correction: z.boolean() }),
});
