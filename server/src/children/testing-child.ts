import type { Disability } from '@quanxue/domain/casefile/schema.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import type { Actor } from '../basis/actor.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { sealChild } from './sealed.ts';

/** For tests only: a child in the ledger, as an import would leave it. */
export async function addTestChild(
  ground: Pick<House, 'database' | 'clock' | 'keys'>,
  actor: Actor,
  child: {
    readonly name?: string;
    readonly birthDate?: string;
    readonly sex?: 'male' | 'female';
    readonly citizenId?: string;
    readonly disability?: Disability;
    readonly households?: string[];
    readonly registered?: string;
    readonly residence?: string;
    readonly school?: string;
    readonly grade?: number;
    readonly state?: SchoolingState;
    readonly marks?: string[];
    /** The line of schooling comes from a roll. */
    readonly roll?: boolean;
  },
): Promise<string> {
  const { clock, keys } = ground;
  return ground.database.inTransaction(actor, async (tx) => {
    const id = newId(clock);
    const now = clock.now();
    await tx
      .insertInto('children')
      .values({
        id,
        name: child.name ?? '敖知远',
        sex: child.sex ?? 'male',
        birth_date: child.birthDate ?? '2010-10-10',
        households: child.households ?? [],
        disabled: child.disability !== undefined,
        registered_unit_id: child.registered ?? null,
        residence_unit_id: child.residence ?? null,
        school_unit_id: child.school ?? null,
        owner_unit_id: actor.posts[0]?.unitId ?? '',
        citizen_hmac: child.citizenId ? keys.lookup(child.citizenId) : null,
        created_at: now,
        created_by: actor.accountId,
        changed_at: now,
      })
      .execute();
    const key = await keys.ofChild(tx, id);
    const sealed = { citizenId: child.citizenId ?? null, guardians: [], disability: child.disability ?? null };
    await tx
      .updateTable('children')
      .set({ sealed: sealChild(key, id, sealed), data_key_id: key.id })
      .where('id', '=', id)
      .execute();
    if (child.school ?? child.state) {
      const batchId = child.roll ? newId(clock) : null;
      if (batchId) {
        await tx
          .insertInto('import_batches')
          .values({
            id: batchId,
            kind: 'roll',
            unit_id: actor.posts[0]?.unitId ?? '',
            file_name: '学籍.xlsx',
            state: 'confirmed',
            created_at: now,
            created_by: actor.accountId,
          })
          .execute();
      }
      await tx
        .insertInto('schooling')
        .values({
          batch_id: batchId,
          id: newId(clock),
          child_id: id,
          state: child.state ?? 'here',
          from_on: '2022-09-01',
          school_unit_id: child.school ?? null,
          grade: child.grade ?? null,
          marks: child.marks ?? [],
          recorded_at: now,
          recorded_by: actor.accountId,
        })
        .execute();
    }
    return id;
  });
}
