import { z } from 'zod';
import { isDay } from '../basis/plain-date.ts';

/*
 * The open format `quanxue.casefile/1` as one schema: validator, types, forms and OpenAPI come from it. It says the same
 * of any file as casefile.schema.json beside it (the published contract); a test holds the two against each other on
 * thousands of valid and damaged files. Shape only: what the law says of a file is `policy/assess.ts`.
 */

const text = z.string().min(1);

/** A civil day that exists. */
export const DaySchema = z
  .string()
  .refine(isDay, { params: { key: 'day' } })
  .meta({ format: 'date' });

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** An instant with its zone: '2022-09-07T18:30:00+08:00'. */
export const InstantSchema = z
  .string()
  .refine((value) => isDay(INSTANT.exec(value)?.[1] ?? ''), { params: { key: 'instant' } })
  .meta({ format: 'date-time' });

const citizenId = z.string().regex(/^\d{17}[\dXx]$/);
const villageCode = z.string().regex(/^\d{12}$/);
const grade = z.int().min(1).max(9);
const anyObject = z.record(z.string(), z.unknown());

export const UNITS = [
  'school',
  'township',
  'village',
  'county',
  'justice',
  'social-security',
  'police',
  'labour',
  'court',
  'hospital',
  'destination',
  'receiving-county',
  'league',
  'womens-federation',
  'disabled-federation',
  'market-regulator',
  'civil-affairs',
  'rural-revitalisation',
  'special-education-school',
  'other',
] as const;
export const UnitSchema = z.enum(UNITS);
export type Unit = (typeof UNITS)[number];

export const PersonSchema = z.strictObject({
  name: text,
  unit: UnitSchema,
  post: text.optional(),
  phone: text.optional(),
});
export type Person = z.infer<typeof PersonSchema>;

export const EVIDENCE_KINDS = ['photo', 'audio', 'video', 'scan', 'screenshot', 'document'] as const;
export const EvidenceSchema = z
  .strictObject({
    kind: z.enum(EVIDENCE_KINDS),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    name: text.optional(),
    takenAt: InstantSchema.optional(),
    position: z.looseObject({ lat: z.number(), lon: z.number() }).optional(),
    due: z.boolean().optional(),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof EvidenceSchema>;

export const HOUSEHOLDS = [
  'registered-poor',
  'monitored',
  'borderline',
  'subsistence',
  'extreme-poverty',
  'orphan',
  'left-behind',
] as const;
export const DISABILITIES = ['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple'] as const;

export const DisabilitySchema = z.strictObject({
  category: z.enum(DISABILITIES),
  includes: z.array(z.enum(['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental'])).optional(),
  level: z.int().min(1).max(4),
  certificateNumber: text.optional(),
  issuedOn: DaySchema.optional(),
  validUntil: DaySchema.optional(),
});
export type Disability = z.infer<typeof DisabilitySchema>;

export const ChildHeaderSchema = z
  .strictObject({
    id: text.optional(),
    name: text,
    sex: z.enum(['male', 'female', 'unknown']),
    birthDate: DaySchema,
    citizenId: citizenId.optional(),
    rollNumber: text.optional(),
    ethnicity: text.optional(),
    registeredVillage: villageCode.optional(),
    residenceVillage: villageCode.optional(),
    school: text.optional(),
    grade: grade.optional(),
    class: text.optional(),
    households: z.array(z.enum(HOUSEHOLDS)).optional(),
    disability: DisabilitySchema.optional(),
    guardians: z
      .array(
        z.strictObject({
          name: text,
          relation: text.optional(),
          phone: text.optional(),
          citizenId: citizenId.optional(),
        }),
      )
      .optional(),
    details: anyObject.optional(),
  })
  .meta({ id: 'ChildHeader' });
export type ChildHeader = z.infer<typeof ChildHeaderSchema>;

const periods = z.array(z.strictObject({ name: text.optional(), start: DaySchema, end: DaySchema }));
export const CalendarSchema = z
  .strictObject({
    terms: periods.optional(),
    breaks: periods.optional(),
    examMonths: z.array(z.string().regex(/^\d{4}-\d{2}$/)).optional(),
  })
  .meta({ id: 'Calendar' });
export type CalendarInFile = z.infer<typeof CalendarSchema>;

export const REASONS = [
  'school-aversion',
  'family-belief',
  'migration',
  'sickness',
  'disability',
  'poverty',
  'child-labour',
  'serious-misconduct',
  'other',
] as const;

/** The twelve measures, in the order of the tables. Identity is a slug: annex 1 says B4-6 where annex 2 says 5. */
export const MEASURES = [
  'return',
  'graduation',
  'county-confirmed',
  'vocational',
  'leave',
  'deferral',
  'exemption',
  'home-teaching',
  'migrant',
  'remote-teaching',
  'legal',
  'special-school',
] as const;
export type Measure = (typeof MEASURES)[number];

export const DOCUMENTS = [
  'return-notice',
  'roll-certificate',
  'in-school-photo',
  'exam-photo',
  'graduation-certificate',
  'completion-certificate',
  'exam-papers',
  'court-ruling',
  'guardian-duty-proof',
  'county-confirmation',
  'diagnosis',
  'leave-application',
  'admission-proof',
  'receipts',
  'roll-leave-processed',
  'fitness-proof',
  'deferral-application',
  'exemption-application',
  'on-site-photo',
  'guardian-letter',
  'rehabilitation-record',
  'on-site-assessment',
  'student-form',
  'guardian-consent',
  'ability-assessment',
  'home-teaching-table',
  'registered-poor-proof',
  'assessment-minutes',
  'remote-teaching-request',
  'remote-teaching-approval',
  'administrative-penalty',
  'court-record',
  'special-school-application',
  'health-check',
  'special-school-approval',
  'committee-assessment',
  'order',
  'penalty-notice',
  'performance-reminder',
  'proof-of-service',
  'persuasion-sheet',
  'enrolment-proof',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENTS)[number];

export const MATTERS = [
  'leave',
  'resumption',
  'deferral',
  'exemption',
  'vocational',
  'special-school',
  'remote-teaching',
  'county-confirmed',
] as const;
export type Matter = (typeof MATTERS)[number];
export const STEPS = ['guardian', 'school', 'village', 'township', 'county', 'receiving-county'] as const;
export type Step = (typeof STEPS)[number];

/** What every entry has: its id in the file, the claimed day, when and by whom it was recorded, and its evidence. */
const common = {
  id: text,
  on: DaySchema,
  recordedAt: InstantSchema.optional(),
  recordedBy: PersonSchema.optional(),
  evidence: z.array(EvidenceSchema).optional(),
  note: text.optional(),
  details: anyObject.optional(),
};

/** One schema per kind of entry, in the order of the contract. Forms are made from these, too. */
export const entrySchemas = {
  report: z.strictObject({
    ...common,
    kind: z.literal('report'),
    source: z.enum(['village-visit', 'school', 'matching', 'guardian', 'hotline', 'other']),
    reasons: z.array(z.enum(REASONS)).min(1),
    lastAttendedOn: DaySchema.optional(),
    leftGrade: grade.optional(),
    leftTerm: z.union([z.literal(1), z.literal(2)]).optional(),
  }),
  verification: z.strictObject({
    ...common,
    kind: z.literal('verification'),
    result: z.enum(['confirmed', 'in-school', 'data-error', 'moved', 'deceased', 'over-age', 'completed']),
  }),
  responsibility: z.strictObject({
    ...common,
    kind: z.literal('responsibility'),
    unit: UnitSchema,
    name: text,
    phone: text.optional(),
    post: text.optional(),
  }),
  persuasion: z.strictObject({
    ...common,
    kind: z.literal('persuasion'),
    by: z.array(PersonSchema),
    method: z.enum(['home-visit', 'phone', 'video', 'workplace-visit', 'meeting', 'other']),
    place: text.optional(),
    met: z
      .array(z.strictObject({ who: z.enum(['guardian', 'child', 'relative', 'other']), name: text.optional() }))
      .optional(),
    notMetReason: text.optional(),
    summary: z.string().optional(),
    outcome: z.enum([
      'refused',
      'undecided',
      'not-met',
      'agreed-return',
      'agreed-graduation',
      'agreed-remote-teaching',
      'agreed-other',
      'returned',
    ]),
  }),
  measure: z.strictObject({ ...common, kind: z.literal('measure'), measure: z.enum(MEASURES) }),
  plan: z.strictObject({
    ...common,
    kind: z.literal('plan'),
    plan: z.enum(['individual', 'home-teaching', 'remote-teaching']),
    goal: text.optional(),
    courses: text.optional(),
    content: text.optional(),
    time: text.optional(),
    place: text.optional(),
    timetable: text.optional(),
    subjects: text.optional(),
    schedule: text.optional(),
    persons: text.optional(),
    means: text.optional(),
  }),
  session: z.strictObject({
    ...common,
    kind: z.literal('session'),
    mode: z.enum(['home', 'remote']),
    classHours: z.number().gt(0).max(8),
    subject: text.optional(),
    content: text.optional(),
    teacher: text.optional(),
    place: text.optional(),
    means: text.optional(),
    lessonPlan: text.optional(),
  }),
  document: z.strictObject({
    ...common,
    kind: z.literal('document'),
    document: z.enum(DOCUMENTS),
    issuer: text.optional(),
    hospital: z.strictObject({ name: text, level: z.enum(['township', 'county', 'city', 'province']) }).optional(),
    advisesLeave: z.boolean().optional(),
    outpatient: z.boolean().optional(),
    servedOn: DaySchema.optional(),
    deadline: DaySchema.optional(),
    from: DaySchema.optional(),
    to: DaySchema.optional(),
    number: text.optional(),
  }),
  placement: z.strictObject({
    ...common,
    kind: z.literal('placement'),
    school: text,
    grade,
    class: text.optional(),
    headTeacher: text.optional(),
    headTeacherPhone: text.optional(),
  }),
  approval: z.strictObject({
    ...common,
    kind: z.literal('approval'),
    matter: z.enum(MATTERS),
    step: z.enum(STEPS),
    decision: z.enum(['applied', 'approved', 'rejected']),
    comment: text.optional(),
    from: DaySchema.optional(),
    to: DaySchema.optional(),
  }),
  letter: z.strictObject({
    ...common,
    kind: z.literal('letter'),
    direction: z.enum(['outgoing', 'reply']),
    from: UnitSchema,
    to: UnitSchema,
    number: text.optional(),
    replyTo: text.optional(),
    outcome: z.enum(['enrolled', 'taken-over', 'not-found', 'refused', 'other']).optional(),
  }),
  consent: z.strictObject({
    ...common,
    kind: z.literal('consent'),
    to: z.enum(['graduation', 'special-school', 'remote-teaching', 'home-teaching']),
    by: z.enum(['guardian', 'child']),
  }),
  exam: z.strictObject({ ...common, kind: z.literal('exam'), passed: z.boolean() }),
  relief: z.strictObject({ ...common, kind: z.literal('relief'), difficulty: text, help: text, unit: UnitSchema }),
  'follow-up': z.strictObject({ ...common, kind: z.literal('follow-up'), finding: text }),
  publicity: z.strictObject({ ...common, kind: z.literal('publicity'), topic: text }),
  referral: z.strictObject({
    ...common,
    kind: z.literal('referral'),
    to: UnitSchema,
    matter: z.enum(['child-labour', 'legal-aid', 'social-assistance', 'law-violation', 'other']),
    result: text.optional(),
  }),
  closure: z.strictObject({
    ...common,
    kind: z.literal('closure'),
    reason: z.enum(['returned', 'graduated', 'data-error', 'moved', 'deceased', 'over-age', 'completed']),
  }),
  reopening: z.strictObject({ ...common, kind: z.literal('reopening') }),
  amendment: z.strictObject({
    ...common,
    kind: z.literal('amendment'),
    of: text,
    withdraw: z.literal(true).optional(),
    replacement: anyObject.optional(),
  }),
} as const;

export type Kind = keyof typeof entrySchemas;
export const KINDS = Object.keys(entrySchemas) as readonly Kind[];

export const EntrySchema = z
  .discriminatedUnion('kind', [
    entrySchemas.report,
    entrySchemas.verification,
    entrySchemas.responsibility,
    entrySchemas.persuasion,
    entrySchemas.measure,
    entrySchemas.plan,
    entrySchemas.session,
    entrySchemas.document,
    entrySchemas.placement,
    entrySchemas.approval,
    entrySchemas.letter,
    entrySchemas.consent,
    entrySchemas.exam,
    entrySchemas.relief,
    entrySchemas['follow-up'],
    entrySchemas.publicity,
    entrySchemas.referral,
    entrySchemas.closure,
    entrySchemas.reopening,
    entrySchemas.amendment,
  ])
  .meta({ id: 'Entry' });
export type Entry = z.infer<typeof EntrySchema>;
/** The entry of one kind: `EntryOf<'persuasion'>`. */
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;

export const FORMAT = 'quanxue.casefile/1';

export const CaseFileSchema = z
  .strictObject({
    format: z.literal(FORMAT),
    pack: z.string().optional(),
    asOf: DaySchema.optional(),
    child: ChildHeaderSchema,
    calendar: CalendarSchema.optional(),
    entries: z.array(EntrySchema),
    chain: anyObject.optional(),
  })
  .meta({ id: 'CaseFile' });
export type CaseFile = z.infer<typeof CaseFileSchema>;
