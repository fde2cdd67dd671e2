import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { readDetails } from '@quanxue/domain/cases/details/index.ts';
import {
  asksAnew,
  factsShown,
  type OfficeRole,
  type Referral,
  ROLE_OF_OFFICE,
  subjectOf,
} from '@quanxue/domain/cases/referrals.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { bench } from '@quanxue/domain/policy/verdict.ts';
import { sql } from 'kysely';
import type { Actor, ActorPost } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { newId } from '../../basis/ids.ts';
import { openChild } from '../../children/sealed.ts';
import { postTitle } from '../author.ts';
import type { LoadedCase } from '../load-case.ts';
import { sealSheet } from './sealed.ts';

type Tools = Pick<House, 'keys' | 'clock'>;
type Who = { readonly actor: Actor; readonly post: ActorPost };

/**
 * After an entry was recorded: a referral goes on the list of the office it is addressed to, where that has a post here;
 * one that was taken back or asked in other words is ended there, and the new words go out.
 */
export async function sendReferral(
  house: Tools,
  tx: Tx,
  who: Who,
  entry: Entry,
  before: LoadedCase,
  after: LoadedCase,
): Promise<void> {
  const id = entry.kind === 'amendment' ? entry.of : entry.kind === 'referral' ? entry.id : undefined;
  if (id === undefined) return;
  const [was, is] = [referralIn(house, before, id), referralIn(house, after, id)];
  if (was && is && !asksAnew(was, is)) return;
  if (was) await endSheet(house, tx, who.actor, after.id, id);
  if (is) await sendSheet(house, tx, who, after, is);
}

function referralIn(house: Tools, { file }: LoadedCase, id: string): Referral | undefined {
  const entry = fold(file, house.clock.today()).entries.find((each) => each.id === id);
  return entry?.kind === 'referral' ? entry : undefined;
}

async function endSheet(house: Tools, tx: Tx, actor: Actor, caseId: string, entryId: string): Promise<void> {
  await sql`
    insert into referral_ends (referral_id, on_day, recorded_at, recorded_by)
      select s.referral_id, ${house.clock.today()}::date, ${house.clock.now()}::timestamptz, ${actor.accountId}::uuid
        from referral_sources s
        where s.case_id = ${caseId} and s.entry_id = ${entryId}
          and not exists (select from referral_ends e where e.referral_id = s.referral_id)`.execute(tx);
}

async function sendSheet(house: Tools, tx: Tx, who: Who, loaded: LoadedCase, entry: Referral): Promise<void> {
  const role = ROLE_OF_OFFICE[entry.to];
  const unitId = role && (await findOffice(house, tx, loaded.childId, role));
  if (!role || !unitId) return;
  const { actor, post } = who;
  const id = newId(house.clock);
  const key = (await house.keys.ofReferrals(tx, [id])).get(id);
  if (!key) throw new Error('a referral whose key was just made has none');
  const { request } = readDetails(entry);
  const days = bench(fold(loaded.file, entry.on), packNamed(loaded.file.pack), () => undefined).number('referralDays');
  await tx
    .insertInto('referrals')
    .values({
      id,
      to_role: role,
      to_unit_id: unitId,
      on_day: entry.on,
      due_on: addDays(entry.on, days),
      sealed: sealSheet(key, id, {
        subject: subjectOf(entry),
        request: typeof request === 'string' ? request : null,
        shown: factsShown(entry, {
          header: loaded.file.child,
          village: loaded.villages.residence ?? loaded.villages.registered,
          address: await addressOf(house, tx, loaded.childId),
        }),
        contact: {
          post: postTitle(post.unitName, post.role),
          name: actor.name,
          phone: await phoneOf(house, tx, who),
        },
      }),
      data_key_id: key.id,
      recorded_at: house.clock.now(),
      recorded_by: actor.accountId,
    })
    .execute();
  await tx
    .insertInto('referral_sources')
    .values({ referral_id: id, case_id: loaded.id, child_id: loaded.childId, entry_id: entry.id })
    .execute();
}

/** The unit of such a post nearest to the child: its township's before its county's. */
async function findOffice(house: Tools, tx: Tx, childId: string, role: OfficeRole): Promise<string | undefined> {
  const today = house.clock.today();
  const { rows } = await sql<{ unit_id: string }>`
    select p.unit_id
      from children c
        cross join lateral unit_ancestors(coalesce(c.residence_unit_id, c.registered_unit_id, c.owner_unit_id)) up (id)
        join units place on place.id = up.id
        join units office on office.id = place.id or office.parent_id = place.id
        join posts p on p.unit_id = office.id and p.role = ${role}
          and p.from_on <= ${today}::date and (p.to_on is null or p.to_on >= ${today}::date)
        join accounts a on a.id = p.account_id and a.closed_at is null
      where c.id = ${childId}
      order by place.kind = 'county', p.from_on, p.id limit 1`.execute(tx);
  return rows[0]?.unit_id;
}

async function addressOf(house: Tools, tx: Tx, childId: string): Promise<string | null> {
  const row = await tx.selectFrom('children').select('sealed').where('id', '=', childId).executeTakeFirst();
  const key = await house.keys.ofChild(tx, childId);
  const { address, registeredAddress } = openChild(key, childId, row?.sealed ?? null);
  return address ?? registeredAddress ?? null;
}

/** The official's number where the list of responsible persons has it, else that of whoever coordinates at the unit. */
async function phoneOf(house: Tools, tx: Tx, { actor, post }: Who): Promise<string | null> {
  const today = house.clock.today();
  const { rows } = await sql<{ phone: string }>`
    select phone from holders
      where (account_id = ${actor.accountId} or (duty = 'coordinator' and unit_id = ${post.unitId}))
        and phone is not null and from_on <= ${today}::date and (to_on is null or to_on >= ${today}::date)
      order by account_id is not distinct from ${actor.accountId} desc, from_on desc limit 1`.execute(tx);
  return rows[0]?.phone ?? null;
}
