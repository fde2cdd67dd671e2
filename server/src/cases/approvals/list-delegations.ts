import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { DelegatedMatter, DelegationRow, listDelegations } from '@quanxue/domain/cases/approval-operations.ts';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { postTitle } from '../author.ts';

type Listed = z.input<NonNullable<(typeof listDelegations)['answer']>>;

/** Delegations of the actor's area, the latest first; and which posts the actor may lend to whom. */
export async function listTheDelegations(house: House, ask: Ask): Promise<Listed> {
  return ask.inTransaction(async (tx) => {
    const posts = await lendable(house, tx, ask.actor);
    return {
      delegations: await readDelegations(
        house,
        tx,
        ask.actor,
        sql`
        posts.unit_id in (select units_in_scope()) or posts.account_id = ${ask.actor.accountId}
          or delegations.to_account_id = ${ask.actor.accountId}`,
      ),
      posts: await Promise.all(
        posts.map(async (post) => ({
          postId: post.id,
          title: postTitle(post.unit, post.role),
          holder: post.holder,
          deputies: await deputiesFor(house, tx, post.id),
        })),
      ),
    };
  });
}

export async function readDelegations(
  house: Pick<House, 'clock'>,
  tx: Tx,
  actor: Actor,
  where: RawBuilder<unknown>,
): Promise<DelegationRow[]> {
  const today = house.clock.today();
  const { rows } = await sql<{
    id: string;
    role: Role;
    unit: string;
    holder: string;
    holder_id: string;
    deputy: string;
    matters: DelegatedMatter[];
    from_on: string;
    to_on: string;
    reason: string;
  }>`
    select delegations.id, posts.role, units.name as unit, holder.name as holder, holder.id as holder_id,
        deputy.name as deputy, delegations.matters, delegations.from_on,
        least(delegations.to_on, delegation_ends.last_day) as to_on, delegations.reason
      from delegations
        join posts on posts.id = delegations.post_id
        join units on units.id = posts.unit_id
        join accounts holder on holder.id = posts.account_id
        join accounts deputy on deputy.id = delegations.to_account_id
        left join delegation_ends on delegation_ends.delegation_id = delegations.id
      where ${where}
      order by delegations.from_on desc, delegations.id desc`.execute(tx);
  const isAdministrator = actor.posts.some((post) => post.role === 'administrator');
  return rows.map((row): DelegationRow => {
    const state = row.to_on < today ? 'over' : row.from_on > today ? 'coming' : 'current';
    return {
      id: row.id,
      post: postTitle(row.unit, row.role),
      holder: row.holder,
      deputy: row.deputy,
      matters: row.matters,
      fromOn: row.from_on,
      toOn: row.to_on,
      reason: row.reason,
      state,
      mayEnd: state !== 'over' && (isAdministrator || row.holder_id === actor.accountId),
    };
  });
}

interface Lendable {
  readonly id: string;
  readonly role: Role;
  readonly unit: string;
  readonly holder: string;
}

/** Posts with a part in approvals: the actor's own; for an administrator all of the area. */
export async function lendable(house: Pick<House, 'clock'>, tx: Tx, actor: Actor): Promise<Lendable[]> {
  const today = house.clock.today();
  const isAdministrator = actor.posts.some((post) => post.role === 'administrator');
  const { rows } = await sql<Lendable>`
    select posts.id, posts.role, units.name as unit, accounts.name as holder
      from posts join units on units.id = posts.unit_id join accounts on accounts.id = posts.account_id
      where (posts.account_id = ${actor.accountId}
          or (${isAdministrator} and posts.unit_id in (select units_in_scope())))
        and posts.role in ('county-committee', 'township-leader', 'social-affairs', 'village', 'principal')
        and posts.from_on <= ${today}::date and (posts.to_on is null or posts.to_on >= ${today}::date)
        and accounts.closed_at is null
      order by units.name, posts.role, posts.id`.execute(tx);
  return rows;
}

/** Who may stand in for a post: others with a post in its unit or above it, for only they see its files. */
export async function deputiesFor(
  house: Pick<House, 'clock'>,
  tx: Tx,
  postId: string,
): Promise<{ accountId: string; name: string; title: string }[]> {
  const today = house.clock.today();
  const { rows } = await sql<{ accountId: string; name: string; role: Role; unit: string }>`
    select distinct on (accounts.id) accounts.id as "accountId", accounts.name, other.role, units.name as unit
      from posts lent
        cross join lateral unit_ancestors(lent.unit_id) as above (id)
        join posts other on other.unit_id = above.id and other.account_id <> lent.account_id
        join accounts on accounts.id = other.account_id and accounts.closed_at is null
        join units on units.id = other.unit_id
      where lent.id = ${postId}
        and other.role in ('county-committee', 'township-leader', 'social-affairs', 'village', 'grid-worker', 'principal',
          'roll-keeper', 'teacher')
        and other.from_on <= ${today}::date and (other.to_on is null or other.to_on >= ${today}::date)
      order by accounts.id, other.id`.execute(tx);
  return rows
    .map(({ accountId, name, role, unit }) => ({ accountId, name, title: postTitle(unit, role) }))
    .sort((a, b) => a.title.localeCompare(b.title, 'zh'));
}
