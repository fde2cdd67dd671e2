import type { listPupils } from '@quanxue/domain/children/attendance.ts';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { readSettings } from '../basis/settings.ts';
import { lengthOf, type Pupil, readPupils } from './read-pupils.ts';

type Query = z.output<NonNullable<(typeof listPupils)['query']>>;
type Answer = z.input<NonNullable<(typeof listPupils)['answer']>>;

/** The children behind a number of the board, or the whole class to be reported. */
export async function listThePupils(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const { which, day = house.clock.today(), ...filter } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { 'children.absence-days': threshold } = await readSettings(house.clock, tx, ['children.absence-days']);
    const pupils = (await readPupils(tx, day, filter)).filter((pupil) => stands(pupil, which, threshold));
    const keys = await house.keys.ofChildren(
      tx,
      pupils.flatMap((pupil) => (pupil.sealed ? [pupil.childId] : [])),
    );
    return {
      day,
      pupils: pupils.map(({ sealed, attendanceId, ...pupil }) => {
        const key = sealed && keys.get(pupil.childId);
        const said = key && attendanceId && (key.open(sealed, absencePlace(attendanceId, pupil.childId)) as Note);
        return { ...pupil, note: (said || undefined)?.note ?? null };
      }),
      reports: filter.schoolId && filter.grade !== undefined ? await readReports(tx, day, filter) : [],
    };
  });
}

interface Note {
  readonly note?: string;
}

/** Where the note beside an absence stands, for its seal. */
export function absencePlace(attendanceId: string, childId: string): string {
  return `absences/${attendanceId}/${childId}`;
}

function stands(pupil: Pupil, which: Query['which'], threshold: number): boolean {
  switch (which) {
    case undefined:
      return true;
    case 'present':
    case 'not-reported':
      return pupil.mark === which;
    case 'with-cause':
      return pupil.mark === 'sick' || pupil.mark === 'personal-leave' || pupil.mark === 'other';
    case 'one':
    case 'two':
    case 'three-or-more':
      return pupil.mark === 'none' && lengthOf(pupil.days) === which;
    case 'at-threshold':
      return pupil.days >= threshold;
  }
}

async function readReports(tx: Tx, day: string, filter: Omit<Query, 'which' | 'day'>): Promise<Answer['reports']> {
  return tx
    .selectFrom('attendance')
    .innerJoin('accounts', 'accounts.id', 'attendance.reported_by')
    .select(['reported_at as at', 'accounts.name as by', 'enrolled', 'absent'])
    .where('on_day', '=', day)
    .where('school_unit_id', '=', filter.schoolId ?? '')
    .where('grade', '=', filter.grade ?? 0)
    .where('class', '=', filter.class ?? '-')
    .orderBy('version')
    .execute();
}
