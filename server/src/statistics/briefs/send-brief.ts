import { BRIEF_READERS, type listBriefReaders, type sendBrief } from '@quanxue/domain/statistics/brief-operations.ts';
import { blanksOf, namesAnyone } from '@quanxue/domain/statistics/brief-text.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../basis/actor.ts';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { recordChanges } from '../../basis/ledger-events.ts';
import { viewLead } from '../../reports/get-lead.ts';
import { statisticsProblems } from '../problems.ts';
import { hashOfBrief, readBrief } from './read-briefs.ts';
import { lockDraft } from './write-brief.ts';

type Body = z.output<NonNullable<(typeof sendBrief)['body']>>;
type Readers = z.input<NonNullable<(typeof listBriefReaders)['answer']>>['posts'];

/** Sends a draft to posts: from then on it stands as it is, under its hash, which is an event in the unit's chain. */
export async function sendTheBrief(
  house: House,
  ask: Ask<{ briefId: string }, unknown, Body>,
): Promise<{ id: string; sha256: string }> {
  const { briefId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const { version } = await lockDraft(tx, briefId);
    if (version !== ask.body.version) throw statisticsProblems.briefChanged({ version });
    const brief = await readBrief(tx, ask.actor, briefId);
    const blanks = blanksOf(brief.text);
    if (blanks > 0) throw statisticsProblems.briefBlanks({ count: blanks });
    const names = await namesOf(house, tx, ask.actor, brief);
    if (!ask.body.named && namesAnyone(brief.text, names)) throw statisticsProblems.briefNames();
    const may = await readReaders(tx, brief.unitId);
    const to = [...new Map(ask.body.to.map((post) => [`${post.role} ${post.unitId}`, post])).values()];
    if (!to.every((post) => may.some((each) => each.unitId === post.unitId && each.role === post.role))) {
      throw statisticsProblems.briefReader();
    }
    const sha256 = hashOfBrief({ ...brief, to });
    await tx
      .insertInto('brief_ends')
      .values({
        brief_id: briefId,
        ended: 'sent',
        version,
        sha256,
        at: house.clock.now(),
        by_account: ask.actor.accountId,
      })
      .execute();
    await tx
      .insertInto('brief_recipients')
      .values(
        to.map((post) => ({
          brief_id: briefId,
          version,
          from_unit_id: brief.unitId,
          unit_id: post.unitId,
          role: post.role,
        })),
      )
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: brief.unitId, kind: 'brief-sent', body: { briefId, brief: brief.kind, month: brief.month, sha256 } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'sendBrief',
      requestId: ask.requestId,
      ...(brief.childId && { childId: brief.childId }),
      ...(brief.caseId && { caseId: brief.caseId }),
      what: { briefId, sha256, to, named: ask.body.named },
    });
    return { id: briefId, sha256 };
  });
}

/** How the child of a brief is called, so that it can be told whether the text says it. */
async function namesOf(
  house: House,
  tx: Tx,
  actor: Actor,
  brief: { readonly childId: string | null; readonly leadId: string | null },
): Promise<string[]> {
  if (brief.childId) {
    const child = await tx.selectFrom('children').select('name').where('id', '=', brief.childId).executeTakeFirst();
    return child ? [child.name] : [];
  }
  if (!brief.leadId) return [];
  const { unlisted, name } = await viewLead(house, tx, actor, brief.leadId);
  return unlisted ? [name] : [];
}

/** The leaders' and offices' posts of a unit and of all above it, with whoever holds them today. */
export async function readReaders(tx: Tx, unitId: string): Promise<Readers> {
  const { rows } = await sql<Readers[number]>`
    with recursive up (id) as (
      select ${unitId}::uuid
      union
      select units.parent_id from units join up on up.id = units.id where units.parent_id is not null
    )
    select p.unit_id as "unitId", p.role, u.name as unit, array_agg(distinct a.name order by a.name) as people
      from posts p join up on up.id = p.unit_id join units u on u.id = p.unit_id join accounts a on a.id = p.account_id
      where p.role = any (${[...BRIEF_READERS]}) and a.closed_at is null
        and p.from_on <= current_day() and (p.to_on is null or p.to_on >= current_day())
      group by p.unit_id, p.role, u.name
      order by array_position(${[...BRIEF_READERS]}, p.role), u.name`.execute(tx);
  return rows;
}

/** To whom the asker's brief can go. */
export async function listTheReaders(ask: Ask): Promise<{ posts: Readers }> {
  return ask.inTransaction(async (tx) => ({ posts: await readReaders(tx, ask.post.unitId) }));
}
