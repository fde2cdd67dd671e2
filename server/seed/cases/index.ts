import { BEFORE_MEASURE } from './before-measure.ts';
import { DEFERRAL_AND_EXEMPTION } from './disability.ts';
import { GRADUATION } from './graduation.ts';
import { HISTORIC } from './historic.ts';
import { LEAVE } from './leave.ts';
import { LEGAL } from './legal.ts';
import { MIGRANT } from './migrant.ts';
import { RETURN } from './return.ts';
import { SPECIAL_SCHOOL } from './special-school.ts';
import type { CaseScript } from './story.ts';
import { HOME_TEACHING, REMOTE_TEACHING } from './teaching.ts';

/** Every case of the sample township, in the order of the measures. */
export const SCRIPTS: readonly CaseScript[] = [
  ...BEFORE_MEASURE,
  ...RETURN,
  ...GRADUATION,
  ...HISTORIC,
  ...LEAVE,
  ...DEFERRAL_AND_EXEMPTION,
  ...HOME_TEACHING,
  ...MIGRANT,
  ...REMOTE_TEACHING,
  ...LEGAL,
  ...SPECIAL_SCHOOL,
];
