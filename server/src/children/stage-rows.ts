import type { Text } from '@quanxue/domain/basis/problem.ts';
import { type FieldKey, isFactsOnly, isListOnly } from '@quanxue/domain/children/fields.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import type { CellProblem, ImportBatch, SheetMapping } from '@quanxue/domain/children/operations.ts';
import type { PlacedSchool, Places } from '@quanxue/domain/children/places.ts';
import {
  isSame,
  mergeChild,
  mergeFacts,
  mergeSchooling,
  type SchoolingRecord,
  STATE_NAMES,
} from '@quanxue/domain/children/record.ts';
import { type Cohort, schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import { newId } from '../basis/ids.ts';
import type { DataKey, Keys } from '../basis/seal.ts';
import { RowIdentifier, type RowIdentity, type RowToIdentify } from './identify-rows.ts';
import { sentences as identitySentences } from './identify-sentences.ts';
import { type Batch, NO_COUNTS, NOTHING, type StagedRow } from './import-batch.ts';
import { insertStaged, type RowToStage } from './insert-staged.ts';
import { goneFromList } from './read-gone.ts';
import { soundOf } from './sound-of-name.ts';
import { readStanding, type Standing } from './standing.ts';
import type { NumberedRow } from './workbook/read-list.ts';

interface StagingTools {
  readonly keys: Keys;
  readonly clock: Clock;
  readonly batch: Batch;
  readonly batchKey: DataKey;
  readonly places: Places;
  readonly mapping: Pick<SheetMapping, 'sheet' | 'columns'>;
  /** Asks the ledgers. */
  readonly reader: Tx;
  /** Writes the staged rows. */
  readonly writer: Tx;
}

export type Compared = RowToStage & { readonly outcome: Exclude<RowToStage['outcome'], 'gone'> };

/** Compares the rows of one list with the ledgers, a thousand at a time, and stages what they would change. */
export class Staging {
  readonly counts: ImportBatch['counts'] = { ...NO_COUNTS };
  /** Villages or schools that the list names: only theirs can be gone. */
  private readonly namedUnits = new Set<string>();
  private readonly badNames = new Set<string>();
  /** Rows that wait for the end of the list. */
  private readonly held = new Map<number, NumberedRow>();
  private readonly tools: StagingTools;
  private readonly identifier: RowIdentifier;
  private readonly cohort: Cohort;
  private writing: Promise<void> = Promise.resolve();

  constructor(tools: StagingTools) {
    this.tools = tools;
    this.identifier = new RowIdentifier(tools);
    this.cohort = schoolAgeCohort(tools.clock.today());
  }

  /** Stages some rows, in their order. They may still be on their way to the database when it returns. */
  async stage(rows: readonly NumberedRow[]): Promise<void> {
    const { reader, keys } = this.tools;
    const readable = rows.flatMap(({ row, listed, doubted }): readonly RowToIdentify[] => {
      if (listed) return [{ row, listed, number: null }];
      return doubted ? [{ row, ...doubted }] : [];
    });
    const found = await this.identifier.identify(reader, readable);
    const who = new Map(readable.map(({ row }, index) => [row, found[index]]));
    const held = rows.filter((row) => who.get(row.row) === null);
    for (const row of held) this.held.set(row.row, row);
    const ids = found.flatMap((each) => each?.childId ?? []);
    const standing = await readStanding(keys, reader, ids);
    const rest = held.length === 0 ? rows : rows.filter((row) => !this.held.has(row.row));
    await this.insert(rest.map((row) => this.compare(row, who.get(row.row) ?? undefined, standing)));
  }

  /** Stages the rows that had to wait for the end of the list. */
  async stageHeld(): Promise<void> {
    const { reader, keys } = this.tools;
    const released = await this.identifier.release(reader);
    for (let from = 0; from < released.length; from += 1000) {
      const some = released.slice(from, from + 1000);
      const standing = await readStanding(
        keys,
        reader,
        some.flatMap(({ who }) => who.childId ?? []),
      );
      await this.insert(
        some.flatMap(({ row, who }) => {
          const held = this.held.get(row);
          return held ? [this.compare(held, who, standing)] : [];
        }),
      );
    }
    this.held.clear();
  }

  /** One row as it will be written, now that somebody has said whom it is about; `null` for nobody whom the ledger knows. */
  async stageDecided(row: NumberedRow, listed: Listed, childId: string | null, doubt: Text | null): Promise<Compared> {
    const standing = await readStanding(this.tools.keys, this.tools.reader, childId ? [childId] : []);
    return this.compare(row, { childId, doubt, warnings: [], review: [], listed, key: null }, standing);
  }

  /** Resolves when every row is with the database. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private compare(row: NumberedRow, who: RowIdentity | undefined, standing: ReadonlyMap<string, Standing>): Compared {
    const compared = this.judge(row, who, standing);
    return who?.key ? { ...compared, identityKey: who.key } : compared;
  }

  private judge(row: NumberedRow, who: RowIdentity | undefined, standing: ReadonlyMap<string, Standing>): Compared {
    if (!who) return this.bad(row, [...row.problems]);
    const { listed } = who;
    if (who.review.length > 0) return this.waiting(row, who);
    // Whoever was found without a number that can be read is known by another way; nobody new is taken in without.
    const found = who.childId !== null && !row.listed;
    const problems = row.problems.map((each) => (found ? { ...each, level: 'warning' as const } : each));
    if (!row.listed && !found) {
      if (who.doubt) problems.push(this.tell(row, 'name', 'bad', who.doubt));
      return this.bad(row, problems);
    }
    for (const warning of who.warnings) problems.push(this.tell(row, 'name', 'warning', warning));
    if (who.doubt) {
      problems.push(this.tell(row, listed.citizenId ? 'citizenId' : 'name', 'bad', who.doubt));
      return this.bad(row, problems);
    }
    const stands = who.childId ? standing.get(who.childId) : undefined;
    const { kind } = this.tools.batch;
    if (isListOnly(kind)) return this.listOnly(row, listed, stands, problems);
    if (isFactsOnly(kind)) return this.facts(kind, row, listed, stands, problems);
    return this.ledgers(kind, row, listed, stands, problems);
  }

  /** The population list and the roll: they change the two ledgers. */
  private ledgers(
    kind: 'population' | 'roll',
    row: NumberedRow,
    listed: Listed,
    standing: Standing | undefined,
    problems: CellProblem[],
  ): Compared {
    const { places, clock } = this.tools;
    const registered = places.registered(listed);
    const before = standing && !standing.withdrawn ? standing.child : null;
    // Written under a village that has been merged since, a child stays there: it counts for the successor all the same.
    const registeredUnitId = places.sameUnit(before?.registeredUnitId ?? null, registered.unitId);
    const unitId = registeredUnitId ?? before?.registeredUnitId ?? null;
    if (kind === 'population' && registered.unitId)
      for (const named of places.withFormer(registered.unitId)) this.namedUnits.add(named);
    if (registered.warning && (registered.unitId || !unitId || listed.villageCode)) {
      const at = listed.villageCode ? 'villageCode' : 'registeredVillage';
      problems.push(this.tell(row, at, 'warning', registered.warning));
    }
    this.warnOfAge(row, listed, before === null, problems);
    const after = mergeChild(kind, before, listed, {
      registeredUnitId,
      residenceUnitId: places.sameUnit(before?.residenceUnitId ?? null, places.residence(listed, unitId)),
    });
    const placed = listed.school ? places.school(listed.school, after.registeredUnitId) : undefined;
    if (placed?.closed) {
      problems.push(this.tell(row, 'school', 'bad', placed.closed));
      return this.bad(row, problems);
    }
    const schooling = placed ? this.schooling(row, listed, placed, standing, problems) : null;
    const listsNow = kind === 'population' && (!before || standing?.populationBatchId === null);
    const same = before !== null && isSame(before, after) && !schooling && !listsNow;
    return {
      row: row.row,
      name: row.name,
      childId: standing?.id ?? newId(clock),
      outcome: before === null ? 'added' : same ? 'same' : 'changed',
      staged: {
        problems,
        before: same ? null : before,
        after: same ? null : after,
        listsNow,
        schoolingBefore: schooling ? (standing?.schooling ?? null) : null,
        schoolingBeforeId: schooling ? (standing?.schooling?.id ?? null) : null,
        schoolingAfter: schooling,
        ...(!standing && { isNew: true }),
      },
    };
  }

  /** Who is in class, whom the platform suspects: kept with the list, for the comparisons. */
  private listOnly(
    row: NumberedRow,
    listed: Listed,
    standing: Standing | undefined,
    problems: CellProblem[],
  ): Compared {
    const { places } = this.tools;
    const child = standing && !standing.withdrawn ? standing : undefined;
    const named = places.known(listed);
    if (named.schoolUnitId) this.namedUnits.add(named.schoolUnitId);
    if (named.closed) problems.push(this.tell(row, 'school', 'warning', named.closed));
    if (!child) problems.push(this.tell(row, 'name', 'warning', sentences.nobody()));
    return {
      row: row.row,
      name: row.name,
      childId: child?.id ?? null,
      outcome: child ? 'listed' : 'unidentified',
      staged: {
        ...NOTHING,
        problems,
        listed,
        registeredUnitId: named.registeredUnitId,
        schoolUnitId: named.schoolUnitId,
      },
    };
  }

  /** Households and disabilities: facts of children that the ledger knows, among people who are no children. */
  private facts(
    kind: 'households' | 'disability',
    row: NumberedRow,
    listed: Listed,
    standing: Standing | undefined,
    problems: CellProblem[],
  ): Compared {
    const { clock, places } = this.tools;
    const base = { row: row.row, name: row.name };
    if (!standing || standing.withdrawn) {
      const ofAge = !listed.birthDate || this.isOfAge(listed.birthDate);
      if (ofAge) problems.push(this.tell(row, 'name', 'warning', sentences.nobody()));
      const { registeredUnitId } = places.known(listed);
      return {
        ...base,
        childId: null,
        outcome: ofAge ? 'unidentified' : 'outside',
        staged: { ...NOTHING, problems: ofAge ? problems : [], ...(ofAge && { listed, registeredUnitId }) },
      };
    }
    const after = mergeFacts(kind, standing.child, listed, clock.today());
    const dated = kind === 'households' && (listed.householdFrom || listed.householdTo);
    const same = isSame(standing.child, after) && !dated;
    return {
      ...base,
      childId: standing.id,
      outcome: same ? 'same' : 'changed',
      staged: {
        ...NOTHING,
        problems,
        before: same ? null : standing.child,
        after: same ? null : after,
        ...(kind === 'households' && {
          households: {
            categories: listed.households ?? [],
            fromOn: listed.householdFrom ?? null,
            toOn: listed.householdTo ?? null,
          },
        }),
      },
    };
  }

  private waiting(row: NumberedRow, { listed, review }: RowIdentity): Compared {
    const { problems, doubted } = row;
    const told = problems.map((each) => ({ ...each, level: 'warning' as const }));
    return {
      row: row.row,
      name: row.name,
      childId: null,
      outcome: 'waiting',
      staged: {
        ...NOTHING,
        problems: [...told, this.tell(row, 'name', 'warning', identitySentences.waits(review))],
        waited: { listed, number: doubted?.number ?? null, problems, review },
      },
    };
  }

  private bad(row: NumberedRow, problems: readonly CellProblem[]): Compared {
    this.badNames.add(row.name);
    return { row: row.row, name: row.name, childId: null, outcome: 'bad', staged: { ...NOTHING, problems } };
  }

  private isOfAge(born: string): boolean {
    return born >= this.cohort.bornFrom && born <= this.cohort.bornTo;
  }

  /** A child outside the window is taken in: over-age ones who have not finished stay in the ledger. But it is told. */
  private warnOfAge(row: NumberedRow, listed: Listed, isNew: boolean, problems: CellProblem[]): void {
    if (!isNew || !listed.birthDate || this.isOfAge(listed.birthDate)) return;
    const at = this.tools.mapping.columns.some((column) => column.field === 'birthDate') ? 'birthDate' : 'citizenId';
    problems.push(this.tell(row, at, 'warning', sentences.age(listed.birthDate, this.cohort)));
  }

  private schooling(
    row: NumberedRow,
    listed: Listed,
    placed: PlacedSchool,
    standing: Standing | undefined,
    problems: CellProblem[],
  ): SchoolingRecord | null {
    if (!listed.school) return null;
    if (placed.schoolUnitId) this.namedUnits.add(placed.schoolUnitId);
    const { grade, class: className, rollNumber, marks } = listed.school;
    const { schoolUnitId, schoolName, state } = placed;
    const says = { schoolUnitId, schoolName, state, grade, class: className, rollNumber, marks };
    const stands = standing?.withdrawn ? null : (standing?.schooling ?? null);
    const { after, kept } = mergeSchooling(stands, stands?.byAct ?? false, says);
    if (kept && stands) {
      const told = sentences.kept(STATE_NAMES[stands.state], STATE_NAMES[says.state], stands.state);
      problems.push(this.tell(row, 'state', 'warning', told));
    }
    return after;
  }

  private tell(row: NumberedRow, field: FieldKey, level: CellProblem['level'], message: Text): CellProblem {
    const { sheet, columns } = this.tools.mapping;
    const column = columns.find((each) => each.field === field);
    return {
      sheet,
      row: row.row,
      column: column?.letter ?? '',
      heading: column?.heading ?? '',
      value: field === 'name' ? row.name : '',
      level,
      message,
    };
  }

  private async insert(rows: readonly Compared[]): Promise<void> {
    for (const { outcome, staged } of rows) {
      this.counts.rows += 1;
      this.counts[outcome] += 1;
      if (staged.problems.some((problem) => problem.level === 'warning')) this.counts.warnings += 1;
    }
    await this.send(rows);
  }

  /** Hands rows to the database when it has taken those before, and does not wait for it. */
  private async send(rows: readonly RowToStage[]): Promise<void> {
    const { writer, batch, batchKey, mapping } = this.tools;
    const insert = insertStaged(batchKey, batch.id, mapping.sheet, rows);
    await this.writing;
    this.writing = insert(writer);
    // Told by whoever waits next; until then it must not pass for a failure that nobody heeds.
    this.writing.catch(() => {});
  }

  /**
   * Children of an earlier list of this kind, of a village or school that this list names, whom it does not name: their
   * rows are numbered downwards from −1. Off the roll means that nobody knows any more where the child learns; off
   * another list changes nothing by itself. A child whose row is bad is on the list.
   */
  async stageGone(): Promise<void> {
    const { reader, keys, batch } = this.tools;
    const rows = await goneFromList(reader, batch, [...this.namedUnits]);
    const badSounds = new Set([...this.badNames].map(soundOf));
    const gone = rows.filter((row) => !this.identifier.isTaken(row.id) && !badSounds.has(soundOf(row.name)));
    for (let from = 0; from < gone.length; from += 1000) {
      const some = gone.slice(from, from + 1000);
      const ids = some.map((each) => each.id);
      const standing = batch.kind === 'roll' ? await readStanding(keys, reader, ids) : undefined;
      await this.send(
        some.map(({ id, name }, index) => {
          const line = standing?.get(id)?.schooling ?? null;
          const staged: StagedRow = {
            ...NOTHING,
            schoolingBefore: line,
            schoolingBeforeId: line?.id ?? null,
            schoolingAfter: line && { ...UNKNOWN, rollNumber: line.rollNumber },
          };
          return { row: -1 - from - index, name, childId: id, outcome: 'gone' as const, staged };
        }),
      );
    }
    this.counts.gone = gone.length;
  }
}

const UNKNOWN: SchoolingRecord = {
  state: 'unknown',
  schoolUnitId: null,
  schoolName: null,
  grade: null,
  class: null,
  marks: [],
  rollNumber: null,
};

const sentences = {
  nobody: (): Text => ({
    zh: '台账中找不到这名儿童，本行留在本批“待核对”中。请核对姓名和号码，或先把该儿童录入台账。',
    en: 'The ledger does not know this child; the row stays with this batch, to be cleared up. Check name and number, or enter the child first.',
  }),
  age: (born: string, cohort: Cohort): Text => ({
    zh: `出生日期 ${born} 不在本学年适龄范围（${cohort.bornFrom} 至 ${cohort.bornTo}）内，照常导入，不计入适龄人数。请核对。`,
    en: `The birth date ${born} is outside this school year’s window (${cohort.bornFrom} to ${cohort.bornTo}); the row is imported and not counted as of school age. Check it.`,
  }),
  kept: (stands: string, says: string, state: string): Text => ({
    zh: `台账中该生已记为“${stands}”，名单为“${says}”，保留台账的记载。如已变化，请在该生的一生一案中记录。`,
    en: `The ledger has this child as "${state}", which the list does not say; the ledger was kept. If things have changed, record it in the child’s case file.`,
  }),
};
