import { type Citation, type Dated, datedOn } from '../basis/citation.ts';
import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { Household } from './words.ts';

/** Of the three types of the monitored; the third, 边缘易致贫户, is the category `borderline`. */
export const MONITORED_KINDS = ['unstable', 'sudden'] as const;
export type MonitoredKind = (typeof MONITORED_KINDS)[number];

/*
 * What a category of households is called changes with the years, and a paper must bear the name that was valid on its
 * day. The names are those of the papers cited; the days on which one follows another are our reading (R75): the papers
 * say years.
 */

const beforeTransition: Citation = {
  paper: 'poverty-alleviation',
  zh: '脱贫攻坚期（至2020年底）称建档立卡贫困户；R75',
  en: 'Until the end of 2020 the registered poor; R75',
};
const transition: Citation = {
  paper: 'transition-period',
  zh: '五年过渡期（2021—2025年）称脱贫户、防止返贫监测对象；R75',
  en: 'The transition of five years (2021–2025): households out of poverty, and the monitored; R75',
};
const regularHelp: Citation = {
  paper: 'regular-help',
  zh: '过渡期2025年结束，2026年起纳入常态化帮扶，称防止返贫致贫对象；R75',
  en: 'The transition ended with 2025; from 2026 the term of the regular help; R75',
};
const always = (zh: string, en: string): Dated<Text> => [
  { value: { zh, en }, citation: { paper: 'glossary', zh: '名称未变', en: 'the name has not changed' } },
];

const END_OF_POVERTY_YEARS: Day = '2020-12-31';
const TRANSITION: Day = '2021-01-01';
const END_OF_TRANSITION: Day = '2025-12-31';
const REGULAR: Day = '2026-01-01';

/** The three names of the years of monitoring, for a type or for the whole. */
function monitored(zh: string, en: string): Dated<Text> {
  return [
    { to: END_OF_TRANSITION, value: { zh, en }, citation: transition },
    {
      from: REGULAR,
      value: { zh: `防止返贫致贫对象（原${zh}）`, en: `at risk of poverty (formerly: ${en})` },
      citation: regularHelp,
    },
  ];
}

export const HOUSEHOLD_NAMES: Readonly<Record<Household, Dated<Text>>> = {
  'registered-poor': [
    {
      to: END_OF_POVERTY_YEARS,
      value: { zh: '建档立卡贫困户', en: 'registered poor household' },
      citation: beforeTransition,
    },
    { from: TRANSITION, value: { zh: '脱贫户', en: 'household out of poverty' }, citation: transition },
  ],
  monitored: [
    { to: END_OF_TRANSITION, value: { zh: '监测对象', en: 'monitored household' }, citation: transition },
    { from: REGULAR, value: { zh: '防止返贫致贫对象', en: 'household at risk of poverty' }, citation: regularHelp },
  ],
  borderline: monitored('边缘易致贫户', 'borderline household'),
  subsistence: always('低保户', 'household on subsistence allowance'),
  'extreme-poverty': always('特困供养', 'extreme poverty'),
  orphan: always('孤儿', 'orphan'),
  'left-behind': always('留守儿童', 'left-behind child'),
};

export const MONITORED_KIND_NAMES: Readonly<Record<MonitoredKind, Dated<Text>>> = {
  unstable: monitored('脱贫不稳定户', 'household not firmly out of poverty'),
  sudden: monitored('突发严重困难户', 'household in sudden hardship'),
};

/** The name to print on a paper of this day, with its source. */
export function householdNameOn(
  category: Household,
  kind: MonitoredKind | null,
  day: Day,
): { readonly name: Text; readonly citation: Citation } {
  const history = category === 'monitored' && kind ? MONITORED_KIND_NAMES[kind] : HOUSEHOLD_NAMES[category];
  const valid = datedOn(history, day);
  if (!valid) throw new Error(`no name of ${category} on ${day}`);
  return { name: valid.value, citation: valid.citation };
}
