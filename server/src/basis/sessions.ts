import { createHash, randomBytes } from 'node:crypto';
import type { Actor, ActorPost } from './actor.ts';
import { type Clock, later } from './clock.ts';
import type { Database, Tx } from './database.ts';
import { readSettings } from './settings.ts';

/*
 * A session is a random token in the browser's cookie and its SHA-256 in a table: it can be ended, listed and audited,
 * and a stolen table signs nobody in.
 */

export const SESSION_COOKIE = 'quanxue';

/** Begins a session. @returns the token, which is kept nowhere else. */
export async function beginSession(clock: Clock, tx: Tx, accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  await tx
    .insertInto('sessions')
    .values({ token_hash: hashOf(token), account_id: accountId, created_at: now, seen_at: now })
    .execute();
  return token;
}

export async function endSession(clock: Clock, tx: Tx, token: string): Promise<void> {
  await tx.updateTable('sessions').set({ ended_at: clock.now() }).where('token_hash', '=', hashOf(token)).execute();
}

/** What a page must send back with each change, derived from the token, so that another site cannot know it. */
export function csrfOf(token: string): string {
  return createHash('sha256').update('quanxue csrf').update(token).digest('base64url');
}

/**
 * Who holds this token, or undefined where the session has ended, was idle too long, is too old, or its holder has no post.
 * @param watching what a page asks by itself while nobody touches it: that keeps no session alive.
 */
export async function actorOf(
  database: Database,
  clock: Clock,
  token: string,
  watching = false,
): Promise<Actor | undefined> {
  return database.inTransaction(null, async (tx) => {
    const session = await tx
      .selectFrom('sessions')
      .select(['account_id', 'created_at', 'seen_at'])
      .where('token_hash', '=', hashOf(token))
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (!session) return undefined;
    const limits = await readSettings(clock, tx, ['session.idle-minutes', 'session.days']);
    const now = clock.now();
    if (later(session.seen_at, limits['session.idle-minutes'] * 60) <= now) return undefined;
    if (later(session.created_at, limits['session.days'] * 86_400) <= now) return undefined;
    // Written at most once a minute: a page of pictures is not a hundred writes.
    if (!watching && later(session.seen_at, 60) <= now) {
      await tx.updateTable('sessions').set({ seen_at: now }).where('token_hash', '=', hashOf(token)).execute();
    }
    const actor = await readActor(clock, tx, session.account_id);
    // Whose last post has ended is sent to the sign-in, which says why.
    return actor && actor.posts.length > 0 ? actor : undefined;
  });
}

/** An account with its current posts; undefined for a closed one. */
export async function readActor(clock: Clock, tx: Tx, accountId: string): Promise<Actor | undefined> {
  const account = await tx
    .selectFrom('accounts')
    .select(['id', 'account', 'name'])
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!account) return undefined;
  const posts = await currentPosts(clock, tx, [accountId]);
  return { accountId, account: account.account, name: account.name, posts: posts.get(accountId) ?? [] };
}

/** The posts that each of these accounts holds today. */
export async function currentPosts(
  clock: Clock,
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, ActorPost[]>> {
  const today = clock.today();
  const rows = await tx
    .selectFrom('posts')
    .innerJoin('units', 'units.id', 'posts.unit_id')
    .select(['posts.id', 'posts.account_id', 'posts.role', 'posts.unit_id', 'units.name'])
    .where('posts.account_id', 'in', [...accountIds])
    .where('posts.from_on', '<=', today)
    .where((where) => where.or([where('posts.to_on', 'is', null), where('posts.to_on', '>=', today)]))
    .orderBy('posts.id')
    .execute();
  const posts = new Map<string, ActorPost[]>();
  for (const row of rows) {
    const mine = posts.get(row.account_id) ?? [];
    mine.push({ id: row.id, role: row.role, unitId: row.unit_id, unitName: row.name });
    posts.set(row.account_id, mine);
  }
  return posts;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
