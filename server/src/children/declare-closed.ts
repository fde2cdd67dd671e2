import type { declareClosed, VillageClosing } from '@quanxue/domain/children/closing-operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { closings } from './get-village-closing.ts';
import { problems } from './ledger-problems.ts';
import { countVillages } from './village-counts.ts';

type Params = z.output<NonNullable<(typeof declareClosed)['params']>>;
type Body = z.output<NonNullable<(typeof declareClosed)['body']>>;

/**
 * Freezes the numbers of a village for a day on which nothing of it is open. The row is never changed; when later facts
 * change that day, the village says so.
 */
export async function declareTheVillageClosed(house: House, ask: Ask<Params, unknown, Body>): Promise<VillageClosing> {
  const { villageId } = ask.params;
  const { asOf, base } = ask.body;
  const today = house.clock.today();
  if (asOf > today) throw problems.dayFuture({ day: asOf, today });
  return ask.inTransaction(async (tx) => {
    const { villages } = await closings(tx, base, asOf, villageId);
    const [village] = villages;
    if (!village) throw problems.noVillages();
    const { unknown, lacking, unexplained } = village.counts;
    if (!village.closed) {
      throw problems.notYetClosed({ village: village.village, day: asOf, unknown, lacking, unexplained });
    }
    await sayTableDay(tx, asOf);
    const digest = (await countVillages(tx, base, asOf)).get(villageId)?.digest ?? '';
    await tx
      .insertInto('village_closings')
      .values({
        id: newId(house.clock),
        village_id: villageId,
        base,
        as_of: asOf,
        counts: JSON.stringify(village.counts),
        digest,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await recordChanges(house, tx, ask.actor, [
      { unitId: villageId, kind: 'village-closed', body: { asOf, base, counts: village.counts, digest } },
    ]);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'declareClosed',
      requestId: ask.requestId,
      what: { villageId, asOf, base },
    });
    const again = (await closings(tx, base, asOf, villageId)).villages[0];
    if (!again) throw problems.noVillages();
    return again;
  });
}
