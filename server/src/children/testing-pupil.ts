import type { Actor } from '../basis/actor.ts';
import type { House } from '../basis/house.ts';
import { newId } from '../basis/ids.ts';
import { makeChild } from '../basis/testing-child.ts';

/** For tests only: an invented child in the ledger and, where a school is named, in a grade of it since 1 September 2022. */
export async function addPupil(
  ground: Pick<House, 'database' | 'clock' | 'keys'>,
  actor: Actor,
  pupil: {
    readonly name?: string;
    readonly villageId: string;
    readonly birthDate?: string;
    readonly school?: string;
    readonly grade?: number;
  },
): Promise<string> {
  const { clock } = ground;
  const childId = await makeChild(ground, actor, {
    villageId: pupil.villageId,
    ...(pupil.name && { name: pupil.name }),
  });
  await ground.database.inTransaction(actor, async (tx) => {
    await tx
      .updateTable('children')
      .set({ school_unit_id: pupil.school ?? null, ...(pupil.birthDate && { birth_date: pupil.birthDate }) })
      .where('id', '=', childId)
      .execute();
    if (!pupil.school) return;
    await tx
      .insertInto('schooling')
      .values({
        id: newId(clock),
        child_id: childId,
        state: 'here',
        from_on: '2022-09-01',
        school_unit_id: pupil.school,
        grade: pupil.grade ?? null,
        recorded_at: clock.now(),
        recorded_by: actor.accountId,
      })
      .execute();
  });
  return childId;
}
