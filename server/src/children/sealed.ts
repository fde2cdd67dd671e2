import type { Disability } from '@quanxue/domain/casefile/schema.ts';
import type { ListedGuardian } from '@quanxue/domain/children/listed.ts';
import type { DataKey } from '../basis/seal.ts';

/* What the two ledgers keep sealed with the child's own key, and where each blob stands. */

/** Column `sealed` of the table children. Absent and null are the same: not known. */
export interface SealedChild {
  readonly citizenId?: string | null;
  readonly otherDocument?: { readonly kind: string; readonly number: string } | null;
  readonly guardians?: readonly ListedGuardian[];
  readonly disability?: Disability | null;
  readonly registeredAddress?: string | null;
  readonly address?: string | null;
  readonly group?: string | null;
}

/** Column `sealed` of the table schooling. */
export interface SealedSchooling {
  readonly rollNumber?: string | null;
}

export function sealChild(key: DataKey, childId: string, facts: SealedChild): Buffer {
  return key.seal(facts, `children/${childId}`);
}

export function openChild(key: DataKey | undefined, childId: string, sealed: Buffer | null): SealedChild {
  return key && sealed ? (key.open(sealed, `children/${childId}`) as SealedChild) : {};
}

export function sealSchooling(key: DataKey, schoolingId: string, facts: SealedSchooling): Buffer {
  return key.seal(facts, `schooling/${schoolingId}`);
}

export function openSchooling(key: DataKey | undefined, schoolingId: string, sealed: Buffer | null): SealedSchooling {
  return key && sealed ? (key.open(sealed, `schooling/${schoolingId}`) as SealedSchooling) : {};
}

/** The letter of a roll number, which may stand in clear: temporary ones (L) are a work list. */
export function rollKind(rollNumber: string | null | undefined): 'G' | 'J' | 'L' | null {
  const letter = rollNumber?.[0];
  return letter === 'G' || letter === 'J' || letter === 'L' ? letter : null;
}
