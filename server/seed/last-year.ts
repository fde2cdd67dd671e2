import { expectedGrade } from '@quanxue/domain/children/school-age.ts';
import type { SampleChild, SampleSchooling } from './children.ts';
import { schoolOf, TOWNSHIP, VILLAGES } from './county.ts';
import { type ListRow, populationList, rollRow } from './lists.ts';
import type { SampleTownship } from './township.ts';

/* The lists of the school year before: who sat where a year ago, in villages that have been merged and renamed since. */

/** A small village that was merged into another at the turn of the year; its people lived in group 1 of the present one. */
export const MERGED = { code: `${TOWNSHIP.code}212`, name: '上铃村', into: 11, group: 1 } as const;
/** The former name of village 5. */
export const RENAMED = { village: 5, name: '茶盏村' } as const;

/** The population list as it was then. */
export function lastPopulation(township: SampleTownship): ListRow[] {
  const present = VILLAGES[RENAMED.village]?.name;
  return populationList(township).map((row) => {
    const { child, cells } = row;
    if (cells.registeredVillage === present) return { ...row, cells: { ...cells, registeredVillage: RENAMED.name } };
    const merged = child.village === MERGED.into && child.group === MERGED.group && /^c\d/.test(child.key);
    if (!merged || row.trouble) return row;
    return { ...row, cells: { ...cells, registeredVillage: MERGED.name, villageCode: MERGED.code } };
  });
}

/** The roll as it was then, school by school: each child a grade lower, last year's ninth grade still in school. */
export function lastRoll(township: SampleTownship): ListRow[] {
  const rows = township.children.flatMap((child) => {
    const schooling = schoolingBefore(child, township.anchor);
    return schooling ? [rollRow({ ...child, schooling })] : [];
  });
  const order = ({ cells }: ListRow) => `${cells.schoolCode} ${cells.gradeNumber} ${cells.class} ${cells.name}`;
  return rows.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

function schoolingBefore(child: SampleChild, anchor: string): SampleSchooling | undefined {
  const now = child.schooling;
  if (!now) {
    // Who would sit in grade 10 finished last summer; a few had been lost sight of by then.
    if (expectedGrade(child.birthDate, anchor) !== 10 || child.citizenId.endsWith('X')) return undefined;
    return {
      state: 'here',
      school: 'middle',
      grade: 9,
      class: '1班',
      rollNumber: `G${child.citizenId}`,
      boarding: true,
    };
  }
  const grade = now.grade - 1;
  if (grade < 1) return undefined;
  const school = grade > 6 ? now.school : beforeMiddle(now.school);
  // Whoever is taught elsewhere than in a class this year still sat in one.
  const state =
    now.state === 'special-education'
      ? now.state
      : ({ here: 'here', county: 'county', 'out-of-county': 'out-of-county' } as const)[schoolOf(school).place];
  return { ...now, state, school, grade };
}

function beforeMiddle(school: string): string {
  return { middle: 'centre', 'town-middle': 'town-primary', 'far-middle': 'far-primary' }[school] ?? school;
}
