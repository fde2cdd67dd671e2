import type { Actor } from '../../basis/actor.ts';
import type { StoredEntry } from '../../basis/log.ts';

/** Whoever recorded an entry, or holds the post in which it was recorded: an absent colleague's work can go on. */
export function holdsSamePost(actor: Actor, stored: StoredEntry): boolean {
  return (
    stored.authorId === actor.accountId ||
    actor.posts.some((post) => post.role === stored.post.role && post.unitName === stored.post.unit)
  );
}
