import type { listRelief } from '@quanxue/domain/cases/joint-control.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { countOpenRelief } from './count-open-relief.ts';
import { readRelief } from './read-relief.ts';

type Query = z.output<NonNullable<(typeof listRelief)['query']>>;
type Answer = z.input<NonNullable<(typeof listRelief)['answer']>>;

/** The difficulties of key-group families in sight. */
export async function listTheRelief(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const { state = 'open', household, villageId, unit, q } = ask.query;
  return ask.inTransaction(async (tx) => {
    const rows = await readRelief(
      house,
      tx,
      sql`c.households && ${household ? [household] : ['monitored', 'borderline', 'subsistence']}::text[]
        ${villageId ? sql`and coalesce(residence.village_id, registered.village_id) = ${villageId}` : sql``}
        ${q ? sql`and starts_with(c.name, ${q})` : sql``}`,
    );
    return {
      open: await countOpenRelief(tx),
      rows: rows.filter(
        (row) => (state === 'all' || row.settled === (state === 'settled')) && (!unit || row.unit === unit),
      ),
    };
  });
}
