import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { LeadSource } from '@quanxue/domain/reports/operations.ts';
import type { Tx } from './database.ts';
import type { House } from './house.ts';

/** A child in whom a ledger sees a lead. */
export interface FoundLead {
  readonly childId: string;
  /** The same for the same cause: an absence, a batch. What was found once is not found again. */
  readonly sourceId: string;
  /** Since when. */
  readonly onDay: Day;
  /** What the ledger saw, in a sentence. */
  readonly detail: string;
}

/**
 * Something that finds leads in the ledgers of an earlier capability. The list of them is handed to `reports` in app.ts, so
 * that neither knows the other. Asked in the transaction of whoever looks: it sees the children of their posts.
 */
export interface LeadFinder {
  readonly source: LeadSource;
  find(house: Pick<House, 'clock'>, tx: Tx): Promise<readonly FoundLead[]>;
}
