import { z } from 'zod';
import { DaySchema, HOUSEHOLDS } from '../casefile/schema.ts';

/*
 * Filters of the list of children by which every number of the official tables, rates and charts opens the children it
 * counts. They mean what the views of server/views mean.
 */

/** Steps of a child out of school, as the funnel shows them (server/views/15-child-steps.sql). */
export const CHILD_STEPS = ['suspected', 'verified', 'dropped-out', 'returned'] as const;

/** Households that table B3-3 counts; orphans and left-behind children are key groups, but not of this table (R107). */
export const POOR_HOUSEHOLDS = [
  'registered-poor',
  'monitored',
  'borderline',
  'subsistence',
  'extreme-poverty',
] as const;

export const countedFilters = {
  /** Belongs to a household of this category on the day. */
  household: z.enum(HOUSEHOLDS).optional(),
  /** Belongs to a household of table B3-3. */
  poor: z.enum(['true']).optional(),
  disabled: z.enum(['true']).optional(),
  /** Of any key group: one of those households, or disabled. */
  keyGroup: z.enum(['true']).optional(),
  /** With `base`: the place that way is known and lies outside the asker's area; `false`: all others. */
  elsewhere: z.enum(['true', 'false']).optional(),
  /** Learns at no school that is known here. */
  noSchool: z.enum(['true']).optional(),
  grade: z.coerce.number().int().min(1).max(9).optional(),
  noGrade: z.enum(['true']).optional(),
  /** Grade 1–6, grade 7–9. */
  level: z.enum(['primary', 'junior']).optional(),
  /** Has a roll certificate of the day's school year. */
  certificate: z.enum(['true', 'false']).optional(),
  /** Took this step between `since` and the day. */
  step: z.enum(CHILD_STEPS).optional(),
  since: DaySchema.optional(),
  /** In a state that counts as enrolled (ENROLLED_STATES). */
  enrolled: z.enum(['true', 'false']).optional(),
  /** Was enrolled, and of school age, on that other day. */
  enrolledOn: DaySchema.optional(),
  /** Sat in grade one on that other day. */
  gradeOneOn: DaySchema.optional(),
};

/**
 * States that count as enrolled in the rates (docs/readings.md, R109): in a school of any kind, and taught at home or from
 * afar, for those pupils stand on a roll. Not leave, which an older national note leaves out until the child is back.
 */
export const ENROLLED_STATES = [
  'here',
  'county',
  'out-of-county',
  'special-education',
  'home-teaching',
  'remote-teaching',
  'special-school',
] as const;
