import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import { type LeadOutcome, stateAfter } from '@quanxue/domain/reports/outcomes.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { addLine, type Line, openLineOf } from '../children/write-line.ts';
import { reportProblems } from './problems.ts';

type NextLine = Pick<Line, 'state' | 'school_unit_id' | 'school_name' | 'grade' | 'class' | 'marks'>;

interface Conclusion {
  readonly childId: string;
  readonly leadId: string;
  readonly eventId: string;
  readonly outcome: LeadOutcome;
  readonly onDay: Day;
  readonly why: string;
  readonly schoolId?: string | undefined;
  readonly schoolName?: string | undefined;
  readonly grade?: number | undefined;
}

/** Writes into the schooling ledger what a conclusion says about where the child learns, with the conclusion as its reason. */
export async function setSchoolingByLead(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  actor: Actor,
  conclusion: Conclusion,
): Promise<void> {
  const { childId, onDay } = conclusion;
  const standing = await openLineOf(tx, childId);
  const next = await nextLine(tx, conclusion, standing);
  if (!next || (standing && said(standing) === said(next))) return;
  // A line begins when the conclusion says, but not before the one that it ends.
  const from = standing && standing.from_on > onDay ? standing.from_on : onDay;
  const basis: Basis = { kind: 'reason', on: onDay, text: `线索核实：${terms.leadOutcome[conclusion.outcome].zh}` };
  await addLine(house, tx, actor, childId, standing, {
    state: next.state,
    fromOn: from,
    untilOn: null,
    schoolUnitId: next.school_unit_id,
    schoolName: next.school_name,
    grade: next.grade,
    class: next.class,
    marks: next.marks,
    basis,
  });
  if (next.school_unit_id) {
    await tx
      .updateTable('children')
      .set({ school_unit_id: next.school_unit_id, changed_at: house.clock.now() })
      .where('id', '=', childId)
      .execute();
  }
  await recordChanges(house, tx, actor, [
    {
      childId,
      kind: 'schooling-changed',
      body: {
        lead: conclusion.leadId,
        event: conclusion.eventId,
        basis,
        from,
        before: standing ? told(standing) : null,
        after: told(next),
      },
      secret: { why: conclusion.why },
    },
  ]);
}

const NOWHERE = { school_unit_id: null, school_name: null, grade: null, class: null, marks: [] as string[] };

async function nextLine(tx: Tx, conclusion: Conclusion, standing: Line | undefined): Promise<NextLine | undefined> {
  const state = stateAfter(conclusion.outcome);
  if (state === null) return undefined;
  const kept = standing
    ? {
        school_unit_id: standing.school_unit_id,
        school_name: standing.school_name,
        grade: standing.grade,
        class: standing.class,
        marks: standing.marks,
      }
    : NOWHERE;
  if (state === 'school') return atSchool(tx, conclusion, standing);
  // Who is out of school stays on the roll of the school that was left; who is elsewhere or gone does not.
  if (state === 'suspected' || state === 'dropped-out' || state === 'completed') return { state, ...kept };
  const away = { ...NOWHERE, grade: conclusion.grade ?? standing?.grade ?? null };
  if (state === 'left') return { state, ...NOWHERE };
  return { state, ...away, school_name: conclusion.schoolName ?? null };
}

/** The school known here that was named, else the one where the ledger has the child in school already. */
async function atSchool(tx: Tx, conclusion: Conclusion, standing: Line | undefined): Promise<NextLine> {
  const schoolId = conclusion.schoolId ?? standing?.school_unit_id;
  if (!schoolId) throw reportProblems.schoolNeeded();
  const { rows } = await sql<{ name: string; here: boolean }>`
    select school.name, exists (
        select from children cross join lateral unit_ancestors(
            coalesce(residence_unit_id, registered_unit_id, owner_unit_id)) as above (id)
          join units township on township.id = above.id and township.kind = 'township'
          where children.id = ${conclusion.childId} and township.id in (select unit_ancestors(school.id))
      ) as here
      from units school where school.id = ${schoolId} and school.kind = 'school'`.execute(tx);
  const school = rows[0];
  if (!school) throw reportProblems.schoolNeeded();
  const isSame = standing?.school_unit_id === schoolId;
  const state: SchoolingState = /特殊教育|特教/.test(school.name)
    ? 'special-education'
    : school.here
      ? 'here'
      : 'county';
  return {
    state,
    school_unit_id: schoolId,
    school_name: school.name,
    grade: conclusion.grade ?? standing?.grade ?? null,
    class: isSame ? (standing?.class ?? null) : null,
    marks: isSame ? (standing?.marks ?? []) : [],
  };
}

function said(line: NextLine): string {
  return JSON.stringify([line.state, line.school_unit_id, line.school_name, line.grade]);
}

function told(line: NextLine) {
  return {
    state: line.state,
    schoolUnitId: line.school_unit_id,
    schoolName: line.school_name,
    grade: line.grade,
    class: line.class,
  };
}
