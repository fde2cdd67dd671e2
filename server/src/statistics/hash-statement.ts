import { hashOf, type Json } from '../basis/chain.ts';

interface Frozen {
  readonly id: string;
  readonly kind: string;
  readonly unit_id: string;
  readonly period: string;
  readonly as_of: string;
  readonly remark: string;
  readonly supersedes: string | null;
  readonly correction: string | null;
  readonly content: unknown;
}

/** SHA-256 over the canonical form of all that a sent statement says. */
export function hashOfStatement(frozen: Frozen): string {
  const { id, kind, unit_id, period, as_of, remark, supersedes, correction, content } = frozen;
  const record: Json = { v: 1, id, kind, unit_id, period, as_of, remark, supersedes, correction, content };
  return hashOf(record).toString('hex');
}
