import type { Role } from '@quanxue/domain/basis/operation.ts';

/** One current post: what a person may be, and where. */
export interface ActorPost {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string;
  readonly unitName: string;
}

/** Who asks: an account and its current posts. Row security reads the posts again, in the database, by the account's id. */
export interface Actor {
  readonly accountId: string;
  readonly account: string;
  readonly name: string;
  readonly posts: readonly ActorPost[];
}

/** The first of the actor's posts with one of these roles: the post in which an act is done. */
export function postAs(actor: Actor, roles: readonly Role[]): ActorPost | undefined {
  return actor.posts.find((post) => roles.includes(post.role));
}
