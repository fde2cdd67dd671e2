import type { UnitLine } from '@quanxue/domain/people/units.ts';

export type Shown = 'places' | 'schools' | 'offices';

export interface TreeRow {
  readonly unit: UnitLine;
  readonly depth: 0 | 1 | 2 | 3;
  /** Grids and groups that can be unfolded. */
  readonly below: number;
}

const KINDS: Readonly<Record<Shown, readonly UnitLine['kind'][]>> = {
  places: ['village'],
  schools: ['school'],
  offices: ['office'],
};

/** The rows of the tree: county, townships, what lies in each, and the grids and groups of unfolded villages. */
export function shownRows(units: readonly UnitLine[], show: Shown, open: ReadonlySet<string>): TreeRow[] {
  const below = Map.groupBy(units, (unit) => unit.parentId);
  const under = (id: string, kinds: readonly UnitLine['kind'][]) =>
    (below.get(id) ?? []).filter((unit) => kinds.includes(unit.kind));
  const small = (id: string): UnitLine[] =>
    under(id, ['grid', 'group']).flatMap((unit) => [unit, ...under(unit.id, ['grid', 'group'])]);
  const leaf = (unit: UnitLine): TreeRow[] => {
    const parts = unit.kind === 'village' ? small(unit.id) : [];
    return [
      { unit, depth: 2, below: parts.length },
      ...(open.has(unit.id) ? parts.map((part) => ({ unit: part, depth: 3 as const, below: 0 })) : []),
    ];
  };
  return units
    .filter((unit) => unit.kind === 'county')
    .flatMap((county) => [
      { unit: county, depth: 0 as const, below: 0 },
      ...under(county.id, KINDS[show]).flatMap(leaf),
      ...under(county.id, ['township']).flatMap((township): TreeRow[] => [
        { unit: township, depth: 1, below: 0 },
        ...under(township.id, KINDS[show]).flatMap(leaf),
      ]),
    ]);
}
