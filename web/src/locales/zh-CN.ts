import { approvals } from './zh-CN/approvals.ts';
import { briefs } from './zh-CN/briefs.ts';
import { cases } from './zh-CN/cases.ts';
import { channels } from './zh-CN/channels.ts';
import { children } from './zh-CN/children.ts';
import { common } from './zh-CN/common.ts';
import { joint } from './zh-CN/joint.ts';
import { lessons } from './zh-CN/lessons.ts';
import { letters } from './zh-CN/letters.ts';
import { people } from './zh-CN/people.ts';
import { reports } from './zh-CN/reports.ts';
import { statistics } from './zh-CN/statistics.ts';
import { takeOver } from './zh-CN/take-over.ts';
import { visits } from './zh-CN/visits.ts';

/**
 * All texts of the desk in Chinese, one file a capability: the source. The files of `en` must have the same keys; a missing
 * one does not compile.
 */
export const zhCN = {
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
