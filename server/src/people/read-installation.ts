import type { getInstallation } from '@quanxue/domain/people/operations.ts';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import { readSettings } from '../basis/settings.ts';

/** Whether this installation is set up, and for whom. Public: it names the office, no person. */
export async function readInstallation(
  house: House,
): Promise<z.input<NonNullable<(typeof getInstallation)['answer']>>> {
  return house.database.inTransaction(null, async (tx) => {
    const units = await tx
      .selectFrom('units')
      .select(['kind', 'name'])
      .where('kind', 'in', ['county', 'township'])
      .orderBy('id')
      .execute();
    const { 'installation.sample': sample, 'installation.demo': demo } = await readSettings(house.clock, tx, [
      'installation.sample',
      'installation.demo',
    ]);
    const nameOf = (kind: string) => units.find((unit) => unit.kind === kind)?.name ?? null;
    return {
      state: units.length > 0 ? ('ready' as const) : ('new' as const),
      version: house.version,
      today: house.clock.today(),
      county: nameOf('county'),
      township: nameOf('township'),
      sample,
      demo,
    };
  });
}
