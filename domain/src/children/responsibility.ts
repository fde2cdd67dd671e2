import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { DUTIES } from '../people/posts.ts';
import { SchoolingStateSchema } from './operations.ts';

/*
 * Who answers for a child: directly the grid worker where it lives, first the head of the school, and the office that
 * coordinates (plan, paragraphs 1 and 5; three fields, not one). Computed, so that a change of head moves every open duty.
 */

/** Why nobody answers. */
export const UNASSIGNED_REASONS = [
  /** grid: neither residence nor registration lies in a known village */
  'no-place',
  /** grid: nobody was appointed there */
  'no-grid-worker',
  /** principal: learns in no school here, and no school is named for its village and stage */
  'no-school',
  /** principal: the school is known and has no head at present */
  'no-principal',
] as const;
export type UnassignedReason = (typeof UNASSIGNED_REASONS)[number];

export const Responsible = z
  .object({
    holderId: z.uuid(),
    duty: z.enum(DUTIES),
    name: z.string(),
    phone: z.string().nullable(),
    unitId: z.uuid(),
    unitName: z.string(),
    fromOn: DaySchema,
  })
  .meta({ id: 'Responsible' });
export type Responsible = z.infer<typeof Responsible>;

export const getResponsibles = operation({
  name: 'getResponsibles',
  method: 'GET',
  path: '/api/children/:childId/responsibles',
  title: { zh: '一名儿童的责任人', en: 'Who answers for a child' },
  may: 'any',
  params: z.object({ childId: z.uuid() }),
  query: z.object({ asOf: DaySchema.optional() }),
  answer: z.object({
    asOf: DaySchema,
    grid: Responsible.nullable(),
    principal: Responsible.nullable(),
    coordinator: Responsible.nullable(),
    /** Where nobody answers, why. */
    gridReason: z.enum(UNASSIGNED_REASONS).nullable(),
    principalReason: z.enum(UNASSIGNED_REASONS).nullable(),
    /** The school that answers, and whether the child learns there or it is named for the village. */
    school: z.object({ unitId: z.uuid(), name: z.string(), learnsThere: z.boolean() }).nullable(),
  }),
});

export const UnassignedChild = z
  .object({
    id: z.uuid(),
    name: z.string(),
    birthDate: DaySchema,
    village: z.string().nullable(),
    school: z.string().nullable(),
    state: SchoolingStateSchema,
    reason: z.enum(UNASSIGNED_REASONS),
  })
  .meta({ id: 'UnassignedChild' });
export type UnassignedChild = z.infer<typeof UnassignedChild>;

export const listUnassigned = operation({
  name: 'listUnassigned',
  method: 'GET',
  path: '/api/children/unassigned',
  title: { zh: '责任人未落实的儿童', en: 'Children whom nobody answers for' },
  may: 'any',
  query: z.object({
    kind: z.enum(['grid', 'principal']).optional(),
    reason: z.enum(UNASSIGNED_REASONS).optional(),
    villageId: z.uuid().optional(),
    schoolId: z.uuid().optional(),
    asOf: DaySchema.optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({
    asOf: DaySchema,
    /** Of school age in all, and those without: the figures of the board. */
    counts: z.object({ children: z.int(), grid: z.int(), principal: z.int() }),
    total: z.int(),
    children: z.array(UnassignedChild),
  }),
});
