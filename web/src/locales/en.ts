import { approvals } from './en/approvals.ts';
import { briefs } from './en/briefs.ts';
import { cases } from './en/cases.ts';
import { channels } from './en/channels.ts';
import { children } from './en/children.ts';
import { common } from './en/common.ts';
import { joint } from './en/joint.ts';
import { lessons } from './en/lessons.ts';
import { letters } from './en/letters.ts';
import { people } from './en/people.ts';
import { reports } from './en/reports.ts';
import { statistics } from './en/statistics.ts';
import { takeOver } from './en/take-over.ts';
import { visits } from './en/visits.ts';
import type { zhCN } from './zh-CN.ts';

/** The same texts in English; the type is the Chinese one, so a missing or a surplus key does not compile. */
export const en: typeof zhCN = {
  ...common,
  ...people,
  ...children,
  ...reports,
  ...visits,
  ...cases,
  ...joint,
  ...lessons,
  ...letters,
  ...approvals,
  ...takeOver,
  ...statistics,
  ...briefs,
  ...channels,
};
