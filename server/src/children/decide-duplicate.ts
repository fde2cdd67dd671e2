import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { decideDuplicate } from '@quanxue/domain/children/duplicate-operations.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import type { z } from 'zod';
import type { Actor } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { lockImports } from './decide-match.ts';
import { duplicateProblems } from './duplicate-problems.ts';
import { type HeldDuplicate, readHeldDuplicates } from './held-duplicates.ts';
import { appendSchooling } from './set-schooling.ts';
import { openLineOf, writeLine } from './write-line.ts';

type Body = z.output<NonNullable<(typeof decideDuplicate)['body']>>;
type Answer = z.input<NonNullable<(typeof decideDuplicate)['answer']>>;

interface Child {
  readonly id: string;
  readonly name: string;
  readonly birth_date: string;
}

/**
 * Says whether two children of the ledger are one, and remembers it. If they are, the double registration leaves the ledger
 * the way a lead of that outcome does (docs/readings.md, R126): both keep all that was recorded of them, and the chain of
 * each names the other.
 */
export async function decideTheDuplicate(house: House, ask: Ask<unknown, unknown, Body>): Promise<Answer> {
  const { body } = ask;
  return ask.inTransaction(async (tx) => {
    await lockImports(tx);
    const [first, second] = body.decision === 'same' ? [body.stays, body.goes] : body.children;
    const [a, b] = first < second ? [first, second] : [second, first];
    const pair = await tx
      .selectFrom('duplicate_pairs')
      .selectAll()
      .where('child_a', '=', a)
      .where('child_b', '=', b)
      .executeTakeFirst();
    const children: Child[] = await tx
      .selectFrom('children')
      .select(['id', 'name', 'birth_date'])
      .where('id', 'in', [a, b])
      .where('withdrawn_at', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    const one = children.find((child) => child.id === first);
    const other = children.find((child) => child.id === second);
    if (!pair || !one || !other) throw duplicateProblems.notFound();
    const held = await readHeldDuplicates(tx);
    const same = held.same(a, b);
    if (same) throw contradiction(same);
    const apart = held.apart(a, b);
    if (apart) throw contradiction(apart);
    const lines = body.decision === 'same' ? await merge(house, tx, ask.actor, one, other) : null;
    const decisionId = newId(house.clock);
    await tx
      .insertInto('duplicate_decisions')
      .values({
        id: decisionId,
        decision: body.decision,
        child_a: a,
        child_b: b,
        gone_id: lines && other.id,
        gone_line_id: lines?.gone ?? null,
        kept_line_id: lines?.kept ?? null,
        undoes: null,
        score: pair.score,
        decided_at: house.clock.now(),
        decided_by: ask.actor.accountId,
        post_role: ask.post.role,
        post_unit_id: ask.post.unitId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      {
        childId: one.id,
        kind: 'duplicate-decided',
        body: { decision: body.decision, other: other.id, ...(lines && { stays: true, line: lines.kept }) },
      },
      {
        childId: other.id,
        kind: 'duplicate-decided',
        body: { decision: body.decision, other: one.id, ...(lines && { stays: false, line: lines.gone }) },
      },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'decideDuplicate',
      requestId: ask.requestId,
      childId: other.id,
      what: { decision: body.decision, decisionId, other: one.id },
    });
    return { decisionId, carried: Boolean(lines?.kept) };
  });
}

/** States that say where a child learns or why it need not: worth carrying over to a child of whom that is not known. */
const SAYS_NOTHING: ReadonlySet<SchoolingState> = new Set(['unknown', 'left', 'suspected', 'dropped-out']);

async function merge(
  house: House,
  tx: Tx,
  actor: Actor,
  stays: Child,
  goes: Child,
): Promise<{ readonly gone: string | null; readonly kept: string | null }> {
  const today = house.clock.today();
  const open = await tx
    .selectFrom('cases')
    .select('opened_on')
    .where('child_id', '=', goes.id)
    .where('open', '=', true)
    .executeTakeFirst();
  if (open) throw duplicateProblems.openCase({ name: goes.name, on: open.opened_on });
  const line = await openLineOf(tx, goes.id);
  if (line?.state === 'left') throw duplicateProblems.goneAlready({ name: goes.name });
  const reason = (text: string) => ({ kind: 'reason', text, on: today }) as const;
  const gone = await appendSchooling(house, tx, actor, goes.id, goes.birth_date, {
    state: 'left',
    fromOn: today,
    basis: reason(`重复登记：与“${stays.name}”（${stays.birth_date} 出生）为同一人，保留该条。`),
  });
  const standing = await openLineOf(tx, stays.id);
  const knows = line && !SAYS_NOTHING.has(line.state);
  const asks = !standing || standing.state === 'unknown';
  if (!knows || !asks || (standing && standing.from_on > today)) return { gone, kept: null };
  const kept = await writeLine(house, tx, actor, stays.id, standing, {
    state: line.state,
    fromOn: today,
    untilOn: line.until_on,
    schoolUnitId: line.school_unit_id,
    schoolName: line.school_name,
    grade: line.grade,
    class: line.class,
    marks: line.marks,
    basis: reason(`就读情况随重复登记“${goes.name}”（${goes.birth_date} 出生）并入，该登记已转出。`),
  });
  return { gone, kept };
}

function contradiction(held: HeldDuplicate) {
  const [zh, en] = held.decision === 'same' ? ['就是', 'is'] : ['不是', 'is not'];
  return duplicateProblems.contradicts({
    by: held.by,
    on: shanghaiDay(held.at),
    a: held.aName,
    b: held.bName,
    zh,
    en,
  });
}
