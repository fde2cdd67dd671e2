import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { DelegatedMatter } from '@quanxue/domain/cases/approval-operations.ts';
import { sql } from 'kysely';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { postTitle } from '../author.ts';

/** A post that is lent to the actor today, and for which of the children asked about it would act. */
export interface Deputy {
  readonly role: Role;
  /** 霁溪镇领导 */
  readonly title: string;
  readonly holder: string;
  readonly holderId: string;
  readonly matters: readonly DelegatedMatter[];
  readonly children: ReadonlySet<string>;
}

/** The posts lent to the actor today. Whoever stands in decides only for children of that post's own unit. */
export async function deputiesOf(
  house: Pick<House, 'clock'>,
  tx: Tx,
  actor: Pick<Actor, 'accountId'>,
  childIds: readonly string[],
): Promise<Deputy[]> {
  const today = house.clock.today();
  const { rows } = await sql<{
    role: Role;
    unit_id: string;
    unit: string;
    holder: string;
    holder_id: string;
    matters: DelegatedMatter[];
  }>`
    select posts.role, posts.unit_id, units.name as unit, accounts.name as holder, accounts.id as holder_id,
        delegations.matters
      from delegations
        join posts on posts.id = delegations.post_id
        join units on units.id = posts.unit_id
        join accounts on accounts.id = posts.account_id
        left join delegation_ends on delegation_ends.delegation_id = delegations.id
      where delegations.to_account_id = ${actor.accountId} and delegations.from_on <= ${today}::date
        and least(delegations.to_on, delegation_ends.last_day) >= ${today}::date
        and posts.from_on <= ${today}::date and (posts.to_on is null or posts.to_on >= ${today}::date)
        and accounts.closed_at is null
      order by delegations.id`.execute(tx);
  return Promise.all(
    rows.map(async ({ role, unit_id, unit, holder, holder_id, matters }) => ({
      role,
      title: postTitle(unit, role),
      holder,
      holderId: holder_id,
      matters,
      children: await childrenUnder(tx, unit_id, childIds),
    })),
  );
}

async function childrenUnder(tx: Tx, unitId: string, childIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (childIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    with recursive down (id) as (
      select ${unitId}::uuid
      union
      select next.id from down cross join lateral (
        select units.id from units where units.parent_id = down.id
        union all
        select unit_links.predecessor_id from unit_links
          where unit_links.successor_id = down.id and unit_links.kind in ('merged', 'renamed')
      ) next
    )
    select c.id from children c where c.id = any(${childIds}::uuid[]) and (
      c.registered_unit_id in (select id from down) or c.residence_unit_id in (select id from down)
      or c.school_unit_id in (select id from down) or c.owner_unit_id in (select id from down))`.execute(tx);
  return new Set(rows.map((row) => row.id));
}
