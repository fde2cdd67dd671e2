import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { FieldKey } from '@quanxue/domain/children/fields.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { type Candidate, identify, Twice } from '@quanxue/domain/children/matching.ts';
import type { CellProblem, ImportBatch, SheetMapping } from '@quanxue/domain/children/operations.ts';
import type { Places } from '@quanxue/domain/children/places.ts';
import {
  isSame,
  mergeChild,
  mergeSchooling,
  type SchoolingRecord,
  STATE_NAMES,
} from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { DataKey, Keys } from '../basis/seal.ts';
import { type Batch, NO_COUNTS, type Outcome, type StagedRow, sealRow } from './import-batch.ts';
import { soundOf } from './sound-of-name.ts';
import { readStanding, type Standing } from './standing.ts';
import type { NumberedRow } from './workbook/read-list.ts';

/** Compares the rows of one list with the ledgers, some hundred at a time, and stages what they would change. */
export class Staging {
  readonly counts: ImportBatch['counts'] = { ...NO_COUNTS };
  /** Villages or schools that the list names: only theirs can be gone. */
  readonly namedUnits = new Set<string>();
  private readonly badNames = new Set<string>();
  private readonly taken = new Map<string, number>();
  private readonly twice = new Twice(soundOf);
  private readonly keys: Keys;
  private readonly batch: Batch;
  private readonly batchKey: DataKey;
  private readonly places: Places;
  private readonly mapping: Pick<SheetMapping, 'sheet' | 'columns'>;

  constructor(tools: {
    readonly keys: Keys;
    readonly batch: Batch;
    readonly batchKey: DataKey;
    readonly places: Places;
    readonly mapping: Pick<SheetMapping, 'sheet' | 'columns'>;
  }) {
    this.keys = tools.keys;
    this.batch = tools.batch;
    this.batchKey = tools.batchKey;
    this.places = tools.places;
    this.mapping = tools.mapping;
  }

  /** Stages some rows, in their order. */
  async stage(tx: Tx, rows: readonly NumberedRow[]): Promise<void> {
    const { byNumber, byBirth } = await this.candidates(tx, rows);
    const identified = rows.map((row) => this.identify(row, byNumber, byBirth));
    const standing = await readStanding(
      this.keys,
      tx,
      identified.flatMap((each) => each.childId ?? []),
    );
    const staged = identified.map((each) => this.compare(each, each.childId ? standing.get(each.childId) : undefined));
    await this.insert(tx, staged);
  }

  private async candidates(tx: Tx, rows: readonly NumberedRow[]) {
    const byNumber = new Map<string, Candidate>();
    const byBirth = new Map<string, Candidate[]>();
    const hmacs = new Map<string, string>();
    for (const { listed } of rows) {
      if (listed?.citizenId) hmacs.set(this.keys.lookup(listed.citizenId).toString('hex'), listed.citizenId);
    }
    const numbered = await sql<CandidateRow>`
      select id, name, birth_date, sex, encode(citizen_hmac, 'hex') as hmac, withdrawn_at from children
      where citizen_hmac = any(${[...hmacs.keys()].map((hex) => Buffer.from(hex, 'hex'))}::bytea[])
      order by withdrawn_at nulls last`.execute(tx);
    for (const row of numbered.rows) {
      const number = hmacs.get(row.hmac ?? '');
      if (number && !byNumber.has(number)) byNumber.set(number, candidate(row));
    }
    const days = rows.flatMap(({ listed }) =>
      listed?.birthDate && !(listed.citizenId && byNumber.has(listed.citizenId)) ? listed.birthDate : [],
    );
    const born = await sql<CandidateRow>`
      select id, name, birth_date, sex, encode(citizen_hmac, 'hex') as hmac, withdrawn_at from children
      where birth_date = any(${[...new Set(days)]}::date[])`.execute(tx);
    for (const row of born.rows) byBirth.set(row.birth_date, [...(byBirth.get(row.birth_date) ?? []), candidate(row)]);
    return { byNumber, byBirth };
  }

  private identify(
    row: NumberedRow,
    byNumber: ReadonlyMap<string, Candidate>,
    byBirth: ReadonlyMap<string, readonly Candidate[]>,
  ): Identified {
    const problems = [...row.problems];
    const { listed } = row;
    if (!listed) return { row, listed: undefined, childId: null, problems };
    const seen = this.twice.see(listed, row.row);
    const who = identify(
      listed,
      listed.citizenId ? byNumber.get(listed.citizenId) : undefined,
      byBirth.get(listed.birthDate ?? '') ?? [],
      soundOf,
    );
    const before = who.childId ? this.taken.get(who.childId) : undefined;
    const doubt = seen.doubt ?? who.doubt ?? (before === undefined ? null : sentences.taken(before));
    for (const warning of [seen.warning, ...who.warnings])
      if (warning) problems.push(this.tell(row, 'name', 'warning', warning));
    if (doubt) problems.push(this.tell(row, listed.citizenId ? 'citizenId' : 'name', 'bad', doubt));
    if (doubt) return { row, listed: undefined, childId: null, problems };
    if (who.childId) this.taken.set(who.childId, row.row);
    return { row, listed, childId: who.childId, problems };
  }

  private compare({ row, listed, childId, problems }: Identified, standing: Standing | undefined): Compared {
    if (!listed) {
      this.badNames.add(row.name);
      return { row, childId: null, outcome: 'bad', staged: { ...NOTHING, problems } };
    }
    const registered = this.places.registered(listed);
    const before = standing && !standing.withdrawn ? standing.child : null;
    // Written under a village that has been merged since, a child stays there: it counts for the successor all the same.
    const registeredUnitId = this.places.sameUnit(before?.registeredUnitId ?? null, registered.unitId);
    const unitId = registeredUnitId ?? before?.registeredUnitId ?? null;
    if (this.batch.kind === 'population' && registered.unitId)
      for (const named of this.places.withFormer(registered.unitId)) this.namedUnits.add(named);
    if (registered.warning && (registered.unitId || !unitId))
      problems.push(this.tell(row, 'registeredVillage', 'warning', registered.warning));
    const after = mergeChild(this.batch.kind, before, listed, {
      registeredUnitId,
      residenceUnitId: this.places.sameUnit(before?.residenceUnitId ?? null, this.places.residence(listed, unitId)),
    });
    const schooling = this.schooling(row, listed, standing, after.registeredUnitId, problems);
    const listsNow = this.batch.kind === 'population' && (!before || standing?.populationBatchId === null);
    const same = before !== null && isSame(before, after) && !schooling && !listsNow;
    return {
      row,
      childId,
      outcome: before === null ? 'added' : same ? 'same' : 'changed',
      staged: {
        problems,
        before: same ? null : before,
        after: same ? null : after,
        listsNow,
        schoolingBefore: schooling ? (standing?.schooling ?? null) : null,
        schoolingBeforeId: schooling ? (standing?.schooling?.id ?? null) : null,
        schoolingAfter: schooling,
      },
    };
  }

  private schooling(
    row: NumberedRow,
    listed: Listed,
    standing: Standing | undefined,
    registeredUnitId: string | null,
    problems: CellProblem[],
  ): SchoolingRecord | null {
    if (!listed.school) return null;
    const placed = this.places.school(listed.school, registeredUnitId);
    if (placed.schoolUnitId) this.namedUnits.add(placed.schoolUnitId);
    const { grade, class: className, rollNumber, marks } = listed.school;
    const says = { ...placed, grade, class: className, rollNumber, marks };
    const stands = standing?.withdrawn ? null : (standing?.schooling ?? null);
    const { after, kept } = mergeSchooling(stands, stands?.byAct ?? false, says);
    if (kept && stands) {
      problems.push(
        this.tell(
          row,
          'state',
          'warning',
          sentences.kept(STATE_NAMES[stands.state], STATE_NAMES[says.state], stands.state),
        ),
      );
    }
    return after;
  }

  private tell(row: NumberedRow, field: FieldKey, level: CellProblem['level'], message: Text): CellProblem {
    const column = this.mapping.columns.find((each) => each.field === field);
    return {
      sheet: this.mapping.sheet,
      row: row.row,
      column: column?.letter ?? '',
      heading: column?.heading ?? '',
      value: field === 'name' ? row.name : '',
      level,
      message,
    };
  }

  private async insert(tx: Tx, rows: readonly Compared[]): Promise<void> {
    if (rows.length === 0) return;
    for (const { outcome, staged } of rows) {
      this.counts.rows += 1;
      this.counts[outcome] += 1;
      if (staged.problems.some((problem) => problem.level === 'warning')) this.counts.warnings += 1;
    }
    await tx
      .insertInto('import_rows')
      .values(
        rows.map(({ row, childId, outcome, staged }) => ({
          batch_id: this.batch.id,
          sheet: this.mapping.sheet,
          row: row.row,
          outcome,
          has_warning: staged.problems.some((problem) => problem.level === 'warning'),
          child_id: childId,
          name: row.name.slice(0, 60),
          sealed: sealRow(this.batchKey, this.batch.id, row.row, staged),
          data_key_id: this.batchKey.id,
        })),
      )
      .execute();
  }

  /**
   * Children of an earlier list of this kind, of a village or school that this list names, whom it does not name: their
   * rows are numbered downwards from −1. Off the roll means that nobody knows any more where the child learns; off the
   * population list changes nothing by itself. A child whose row is bad is on the list.
   */
  async stageGone(tx: Tx): Promise<void> {
    const units = [...this.namedUnits];
    const { rows } =
      this.batch.kind === 'population'
        ? await sql<{ id: string; name: string }>`
            select c.id, c.name from children c
            where c.withdrawn_at is null and c.population_batch_id is not null
              and c.registered_unit_id = any(${units}::uuid[])
            order by c.name, c.id`.execute(tx)
        : await sql<{ id: string; name: string }>`
            select c.id, c.name from children c
              join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
            where c.withdrawn_at is null and s.batch_id is not null
              and s.state in ('here', 'county', 'out-of-county', 'special-education', 'vocational')
              and s.school_unit_id = any(${units}::uuid[])
            order by c.name, c.id`.execute(tx);
    const badSounds = new Set([...this.badNames].map(soundOf));
    const gone = rows.filter((row) => !this.taken.has(row.id) && !badSounds.has(soundOf(row.name)));
    for (let from = 0; from < gone.length; from += 500) await this.insertGone(tx, gone.slice(from, from + 500), from);
    this.counts.gone = gone.length;
  }

  private async insertGone(tx: Tx, gone: readonly { id: string; name: string }[], from: number): Promise<void> {
    const standing = await readStanding(
      this.keys,
      tx,
      gone.map((each) => each.id),
    );
    await tx
      .insertInto('import_rows')
      .values(
        gone.map(({ id, name }, index) => {
          const row = -1 - from - index;
          const line = this.batch.kind === 'roll' ? (standing.get(id)?.schooling ?? null) : null;
          const staged: StagedRow = {
            ...NOTHING,
            schoolingBefore: line,
            schoolingBeforeId: line?.id ?? null,
            schoolingAfter: line && { ...UNKNOWN, rollNumber: line.rollNumber },
          };
          return {
            batch_id: this.batch.id,
            sheet: this.mapping.sheet,
            row,
            outcome: 'gone' as const,
            child_id: id,
            name,
            sealed: sealRow(this.batchKey, this.batch.id, row, staged),
            data_key_id: this.batchKey.id,
          };
        }),
      )
      .execute();
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

const NOTHING: StagedRow = {
  problems: [],
  before: null,
  after: null,
  listsNow: false,
  schoolingBefore: null,
  schoolingBeforeId: null,
  schoolingAfter: null,
};

interface Identified {
  readonly row: NumberedRow;
  readonly listed: Listed | undefined;
  readonly childId: string | null;
  readonly problems: CellProblem[];
}

interface Compared {
  readonly row: NumberedRow;
  readonly childId: string | null;
  readonly outcome: Outcome;
  readonly staged: StagedRow;
}

interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly birth_date: string;
  readonly sex: Candidate['sex'];
  readonly hmac: string | null;
  readonly withdrawn_at: string | null;
}

function candidate(row: CandidateRow): Candidate {
  return {
    id: row.id,
    name: row.name,
    birthDate: row.birth_date,
    sex: row.sex,
    hasNumber: row.hmac !== null,
    withdrawn: row.withdrawn_at !== null,
  };
}

const sentences = {
  taken: (row: number): Text => ({
    zh: `与第 ${row} 行对应台账中的同一名儿童，本行不导入。请核实两行哪一行正确，删去另一行。`,
    en: `Row ${row} is about the same child of the ledger; this row is not imported. Find out which of the two is right and delete the other.`,
  }),
  kept: (stands: string, says: string, state: string): Text => ({
    zh: `台账中该生已记为“${stands}”，名单为“${says}”，保留台账的记载。如已变化，请在该生的一生一案中记录。`,
    en: `The ledger has this child as "${state}", which the list does not say; the ledger was kept. If things have changed, record it in the child’s case file.`,
  }),
};
