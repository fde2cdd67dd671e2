import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';

/**
 * Opens a lead for a child that is not where it should be; handed in where the server is put together. One open lead a
 * child: asked again, it gives the same.
 */
export type OpenLead = (
  house: House,
  tx: Tx,
  actor: Actor,
  lead: {
    readonly childId: string;
    readonly source: 'household-visit' | 'enrolment';
    /** The visit or the check. */
    readonly sourceId: string;
    readonly onDay: string;
    /** What was found, in words. */
    readonly detail: string;
  },
) => Promise<{ readonly leadId: string }>;

/** What the visits call in other capabilities. Without `openLead` a result stands without its lead. */
export interface VisitsHooks {
  readonly openLead?: OpenLead;
}
