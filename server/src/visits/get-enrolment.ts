import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { EnrolmentClass, getEnrolment, listEnrolmentPupils } from '@quanxue/domain/visits/enrolment.ts';
import type { z } from 'zod';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { type Expected, readExpected, readTerm, type Term } from './read-expected.ts';
import { markPlace, openRemark } from './remarks.ts';

type Answer = z.input<NonNullable<(typeof getEnrolment)['answer']>>;
type Pupils = z.input<NonNullable<(typeof listEnrolmentPupils)['answer']>>;

/** Progress class by class: what is not done stands first, with its owner. */
export async function getTheEnrolment(
  house: House,
  ask: Ask<unknown, z.output<NonNullable<(typeof getEnrolment)['query']>>>,
): Promise<Answer> {
  return ask.inTransaction(async (tx) => {
    const term = await readTerm(house.clock, tx, ask.query.termOn);
    const classes = await readEnrolmentClasses(house, tx, term, ask.query.unitId);
    const total = (column: 'expected' | 'marked' | 'arrived' | 'leave' | 'transferred' | 'absent') =>
      classes.reduce((sum, each) => sum + each[column], 0);
    const done = classes.filter((each) => each.marked === each.expected).length;
    return {
      termOn: term.termOn,
      dueOn: term.dueOn,
      overdue: house.clock.today() > term.dueOn && done < classes.length,
      terms: [...term.terms],
      classes,
      sum: {
        classes: classes.length,
        done,
        expected: total('expected'),
        marked: total('marked'),
        arrived: total('arrived'),
        leave: total('leave'),
        transferred: total('transferred'),
        absent: total('absent'),
      },
    };
  });
}

/** Classes (and villages with new beginners) of the term in the asker's area. */
async function readEnrolmentClasses(
  house: House,
  tx: Tx,
  term: Term,
  unitId: string | undefined,
): Promise<EnrolmentClass[]> {
  const byClass = Map.groupBy(await readExpected(tx, term, { unitId }), keyOf);
  const checks = new Map(
    (
      await tx
        .selectFrom('enrolment_checks')
        .innerJoin('accounts', 'accounts.id', 'enrolment_checks.recorded_by')
        .select(['unit_id as unitId', 'grade', 'class', 'recorded_at as at', 'accounts.name as by', 'on_day as onDay'])
        .where('term_on', '=', term.termOn)
        .orderBy('version')
        .execute()
    ).map((row) => [keyOf(row), row]),
  );
  const holders = await readHolders(house, tx);
  return [...byClass.values()]
    .flatMap((pupils): EnrolmentClass[] => {
      const [first] = pupils;
      if (!first) return [];
      const check = checks.get(keyOf(first));
      const marked = (mark: Expected['mark']) => pupils.filter((pupil) => pupil.mark === mark).length;
      const role: Role = first.kind === 'school' ? 'principal' : 'village';
      return [
        {
          unitId: first.unitId,
          unit: first.unit,
          kind: first.kind,
          grade: first.grade,
          class: first.class,
          expected: pupils.length,
          marked: pupils.length - marked(null),
          arrived: marked('arrived'),
          leave: marked('leave'),
          transferred: marked('transferred'),
          absent: marked('absent'),
          check: check ? { at: check.at, by: check.by, onDay: check.onDay, late: check.onDay > term.dueOn } : null,
          owner: { role, names: holders.get(`${role} ${first.unitId}`) ?? [] },
        },
      ];
    })
    .sort(
      (a, b) =>
        Number(a.marked === a.expected) - Number(b.marked === b.expected) ||
        a.kind.localeCompare(b.kind) ||
        a.unit.localeCompare(b.unit, 'zh') ||
        a.grade - b.grade ||
        a.class.localeCompare(b.class, 'zh', { numeric: true }),
    );
}

const keyOf = (of: { unitId: string; grade: number; class: string }) => `${of.unitId} ${of.grade} ${of.class}`;

/** Who holds the posts today that have to see to a check: `principal <unit>` → names. */
async function readHolders(house: House, tx: Tx): Promise<ReadonlyMap<string, string[]>> {
  const today = house.clock.today();
  const rows = await tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.account_id')
    .select(['posts.role', 'posts.unit_id', 'accounts.name'])
    .where('posts.role', 'in', ['principal', 'village'])
    .where('posts.from_on', '<=', today)
    .where((eb) => eb.or([eb('posts.to_on', 'is', null), eb('posts.to_on', '>=', today)]))
    .where('accounts.closed_at', 'is', null)
    .orderBy('accounts.name')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => `${row.role} ${row.unit_id}`)].map(([key, of]) => [key, of.map((row) => row.name)]),
  );
}

/** The pupils of a class, or those behind a number of the progress table. */
export async function listTheEnrolmentPupils(
  house: House,
  ask: Ask<unknown, z.output<NonNullable<(typeof listEnrolmentPupils)['query']>>>,
): Promise<Pupils> {
  const { termOn, mark, ...filter } = ask.query;
  return ask.inTransaction(async (tx) => {
    const term = await readTerm(house.clock, tx, termOn);
    const pupils = (await readExpected(tx, term, filter)).filter(
      (pupil) => mark === undefined || (pupil.mark ?? 'unmarked') === mark,
    );
    const keys = await house.keys.ofChildren(
      tx,
      pupils.flatMap((pupil) => (pupil.sealed ? [pupil.childId] : [])),
    );
    return {
      termOn: term.termOn,
      pupils: pupils.map(({ sealed, checkId, kind: _, ...pupil }) => ({
        ...pupil,
        ...openRemark(keys.get(pupil.childId), markPlace(checkId ?? '', pupil.childId), sealed),
      })),
    };
  });
}

/** Classes of the present term that are not checked to the last child: a number for the board. */
export async function countUnchecked(clock: Clock, tx: Tx): Promise<{ classes: number; overdue: boolean }> {
  const term = await readTerm(clock, tx, undefined);
  const byClass = Map.groupBy(await readExpected(tx, term), keyOf);
  const classes = [...byClass.values()].filter((pupils) => pupils.some((pupil) => pupil.mark === null)).length;
  return { classes, overdue: classes > 0 && clock.today() > term.dueOn };
}
