import type { LeadRow } from '@quanxue/domain/reports/operations.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { readLeadRows } from './list-leads.ts';

/** An open lead with the units whose word is wanted. */
export interface OpenLead extends LeadRow {
  readonly ownerUnitId: string;
  readonly villageId: string | null;
  readonly schoolId: string | null;
}

/** The open leads in sight, with where they belong: for the work lists. */
export async function openLeads(house: Pick<House, 'clock' | 'keys'>, tx: Tx): Promise<OpenLead[]> {
  const leads = await readLeadRows(house, tx, sql`where leads.open order by leads.due_at, leads.id`);
  if (leads.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    owner_unit_id: string;
    village_id: string | null;
    school_id: string | null;
  }>`
    select leads.id, leads.owner_unit_id,
        coalesce(residence.village_id, registered.village_id, told.village_id) as village_id,
        coalesce(learning.school_unit_id, leads.school_unit_id) as school_id
      from leads
        left join children on children.id = leads.child_id
        left join unit_villages registered on registered.unit_id = children.registered_unit_id
        left join unit_villages residence on residence.unit_id = children.residence_unit_id
        left join unit_villages told on told.unit_id = leads.village_unit_id
        left join schooling learning on learning.child_id = children.id and learning.to_on is null
          and learning.withdrawn_at is null
      where leads.open`.execute(tx);
  const places = new Map(rows.map((row) => [row.id, row]));
  return leads.flatMap(({ said: _, clockFrom: __, ...lead }) => {
    const place = places.get(lead.id);
    return place
      ? [{ ...lead, ownerUnitId: place.owner_unit_id, villageId: place.village_id, schoolId: place.school_id }]
      : [];
  });
}
