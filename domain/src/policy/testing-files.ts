import { addDays, type Day } from '../basis/plain-date.ts';
import { type CaseFile, DOCUMENTS, MATTERS, MEASURES, REASONS, STEPS, type Unit } from '../casefile/schema.ts';
import {
  amend,
  approval,
  by,
  caseFile,
  closure,
  consent,
  document,
  exam,
  type Fact,
  followUp,
  lesson,
  letter,
  measure,
  placement,
  plan,
  publicity,
  relief,
  reopening,
  reply,
  report,
  responsible,
  visit,
} from './testing.ts';

/** A whole number from 0 to below `n`: where the chance of a test comes from (domain has none of its own). */
export type Below = (n: number) => number;

/** The days over which files made here spread: school years, periods of force and the start of home teaching lie inside. */
export const FROM: Day = '2019-05-01';
const SPAN = 1200;

/**
 * Any valid case file, made of chances: entries of every kind in no order, crowded on few days so that ties and
 * boundaries happen, with amendments, reopenings and calendars of its own.
 */
export function anyFile(below: Below): CaseFile {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const often = () => below(4) > 0;
  const base = below(SPAN - 400);
  const day = (): Day => addDays(FROM, base + below(pick([3, 60, 400])));
  const span = () => {
    const from = often() ? day() : undefined;
    const to = from && often() ? addDays(from, below(200)) : undefined;
    return { from, to };
  };
  const units: readonly Unit[] = ['school', 'township', 'village', 'police'];
  const hospital = () => ({
    name: pick(['县医院', '市医院']),
    level: pick(['township', 'county', 'city'] as const),
  });

  let letters = 0;
  const makers: readonly (() => Fact)[] = [
    () =>
      report(day(), {
        reasons: [pick(REASONS), pick(REASONS)],
        lastAttendedOn: often() ? undefined : day(),
        leftGrade: pick([8, 9]),
        leftTerm: pick([1, 2]),
      }),
    () => responsible(day(), pick(units), often() ? {} : { phone: undefined }),
    () =>
      visit(day(), {
        by: by(...units.slice(below(3), below(3) + 2)),
        outcome: pick(['undecided', 'agreed-graduation', 'agreed-remote-teaching', 'agreed-return']),
        summary: pick(['一', '二', '三', '四', '五', '六', '七', '']),
      }),
    () => measure(day(), pick(MEASURES)),
    () => plan(day(), pick(['individual', 'home-teaching', 'remote-teaching'])),
    () => lesson(day(), pick(['home', 'remote']), pick([1, 2])),
    () =>
      document(day(), pick(DOCUMENTS), {
        hospital: hospital(),
        advisesLeave: often(),
        outpatient: !often(),
        from: addDays(FROM, base - below(900)),
        deadline: often() ? undefined : day(),
      }),
    () => placement(day(), { grade: pick([6, 7, 8]) }),
    () => approval(day(), pick(['leave', 'deferral', 'exemption', 'resumption']), pick(STEPS), span()),
    () => approval(day(), pick(['leave', 'deferral', 'exemption']), 'county', span()),
    () =>
      approval(day(), pick(MATTERS), pick(STEPS), { decision: pick(['applied', 'approved', 'rejected']), ...span() }),
    () =>
      letter(day(), pick(['township', 'school']), pick(['destination', 'police', 'labour']), {
        id: `letter${letters++}`,
      }),
    () => consent(day(), pick(['graduation', 'special-school', 'home-teaching']), pick(['guardian', 'child'])),
    () => exam(day(), often()),
    () => relief(day()),
    () => followUp(day()),
    () => publicity(day()),
    () => closure(day(), pick(['returned', 'graduated', 'completed', 'moved'])),
    () => reopening(day()),
  ];

  const facts: Fact[] = [];
  // Most files are about one measure, chosen early.
  if (often()) facts.push(measure(addDays(FROM, base), pick(MEASURES)));
  for (let more = 2 + below(16); more > 0; more--) facts.push(pick(makers)());
  for (const fact of [...facts]) {
    if (fact.kind === 'letter' && fact.id && often()) {
      facts.push(reply(day(), fact.to, fact.id, { outcome: pick(['taken-over', 'not-found']) }));
    }
  }
  const withIds = facts.map((fact, i) => ({ id: `f${i}`, ...fact }) as Fact & { id: string });
  const amendments = withIds
    .filter(() => !often() && !often())
    .map((fact) => {
      const { id, ...replacement } = fact;
      // A replacement keeps the day, so that the order of days says all about the order of entries.
      return amend(day(), id, pick([{ withdraw: true }, { replacement }, { note: '备注' }]));
    });
  const all = [...withIds, ...amendments].map((fact, i) => ({ at: below(1000), i, fact }));
  all.sort((a, b) => a.at - b.at || a.i - b.i);

  return caseFile(
    all.map(({ fact }) => fact),
    {
      households: often() ? [] : ['monitored', 'registered-poor'],
      grade: often() ? 7 : undefined,
      ...(often()
        ? {}
        : {
            disability: {
              category: pick(['intellectual', 'physical']),
              level: pick([2, 3]),
              certificateNumber: '1',
              validUntil: often() ? day() : undefined,
            },
          }),
    },
    often() ? undefined : { terms: [{ start: FROM, end: addDays(FROM, SPAN) }], examMonths: ['2020-06'] },
  );
}

/** Any day on which such a file may be asked about. */
export function anyAsOf(below: Below): Day {
  return addDays(FROM, below(SPAN + 400));
}
