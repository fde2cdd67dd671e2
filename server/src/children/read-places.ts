import type { EndedUnit, PlaceUnit } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';

/** The units of a day as lists name them, and the villages and schools that had ended by then. */
export async function readPlaces(
  tx: Tx,
  today: string,
): Promise<{ readonly units: readonly PlaceUnit[]; readonly ended: readonly EndedUnit[] }> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    code: string | null;
    name: string;
    parent_id: string | null;
    valid_to: string | null;
    taken_back: boolean;
  }>`
    select u.id, u.kind, u.code, u.name, u.parent_id, u.valid_to,
      -- One that an import had made and whose import was undone has never been.
      u.valid_to < ${today}::date and exists (
        select from ledger_events e where e.chain_id = u.id and e.kind = 'unit-ended' and e.body ? 'undoes') as taken_back
    from units u where u.valid_from <= ${today}::date order by u.id`.execute(tx);
  const units: PlaceUnit[] = [];
  const ended: EndedUnit[] = [];
  for (const { id, kind, code, name, parent_id: parentId, valid_to, taken_back } of rows) {
    if (valid_to === null || valid_to >= today) units.push({ id, kind, code, name, parentId });
    else if (!taken_back && (kind === 'village' || kind === 'school')) {
      // Where it went is known once mergers are recorded (unit_links): until then the list's own words decide.
      ended.push({ id, kind, code, name, parentId, endedOn: valid_to, successorId: null });
    }
  }
  return { units, ended };
}
