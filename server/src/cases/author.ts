import { canonical } from '@quanxue/domain/basis/canonical.ts';
import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Entry, Person } from '@quanxue/domain/casefile/schema.ts';
import { ROLE_UNITS } from '@quanxue/domain/cases/refuse.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { Actor, ActorPost } from '../basis/actor.ts';
import type { House } from '../basis/house.ts';
import type { Deputy } from './approvals/deputies.ts';
import { withEvidence } from './load-case.ts';

/** The roles of all the person's posts: what they see is the sum of them. */
export function rolesOf(actor: Actor): readonly Role[] {
  return actor.posts.map((post) => post.role);
}

/**
 * An entry as it is recorded here: the author from the session, the device's time where it came with one, and evidence
 * without a word on whether its file has arrived, which the server knows itself.
 */
export function signed(
  house: Pick<House, 'clock'>,
  entry: Entry,
  actor: Actor,
  post: ActorPost,
  deputy?: Deputy,
  given: Given = {},
): Entry {
  const inPlace = deputy && { onBehalfOf: { name: deputy.holder, post: deputy.title } };
  return {
    ...withGiven(withoutDue(entry), { ...given, ...inPlace }),
    recordedAt: entry.recordedAt ?? house.clock.now(),
    recordedBy: personOf(actor, post, deputy),
  };
}

/** What the server alone says of an entry: in whose place it was decided, who proposed it. A client's word on it is dropped. */
const GIVEN = ['onBehalfOf', 'proposedBy'] as const;
export type Given = Partial<Record<(typeof GIVEN)[number], Readonly<Record<string, string>>>>;

/** The entry of an approval or closure with what the server says of it, and nothing else under these keys. */
export function withGiven(entry: Entry, given: Given): Entry {
  if (entry.kind !== 'approval' && entry.kind !== 'closure') return entry;
  const { details, ...rest } = entry;
  const own = Object.entries(details ?? {}).filter(([key]) => !(GIVEN as readonly string[]).includes(key));
  const all = { ...Object.fromEntries(own), ...given };
  return Object.keys(all).length > 0 ? { ...rest, details: all } : rest;
}

export function personOf(actor: Actor, post: ActorPost, deputy?: Deputy): Person {
  const own = postTitle(post.unitName, post.role);
  if (!deputy) return { name: actor.name, unit: ROLE_UNITS[post.role], post: own };
  return {
    name: actor.name,
    unit: ROLE_UNITS[deputy.role],
    post: `${own}（代${deputy.title}${deputy.holder}）`,
  };
}

/** Where the role's own word would say the unit's kind a second time: 晒书坝村 is a village as it is. */
const SHORT: Partial<Record<Role, string>> = { village: '干部', 'township-leader': '领导', 'county-committee': '教委' };

/** A post as it is said and printed: 霁溪镇社事办, 晒书坝村干部, 霁溪镇小学校长. */
export function postTitle(unit: string, role: Role): string {
  return `${unit}${SHORT[role] ?? terms.role[role].zh}`;
}

/** True where a stored entry is what this request would record: the author and a time that the server gave aside. */
export function sameAsRecorded(stored: Entry, sent: Entry): boolean {
  const bare = ({ recordedBy, recordedAt, ...entry }: Entry) => ({
    ...withGiven(entry as Entry, {}),
    ...(sent.recordedAt !== undefined && { recordedAt }),
  });
  return canonical(bare(stored)) === canonical(bare(withoutDue(sent)));
}

function withoutDue(entry: Entry): Entry {
  return withEvidence(entry, ({ due, ...item }) => item);
}
