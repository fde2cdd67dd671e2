import type { ChildRelief } from '@quanxue/domain/cases/joint-control.ts';
import { KEY_HOUSEHOLDS } from '@quanxue/domain/cases/relief.ts';
import { sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { seeChild } from '../problem-list/see-child.ts';
import { readRelief } from './read-relief.ts';

/** What one family lacks and what was done, from its cases and from the ledger. */
export async function getTheChildRelief(house: House, ask: Ask<{ childId: string }>): Promise<ChildRelief> {
  const { childId } = ask.params;
  return ask.inTransaction(async (tx) => {
    await seeChild(tx, childId);
    return readChildRelief(house, tx, childId);
  });
}

/** The same after an act in this transaction. */
export async function readChildRelief(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  childId: string,
): Promise<ChildRelief> {
  const child = await tx
    .selectFrom('children')
    .select('households')
    .where('id', '=', childId)
    .executeTakeFirstOrThrow();
  return {
    keyHousehold: KEY_HOUSEHOLDS.some((each) => child.households.includes(each)),
    openCaseId: (await openCaseOf(tx, childId)) ?? null,
    rows: await readRelief(house, tx, sql`c.id = ${childId}`),
  };
}

export async function openCaseOf(tx: Tx, childId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases')
    .select('id')
    .where('child_id', '=', childId)
    .where('open', '=', true)
    .executeTakeFirst();
  return row?.id;
}
