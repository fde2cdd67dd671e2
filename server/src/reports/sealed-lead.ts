import type { REASONS } from '@quanxue/domain/casefile/schema.ts';
import type { UnlistedChild } from '@quanxue/domain/reports/operations.ts';
import type { z } from 'zod';
import type { DataKey } from '../basis/seal.ts';

/* What a lead keeps sealed with its own key, and where each blob stands. */

/** Column `sealed` of the table leads. What is not there was not told. */
export interface SealedLead {
  readonly unlisted?: z.output<typeof UnlistedChild> | undefined;
  readonly since?: string | undefined;
  readonly reasons?: readonly (typeof REASONS)[number][] | undefined;
  readonly place?: string | undefined;
  readonly seen?: string | undefined;
  readonly toldBy?: string | undefined;
  readonly contact?: string | undefined;
}

/** Column `sealed` of the table lead_events: the sentence, and what a second report says. */
export interface SealedEvent extends SealedLead {
  readonly text?: string | undefined;
}

export function sealLead(key: DataKey, leadId: string, facts: SealedLead): Buffer {
  return key.seal(facts, `leads/${leadId}`);
}

export function openSealedLead(key: DataKey | undefined, leadId: string, sealed: Buffer | null): SealedLead {
  return key && sealed ? (key.open(sealed, `leads/${leadId}`) as SealedLead) : {};
}

export function sealEvent(key: DataKey, eventId: string, facts: SealedEvent): Buffer {
  return key.seal(facts, `lead_events/${eventId}`);
}

export function openSealedEvent(key: DataKey | undefined, eventId: string, sealed: Buffer | null): SealedEvent {
  return key && sealed ? (key.open(sealed, `lead_events/${eventId}`) as SealedEvent) : {};
}
