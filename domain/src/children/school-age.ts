import type { Dated } from '../basis/citation.ts';
import { valueOn } from '../basis/citation.ts';
import { type Day, schoolYearOf } from '../basis/plain-date.ts';

/** Ends of the window in full years on 31 August of the school year's first calendar year, both included. */
export interface SchoolAge {
  /** Youngest: six full years by 31 August. */
  readonly from: number;
  /** Oldest cohort counted: nine cohorts are six … fourteen. */
  readonly to: number;
}

/**
 * School age by date. Six full years by 31 August is the enrolment rule of the county; nine cohorts is how the national
 * comparison of register and population counted. Both ends are values that a county may set otherwise (some count ten).
 */
export const SCHOOL_AGE: Dated<SchoolAge> = [
  {
    value: { from: 6, to: 14 },
    citation: {
      paper: 'compulsory-education-law',
      zh: '义务教育法第十一条（年满六周岁入学，九年）；8 月 31 日为界是当地入学规定',
      en: 'Compulsory Education Law, article 11 (enrolment at six, nine years); the cut at 31 August is the local enrolment rule',
    },
  },
];

export interface Cohort {
  readonly bornFrom: Day;
  readonly bornTo: Day;
}

/**
 * Births that are of school age on a day, both ends included: for school year Y, (Y−15)-09-01 … (Y−6)-08-31 with the
 * default of nine cohorts.
 */
export function schoolAgeCohort(asOf: Day, history: Dated<SchoolAge> = SCHOOL_AGE): Cohort {
  const year = schoolYearOf(asOf);
  const age = valueOn(history, asOf);
  if (!age) throw new Error(`no school age is set for ${asOf}`);
  return { bornFrom: `${pad(year - age.to - 1)}-09-01`, bornTo: `${pad(year - age.from)}-08-31` };
}

/** The grade 1…9 in which a child of this birth date would sit in the school year of `asOf` if it began at six. */
export function expectedGrade(birthDate: Day, asOf: Day): number {
  return schoolYearOf(asOf) - 5 - (Number(birthDate.slice(0, 4)) + (birthDate.slice(5) > '08-31' ? 1 : 0));
}

function pad(year: number): string {
  return String(year).padStart(4, '0');
}
