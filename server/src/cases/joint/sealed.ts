import type { AddressedReferral } from '@quanxue/domain/cases/joint-control.ts';
import type { DataKey } from '../../basis/seal.ts';

/* What joint control keeps sealed: relief with the child's key, what goes to an office with the referral's own. */

export interface ReliefWords {
  readonly difficulty: string;
  readonly help: string;
}

export function sealRelief(key: DataKey, id: string, words: ReliefWords): Buffer {
  return key.seal(words, `relief_lines/${id}`);
}

export function openRelief(key: DataKey, id: string, sealed: Buffer): ReliefWords {
  return key.open(sealed, `relief_lines/${id}`) as ReliefWords;
}

export function sealResult(key: DataKey, id: string, result: string): Buffer {
  return key.seal({ result }, `relief_results/${id}`);
}

export function openResult(key: DataKey, id: string, sealed: Buffer): string {
  return (key.open(sealed, `relief_results/${id}`) as { result: string }).result;
}

/** What an office reads. */
export type Sheet = Pick<AddressedReferral, 'subject' | 'request' | 'shown' | 'contact'>;

export function sealSheet(key: DataKey, id: string, sheet: Sheet): Buffer {
  return key.seal(sheet, `referrals/${id}`);
}

export function openSheet(key: DataKey, id: string, sealed: Buffer): Sheet {
  return key.open(sealed, `referrals/${id}`) as Sheet;
}

export function sealAnswer(key: DataKey, id: string, text: string): Buffer {
  return key.seal({ text }, `referral_answers/${id}`);
}

export function openAnswer(key: DataKey, id: string, sealed: Buffer): string {
  return (key.open(sealed, `referral_answers/${id}`) as { text: string }).text;
}
