import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { type Stage, stageOf } from '@quanxue/domain/casefile/stage.ts';
import { type CaseDuty, caseDuties } from '@quanxue/domain/cases/duties.ts';
import { reliefs } from '@quanxue/domain/cases/relief.ts';
import { type Assessed, assessStory } from '@quanxue/domain/policy/assess.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { loadCases } from './load-case.ts';

/** What is kept of a case beside its log, so that lists need not read the log: always what this says, never the truth. */
export interface Projection {
  readonly stage: Stage;
  readonly stageSince: Day;
  readonly assessment: Assessed;
  readonly missing: number;
  readonly breach: number;
  /** What is to be done, by whom, with its days: the work lists are made of it. */
  readonly duties: readonly CaseDuty[];
  /** Difficulties of the family that nobody has settled. */
  readonly openRelief: number;
  /** The earliest day by which something is to be done, past days included. */
  readonly nextDue: Day | null;
  /** The last day (included) on which all this holds if nothing is added; null without end. */
  readonly holdsUntil: Day | null;
}

export function project(file: CaseFile, asOf: Day): Projection {
  const story = fold(file, asOf);
  const assessment = assessStory(story);
  const staged = stageOf(story);
  const { duties, holdsUntil } = caseDuties(story, assessment, staged);
  const count = (status: string) => assessment.findings.filter((each) => each.status === status).length;
  return {
    stage: staged.stage,
    stageSince: staged.since,
    assessment,
    missing: count('missing'),
    breach: count('breach'),
    duties,
    openRelief: reliefs(story).filter((each) => !each.settled).length,
    nextDue: earliest(assessment.findings.map((each) => (OWED.includes(each.status) ? each.due : undefined))),
    holdsUntil: earliest([assessment.holdsUntil, staged.holdsUntil, holdsUntil]),
  };
}

const OWED: readonly string[] = ['missing', 'breach', 'pending'];

function earliest(days: readonly (Day | undefined)[]): Day | null {
  return days.reduce<Day | null>(
    (first, day) => (day !== undefined && (first === null || day < first) ? day : first),
    null,
  );
}

/** The columns of `cases` that a projection fills. */
export function projectionRow(projection: Projection, now: string) {
  const { assessment } = projection;
  return {
    open: assessment.open,
    stage: projection.stage,
    stage_since: projection.stageSince,
    measure: assessment.measure,
    missing: projection.missing,
    breach: projection.breach,
    next_due: projection.nextDue,
    holds_until: projection.holdsUntil,
    findings: JSON.stringify(assessment.findings),
    duties: JSON.stringify(projection.duties),
    open_relief: projection.openRelief,
    projected_at: now,
  };
}

export async function writeProjection(
  house: Pick<House, 'clock'>,
  tx: Tx,
  caseId: string,
  projection: Projection,
): Promise<void> {
  await tx.updateTable('cases').set(projectionRow(projection, house.clock.now())).where('id', '=', caseId).execute();
}

/** The same for many cases in one statement. */
export async function writeProjections(
  house: Pick<House, 'clock'>,
  tx: Tx,
  each: readonly { readonly caseId: string; readonly projection: Projection }[],
): Promise<void> {
  if (each.length === 0) return;
  const rows = each.map(({ caseId, projection }) => ({ id: caseId, ...projectionRow(projection, house.clock.now()) }));
  await sql`
    update cases set open = r.open, stage = r.stage, stage_since = r.stage_since, measure = r.measure,
        missing = r.missing, breach = r.breach, next_due = r.next_due, holds_until = r.holds_until,
        findings = r.findings::jsonb, duties = r.duties::jsonb, open_relief = r.open_relief, projected_at = r.projected_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, open boolean, stage text, stage_since date,
        measure text, missing int, breach int, next_due date, holds_until date, findings text,
        duties text, open_relief int, projected_at timestamptz)
      where cases.id = r.id`.execute(tx);
}

/** Cases computed anew in one go. */
const BATCH = 200;
/** Goes in one request: the rest is left to the next, so that the first list after a holiday still answers. */
const BATCHES = 10;

/**
 * Computes anew the open cases in sight whose answer no longer holds (one indexed query finds them), in batches. A case
 * that somebody else is writing is left to that writer, who computes it, too.
 *
 * @returns true where more are left than one request should compute.
 */
export async function refreshStale(house: Pick<House, 'keys' | 'clock'>, tx: Tx): Promise<boolean> {
  const today = house.clock.today();
  for (let batch = 0; batch < BATCHES; batch++) {
    const rows = await tx
      .selectFrom('cases')
      .selectAll()
      .where('open', '=', true)
      .where('holds_until', '<', today)
      .orderBy('id')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    await reproject(house, tx, rows);
    if (rows.length < BATCH) return false;
  }
  return true;
}

/** Computes these cases anew; the caller holds their rows locked. */
export async function reproject(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  rows: Parameters<typeof loadCases>[2],
): Promise<void> {
  for (const each of await loadCases(house, tx, rows)) {
    await writeProjection(house, tx, each.id, project(each.file, house.clock.today()));
  }
}
