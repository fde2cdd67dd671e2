import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { UNIT_KINDS } from './operations.ts';

/* Units by date: what they are called on a day, what they became, and the acts that change them. */

export const SCHOOL_STAGES = [
  'primary',
  'junior',
  'nine-year',
  'special-education',
  'vocational',
  'special-school',
] as const;

/** Whoever keeps the units and posts of an area. The unit must lie under the post. */
export const KEEPERS = ['administrator', 'county-committee', 'social-affairs'] as const;

const name = z.string().trim().min(1).max(60);
const code = z.string().trim().min(1).max(30);
const note = z.string().trim().max(200);
const unitParams = z.object({ unitId: z.uuid() });

export const UnitLine = z
  .object({
    id: z.uuid(),
    kind: z.enum(UNIT_KINDS),
    /** As it stood on the day asked for. */
    code: z.string().nullable(),
    name: z.string(),
    aliases: z.array(z.string()),
    /** Where it lies on that day: a group of a merged village lies in the successor. */
    parentId: z.uuid().nullable(),
    stage: z.enum(SCHOOL_STAGES).nullable(),
    fromOn: DaySchema,
    toOn: DaySchema.nullable(),
    /** What became of it, whether or not that day has come. */
    became: z.object({ unitId: z.uuid(), name: z.string(), onDay: DaySchema }).nullable(),
    /** Names before the present one, newest first. */
    formerNames: z.array(z.object({ name: z.string(), code: z.string().nullable(), until: DaySchema })),
    /**
     * Children that count for it on the day, as far as the asker sees them: of a village, group or grid registered or
     * resident there (merged ones included), of a school those who learn there. Null for the other kinds.
     */
    children: z.int().nullable(),
  })
  .meta({ id: 'UnitLine' });
export type UnitLine = z.infer<typeof UnitLine>;

export const getUnitTree = operation({
  name: 'getUnitTree',
  method: 'GET',
  path: '/api/units/tree',
  title: {
    zh: '单位：乡镇、村、组、网格、学校、科室',
    en: 'Units: townships, villages, groups, grids, schools, offices',
  },
  may: 'any',
  query: z.object({
    asOf: DaySchema.optional(),
    /** Also those that are no more on the day. */
    ended: z.enum(['true']).optional(),
  }),
  answer: z.object({ asOf: DaySchema, units: z.array(UnitLine) }),
});

export const resolveUnit = operation({
  name: 'resolveUnit',
  method: 'GET',
  path: '/api/units/resolve',
  title: { zh: '按代码查找单位', en: 'Find a unit by its code' },
  may: 'any',
  query: z.object({ kind: z.enum(UNIT_KINDS), code, on: DaySchema.optional() }),
  answer: UnitLine,
});

export const addUnit = operation({
  name: 'addUnit',
  method: 'POST',
  path: '/api/units',
  title: { zh: '新增单位', en: 'Add a unit' },
  may: KEEPERS,
  body: z
    .object({
      kind: z.enum(['township', 'village', 'group', 'grid', 'school', 'office']),
      name,
      code: code.nullish(),
      parentId: z.uuid(),
      stage: z.enum(SCHOOL_STAGES).nullish(),
      fromOn: DaySchema,
    })
    .meta({ id: 'NewUnit' }),
  answer: UnitLine,
});

export const renameUnit = operation({
  name: 'renameUnit',
  method: 'POST',
  path: '/api/units/:unitId/names',
  title: { zh: '单位更名、变更代码', en: 'Rename or re-code a unit' },
  may: KEEPERS,
  params: unitParams,
  body: z.object({ name, code: code.nullable(), fromOn: DaySchema, paper: note.optional() }).meta({ id: 'UnitRename' }),
  answer: UnitLine,
});

export const describeSchool = operation({
  name: 'describeSchool',
  method: 'PUT',
  path: '/api/units/:unitId/school',
  title: { zh: '学校办学层次与别名', en: 'Stage and other names of a school' },
  may: KEEPERS,
  params: unitParams,
  body: z.object({ stage: z.enum(SCHOOL_STAGES).nullable(), alias: name.optional() }).meta({ id: 'SchoolDescription' }),
  answer: UnitLine,
});

export const endUnit = operation({
  name: 'endUnit',
  method: 'POST',
  path: '/api/units/:unitId/end',
  title: { zh: '撤销单位', en: 'End a unit' },
  may: KEEPERS,
  params: unitParams,
  body: z.object({ lastDay: DaySchema, note: note.min(2) }).meta({ id: 'UnitEnd' }),
  answer: UnitLine,
});

const Merge = z
  .object({
    /** The units that go; a successor that stays is not among them. */
    predecessorIds: z.array(z.uuid()).min(1).max(20),
    successor: z.union([z.object({ unitId: z.uuid() }), z.object({ name, code: code.nullish(), parentId: z.uuid() })]),
    onDay: DaySchema,
    note: note.optional(),
  })
  .meta({ id: 'UnitMerge' });

export const MergePreview = z
  .object({
    onDay: DaySchema,
    successor: z.object({ unitId: z.uuid().nullable(), name: z.string(), children: z.int() }),
    predecessors: z.array(z.object({ unitId: z.uuid(), name: z.string(), children: z.int() })),
    /** Children that count for the successor from the day on. */
    children: z.int(),
    /** Persons whose duty ends with the units that go. */
    endingPosts: z.array(z.object({ duty: z.string(), name: z.string(), unitName: z.string() })),
  })
  .meta({ id: 'UnitMergePreview' });
export type MergePreview = z.infer<typeof MergePreview>;

export const previewMerge = operation({
  name: 'previewMerge',
  method: 'POST',
  path: '/api/units/merge/preview',
  title: { zh: '合并单位：预览', en: 'Merge units: preview' },
  may: KEEPERS,
  body: Merge,
  answer: MergePreview,
});

export const mergeUnits = operation({
  name: 'mergeUnits',
  method: 'POST',
  path: '/api/units/merge',
  title: { zh: '合并单位', en: 'Merge units' },
  may: KEEPERS,
  body: Merge,
  answer: UnitLine,
});

export const noteSplit = operation({
  name: 'noteSplit',
  method: 'POST',
  path: '/api/units/:unitId/split',
  title: { zh: '记载分设', en: 'Note that a unit was split' },
  may: KEEPERS,
  params: unitParams,
  body: z
    .object({ successorIds: z.array(z.uuid()).min(1).max(20), onDay: DaySchema, note: note.optional() })
    .meta({ id: 'UnitSplit' }),
  answer: UnitLine,
});
