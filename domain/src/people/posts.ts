import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { UNIT_KINDS } from './operations.ts';
import type { UnitKind } from './unit-code.ts';
import { KEEPERS } from './units.ts';

/* Who answers for what, as a person with dates; and which school answers for which village. */

export const DUTIES = [
  'principal',
  'grid-worker',
  'coordinator',
  'village-head',
  'township-leader',
  'county-leader',
  'class-teacher',
] as const;
export type Duty = (typeof DUTIES)[number];

/** At which kinds of unit each duty is held. */
export const DUTY_UNITS: Readonly<Record<Duty, readonly UnitKind[]>> = {
  principal: ['school'],
  'grid-worker': ['grid', 'village'],
  coordinator: ['township', 'office'],
  'village-head': ['village'],
  'township-leader': ['township'],
  'county-leader': ['county'],
  'class-teacher': ['school'],
};

/** Of these nobody shares: the plan names one first responsible and one directly responsible (paragraphs 1 and 5). */
export const SOLE_DUTIES = ['principal', 'grid-worker'] as const satisfies readonly Duty[];

const name = z.string().trim().min(1).max(60);
const phone = z
  .string()
  .trim()
  .regex(/^[0-9+() -]{5,20}$/);
const classFields = { grade: z.int().min(1).max(9).nullish(), class: z.string().trim().min(1).max(20).nullish() };
/** Besides the keepers a principal, for class teachers of the own school; the handler looks closer. */
const APPOINTERS = [...KEEPERS, 'principal'] as const;

export const HolderRow = z
  .object({
    id: z.uuid(),
    duty: z.enum(DUTIES),
    unitId: z.uuid(),
    unitName: z.string(),
    unitKind: z.enum(UNIT_KINDS),
    grade: z.int().nullable(),
    class: z.string().nullable(),
    name: z.string(),
    /** 199****0001 */
    phoneMasked: z.string().nullable(),
    accountId: z.uuid().nullable(),
    fromOn: DaySchema,
    toOn: DaySchema.nullable(),
  })
  .meta({ id: 'Holder' });
export type HolderRow = z.infer<typeof HolderRow>;

/** A post that somebody has to hold and nobody does. */
export const Vacancy = z
  .object({
    duty: z.enum(DUTIES),
    unitId: z.uuid(),
    unitName: z.string(),
    unitKind: z.enum(UNIT_KINDS),
    /** The last day of whoever held it before. */
    since: DaySchema.nullable(),
  })
  .meta({ id: 'Vacancy' });
export type Vacancy = z.infer<typeof Vacancy>;

export const listHolders = operation({
  name: 'listHolders',
  method: 'GET',
  path: '/api/holders',
  title: { zh: '责任人', en: 'Who is responsible where' },
  may: 'any',
  query: z.object({
    asOf: DaySchema.optional(),
    duty: z.enum(DUTIES).optional(),
    unitId: z.uuid().optional(),
    /** Also those who held a duty before or will. */
    history: z.enum(['true']).optional(),
  }),
  answer: z.object({ asOf: DaySchema, holders: z.array(HolderRow), vacancies: z.array(Vacancy) }),
});

export const appointHolder = operation({
  name: 'appointHolder',
  method: 'POST',
  path: '/api/holders',
  title: { zh: '指定责任人', en: 'Appoint a responsible person' },
  may: APPOINTERS,
  body: z
    .object({
      duty: z.enum(DUTIES),
      unitId: z.uuid(),
      name,
      phone: phone.nullish(),
      accountId: z.uuid().nullish(),
      ...classFields,
      fromOn: DaySchema,
    })
    .meta({ id: 'Appointment' }),
  answer: HolderRow,
});

export const replaceHolder = operation({
  name: 'replaceHolder',
  method: 'POST',
  path: '/api/holders/:holderId/replace',
  title: { zh: '更换责任人', en: 'Replace a responsible person' },
  may: APPOINTERS,
  params: z.object({ holderId: z.uuid() }),
  body: z
    .object({ name, phone: phone.nullish(), accountId: z.uuid().nullish(), fromOn: DaySchema })
    .meta({ id: 'Replacement' }),
  answer: HolderRow,
});

export const endHolder = operation({
  name: 'endHolder',
  method: 'POST',
  path: '/api/holders/:holderId/end',
  title: { zh: '责任人卸任', en: 'End a duty' },
  may: APPOINTERS,
  params: z.object({ holderId: z.uuid() }),
  body: z.object({ lastDay: DaySchema }).meta({ id: 'DutyEnd' }),
  answer: HolderRow,
});

// ---- catchments ----

export const CATCHMENT_STAGES = ['primary', 'junior'] as const;

export const CatchmentRow = z
  .object({
    id: z.uuid(),
    villageId: z.uuid(),
    village: z.string(),
    schoolId: z.uuid(),
    school: z.string(),
    stage: z.enum(CATCHMENT_STAGES),
    fromOn: DaySchema,
    toOn: DaySchema.nullable(),
  })
  .meta({ id: 'Catchment' });
export type CatchmentRow = z.infer<typeof CatchmentRow>;

export const listCatchments = operation({
  name: 'listCatchments',
  method: 'GET',
  path: '/api/catchments',
  title: { zh: '责任片区：村与学校', en: 'Catchments: villages and schools' },
  may: 'any',
  query: z.object({ asOf: DaySchema.optional() }),
  answer: z.object({
    asOf: DaySchema,
    catchments: z.array(CatchmentRow),
    /** Villages of the asker's area without a school for a stage. */
    vacancies: z.array(z.object({ villageId: z.uuid(), village: z.string(), stage: z.enum(CATCHMENT_STAGES) })),
  }),
});

export const setCatchment = operation({
  name: 'setCatchment',
  method: 'POST',
  path: '/api/catchments',
  title: { zh: '指定片区学校', en: 'Say which school answers for a village' },
  may: KEEPERS,
  body: z
    .object({ villageId: z.uuid(), schoolId: z.uuid(), stage: z.enum(CATCHMENT_STAGES), fromOn: DaySchema })
    .meta({ id: 'NewCatchment' }),
  answer: CatchmentRow,
});

export const endCatchment = operation({
  name: 'endCatchment',
  method: 'POST',
  path: '/api/catchments/:catchmentId/end',
  title: { zh: '结束片区', en: 'End a catchment' },
  may: KEEPERS,
  params: z.object({ catchmentId: z.uuid() }),
  body: z.object({ lastDay: DaySchema }).meta({ id: 'CatchmentEnd' }),
  answer: CatchmentRow,
});
