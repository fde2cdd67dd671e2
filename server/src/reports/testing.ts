import type { Actor } from '../basis/actor.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';

/** For tests only: a child on the population list, as an import would leave it. */
export async function addListedChild(
  ground: Pick<House, 'database' | 'clock'>,
  actor: Actor,
  child: {
    readonly name?: string;
    readonly birthDate?: string;
    readonly residence?: string;
    readonly registered?: string;
    readonly school?: string;
    readonly state?: 'here' | 'suspected' | 'dropped-out' | 'unknown';
    readonly from?: string;
    readonly onList?: boolean;
  },
): Promise<string> {
  const { clock } = ground;
  return ground.database.inTransaction(actor, async (tx) => {
    const id = newId(clock);
    const now = clock.now();
    const batchId = child.onList ? newId(clock) : null;
    if (batchId) {
      await tx
        .insertInto('import_batches')
        .values({
          id: batchId,
          kind: 'population',
          unit_id: actor.posts[0]?.unitId ?? '',
          file_name: '户籍.xlsx',
          state: 'confirmed',
          created_at: now,
          created_by: actor.accountId,
          confirmed_at: now,
        })
        .execute();
    }
    await tx
      .insertInto('children')
      .values({
        id,
        name: child.name ?? '敖知远',
        sex: 'male',
        birth_date: child.birthDate ?? '2012-03-03',
        registered_unit_id: child.registered ?? child.residence ?? null,
        residence_unit_id: child.residence ?? null,
        school_unit_id: child.school ?? null,
        owner_unit_id: actor.posts[0]?.unitId ?? '',
        population_batch_id: batchId,
        created_at: now,
        created_by: actor.accountId,
        changed_at: now,
      })
      .execute();
    if (child.state) {
      await tx
        .insertInto('schooling')
        .values({
          id: newId(clock),
          child_id: id,
          state: child.state,
          from_on: child.from ?? '2021-09-01',
          school_unit_id: child.school ?? null,
          grade: 4,
          recorded_at: now,
          recorded_by: actor.accountId,
        })
        .execute();
    }
    return id;
  });
}
