import type { Dated } from '../../../basis/citation.ts';
import type { Text } from '../../../basis/problem.ts';
import type { Parameters } from '../../requirement.ts';
import { annex1, annex2, note } from './cite.ts';

/** One value that has held ever since; `ours` marks a number that the papers leave open (docs/readings.md). */
const always = (value: number, source: Text, ours = false): Dated<number> => [
  { value, citation: { paper: ours ? 'our-reading' : 'xianyi-2022-56', ...source } },
];

/** The numbers of the notice, and ours where it is silent. Each can be overridden by another pack. */
export const parameters: Parameters = {
  persuasionsNeeded: always(5, annex1('B4-1', '1')),
  persuasionInterval: always(
    30,
    {
      zh: '实施方案三（五）：不得放弃；天数是我们的理解',
      en: 'Plan, article 3(5): must not give up; the number is our reading',
    },
    true,
  ),
  homeTeachingFrom: '2019-06-01',
  homeTeachingPerWeek: always(1, annex1('B4-6', '1')),
  homeTeachingHours: always(2, annex1('B4-6', '1')),
  remoteTeachingPerWeek: always(2, annex1('B4-8', '5')),
  leaveMaxDays: always(
    180,
    {
      zh: '附件2 第4项：原则上为一学期；天数是我们的理解',
      en: 'Annex 2, item 4: in principle one term; the number is our reading',
    },
    true,
  ),
  termDays: always(
    120,
    {
      zh: '附件2 第4项：一学期以上；天数是我们的理解',
      en: 'Annex 2, item 4: a term or more; the number is our reading',
    },
    true,
  ),
  replyDays: always(30, { zh: '我们的理解', en: 'our reading' }, true),
  referralDays: always(
    15,
    {
      zh: '实施方案五：联控联保；天数是我们的理解',
      en: 'Plan, article 5: joint control; the number is our reading',
    },
    true,
  ),
  rehabilitationYears: always(2, annex2('6')),
  followUpDays: always(
    180,
    {
      zh: '附件2 第6项：适时跟踪；天数是我们的理解',
      en: 'Annex 2, item 6: follow up in good time; the number is our reading',
    },
    true,
  ),
  inForce: {
    vocational: { to: '2020-06-27', citation: note },
    'county-confirmed': { from: '2020-06-28', to: '2021-05-31', citation: note },
  },
};
