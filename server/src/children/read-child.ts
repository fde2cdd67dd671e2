import type { Basis } from '@quanxue/domain/children/basis.ts';
import { parseCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
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
      { asOf: house.clock.today(), today: house.clock.today() },
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
      .select([
        'ethnicity',
        'sealed',
        'former_names',
        'registered_unit_id',
        'residence_unit_id',
        'registered.code as registered_code',
        'residence.code as residence_code',
      ])
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
      formerNames: facts.former_names,
      document: secret.citizenId
        ? (parseCitizenNumber(secret.citizenId)?.document ?? 'citizen-card')
        : secret.otherDocument
          ? 'other'
          : 'none',
      otherDocument: secret.otherDocument
        ? { kind: secret.otherDocument.kind, numberMasked: maskPhone(secret.otherDocument.number) }
        : null,
      group: secret.group ?? null,
      registeredUnitId: facts.registered_unit_id,
      residenceUnitId: facts.residence_unit_id,
      moves: await moves(tx, childId),
      householdLines: await householdLines(tx, childId),
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
    // Taken back with its import it never was; taken back by a person it stays in sight, and says why.
    .where((eb) => eb.or([eb('withdrawn_at', 'is', null), eb('withdrawn_by', 'is not', null)]))
    // A line that was replaced on its first day never held.
    .where((eb) =>
      eb.or([eb('to_on', 'is', null), eb('to_on', '>=', eb.ref('from_on')), eb('withdrawn_by', 'is not', null)]),
    )
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => {
    const { rollNumber } = openSchooling(key, row.id, row.sealed);
    return {
      id: row.id,
      state: row.state as SchoolingState,
      marks: row.marks,
      untilOn: row.until_on,
      basis: row.basis.kind ? (row.basis as Basis) : null,
      withdrawn: row.withdrawn_at ? { at: row.withdrawn_at, reason: row.withdrawn_reason } : null,
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

async function moves(tx: Tx, childId: string): Promise<ChildDetail['moves']> {
  return tx
    .selectFrom('child_places_past')
    .leftJoin('units', 'units.id', 'child_places_past.unit_id')
    .select(['child_places_past.base', 'units.name as unit', 'child_places_past.until_on as untilOn'])
    .where('child_id', '=', childId)
    .where('withdrawn_at', 'is', null)
    .orderBy('until_on', 'desc')
    .execute();
}

/** Dated lines, open ones first. */
async function householdLines(tx: Tx, childId: string): Promise<ChildDetail['householdLines']> {
  return (
    tx
      .selectFrom('child_households')
      .select(['id', 'category', 'kind', 'from_on as fromOn', 'to_on as toOn', 'source'])
      .where('child_id', '=', childId)
      .where('withdrawn_at', 'is', null)
      // Begun and ended on one day: it never held.
      .where((eb) => eb.or([eb('to_on', 'is', null), eb('from_on', 'is', null), eb('to_on', '>=', eb.ref('from_on'))]))
      .orderBy('to_on', (order) => order.desc().nullsFirst())
      .orderBy('category')
      .execute()
  );
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
