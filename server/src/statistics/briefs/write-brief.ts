import type { draftBrief, reviseBrief } from '@quanxue/domain/statistics/brief-operations.ts';
import type { BriefText } from '@quanxue/domain/statistics/brief-text.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { problems } from '../../basis/problems.ts';
import { statisticsProblems } from '../problems.ts';
import { draftOfEvent } from './event-facts.ts';
import { draftOfMonth } from './month-facts.ts';

type Draft = z.output<NonNullable<(typeof draftBrief)['body']>>;
type Text = z.output<NonNullable<(typeof reviseBrief)['body']>>;
interface Params {
  readonly briefId: string;
}

/** Begins a brief from facts. */
export async function draftTheBrief(house: House, ask: Ask<unknown, unknown, Draft>): Promise<{ id: string }> {
  const { clock } = house;
  const { body, actor, post } = ask;
  return ask.inTransaction(async (tx) => {
    const about =
      body.kind === 'monthly'
        ? {
            text: await draftOfMonth(
              house,
              tx,
              post,
              actor.posts.map((each) => each.role),
              body.month,
            ),
            event: { leadId: null, caseId: null, childId: null },
          }
        : await draftOfEvent(
            house,
            tx,
            actor,
            body.kind === 'event' ? { leadId: body.leadId } : { caseId: body.caseId },
          );
    const id = newId(clock);
    const { event, text } = about;
    await tx
      .insertInto('briefs')
      .values({
        id,
        kind: body.kind === 'monthly' ? 'monthly' : 'event',
        unit_id: post.unitId,
        role: post.role,
        month: body.kind === 'monthly' ? body.month : null,
        child_id: event.childId,
        lead_id: event.leadId,
        case_id: event.caseId,
        drafted_at: clock.now(),
        drafted_by: actor.accountId,
      })
      .execute();
    await save(house, tx, actor.accountId, id, 1, text);
    await audit(clock, tx, {
      actorId: actor.accountId,
      operation: 'draftBrief',
      requestId: ask.requestId,
      ...(event.childId && { childId: event.childId }),
      ...(event.caseId && { caseId: event.caseId }),
      what: { briefId: id, kind: body.kind },
    });
    return { id };
  });
}

/** The same draft in other words: another version beside those before. */
export async function reviseTheBrief(house: House, ask: Ask<Params, unknown, Text>): Promise<{ version: number }> {
  return ask.inTransaction(async (tx) => {
    const { version } = await lockDraft(tx, ask.params.briefId);
    await save(house, tx, ask.actor.accountId, ask.params.briefId, version + 1, ask.body);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'reviseBrief',
      requestId: ask.requestId,
      what: { briefId: ask.params.briefId, version: version + 1 },
    });
    return { version: version + 1 };
  });
}

/** A draft that is not wanted. Its text stays where it is. */
export async function dropTheBrief(house: House, ask: Ask<Params>): Promise<{ id: string }> {
  return ask.inTransaction(async (tx) => {
    const { version } = await lockDraft(tx, ask.params.briefId);
    await tx
      .insertInto('brief_ends')
      .values({
        brief_id: ask.params.briefId,
        ended: 'dropped',
        version,
        sha256: null,
        at: house.clock.now(),
        by_account: ask.actor.accountId,
      })
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'dropBrief',
      requestId: ask.requestId,
      what: { briefId: ask.params.briefId },
    });
    return { id: ask.params.briefId };
  });
}

/** The draft of the own office as it was last saved, held until the transaction ends. @throws not-found, brief-ended. */
export async function lockDraft(tx: Tx, briefId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`brief ${briefId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ version: number; ended: string | null }>`
    select t.version, e.ended from briefs b
        join brief_texts t on t.brief_id = b.id
        left join brief_ends e on e.brief_id = b.id
      where b.id = ${briefId} and b.unit_id in (select brief_units_held())
      order by t.version desc limit 1`.execute(tx);
  const found = rows[0];
  if (!found) throw problems.notFound();
  if (found.ended) throw statisticsProblems.briefEnded();
  return found;
}

async function save(
  house: Pick<House, 'clock'>,
  tx: Tx,
  by: string,
  briefId: string,
  version: number,
  text: BriefText,
) {
  await tx
    .insertInto('brief_texts')
    .values({
      brief_id: briefId,
      version,
      title: text.title,
      sections: JSON.stringify(text.sections),
      saved_at: house.clock.now(),
      saved_by: by,
    })
    .execute();
}
