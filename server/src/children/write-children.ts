import type { ChildRecord } from '@quanxue/domain/children/record.ts';
import { type RawBuilder, sql } from 'kysely';
import { booleanArray, bytesArray, dayArray, textArray, uuidArray } from '../basis/array-parameter.ts';
import type { Tx } from '../basis/database.ts';
import type { DataKey, Keys } from '../basis/seal.ts';
import { rememberPlaces } from './remember-places.ts';
import { sealChild } from './sealed.ts';
import { type ToldHouseholds, writeHouseholds } from './write-households.ts';

/** What becomes of one child's row. What is left out stays as it is. */
export interface ChildUpdate {
  readonly id: string;
  readonly child?: ChildRecord | null;
  /** Present when the school changes; null for none. */
  readonly schoolUnitId?: string | null;
  /** Present when it changes whether a population list names the child. */
  readonly populationBatchId?: string | null;
  /** What a list says of its household with days, even where the rest of the child stays as it is. */
  readonly households?: ToldHouseholds | undefined;
  readonly withdrawn: boolean;
}

/** A child that is written for the first time. */
export interface NewChild {
  readonly id: string;
  readonly child: ChildRecord;
  readonly schoolUnitId: string | null;
  readonly populationBatchId: string | null;
}

/** A new child as its row will stand. */
export type SealedNewChild = ReturnType<typeof sealNewChild>;

export function sealNewChild(keys: Pick<Keys, 'lookup'>, key: DataKey | undefined, each: NewChild) {
  return { ...each, ...columns(keys, each.id, each.child, key) };
}

/**
 * The statement that writes new children whole. Their keys, their households and the events of their chains follow in
 * others, for they belong to children who are there.
 */
export function insertingChildren(
  rows: readonly SealedNewChild[],
  by: { readonly ownerUnitId: string; readonly accountId: string; readonly now: string },
): RawBuilder<unknown> {
  const of = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value);
  return sql`
    insert into children (id, name, sex, birth_date, ethnicity, households, disabled, registered_unit_id,
      residence_unit_id, school_unit_id, population_batch_id, citizen_hmac, citizen_tail_hmac, sealed, data_key_id,
      owner_unit_id, created_at, created_by, changed_at)
    select r.id, r.name, r.sex, r.birth_date, r.ethnicity, r.households::text[], r.disabled, r.registered_unit_id,
      r.residence_unit_id, r.school_unit_id, r.population_batch_id, r.citizen_hmac, r.citizen_tail_hmac, r.sealed,
      r.data_key_id, ${by.ownerUnitId}::uuid, ${by.now}::timestamptz, ${by.accountId}::uuid, ${by.now}::timestamptz
    from unnest(
      ${uuidArray(of((row) => row.id))}::uuid[], ${textArray(of((row) => row.name))}::text[], ${textArray(of((row) => row.sex))}::text[],
      ${dayArray(of((row) => row.birth_date))}::date[], ${textArray(of((row) => row.ethnicity))}::text[],
      ${textArray(of((row) => `{${row.households.join(',')}}`))}::text[], ${booleanArray(of((row) => row.disabled))}::boolean[],
      ${uuidArray(of((row) => row.registered_unit_id))}::uuid[], ${uuidArray(of((row) => row.residence_unit_id))}::uuid[],
      ${uuidArray(of((row) => row.schoolUnitId))}::uuid[], ${uuidArray(of((row) => row.populationBatchId))}::uuid[],
      ${bytesArray(of((row) => row.citizen_hmac))}::bytea[], ${bytesArray(of((row) => row.citizen_tail_hmac))}::bytea[],
      ${bytesArray(of((row) => row.sealed))}::bytea[], ${uuidArray(of((row) => row.data_key_id))}::uuid[]
    ) as r (id, name, sex, birth_date, ethnicity, households, disabled, registered_unit_id, residence_unit_id,
      school_unit_id, population_batch_id, citizen_hmac, citizen_tail_hmac, sealed, data_key_id)`;
}

/** Writes many children at once. The events of their chains are the caller's to record. */
export async function updateChildren(
  keys: Keys,
  tx: Tx,
  dataKeys: ReadonlyMap<string, DataKey>,
  updates: readonly ChildUpdate[],
  now: string,
  /** The list that tells it: then earlier places and the days of households are kept. By hand the caller says them itself. */
  list?: string,
): Promise<void> {
  if (updates.length === 0) return;
  if (list) {
    const told = updates.flatMap(({ id, child }) => (child ? [{ ...child, id }] : []));
    await rememberPlaces(tx, told, { now, batchId: list });
    const dated = updates.flatMap(
      ({ id, child, households }): ToldHouseholds | readonly ToldHouseholds[] =>
        households ?? (child ? { id, households: child.households } : []),
    );
    await writeHouseholds(tx, dated, { now, batchId: list });
  }
  const rows = updates.map(({ id, child, schoolUnitId, populationBatchId, withdrawn }) => ({
    id,
    has_child: Boolean(child),
    ...(child && inText(columns(keys, id, child, dataKeys.get(id)))),
    has_school: schoolUnitId !== undefined,
    school_unit_id: schoolUnitId ?? null,
    has_list: populationBatchId !== undefined,
    population_batch_id: populationBatchId ?? null,
    withdrawn,
  }));
  await sql`
    update children c set
      former_names = case when r.has_child and r.name <> c.name and not c.name = any (c.former_names)
        then c.former_names || c.name else c.former_names end,
      name = case when r.has_child then r.name else c.name end,
      sex = case when r.has_child then r.sex else c.sex end,
      birth_date = case when r.has_child then r.birth_date else c.birth_date end,
      ethnicity = case when r.has_child then r.ethnicity else c.ethnicity end,
      households = case when r.has_child then r.households else c.households end,
      disabled = case when r.has_child then r.disabled else c.disabled end,
      registered_unit_id = case when r.has_child then r.registered_unit_id else c.registered_unit_id end,
      residence_unit_id = case when r.has_child then r.residence_unit_id else c.residence_unit_id end,
      citizen_hmac = case when r.has_child then decode(r.citizen_hmac, 'hex') else c.citizen_hmac end,
      citizen_tail_hmac = case when r.has_child then decode(r.citizen_tail_hmac, 'hex') else c.citizen_tail_hmac end,
      sealed = case when r.has_child then decode(r.sealed, 'base64') else c.sealed end,
      data_key_id = case when r.has_child then r.data_key_id else c.data_key_id end,
      school_unit_id = case when r.has_school then r.school_unit_id else c.school_unit_id end,
      population_batch_id = case when r.has_list then r.population_batch_id else c.population_batch_id end,
      withdrawn_at = case when r.withdrawn then coalesce(c.withdrawn_at, ${now}::timestamptz) end,
      changed_at = ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, name text, sex text, birth_date date, ethnicity text, households text[], disabled boolean,
      registered_unit_id uuid, residence_unit_id uuid, citizen_hmac text, citizen_tail_hmac text, sealed text,
      data_key_id uuid, has_child boolean, has_school boolean, school_unit_id uuid, has_list boolean,
      population_batch_id uuid, withdrawn boolean
    )
    where c.id = r.id`.execute(tx);
}

function columns(keys: Pick<Keys, 'lookup'>, id: string, child: ChildRecord, key: DataKey | undefined) {
  if (!key) throw new Error(`no data key for child ${id}`);
  const { citizenId, otherDocument, guardians, disability, registeredAddress, address, group } = child;
  // A passport is looked up, and refused a second time, as a citizen number is.
  const number = citizenId ?? plainNumber(otherDocument?.number);
  return {
    name: child.name,
    sex: child.sex,
    birth_date: child.birthDate,
    ethnicity: child.ethnicity,
    households: child.households,
    disabled: child.disabled,
    registered_unit_id: child.registeredUnitId,
    residence_unit_id: child.residenceUnitId,
    citizen_hmac: number ? keys.lookup(number) : null,
    citizen_tail_hmac: number ? keys.lookup(number.slice(-4)) : null,
    sealed: sealChild(key, id, {
      citizenId,
      ...(otherDocument && { otherDocument }),
      guardians,
      disability,
      registeredAddress,
      address,
      group,
    }),
    data_key_id: key.id,
  };
}

/** As JSON carries bytes. */
function inText(row: ReturnType<typeof columns>) {
  return {
    ...row,
    citizen_hmac: row.citizen_hmac?.toString('hex') ?? null,
    citizen_tail_hmac: row.citizen_tail_hmac?.toString('hex') ?? null,
    sealed: row.sealed.toString('base64'),
  };
}

/** The number of a paper as it is looked up: without blanks, in capitals. */
export function plainNumber(number: string | undefined): string | null {
  return number?.normalize('NFKC').replace(/\s/g, '').toUpperCase() || null;
}
