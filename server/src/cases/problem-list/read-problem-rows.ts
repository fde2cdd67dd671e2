import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { ChildProblem, Pairing, ProblemOwner, ProblemRow } from '@quanxue/domain/cases/problem-list.ts';
import { pairChild } from '@quanxue/domain/cases/problem-list.ts';
import { visibleProblem } from '@quanxue/domain/cases/visible-problem.ts';
import { maskPhone } from '@quanxue/domain/children/record.ts';
import { type RawBuilder, sql } from 'kysely';
import { type Actor, postAs } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { rolesOf } from '../author.ts';
import { everyProblem } from './part/every-problem.ts';
import { wantedOn } from './part/part.ts';
import { openNote, openPhone } from './sealed.ts';

type Tools = Pick<House, 'keys' | 'clock'>;

/** These children in this order, each with its present owner and helper and the problems that `which` picks. */
export async function readProblemRows(
  house: Tools,
  tx: Tx,
  actor: Actor,
  childIds: readonly string[],
  which: RawBuilder<unknown>,
): Promise<ProblemRow[]> {
  if (childIds.length === 0) return [];
  const { rows } = await sql<Pick<ProblemRow, 'childId' | 'childName' | 'village' | 'school' | 'keyHousehold'>>`
    select c.id as "childId", c.name as "childName", village.name as village,
        coalesce(school.name, learning.school_name) as school,
        c.households && array['monitored', 'borderline', 'subsistence'] as "keyHousehold"
      from children c
        left join unit_villages residence on residence.unit_id = c.residence_unit_id
        left join unit_villages registered on registered.unit_id = c.registered_unit_id
        left join units village on village.id = coalesce(residence.village_id, registered.village_id)
        left join schooling learning on learning.child_id = c.id and learning.to_on is null
          and learning.withdrawn_at is null
        left join units school on school.id = learning.school_unit_id
      where c.id = any(${childIds}::uuid[])`.execute(tx);
  const owners = await readOwners(house, tx, childIds, true);
  const pairings = await readPairings(house, tx, actor, childIds, true);
  const problems = await readProblems(house, tx, rolesOf(actor), childIds, which);
  const byId = new Map(rows.map((row) => [row.childId, row]));
  return childIds.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    return [
      {
        ...row,
        owner: owners.get(id)?.[0] ?? null,
        pairing: pairings.get(id)?.[0] ?? null,
        problems: problems.get(id) ?? [],
      },
    ];
  });
}

/** The named person behind a post that has no account here: a grid worker above all. */
const DUTY_OF = sql`case o.role when 'grid-worker' then 'grid-worker' when 'principal' then 'principal'
  when 'village' then 'village-head' when 'township-leader' then 'township-leader'
  when 'social-affairs' then 'coordinator' when 'county-committee' then 'county-leader' end`;

/** Owners of each child, the newest first; with `present` only the one who is. */
export async function readOwners(
  house: Tools,
  tx: Tx,
  childIds: readonly string[],
  present: boolean,
): Promise<ReadonlyMap<string, ProblemOwner[]>> {
  const today = house.clock.today();
  const { rows } = await sql<ProblemOwner & { child_id: string }>`
    select o.child_id, o.unit_id as "unitId", units.name as unit, o.role, o.from_on as "fromOn", o.to_on as "toOn",
        coalesce(o.name, (
          select string_agg(accounts.name, '、' order by posts.from_on, posts.id)
            from posts join accounts on accounts.id = posts.account_id
            where o.to_on is null and posts.role = o.role and posts.unit_id = o.unit_id and accounts.closed_at is null
              and posts.from_on <= ${today}::date and (posts.to_on is null or posts.to_on >= ${today}::date)
        ), (
          select string_agg(h.name, '、' order by h.from_on, h.id)
            from holders h join units at on at.id = h.unit_id
            where o.to_on is null and h.duty = ${DUTY_OF}
              and h.from_on <= ${today}::date and (h.to_on is null or h.to_on >= ${today}::date)
              -- Of a village's grids, the worker of the one in which the child lives.
              and (h.unit_id = o.unit_id or (at.parent_id = o.unit_id and (at.kind = 'office' or h.id = (
                select near.holder_id from children c
                  join unit_grid_workers near on near.unit_id = coalesce(c.residence_unit_id, c.registered_unit_id)
                  where c.id = o.child_id and o.role = 'grid-worker'))))
        )) as name
      from child_owners o join units on units.id = o.unit_id
      where o.child_id = any(${childIds}::uuid[]) and ${present ? sql`o.to_on is null` : sql`true`}
      order by o.to_on desc nulls first, o.from_on desc, o.id desc`.execute(tx);
  return grouped(rows, ({ child_id, ...owner }) => [child_id, owner]);
}

/** Helpers of each child, the newest first; with `present` only the one who is. */
export async function readPairings(
  house: Tools,
  tx: Tx,
  actor: Actor,
  childIds: readonly string[],
  present: boolean,
): Promise<ReadonlyMap<string, Pairing[]>> {
  const { rows } = await sql<Omit<Pairing, 'phone'> & { child_id: string; sealed: Buffer }>`
    select p.child_id, p.id, p.helper_name as name, p.helper_post as post, p.helper_unit_id as "unitId",
        units.name as unit, p.sealed, p.from_on as "fromOn", p.to_on as "toOn", p.end_reason as "endReason",
        (select count(*)::int from pairings other where other.helper_hmac = p.helper_hmac and other.to_on is null) as children
      from pairings p left join units on units.id = p.helper_unit_id
      where p.child_id = any(${childIds}::uuid[]) and ${present ? sql`p.to_on is null` : sql`true`}
      order by p.to_on desc nulls first, p.from_on desc, p.id desc`.execute(tx);
  const keys = await house.keys.ofChildren(tx, [...new Set(rows.map((row) => row.child_id))]);
  const whole = postAs(actor, pairChild.may as readonly Role[]) !== undefined;
  return grouped(rows, ({ child_id, sealed, ...pairing }) => {
    const phone = openPhone(keys.get(child_id), pairing.id, sealed);
    return [child_id, { ...pairing, phone: whole ? phone : maskPhone(phone) }];
  });
}

interface Found {
  readonly key: string;
  readonly child_id: string;
  readonly source: ChildProblem['source'];
  readonly kind: ChildProblem['kind'];
  readonly found_on: string;
  readonly case_id: string | null;
  readonly problem_id: string | null;
  readonly finding: ChildProblem['finding'];
  readonly sealed: Buffer | null;
  readonly by: string | null;
  readonly closed_on: string | null;
  readonly closed_how: NonNullable<ChildProblem['closed']>['how'];
  readonly closed_sealed: Buffer | null;
  readonly closed_by: string;
}

/** The problems of each child that `which` (over `problem`) picks, open ones first, then the newest; cut to what these roles may see. */
export async function readProblems(
  house: Tools,
  tx: Tx,
  roles: readonly Role[],
  childIds: readonly string[],
  which: RawBuilder<unknown>,
): Promise<ReadonlyMap<string, ChildProblem[]>> {
  const { rows } = await sql<Found>`
    select problem.key, problem.child_id, problem.source, problem.kind, problem.found_on, problem.case_id,
        problem.problem_id, problem.finding, written.sealed, author.name as by, closing.on_day as closed_on,
        closing.how as closed_how, closing.sealed as closed_sealed, closer.name as closed_by
      from (${everyProblem(wantedOn(house.clock.today(), childIds))}) problem
        left join child_problems written on written.id = problem.problem_id
        left join accounts author on author.id = written.recorded_by
        left join child_problem_closings closing on closing.problem_id = problem.problem_id
        left join accounts closer on closer.id = closing.recorded_by
      where ${which}
      order by problem.open desc, problem.source = 'ledger' desc, problem.found_on desc, problem.key`.execute(tx);
  const sealed = rows.flatMap((row) => (row.sealed || row.closed_sealed ? row.child_id : []));
  const keys = await house.keys.ofChildren(tx, [...new Set(sealed)]);
  return grouped(rows, (row) => {
    const note = (blob: Buffer | null, place: 'child_problems' | 'child_problem_closings') =>
      openNote(keys.get(row.child_id), place, row.problem_id ?? '', blob);
    const problem: ChildProblem = {
      key: row.key,
      source: row.source,
      kind: row.kind,
      foundOn: row.found_on,
      finding: row.finding,
      caseId: row.case_id,
      problemId: row.problem_id,
      note: note(row.sealed, 'child_problems'),
      by: row.by,
      closed: row.closed_on
        ? {
            on: row.closed_on,
            how: row.closed_how,
            note: note(row.closed_sealed, 'child_problem_closings'),
            by: row.closed_by,
          }
        : null,
    };
    return [row.child_id, visibleProblem(problem, roles)];
  });
}

function grouped<Row, Item>(rows: readonly Row[], of: (row: Row) => [string, Item]): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const [key, item] = of(row);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
