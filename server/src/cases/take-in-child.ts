import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { ChildHeader } from '@quanxue/domain/casefile/schema.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import type { Actor, ActorPost } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { rollKind, sealChild, sealSchooling } from '../children/sealed.ts';

/**
 * Finds the child of a case file in the ledger: by its citizen number; without one on either side by name and birth date,
 * where the villages do not speak against it.
 *
 * @returns undefined where the ledger has no such child in sight.
 * @throws Problem `several-children` where more than one would fit.
 */
export async function findChild(house: Pick<House, 'keys'>, tx: Tx, child: ChildHeader): Promise<string | undefined> {
  const number = child.citizenId?.toUpperCase();
  if (number !== undefined) {
    const known = await tx
      .selectFrom('children')
      .select('id')
      .where('citizen_hmac', '=', house.keys.lookup(number))
      .where('withdrawn_at', 'is', null)
      .execute();
    if (known.length > 1) throw caseProblems.severalChildren({ count: known.length });
    if (known[0]) return known[0].id;
  }
  const alike = await tx
    .selectFrom('children')
    .leftJoin('units as registered', 'registered.id', 'children.registered_unit_id')
    .leftJoin('units as residence', 'residence.id', 'children.residence_unit_id')
    .select(['children.id', 'registered.code as registeredCode', 'residence.code as residenceCode'])
    .where('children.name', '=', child.name)
    .where('children.birth_date', '=', child.birthDate)
    .where('children.withdrawn_at', 'is', null)
    // A child with another number is another child, however alike.
    .$if(number !== undefined, (query) => query.where('children.citizen_hmac', 'is', null))
    .execute();
  const fitting = alike.filter(
    (each) =>
      agrees(child.registeredVillage, each.registeredCode) && agrees(child.residenceVillage, each.residenceCode),
  );
  if (fitting.length > 1) throw caseProblems.severalChildren({ count: fitting.length });
  return fitting[0]?.id;
}

function agrees(inFile: string | undefined, inLedger: string | null): boolean {
  return inFile === undefined || inLedger === null || inFile === inLedger;
}

/** Adds the child of a case file to the ledger, in the office that takes the file in. */
export async function addChild(house: Pick<House, 'keys' | 'clock'>, tx: Tx, act: Addition): Promise<string> {
  const { child, actor, post } = act;
  const id = newId(house.clock);
  const now = house.clock.now();
  const number = child.citizenId?.toUpperCase();
  const unitOf = await villages(tx, [child.registeredVillage, child.residenceVillage]);
  const secret = {
    citizenId: number ?? null,
    guardians: (child.guardians ?? []).map((each) => ({
      name: each.name,
      relation: each.relation ?? null,
      phone: each.phone ?? null,
      citizenId: each.citizenId ?? null,
    })),
    disability: child.disability ?? null,
  };
  const open = {
    name: child.name,
    sex: child.sex,
    birth_date: child.birthDate,
    ethnicity: child.ethnicity ?? null,
    households: child.households ?? [],
    disabled: child.disability !== undefined,
    registered_unit_id: unitOf(child.registeredVillage),
    residence_unit_id: unitOf(child.residenceVillage),
    owner_unit_id: post.unitId,
  };
  await tx
    .insertInto('children')
    .values({
      id,
      ...open,
      citizen_hmac: number ? house.keys.lookup(number) : null,
      citizen_tail_hmac: number ? house.keys.lookup(number.slice(-4)) : null,
      created_at: now,
      created_by: actor.accountId,
      changed_at: now,
    })
    .execute();
  const key = await house.keys.ofChild(tx, id);
  await tx
    .updateTable('children')
    .set({ sealed: sealChild(key, id, secret), data_key_id: key.id })
    .where('id', '=', id)
    .execute();
  await addSchooling(house, tx, id, act);
  await recordChanges(house, tx, actor, [
    { childId: id, kind: 'child-added', body: { ...open, source: act.source }, secret },
  ]);
  return id;
}

/**
 * The school, grade and roll number of the file's head: where the child belonged when it left. That it learns there is not
 * said by it; the entries tell.
 */
async function addSchooling(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  childId: string,
  { child, actor, from }: Addition,
): Promise<void> {
  const { school, grade, class: form, rollNumber } = child;
  if (school === undefined && grade === undefined && rollNumber === undefined) return;
  const id = newId(house.clock);
  const key = await house.keys.ofChild(tx, childId);
  await tx
    .insertInto('schooling')
    .values({
      id,
      child_id: childId,
      state: 'unknown',
      from_on: from,
      school_name: school ?? null,
      grade: grade ?? null,
      class: form ?? null,
      basis: JSON.stringify({ kind: 'entry' }),
      roll_kind: rollKind(rollNumber),
      roll_hmac: rollNumber ? house.keys.lookup(rollNumber) : null,
      sealed: rollNumber ? sealSchooling(key, id, { rollNumber }) : null,
      data_key_id: rollNumber ? key.id : null,
      recorded_at: house.clock.now(),
      recorded_by: actor.accountId,
    })
    .execute();
}

/** What is added, by whom, and since when the file speaks of the child. */
interface Addition {
  readonly child: ChildHeader;
  readonly actor: Actor;
  readonly post: ActorPost;
  readonly source: CaseSource;
  readonly from: Day;
}

/** Which file a fact came from. */
export interface CaseSource {
  readonly casefile: string;
  readonly sha256: string;
}

async function villages(
  tx: Tx,
  codes: readonly (string | undefined)[],
): Promise<(code: string | undefined) => string | null> {
  const wanted = codes.filter((code) => code !== undefined);
  if (wanted.length === 0) return () => null;
  const rows = await tx
    .selectFrom('units')
    .select(['id', 'code'])
    .where('kind', '=', 'village')
    .where('code', 'in', wanted)
    .where('valid_to', 'is', null)
    .execute();
  return (code) => rows.find((row) => row.code === code)?.id ?? null;
}
