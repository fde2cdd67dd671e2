import type { Day } from '../basis/plain-date.ts';
import type { Disability } from '../casefile/schema.ts';
import type { SchoolingState } from './operations.ts';
import type { Household } from './words.ts';

export interface ListedGuardian {
  readonly name: string;
  readonly relation: string | null;
  readonly phone: string | null;
  readonly citizenId: string | null;
}

/**
 * What one row of a list says of a child. Absent (undefined) means that the list has no such column and so says
 * nothing; null means that the cell was empty. Only what a list says can change a ledger, and an empty cell never
 * empties one.
 */
export interface Listed {
  readonly name: string;
  readonly citizenId: string | null;
  readonly birthDate: Day | null;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly ethnicity?: string | null;
  readonly registeredVillage?: string | null;
  /** Twelve digits (division code of statistics). */
  readonly villageCode?: string | null;
  readonly residenceVillage?: string | null;
  readonly group?: string | null;
  readonly registeredAddress?: string | null;
  readonly address?: string | null;
  readonly guardians?: readonly ListedGuardian[];
  readonly households?: readonly Household[];
  /** The categories that the list's columns are about: of these it says yes or no. */
  readonly householdsTold?: readonly Household[];
  readonly disability?: Pick<Disability, 'category' | 'level' | 'certificateNumber'> | null;
  readonly disabled?: boolean;
  readonly school?: ListedSchooling;
  /** From when and until when the list's household categories hold, both days included. */
  readonly householdFrom?: Day | null;
  readonly householdTo?: Day | null;
  /** In class or not, as a list of those actually there says. */
  readonly present?: boolean | null;
  readonly note?: string | null;
}

export interface ListedSchooling {
  readonly school: string | null;
  readonly schoolCode: string | null;
  readonly county: string | null;
  readonly township: string | null;
  readonly grade: number | null;
  readonly class: string | null;
  readonly rollNumber: string | null;
  /** `enrolled`: at the school named; where that is decides between here, county and out-of-county. */
  readonly state: SchoolingState | 'enrolled';
  readonly marks: readonly ('boarding' | 'regular-class')[];
}
