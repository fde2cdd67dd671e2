import { canonical } from '@quanxue/domain/basis/canonical.ts';
import { type Language, Problem, type Text } from '@quanxue/domain/basis/problem.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { entryLines } from '@quanxue/domain/cases/read-aloud.ts';
import { refuseDays } from '@quanxue/domain/cases/refuse.ts';
import { type Draft, type PlannedRow, planRow } from '@quanxue/domain/cases/take-over/plan-row.ts';
import { type RosterHead, rosterHead } from '@quanxue/domain/cases/take-over/roster-head.ts';
import type { RosterRow } from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { type Cell, textOf } from '@quanxue/domain/children/cell.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import { terms } from '@quanxue/domain/terms.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { newId } from '../../basis/ids.ts';
import { RowIdentifier, type RowIdentity } from '../../children/identify-rows.ts';
import { sentencesOf } from '../../children/import-batch.ts';
import { readPlaces } from '../../children/read-places.ts';
import { loadCases } from '../load-case.ts';
import type { ReadRoster, RosterGrid } from './read-roster.ts';

/** A line with what is to become of it. */
export interface RosterLine {
  readonly view: RosterRow;
  readonly drafts: readonly Draft[];
  /** The school that the child left, as the roster calls it. */
  readonly school: string | undefined;
}

export interface Said {
  readonly sheet?: string | undefined;
  readonly columns: Readonly<Record<string, string | null>>;
  /** Row, counted from 1 → the child that a person has chosen. */
  readonly choices: ReadonlyMap<number, string>;
}

export interface PlannedRoster {
  readonly sheet: RosterGrid;
  readonly head: RosterHead | undefined;
  readonly lines: readonly RosterLine[];
}

const t = (zh: string, en: string): Text => ({ zh, en });

/** Every line of the roster: its child, the entries that it tells, and whether they stand already. Writes nothing. */
export async function planRoster(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  unitId: string,
  roster: ReadRoster,
  said: Said,
): Promise<PlannedRoster> {
  const { sheet, head } = chooseSheet(roster, said);
  if (!head || head.missing.length > 0) return { sheet, head, lines: [] };
  const today = house.clock.today();
  const planned = sheet.rows
    .filter((row) => row.index > head.row && !isLeftover(row.cells))
    .map((row) => ({
      row: row.index + 1,
      ...planRow({ columns: head.columns, cells: row.cells, today, date1904: roster.date1904 }),
    }))
    .filter((row) => row.name !== '' || row.drafts.length > 0);
  const places = await readPlaces(tx, today);
  const who = await identify(house, tx, new Places(places.units, unitId, () => newId(house.clock), places), planned);
  const namesakes = await readNamesakes(tx, planned);
  const people = await readPeople(
    tx,
    [...who.values()]
      .flatMap((each) => [each.childId ?? [], ...each.review.map((pair) => pair.childId)].flat())
      .concat([...said.choices.values()], [...namesakes.values()].flat()),
  );
  const standing = await readStanding(house, tx, [...people.keys()]);
  const taken = new Set<string>();
  const lines = planned.map((each): RosterLine => {
    const found = who.get(each.row);
    const chosen = said.choices.get(each.row);
    const childId = (chosen && people.has(chosen) ? chosen : found?.childId) ?? null;
    const child = (childId && people.get(childId)) || null;
    const base = {
      row: each.row,
      name: each.name,
      child,
      candidates: [] as RosterRow['candidates'],
      caseId: null,
      entries: each.drafts.map((draft, i) => ({ ...draft, id: `${each.row}-${i}` }) as Entry),
    };
    const line = (view: Pick<RosterRow, 'outcome' | 'told'> & Partial<RosterRow>): RosterLine => ({
      view: { ...base, ...view },
      drafts: each.drafts,
      school: each.listed?.school?.school ?? undefined,
    });
    if (each.bad.length > 0) return line({ outcome: 'refused', told: [...each.bad] });
    const warned = [...each.told, ...(found?.warnings ?? [])];
    if (!child) {
      const unknown = unknownChild(each, found, people, namesakes.get(each.row) ?? []);
      return line({ ...unknown, told: [...unknown.told, ...each.told] });
    }
    if (taken.has(child.id)) return line({ outcome: 'refused', told: [twice(child.name)] });
    taken.add(child.id);
    const untrue = cannotBe(each.drafts, child.birthDate, today);
    if (untrue) return line({ outcome: 'refused', told: [untrue] });
    const before = standing.get(child.id) ?? [];
    const mine =
      before.find((one) => one.taken && one.openedOn === each.drafts[0]?.on) ?? before.find((one) => one.taken);
    if (mine) {
      const told = differences(each.drafts, mine.drafts);
      return line({ outcome: told.length > 0 ? 'differs' : 'same', caseId: mine.id, told });
    }
    const closes = each.drafts.some((draft) => draft.kind === 'closure');
    const other = before.find((one) => (one.open && !closes) || one.openedOn === each.drafts[0]?.on);
    if (other) return line({ outcome: 'has-case', caseId: other.id, told: [hasCase(other.openedOn)] });
    return line({ outcome: 'ready', told: warned });
  });
  return { sheet, head, lines };
}

/** Blank lines, totals, signatures and remarks below a list are no case. */
function isLeftover(cells: readonly Cell[]): boolean {
  const filled = cells.map(textOf).filter((text) => text !== '');
  return filled.length === 0 || filled.slice(0, 2).some((text) => LEFTOVER.test(text));
}

const LEFTOVER = /^(合\s*计|总\s*计|小\s*计|共计|填表人|填报人|制表|审核|注[:：]|说明[:：])/;

function chooseSheet(roster: ReadRoster, said: Said): { sheet: RosterGrid; head: RosterHead | undefined } {
  const wanted = roster.grids.filter((grid) => said.sheet === undefined || grid.name === said.sheet);
  const all = (wanted.length > 0 ? wanted : roster.grids).map((sheet) => {
    const rows: (readonly Cell[])[] = [];
    for (const row of sheet.rows.slice(0, 20)) if (row.index < 20) rows[row.index] = row.cells;
    const head = rosterHead(
      Array.from(rows, (cells) => cells ?? []),
      said.columns,
    );
    return { sheet, head, score: head?.columns.filter((column) => column.field).length ?? 0 };
  });
  return all.toSorted((a, b) => b.score - a.score)[0] ?? { sheet: { name: '', rows: [] }, head: undefined };
}

async function identify(
  house: Pick<House, 'keys'>,
  tx: Tx,
  places: Places,
  rows: readonly (PlannedRow & { readonly row: number })[],
): Promise<Map<number, RowIdentity>> {
  const identifier = new RowIdentifier({ keys: house.keys, places });
  const asked = rows.flatMap(({ row, listed, number }) => (listed ? { row, listed, number } : []));
  const answers = await identifier.identify(tx, asked);
  const found = new Map<number, RowIdentity>();
  for (const [at, answer] of answers.entries()) {
    const row = asked[at]?.row;
    if (answer && row !== undefined) found.set(row, answer);
  }
  for (const { row, who } of await identifier.release(tx)) found.set(row, who);
  return found;
}

type Person = NonNullable<RosterRow['child']>;

/** Children in the asker's sight; one that was taken back with its import is nobody here. */
async function readPeople(tx: Tx, ids: readonly string[]): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('children as c')
    .leftJoin('units as u', (join) =>
      join.on((on) => on('u.id', '=', on.fn.coalesce('c.residence_unit_id', 'c.registered_unit_id'))),
    )
    .select(['c.id', 'c.name', 'c.birth_date', 'u.name as village'])
    .where('c.id', 'in', [...new Set(ids)])
    .where('c.withdrawn_at', 'is', null)
    .execute();
  return new Map(
    rows.map((row) => [row.id, { id: row.id, name: row.name, birthDate: row.birth_date, village: row.village }]),
  );
}

/** Of a line without number and birthday the name is all there is: everybody of that name is offered. */
async function readNamesakes(
  tx: Tx,
  rows: readonly (PlannedRow & { readonly row: number })[],
): Promise<Map<number, string[]>> {
  const bare = rows.filter(({ listed }) => listed && !listed.citizenId && !listed.birthDate);
  if (bare.length === 0) return new Map();
  const found = await tx
    .selectFrom('children')
    .select(['id', 'name'])
    .where('name', 'in', [...new Set(bare.map((each) => each.name))])
    .where('withdrawn_at', 'is', null)
    .orderBy('birth_date')
    .execute();
  const byName = Map.groupBy(found, (child) => child.name);
  return new Map(bare.map((each) => [each.row, (byName.get(each.name) ?? []).map((child) => child.id)]));
}

interface StandingCase {
  readonly id: string;
  readonly openedOn: string;
  readonly open: boolean;
  /** Written by a roster. */
  readonly taken: boolean;
  readonly drafts: readonly Draft[];
}

async function readStanding(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  childIds: readonly string[],
): Promise<Map<string, StandingCase[]>> {
  const standing = new Map<string, StandingCase[]>();
  if (childIds.length === 0) return standing;
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where('child_id', 'in', [...childIds])
    .execute();
  const taken = await tx
    .selectFrom('roster_cases')
    .selectAll()
    .where('child_id', 'in', [...childIds])
    .execute();
  const written = new Map(taken.map((each) => [each.case_id, each.entries]));
  const loaded = await loadCases(
    house,
    tx,
    rows.filter((row) => written.has(row.id)),
  );
  const logs = new Map(loaded.map((each) => [each.id, each.log]));
  for (const row of rows) {
    const log = (logs.get(row.id) ?? []).slice(0, written.get(row.id) ?? 0);
    const list = standing.get(row.child_id) ?? [];
    list.push({
      id: row.id,
      openedOn: row.opened_on,
      open: row.open,
      taken: written.has(row.id),
      drafts: log.map(({ entry }) => entry),
    });
    standing.set(row.child_id, list);
  }
  return standing;
}

function unknownChild(
  row: PlannedRow,
  found: RowIdentity | undefined,
  people: ReadonlyMap<string, Person>,
  namesakes: readonly string[],
): Pick<RosterRow, 'outcome' | 'told' | 'candidates'> {
  const meant = new Set([...(found?.review ?? []).map((pair) => pair.childId), ...namesakes]);
  const candidates = [...meant].flatMap((id) => people.get(id) ?? []);
  if (candidates.length > 0) {
    return {
      outcome: 'waits',
      candidates,
      told: [t('可能是以下孩子，请选定后再写入。', 'It may be one of these children; choose before it is written.')],
    };
  }
  if (found?.doubt) return { outcome: 'refused', candidates, told: [found.doubt] };
  return {
    outcome: 'not-found',
    candidates,
    told: [
      t(
        `台账里没有找到“${row.name}”。请先在儿童台账中录入（或导入户籍、学籍名单），再上传这份名册；已写入的行不会重复。`,
        `“${row.name}” is not in the ledger. Enter the child (or import the population or roll list) first, then upload this roster again; lines already written are not repeated.`,
      ),
    ],
  };
}

function cannotBe(drafts: readonly Draft[], birthDate: string, today: string): Text | undefined {
  try {
    for (const draft of drafts) refuseDays({ ...draft, id: 'x' } as Entry, birthDate, today);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return sentencesOf(error);
    throw error;
  }
}

const twice = (name: string): Text =>
  t(
    `名册里已有一行是“${name}”的。每次只接收一行：先确认前一行，再另行上传这一行。`,
    `An earlier line is about “${name}” already. One line at a time: take over the first, then upload this one by itself.`,
  );

const hasCase = (on: string): Text =>
  t(
    `这名孩子已有案卷（${on} 建立），没有写入。请打开案卷逐笔补录。`,
    `This child has a case already (opened ${on}); nothing is written. Open it and add what is missing there.`,
  );

/** What the line says now and the case does not, and the other way round; shown, never written. */
function differences(now: readonly Draft[], then: readonly Draft[]): Text[] {
  const say = (draft: Draft) => {
    const { id, recordedAt, recordedBy, details, evidence, ...rest } = draft as Entry;
    return canonical(rest);
  };
  const left = then.map(say);
  const added = now.filter((draft) => {
    const at = left.indexOf(say(draft));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const gone = then.filter((draft) => left.includes(say(draft)));
  return [
    ...added.map((draft) =>
      t(
        `名册现在写的、案卷里没有：${inWords(draft, 'zh')}`,
        `In the roster now, not in the case: ${inWords(draft, 'en')}`,
      ),
    ),
    ...gone.map((draft) =>
      t(
        `案卷里有、名册现在没写：${inWords(draft, 'zh')}`,
        `In the case, not in the roster now: ${inWords(draft, 'en')}`,
      ),
    ),
  ];
}

function inWords(draft: Draft, language: Language): string {
  const entry = { ...draft, id: '', details: undefined } as unknown as Entry;
  const said = entryLines(entry, language).map((line) => line.text);
  const kind = terms.kind[draft.kind][language];
  return [draft.on, kind, ...said].filter((each) => each !== '').join(' ');
}
