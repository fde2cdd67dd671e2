import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { MODES } from './debt.ts';

/* What is owed to children who are taught at home or remotely. */

const counts = {
  /** School weeks. */
  owed: z.int(),
  held: z.int(),
  madeUp: z.int(),
  missing: z.int(),
};

export const TeachingDebtRow = z
  .object({
    caseId: z.uuid(),
    childId: z.uuid(),
    childName: z.string(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    mode: z.enum(MODES),
    teacher: z.string().nullable(),
    since: DaySchema,
    lastOn: DaySchema.nullable(),
    ...counts,
    /** Mondays of the weeks that are short and not made up, the latest first. */
    missingWeeks: z.array(DaySchema),
    /** The week asked for, where one is and it is owed. */
    week: z.object({ held: z.number(), need: z.number(), madeUp: z.number() }).nullable(),
  })
  .meta({ id: 'TeachingDebt' });
export type TeachingDebtRow = z.infer<typeof TeachingDebtRow>;

export const TeacherDebt = z
  .object({ teacher: z.string().nullable(), children: z.int(), ...counts })
  .meta({ id: 'TeacherDebt' });
export type TeacherDebt = z.infer<typeof TeacherDebt>;

export const listTeachingDebt = operation({
  name: 'listTeachingDebt',
  method: 'GET',
  path: '/api/lessons/debt',
  title: { zh: '送教欠课', en: 'Lessons owed' },
  // Who is taught at home tells of a disability: not for village and grid.
  may: [
    'county-committee',
    'township-leader',
    'social-affairs',
    'principal',
    'roll-keeper',
    'teacher',
    'home-teacher',
    'inspector',
  ],
  query: z.object({
    mode: z.enum(MODES).optional(),
    schoolId: z.uuid().optional(),
    /** As the session names them. */
    teacher: z.string().min(1).max(60).optional(),
    /** Any day of a school week: only children to whom it is owed. */
    week: DaySchema.optional(),
    /** Only children with weeks that are missing. */
    missing: z.enum(['true']).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({
    total: z.int(),
    rows: z.array(TeachingDebtRow),
    /** Over all children that fit, by who teaches them; most missing weeks first. */
    teachers: z.array(TeacherDebt),
  }),
});
