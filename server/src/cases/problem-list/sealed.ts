import type { DataKey } from '../../basis/seal.ts';

/* What the problem list keeps sealed with the child's own key. */

type NotePlace = 'child_problems' | 'child_problem_closings';

export function sealNote(key: DataKey, place: NotePlace, id: string, note: string): Buffer {
  return key.seal({ note }, `${place}/${id}`);
}

export function openNote(key: DataKey | undefined, place: NotePlace, id: string, sealed: Buffer | null): string | null {
  return key && sealed ? (key.open(sealed, `${place}/${id}`) as { note: string }).note : null;
}

export function sealPhone(key: DataKey, pairingId: string, phone: string): Buffer {
  return key.seal({ phone }, `pairings/${pairingId}`);
}

export function openPhone(key: DataKey | undefined, pairingId: string, sealed: Buffer): string {
  if (!key) throw new Error('a pairing whose child has no key');
  return (key.open(sealed, `pairings/${pairingId}`) as { phone: string }).phone;
}
