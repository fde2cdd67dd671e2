import type { DutyLevel } from '@quanxue/domain/cases/duty-owners.ts';
import { sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';

interface PlaceRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** Whose turn a duty is, as a unit, and the township above it. */
export interface TurnAt {
  readonly level: DutyLevel;
  readonly unitId: string;
  readonly townshipId: string | null;
}

/** The units as a tree: read once, asked for each duty. */
export class Places {
  readonly #rows: ReadonlyMap<string, PlaceRow>;
  readonly #children: ReadonlyMap<string, readonly PlaceRow[]>;
  readonly countyId: string;

  constructor(rows: readonly PlaceRow[]) {
    this.#rows = new Map(rows.map((row) => [row.id, row]));
    this.#children = Map.groupBy(rows, (row) => row.parentId ?? '');
    this.countyId = rows.find((row) => row.kind === 'county')?.id ?? '';
  }

  nameOf(id: string | null): string | null {
    return (id && this.#rows.get(id)?.name) || null;
  }

  kindOf(id: string): string {
    return this.#rows.get(id)?.kind ?? '';
  }

  /** The nearest unit of a kind, going up from this one; null where none is above. */
  above(id: string | null, kind: 'township' | 'village'): string | null {
    for (let at = id ? this.#rows.get(id) : undefined; at; at = at.parentId ? this.#rows.get(at.parentId) : undefined) {
      if (at.kind === kind) return at.id;
    }
    return null;
  }

  /** The unit and all below it. */
  below(id: string): string[] {
    return [id, ...(this.#children.get(id) ?? []).flatMap((row) => this.below(row.id))];
  }

  /** Where a duty of this level goes for a child: a side that the child has not is the township's, else the county's. */
  turn(
    level: DutyLevel,
    at: { readonly villageId: string | null; readonly schoolId: string | null; readonly ownerUnitId: string },
  ): TurnAt {
    const { villageId, schoolId, ownerUnitId } = at;
    const townshipId =
      this.above(villageId, 'township') ?? this.above(schoolId, 'township') ?? this.above(ownerUnitId, 'township');
    if (level === 'school' && schoolId) return { level, unitId: schoolId, townshipId };
    if (level === 'village' && villageId) return { level, unitId: villageId, townshipId };
    if (level !== 'county' && townshipId) return { level: 'township', unitId: townshipId, townshipId };
    return { level: 'county', unitId: this.countyId, townshipId };
  }

  /** The row of the table by unit in which a duty counts: a county's rows are townships, a township's are its units. */
  rowOf({ unitId, townshipId }: Pick<TurnAt, 'unitId' | 'townshipId'>, forCounty: boolean): string {
    return forCounty ? (townshipId ?? unitId) : unitId;
  }

  /** The same for a duty of a unit itself. */
  turnOf(unitId: string): TurnAt {
    const kind = this.kindOf(unitId);
    const township = this.above(unitId, 'township');
    if (kind === 'school' || kind === 'village') return { level: kind, unitId, townshipId: township };
    if (kind === 'county' || !township) return { level: 'county', unitId: this.countyId, townshipId: township };
    return { level: 'township', unitId: township, townshipId: township };
  }
}

export async function readPlaces(tx: Tx): Promise<Places> {
  const { rows } = await sql<PlaceRow>`
    select id, kind, name, parent_id as "parentId" from units order by name, id`.execute(tx);
  return new Places(rows);
}
