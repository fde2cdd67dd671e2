import type { DataKey } from '../basis/seal.ts';

/* What is said of a child beside a result or a mark: sealed with the child's own key. */

export interface Remark {
  readonly place: string | null;
  readonly note: string | null;
}

/** Sealed columns of a row; both null where nothing was said. */
export function sealRemark(
  key: DataKey | undefined,
  at: string,
  { place, note }: { readonly place?: string | undefined; readonly note?: string | undefined },
): { sealed: Buffer | null; data_key_id: string | null } {
  if (!place && !note) return { sealed: null, data_key_id: null };
  if (!key) throw new Error('what is said of a child is sealed with its key');
  return { sealed: key.seal({ place: place || null, note: note || null }, at), data_key_id: key.id };
}

export function openRemark(key: DataKey | undefined, at: string, sealed: Buffer | null): Remark {
  return key && sealed ? (key.open(sealed, at) as Remark) : { place: null, note: null };
}

export const resultPlace = (visitId: string, childId: string) => `round-results/${visitId}/${childId}`;
export const markPlace = (checkId: string, childId: string) => `enrolment-marks/${checkId}/${childId}`;
