import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Cohort } from '@quanxue/domain/children/school-age.ts';
import type { ChildFilter, Table, TableLine, TableRow } from '@quanxue/domain/statistics/table-operations.ts';
import {
  BASE_LABELS,
  BYS_OF,
  basesOf,
  columnsOf,
  dropoutsInWords,
  filterOf,
  gradeName,
  KEY_GROUP_LABELS,
  KEY_GROUPS,
  NOWHERE,
  SUM,
  SUM_OF_GROUPS,
  sumOf,
  type TableBase,
  type TableBy,
  type TableKey,
} from '@quanxue/domain/statistics/tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { statisticsProblems } from './problems.ts';
import { type Area, isBounded, readArea, type Unit, within } from './read-area.ts';

/** What is to be counted; left out, the usual. */
export interface Wanted {
  readonly table: TableKey;
  readonly asOf: Day;
  readonly by?: TableBy | undefined;
  readonly base?: TableBase | undefined;
}

/**
 * One table as of a day, of the asker's area. By village or school it has a row for each of them in being that day, also
 * one without a child, in the order of their names; last, where there are any, the children who belong to no row.
 * Children whose village lies outside the area are the others' to count and stand below the table, so that the tables of
 * neighbours can be added up.
 *
 * @throws Problem of the statistics: a table that is not counted that way; B3-2 of a junior school.
 */
export async function countTable(tx: Tx, wanted: Wanted): Promise<Table> {
  const by = wanted.by ?? BYS_OF[wanted.table][0];
  if (!BYS_OF[wanted.table].includes(by)) throw statisticsProblems.notCountedBy();
  const bases = basesOf(wanted.table, by);
  const base = wanted.base ?? bases[0];
  if (!bases.includes(base)) throw statisticsProblems.notCountedBy();
  const area = await readArea(tx, wanted.asOf);
  if (wanted.table === 'b3-2' && area.onlyJunior) throw statisticsProblems.juniorSchool();
  const cohort = await sayTableDay(tx, wanted.asOf);
  const head = { table: wanted.table, by, base, asOf: wanted.asOf, cohort, columns: columnsOf(wanted.table) };
  return by === 'group' ? countGroups(tx, head, area) : countPlaces(tx, head, area);
}

type Head = Pick<Table, 'table' | 'by' | 'base' | 'asOf' | 'cohort' | 'columns'>;

type Counted = Readonly<Record<string, number>> & { readonly place: string | null; readonly key_group?: string };

async function countPlaces(tx: Tx, head: Head, area: Area): Promise<Table> {
  const { by, base, columns } = head;
  const way = by === 'grade' ? 'grade' : base;
  const { rows: counted } = await sql<Counted>`
    select * from ${sql.table(VIEWS[head.table])} where base = ${way}`.execute(tx);
  const found = new Map(counted.map((row) => [row.place, row]));
  const places = by === 'grade' ? grades() : await unitsOf(tx, head, area, found);
  const all: ChildFilter = {
    ...filterOf(head.table),
    asOf: head.asOf,
    base,
    ...(by === 'grade' && { elsewhere: 'false' as const }),
  };
  const rows: TableRow[] = places.map(({ key, name, filter }) => ({
    key,
    name,
    counts: countsOf(columns, found.get(key)),
    filter: { ...all, ...filter },
  }));
  if (found.has(null)) {
    rows.push({
      key: 'none',
      name: NOWHERE[by],
      counts: countsOf(columns, found.get(null)),
      filter: { ...all, ...nowhere(by) },
    });
  }
  const bounded = isBounded(by, area);
  const inArea: ChildFilter = bounded ? { ...all, elsewhere: 'false' } : all;
  const sum = { key: 'sum', name: SUM, counts: sumOf(columns, rows), filter: inArea };
  return {
    ...head,
    rows,
    sum,
    below: [
      ...(bounded ? countElsewhere(head, counted, new Set(places.map(({ key }) => key)), all) : []),
      ...(await countOverAge(tx, head)),
    ],
    ...('dropped-out' in sum.counts && { dropouts: dropoutsInWords(sum.counts) }),
  };
}

const VIEWS: Readonly<Record<TableKey, string>> = {
  'b3-1': 'table_b3_1',
  'b3-2': 'table_b3_2',
  'b3-3': 'table_b3_3',
  'key-groups': 'table_key_groups',
};

interface Placed {
  readonly key: string;
  readonly name: { zh: string; en: string };
  readonly filter: ChildFilter;
}

function grades(): Placed[] {
  return Array.from({ length: 9 }, (_, index) => index + 1).map((grade) => ({
    key: String(grade),
    name: gradeName(grade),
    filter: { grade },
  }));
}

async function unitsOf(
  tx: Tx,
  { by, asOf }: Head,
  area: Area,
  found: ReadonlyMap<string | null, Counted>,
): Promise<Placed[]> {
  const own = by === 'village' ? area.villages : area.schools;
  const more = [...found.keys()].filter((id) => id !== null && !own.some((unit) => unit.id === id));
  // One that is no more by that day but still has children keeps its row, so that nobody falls out of the sum.
  const others = await unitsNamed(tx, asOf, more, isBounded(by, area));
  return [...own, ...others].map(({ id, name }) => ({
    key: id,
    name: { zh: name, en: name },
    filter: by === 'village' ? { villageId: id } : { schoolId: id },
  }));
}

async function unitsNamed(tx: Tx, asOf: Day, ids: readonly (string | null)[], onlyOwn: boolean): Promise<Unit[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Unit>`
    select id, unit_name_on(id, ${asOf}::date) collate pinyin as name from units
      where id = any(${ids}::uuid[]) ${onlyOwn ? sql`and id in (select units_in_scope())` : sql``}
      order by 2, id`.execute(tx);
  return rows;
}

function nowhere(by: TableBy): ChildFilter {
  if (by === 'village') return { noVillage: 'true' };
  return by === 'grade' ? { noGrade: 'true' } : { noSchool: 'true' };
}

function countElsewhere(
  head: Head,
  counted: readonly Counted[],
  own: ReadonlySet<string>,
  all: ChildFilter,
): TableLine[] {
  const count = counted
    .filter(({ place }) => place !== null && !own.has(place))
    .reduce((sum, row) => sum + (row.total ?? 0), 0);
  if (count === 0) return [];
  const base = BASE_LABELS[head.base];
  return [
    {
      key: 'elsewhere',
      label: {
        zh: `另有在辖区外、由当地统计的（${base.zh}）`,
        en: `Outside the area, for others to count (${base.en})`,
      },
      count,
      filter: { ...all, elsewhere: 'true' },
    },
  ];
}

/** Older than the window and not known to have finished: never in the sum, never out of sight (docs/readings.md, R108). */
async function countOverAge(tx: Tx, { table, asOf, cohort }: Head & { cohort: Cohort }): Promise<TableLine[]> {
  if (table === 'b3-2') return [];
  const poor = table === 'b3-3' ? sql`and key_household` : sql``;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from counted_children where over_age ${poor}`.execute(tx);
  const count = rows[0]?.count ?? 0;
  if (count === 0) return [];
  return [
    {
      key: 'over-age',
      label: {
        zh: `另有超龄未完成义务教育的（${cohort.bornFrom} 以前出生）`,
        en: `Over age and not known to have finished (born before ${cohort.bornFrom})`,
      },
      count,
      filter: { asOf, overAge: 'true', ...(table === 'b3-3' && { poor: 'true' as const }) },
    },
  ];
}

async function countGroups(tx: Tx, head: Head, area: Area): Promise<Table> {
  const { base, columns, asOf } = head;
  const { where, filter } = within(base, area);
  const { rows: counted } = await sql<Counted>`
    select key_group, ${sql.join(columns.map(({ key }) => sql`sum(${sql.ref(key)})::int as ${sql.ref(key)}`))}
      from table_key_groups where ${where} group by key_group`.execute(tx);
  const found = new Map(counted.map((row) => [row.key_group, row]));
  const all: ChildFilter = { ofAge: 'true', asOf, ...filter };
  const rows: TableRow[] = KEY_GROUPS.map((group) => ({
    key: group,
    name: KEY_GROUP_LABELS[group],
    counts: countsOf(columns, found.get(group)),
    filter: { ...all, ...(group === 'disabled' ? { disabled: 'true' } : { household: group }) },
  }));
  const counts = countsOf(columns, found.get('any'));
  return {
    ...head,
    rows,
    sum: { key: 'sum', name: SUM_OF_GROUPS, counts, filter: { ...all, keyGroup: 'true' } },
    below: [],
    dropouts: dropoutsInWords(counts),
  };
}

function countsOf(columns: Table['columns'], counted: Counted | undefined): Record<string, number> {
  return Object.fromEntries(columns.map(({ key }) => [key, counted?.[key] ?? 0]));
}
