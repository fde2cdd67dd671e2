import type { setDocumentWord } from '@quanxue/domain/letters/operations.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { wordOf } from './give-number.ts';
import { issuingOffice } from './issuing-office.ts';

type Params = z.output<NonNullable<(typeof setDocumentWord)['params']>>;
type Body = z.output<NonNullable<(typeof setDocumentWord)['body']>>;

/** Sets the word by which one's office numbers a kind of paper, from today on. Numbers given under another one stay. */
export async function setTheWord(
  house: House,
  ask: Ask<Params, unknown, Body>,
): Promise<{ word: string; fromOn: string }> {
  const { clock } = house;
  const { kind } = ask.params;
  const { word } = ask.body;
  return ask.inTransaction(async (tx) => {
    const today = clock.today();
    const office = await issuingOffice(tx, ask.post.unitId);
    const other = await tx
      .selectFrom('document_words')
      .select('id')
      .where('word', '=', word)
      .where('unit_id', '<>', office.unitId)
      .limit(1)
      .executeTakeFirst();
    if (other) throw letterProblems.wordTaken({ word });
    const before = await wordOf(tx, office.unitId, kind, today);
    if (before === word) return { word, fromOn: today };
    await tx
      .insertInto('document_words')
      .values({
        id: newId(clock),
        unit_id: office.unitId,
        kind,
        word,
        from_on: today,
        set_at: clock.now(),
        set_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: office.unitId, kind: 'document-word-set', body: { kind, before: before ?? null, after: word } },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'setDocumentWord',
      requestId: ask.requestId,
      what: { kind, word, unitId: office.unitId },
    });
    return { word, fromOn: today };
  });
}
