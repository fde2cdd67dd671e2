import { type DocumentNumber, spellNumber } from '@quanxue/domain/letters/document-number.ts';
import { FORMS, type PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import type { IssuingOffice } from '@quanxue/domain/letters/paper-form.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { recordChanges } from '../basis/ledger-events.ts';

/** The office's word for a kind of paper, today. */
export async function wordOf(tx: Tx, unitId: string, kind: PaperKind, today: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('document_words')
    .select('word')
    .where('unit_id', '=', unitId)
    .where('kind', '=', kind)
    .where('from_on', '<=', today)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.word;
}

/**
 * The next number of the office's word in this year, in the caller's transaction: where it fails, the number was never
 * given. The row of the series is held until the end, so whatever takes long is done after it.
 * @throws Problem `document-word-needed`, `document-word-taken`.
 */
export async function giveNumber(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  ask: Pick<Ask, 'actor'>,
  paper: { readonly id: string; readonly kind: PaperKind; readonly office: IssuingOffice },
): Promise<DocumentNumber> {
  const { office, kind } = paper;
  const today = house.clock.today();
  const year = Number(today.slice(0, 4));
  const word = await wordOf(tx, office.unitId, kind, today);
  if (word === undefined) {
    const { zh, en } = FORMS[kind].name;
    throw letterProblems.wordNeeded({ office: office.signs, paper: zh, paperEn: en });
  }
  const { rows } = await sql<{ last: number }>`
    insert into document_series (word, year, unit_id, last) values (${word}, ${year}, ${office.unitId}, 1)
    on conflict (word, year) do update set last = document_series.last + 1
      where document_series.unit_id = excluded.unit_id
    returning last`.execute(tx);
  const serial = rows[0]?.last;
  if (serial === undefined) throw letterProblems.wordTaken({ word });
  const number = { word, year, serial };
  await tx
    .insertInto('document_numbers')
    .values({
      ...number,
      unit_id: office.unitId,
      kind,
      paper_id: paper.id,
      given_on: today,
      given_at: house.clock.now(),
      given_by: ask.actor.accountId,
    })
    .execute();
  await recordChanges(house, tx, ask.actor, [
    { unitId: office.unitId, kind: 'number-given', body: { number: spellNumber(number), paper: paper.id } },
  ]);
  return number;
}
