import { createHash } from 'node:crypto';
import { type Day, schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import {
  groupAtTurn,
  ROLL_OVER_GROUPS,
  ROLL_OVER_WRITES,
  type RollOverGroup,
} from '@quanxue/domain/children/roll-over.ts';
import type {
  confirmRollOver,
  previewRollOver,
  RollOver,
  RollOverRow,
} from '@quanxue/domain/children/roll-over-operations.ts';
import { type Cohort, schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { problems } from './ledger-problems.ts';
import { type TurnedLine, takeBackLines, turnLines } from './turn-lines.ts';

type Preview = z.input<NonNullable<(typeof previewRollOver)['answer']>>;
type Batch = z.input<typeof RollOver>;

/** A child at the turn of the year, with the line that stands and the group it falls into. */
interface AtTurn {
  readonly child_id: string;
  readonly name: string;
  readonly birth_date: Day;
  readonly line_id: string | null;
  readonly state: SchoolingState | null;
  readonly from_on: Day | null;
  readonly school_name: string | null;
  readonly school_unit_id: string | null;
  readonly grade: number | null;
  readonly class: string | null;
  readonly group: RollOverGroup;
}

const PAGE = 100;

/** What the turn of a school year would make of each child, by group; nothing is written. */
export async function previewTheRollOver(
  ask: Ask<{ schoolYear: number }, z.output<NonNullable<(typeof previewRollOver)['query']>>>,
): Promise<Preview> {
  const { schoolYear } = ask.params;
  const { group, offset = 0, limit = PAGE } = ask.query;
  const day = firstDay(schoolYear);
  return ask.inTransaction(async (tx) => {
    const all = await readTurn(tx, schoolYear);
    const shown = all.filter((row) => (group ? row.group === group : ROLL_OVER_WRITES.includes(row.group)));
    return {
      schoolYear,
      day,
      cohort: schoolAgeCohort(day),
      counts: countsOf(all),
      total: shown.length,
      rows: shown.slice(offset, offset + limit).map(rowOf),
      fingerprint: fingerprintOf(all),
      batches: await batches(tx),
    };
  });
}

/** Writes it as one batch: the same lines that the preview showed, or nothing. */
export async function confirmTheRollOver(
  house: House,
  ask: Ask<{ schoolYear: number }, unknown, z.output<NonNullable<(typeof confirmRollOver)['body']>>>,
): Promise<Batch> {
  const { schoolYear } = ask.params;
  const { clock } = house;
  const day = firstDay(schoolYear);
  if (day > clock.today()) throw problems.rollOverEarly({ year: schoolYear });
  const { graduates } = ask.body;
  if (graduates && graduates.paper.on > clock.today()) {
    throw problems.dayFuture({ day: graduates.paper.on, today: clock.today() });
  }
  return ask.inTransaction(async (tx) => {
    // One list or one year is written at a time.
    await sql`select pg_advisory_xact_lock(hashtextextended('quanxue import', 0))`.execute(tx);
    const all = await readTurn(tx, schoolYear);
    if (fingerprintOf(all) !== ask.body.fingerprint) throw problems.rollOverChanged();
    const rollOverId = newId(clock);
    const except = new Set(graduates?.except);
    const turned = all.flatMap((row): TurnedLine[] => {
      const says = afterOf(row);
      if (!says || !row.line_id) return [];
      const certified = row.group === 'graduates' && graduates && !except.has(row.child_id);
      const basis: Basis = certified ? graduates.paper : { kind: 'roll-over', rollOverId };
      return [
        {
          childId: row.child_id,
          lineId: row.line_id,
          ...(certified ? { state: 'completed', grade: row.grade } : says),
          keepsClass: row.group === 'promoted',
          basis,
        },
      ];
    });
    if (turned.length === 0) throw problems.rollOverNothing();
    const counts = countsOf(all);
    await tx
      .insertInto('roll_overs')
      .values({
        id: rollOverId,
        school_year: schoolYear,
        unit_id: ask.post.unitId,
        counts: JSON.stringify(counts),
        recorded_at: clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    await turnLines(house, tx, ask.actor, { rollOverId, day, schoolYear }, turned);
    await recordChanges(house, tx, ask.actor, [
      { unitId: ask.post.unitId, kind: 'school-year-turned', body: { schoolYear, rollOverId, counts } },
    ]);
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'confirmRollOver',
      requestId: ask.requestId,
      what: { rollOverId, schoolYear, counts },
    });
    return oneBatch(tx, rollOverId);
  });
}

/** Takes a turn of the year back as a whole, unless something later stands on one of its lines. */
export async function undoTheRollOver(house: House, ask: Ask<{ rollOverId: string }>): Promise<Batch> {
  const { rollOverId } = ask.params;
  const { clock } = house;
  return ask.inTransaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('quanxue import', 0))`.execute(tx);
    const batch = await oneBatch(tx, rollOverId);
    if (batch.undone) throw problems.rollOverUndone();
    const count = await standingOn(tx, rollOverId);
    if (count > 0) throw problems.rollOverStands({ count });
    await takeBackLines(house, tx, ask.actor, rollOverId);
    await tx
      .updateTable('roll_overs')
      .set({ undone_at: clock.now(), undone_by: ask.actor.accountId })
      .where('id', '=', rollOverId)
      .execute();
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'undoRollOver',
      requestId: ask.requestId,
      what: { rollOverId },
    });
    return oneBatch(tx, rollOverId);
  });
}

const firstDay = (schoolYear: number): Day => `${schoolYear}-09-01`;

async function readTurn(tx: Tx, schoolYear: number): Promise<AtTurn[]> {
  const day = firstDay(schoolYear);
  const cohort = schoolAgeCohort(day);
  const { rows } = await sql<
    Omit<AtTurn, 'group'> & { basis: Partial<Basis> | null; open_case: boolean; goes_on: boolean }
  >`
    select c.id as child_id, c.name, c.birth_date, s.id as line_id, s.state, s.from_on, s.school_name, s.school_unit_id,
        s.grade, s.class, s.basis,
        exists (select from cases where cases.child_id = c.id and cases.open) as open_case,
        -- A school of nine years: somebody of it sits in grade 7 or higher. By name for schools elsewhere.
        s.grade = 6 and exists (
          select from schooling o
            where o.school_unit_id = s.school_unit_id and o.grade >= 7 and o.withdrawn_at is null
              and o.from_on < ${day}::date and o.state in ('here', 'county', 'special-education')
        ) as goes_on
      from children c
        left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
      where c.withdrawn_at is null and c.birth_date <= ${cohort.bornTo}::date
      order by c.name, c.id`.execute(tx);
  return rows.flatMap(({ basis, open_case, goes_on, ...row }) => {
    const group = groupAtTurn(
      row.state && row.from_on
        ? {
            state: row.state,
            grade: row.grade,
            isOfNewYear: schoolYearOf(row.from_on) >= schoolYear,
            basis: basis ?? {},
            hasOpenCase: open_case,
            schoolGoesOn: goes_on,
          }
        : null,
      ageAt(row.birth_date, cohort),
    );
    return group ? [{ ...row, group }] : [];
  });
}

function ageAt(birthDate: Day, { bornFrom, bornTo }: Cohort): 'entering' | 'within' | 'above' {
  if (birthDate < bornFrom) return 'above';
  return birthDate > `${Number(bornTo.slice(0, 4)) - 1}-08-31` ? 'entering' : 'within';
}

function afterOf(row: AtTurn): { state: SchoolingState; grade: number | null } | null {
  switch (row.group) {
    case 'promoted':
      return { state: row.state ?? 'unknown', grade: (row.grade ?? 0) + 1 };
    case 'school-ends':
    case 'graduates':
      return { state: 'unknown', grade: null };
    default:
      return null;
  }
}

function rowOf(row: AtTurn): RollOverRow {
  return {
    childId: row.child_id,
    name: row.name,
    birthDate: row.birth_date,
    group: row.group,
    state: row.state ?? 'unknown',
    school: row.school_name,
    grade: row.grade,
    class: row.class,
    after: afterOf(row),
  };
}

function countsOf(rows: readonly AtTurn[]): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(ROLL_OVER_GROUPS.map((group) => [group, 0]));
  for (const { group } of rows) counts[group] = (counts[group] ?? 0) + 1;
  return counts;
}

/** Over exactly what would be written: a line that changed since is another preview. */
function fingerprintOf(rows: readonly AtTurn[]): string {
  const hash = createHash('sha256');
  for (const row of rows) {
    if (ROLL_OVER_WRITES.includes(row.group)) hash.update(`${row.line_id} ${row.group} ${row.grade}\n`);
  }
  return hash.digest('hex');
}

/** Children in whose chains something came after the event of this turn. */
async function standingOn(tx: Tx, rollOverId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct e.child_id)::int as count
      from schooling s
        join ledger_events own on own.chain_id = s.child_id and own.body ->> 'rollOver' = ${rollOverId}
        join ledger_events e on e.chain_id = s.child_id and e.position > own.position
      where s.roll_over_id = ${rollOverId} and s.withdrawn_at is null`.execute(tx);
  return rows[0]?.count ?? 0;
}

async function batches(tx: Tx, only?: string): Promise<Batch[]> {
  const rows = await tx
    .selectFrom('roll_overs')
    .innerJoin('accounts', 'accounts.id', 'roll_overs.recorded_by')
    .select(['roll_overs.id', 'school_year', 'counts', 'recorded_at', 'accounts.name as by', 'undone_at'])
    .$if(only !== undefined, (query) => query.where('roll_overs.id', '=', only ?? ''))
    .orderBy('recorded_at', 'desc')
    .orderBy('roll_overs.id', 'desc')
    .limit(20)
    .execute();
  const all: Batch[] = [];
  for (const row of rows) {
    all.push({
      id: row.id,
      schoolYear: row.school_year,
      counts: row.counts,
      at: row.recorded_at,
      by: row.by,
      undone: row.undone_at !== null,
      undoable: row.undone_at === null && (await standingOn(tx, row.id)) === 0,
    });
  }
  return all;
}

async function oneBatch(tx: Tx, rollOverId: string): Promise<Batch> {
  const [batch] = await batches(tx, rollOverId);
  if (!batch) throw basisProblems.notFound();
  return batch;
}
