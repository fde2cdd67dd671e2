import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { schoolDays } from '@quanxue/domain/basis/school-calendar.ts';
import type { AbsenceCause } from '@quanxue/domain/children/absence.ts';
import { getAttendance, listPupils, reportAttendance } from '@quanxue/domain/children/attendance.ts';
import {
  checkEnrolment,
  type EnrolmentMark,
  getEnrolment,
  listEnrolmentPupils,
} from '@quanxue/domain/visits/enrolment.ts';
import { calendarBetween } from '../src/children/absence-streaks.ts';
import type { Author } from './cases/story.ts';
import { Chance } from './random.ts';
import { atOnce, idFor, type Scene } from './scene.ts';

/* At the opening of the term every class is checked; in the last weeks some classes tell who is absent. */

const HANDS = 3;

/** Of every so many classes one has a child that did not come: a lead. */
const ABSENT_IN = 12;

export async function checkOpening(scene: Scene, day: Day): Promise<void> {
  const { termOn, classes } = await scene.clerk.ask(getEnrolment);
  const byUnit = new Map<string, Author>([
    ...scene.villages.map((_, index) => [scene.village(index), `village:${index}` as Author] as const),
    ...scene.schools.map((school) => [scene.school(school.key), `principal:${school.key}` as Author] as const),
  ]);
  // One village has not looked yet.
  const late = scene.village(8);
  const due = classes.filter(({ unitId }) => byUnit.has(unitId) && unitId !== late);
  await atOnce(HANDS, due, async (each, index) => {
    const { unitId, grade } = each;
    const person = scene.person(byUnit.get(unitId) ?? 'social-affairs');
    const query = { unitId, grade: String(grade), class: each.class };
    const { pupils } = await person.ask(listEnrolmentPupils, { query });
    const chance = new Chance(`opening ${each.unit} ${grade} ${each.class}`);
    const but = pupils.flatMap(
      (pupil, at): { childId: string; mark: Exclude<EnrolmentMark, 'arrived'>; place?: string; note?: string }[] => {
        const { childId } = pupil;
        if (each.kind === 'village')
          return [{ childId, mark: 'transferred', place: '随父母在外地上学（家长电话告知）' }];
        if (index % ABSENT_IN === 5 && at === 1) return [{ childId, mark: 'absent', note: '家长电话无人接听' }];
        return chance.happens(0.006) ? [{ childId, mark: 'leave', note: '家长请假三天' }] : [];
      },
    );
    const onDay = addDays(termOn, 1) > day ? day : addDays(termOn, chance.whole(0, 1));
    await person.ask(checkEnrolment, {
      params: { checkId: idFor(`opening ${each.unit} ${grade} ${each.class}`, day) },
      body: { termOn, unitId, grade, class: each.class, onDay, but },
    });
  });
}

/** The classes that report each day, and the one child who has not come for three days without anybody knowing why. */
const REPORTING = [
  { school: 'centre', grades: [5, 6] },
  { school: 'middle', grades: [7] },
] as const;
const UNKNOWN_DAYS = 3;

/** School days before the anchor, the last ones, oldest first; none before this year's roll was there. */
export function lastSchoolDays(scene: Scene, count: number): Day[] {
  const { anchor, roll } = scene.days;
  const isSchoolDay = schoolDays(calendarBetween(addDays(anchor, -60), anchor));
  const found: Day[] = [];
  for (
    let day = addDays(anchor, -1);
    day > roll && day > addDays(anchor, -60) && found.length < count;
    day = addDays(day, -1)
  ) {
    if (isSchoolDay(day)) found.unshift(day);
  }
  return found;
}

/** @param left school days of the story after this one. */
export async function reportAbsences(scene: Scene, day: Day, left: number): Promise<void> {
  await atOnce(2, REPORTING, async ({ school, grades }) => {
    const person = scene.person(`principal:${school}`);
    const { classes } = await person.ask(getAttendance, { query: { day } });
    for (const [index, each] of classes.filter(({ grade }) => grades.some((one) => one === grade)).entries()) {
      const { schoolId, grade } = each;
      const { pupils } = await person.ask(listPupils, {
        query: { day, schoolId, grade: String(grade), class: each.class },
      });
      const chance = new Chance(`absent ${school} ${grade} ${each.class} ${day}`);
      const marks = new Map<string, { cause: AbsenceCause; note?: string }>();
      for (const { childId } of pupils.slice(2)) {
        if (!chance.happens(0.02)) continue;
        const cause = chance.pick(['sick', 'sick', 'personal-leave', 'other'] as const);
        marks.set(childId, { cause, ...(cause === 'other' && { note: '参加县里的足球比赛' }) });
      }
      const [first, second] = pupils;
      if (school === 'centre' && index === 0 && first && left < UNKNOWN_DAYS)
        marks.set(first.childId, { cause: 'none' });
      if (school === 'middle' && index === 1 && second && left < 1) marks.set(second.childId, { cause: 'none' });
      await person.ask(reportAttendance, {
        params: { attendanceId: idFor(`absent ${school} ${grade} ${each.class} ${day}`, day) },
        body: {
          schoolId,
          grade,
          class: each.class,
          day,
          absent: [...marks].map(([childId, mark]) => ({ childId, ...mark })),
        },
      });
    }
  });
}
