import type { z } from 'zod';
import type { Text } from './problem.ts';

/**
 * The contract of one request: the server validates by it, OpenAPI is emitted from it, the client's types and forms
 * are made from it. Shape only: law never hides in a `.refine`.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** Verb and noun, also the operationId of OpenAPI: `recordEntry`. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters: `/api/cases/:caseId`. */
  readonly path: string;
  readonly title: Text;
  /** `public`: no session needed; `any`: every signed-in person; else the roles that may (row scope comes on top). */
  readonly may: 'public' | 'any' | readonly Role[];
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** A file or stream instead of JSON: its media type. `answer` is then absent. */
  readonly file?: string;
  /** The request's body is a file or stream of this media type instead of JSON. `body` is then absent. */
  readonly upload?: string;
  readonly answer?: Answer;
}

/** Gives an operation its exact type. */
export function operation<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(contract: Operation<Params, Query, Body, Answer>): Operation<Params, Query, Body, Answer> {
  return contract;
}

/** What a person may be here. The post binds a role to a unit; row-level security does the rest. (domain.md 5.7) */
export const ROLES = [
  'administrator',
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
  'home-teacher',
  'inspector',
  'justice',
  'social-security',
  'youth-league',
  'womens-federation',
  'disabled-federation',
] as const;
export type Role = (typeof ROLES)[number];
