import type { ChildDetail, getChild, SchoolingState } from '@quanxue/domain/children/operations.ts';
import { maskPhone, maskRollNumber } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import type { DataKey } from '../basis/seal.ts';
import { readChildRows } from './list-children.ts';
import { openChild, openSchooling } from './sealed.ts';

type Params = z.output<NonNullable<(typeof getChild)['params']>>;

/** All that the ledgers know of one child, numbers and phones masked. */
export async function readTheChild(house: House, ask: Ask<Params>): Promise<ChildDetail> {
  const { childId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const [row] = await readChildRows(
      house.keys,
      tx,
      house.clock.today(),
      sql`where c.id = ${childId} and c.withdrawn_at is null`,
    );
    if (!row) throw basisProblems.notFound();
    const key = await house.keys.ofChild(tx, childId);
    const facts = await tx
      .selectFrom('children')
      .leftJoin('units as registered', (join) =>
        join.on('registered.id', '=', sql<string>`unit_on(children.registered_unit_id, ${house.clock.today()}::date)`),
      )
      .leftJoin('units as residence', (join) =>
        join.on('residence.id', '=', sql<string>`unit_on(children.residence_unit_id, ${house.clock.today()}::date)`),
      )
      .select(['ethnicity', 'sealed', 'registered.code as registered_code', 'residence.code as residence_code'])
      .where('children.id', '=', childId)
      .executeTakeFirstOrThrow();
    const secret = openChild(key, childId, facts.sealed);
    const { certificateNumber: _, ...disability } = secret.disability ?? {};
    return {
      ...row,
      ethnicity: facts.ethnicity,
      guardians: (secret.guardians ?? []).map(({ name, relation, phone }) => ({
        name,
        relation: relation ?? null,
        phoneMasked: phone ? maskPhone(phone) : null,
      })),
      disability: secret.disability ? (disability as ChildDetail['disability']) : null,
      address: secret.address ?? secret.registeredAddress ?? null,
      registeredVillageCode: facts.registered_code,
      residenceVillageCode: facts.residence_code,
      history: await history(tx, childId, key),
      cases: await tx
        .selectFrom('cases')
        .select(['id', 'opened_on as openedOn', 'open', 'stage'])
        .where('child_id', '=', childId)
        .orderBy('opened_on', 'desc')
        .execute(),
      sources: await sources(tx, childId),
    };
  });
}

async function history(tx: Tx, childId: string, key: DataKey): Promise<ChildDetail['history']> {
  const rows = await tx
    .selectFrom('schooling')
    .selectAll()
    .where('child_id', '=', childId)
    .where('withdrawn_at', 'is', null)
    // A line that was replaced on its first day never held.
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', eb.ref('from_on'))]))
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => {
    const { rollNumber } = openSchooling(key, row.id, row.sealed);
    return {
      state: row.state as SchoolingState,
      fromOn: row.from_on,
      toOn: row.to_on,
      schoolId: row.school_unit_id,
      school: row.school_name,
      grade: row.grade,
      class: row.class,
      rollNumber: rollNumber ? maskRollNumber(rollNumber) : null,
    };
  });
}

/** The confirmed imports that named the child, newest first, as far as the asker may see them. */
async function sources(tx: Tx, childId: string): Promise<ChildDetail['sources']> {
  const { rows } = await sql<ChildDetail['sources'][number]>`
    select b.id as "importId", b.file_name as "fileName", r.sheet, greatest(r.row, 0) as row,
      to_char(b.confirmed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
    from import_rows r join import_batches b on b.id = r.batch_id
    where r.child_id = ${childId} and b.state = 'confirmed' and r.outcome <> 'gone'
    order by b.confirmed_at desc, r.row limit 20`.execute(tx);
  return rows;
}
