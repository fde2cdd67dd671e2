import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { newId } from './ids.ts';

/** For tests only: writes one invented child straight into the ledger, as `actor` would by an import; returns its id. */
export async function makeChild(
  ground: Pick<House, 'database' | 'clock' | 'keys'>,
  actor: Actor,
  child: {
    readonly name?: string;
    readonly villageId: string;
    readonly citizenId?: string;
    readonly guardianPhone?: string;
  },
): Promise<string> {
  const { clock, keys } = ground;
  const id = newId(clock);
  await ground.database.inTransaction(actor, async (tx) => {
    await tx
      .insertInto('children')
      .values({
        id,
        name: child.name ?? '欧阳春生',
        sex: 'male',
        birth_date: '2010-12-03',
        registered_unit_id: child.villageId,
        residence_unit_id: child.villageId,
        owner_unit_id: child.villageId,
        citizen_hmac: child.citizenId ? keys.lookup(child.citizenId) : null,
        citizen_tail_hmac: child.citizenId ? keys.lookup(child.citizenId.slice(-4)) : null,
        created_at: clock.now(),
        created_by: actor.accountId,
        changed_at: clock.now(),
      })
      .execute();
    const key = await keys.ofChild(tx, id);
    const guardians = [{ name: '欧阳远', phone: child.guardianPhone }];
    await tx
      .updateTable('children')
      .set({ sealed: key.seal({ citizenId: child.citizenId, guardians }, `children/${id}`), data_key_id: key.id })
      .where('id', '=', id)
      .execute();
  });
  return id;
}

/** For tests only: an empty case of this child; returns its id. */
export async function makeCase(
  ground: Pick<House, 'database' | 'clock'>,
  actor: Actor,
  childId: string,
): Promise<string> {
  const { clock } = ground;
  const id = newId(clock);
  await ground.database.inTransaction(actor, (tx) =>
    tx
      .insertInto('cases')
      .values({
        id,
        child_id: childId,
        opened_on: clock.today(),
        opened_at: clock.now(),
        opened_by: actor.accountId,
        stage_since: clock.today(),
      })
      .execute(),
  );
  return id;
}
