import type { getBrief, listBriefs } from '@quanxue/domain/statistics/brief-operations.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { readBrief, readBriefs } from './read-briefs.ts';

type Brief = z.input<NonNullable<(typeof getBrief)['answer']>>;
type Briefs = z.input<NonNullable<(typeof listBriefs)['answer']>>;

export async function listTheBriefs(ask: Ask): Promise<Briefs> {
  return ask.inTransaction(async (tx) => ({ briefs: await readBriefs(tx, ask.actor) }));
}

/** One brief; where it was sent to a post of the asker's, that they opened it is on record from the first time on. */
export async function getTheBrief(house: House, ask: Ask<{ briefId: string }>): Promise<Brief> {
  const { briefId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const brief = await readBrief(tx, ask.actor, briefId);
    const mine = brief.to.some((to) =>
      ask.actor.posts.some((post) => post.unitId === to.unitId && post.role === to.role),
    );
    if (!mine || brief.readAt) return brief;
    const written = await tx
      .insertInto('brief_readings')
      .values({ brief_id: briefId, account_id: ask.actor.accountId, read_at: house.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (written.numInsertedOrUpdatedRows) {
      await audit(house.clock, tx, {
        actorId: ask.actor.accountId,
        operation: 'getBrief',
        requestId: ask.requestId,
        what: { briefId },
      });
    }
    return readBrief(tx, ask.actor, briefId);
  });
}
