import type { Operation } from '@quanxue/domain/basis/operation.ts';
import * as approvals from '@quanxue/domain/cases/approval-operations.ts';
import * as jointControl from '@quanxue/domain/cases/joint-control.ts';
import * as cases from '@quanxue/domain/cases/operations.ts';
import * as problemList from '@quanxue/domain/cases/problem-list.ts';
import * as readings from '@quanxue/domain/cases/reading-operations.ts';
import * as rosters from '@quanxue/domain/cases/take-over/roster-operations.ts';
import * as takenScans from '@quanxue/domain/cases/take-over/scan-operations.ts';
import * as attendance from '@quanxue/domain/children/attendance.ts';
import * as closing from '@quanxue/domain/children/closing-operations.ts';
import * as comparisons from '@quanxue/domain/children/comparison-operations.ts';
import * as duplicates from '@quanxue/domain/children/duplicate-operations.ts';
import * as ledger from '@quanxue/domain/children/ledger-operations.ts';
import * as matches from '@quanxue/domain/children/match-operations.ts';
import * as children from '@quanxue/domain/children/operations.ts';
import * as responsibility from '@quanxue/domain/children/responsibility.ts';
import * as rollOver from '@quanxue/domain/children/roll-over-operations.ts';
import * as lessons from '@quanxue/domain/lessons/operations.ts';
import * as letters from '@quanxue/domain/letters/operations.ts';
import * as scans from '@quanxue/domain/letters/scan-operations.ts';
import * as people from '@quanxue/domain/people/operations.ts';
import * as posts from '@quanxue/domain/people/posts.ts';
import * as units from '@quanxue/domain/people/units.ts';
import * as clues from '@quanxue/domain/reports/clue-operations.ts';
import * as declarations from '@quanxue/domain/reports/declaration-operations.ts';
import * as reports from '@quanxue/domain/reports/operations.ts';
import * as briefs from '@quanxue/domain/statistics/brief-operations.ts';
import * as channels from '@quanxue/domain/statistics/channel-operations.ts';
import * as myDay from '@quanxue/domain/statistics/my-day-operations.ts';
import * as statistics from '@quanxue/domain/statistics/operations.ts';
import * as statisticsOverview from '@quanxue/domain/statistics/overview-operations.ts';
import * as statisticsStatements from '@quanxue/domain/statistics/statement-operations.ts';
import * as statisticsTables from '@quanxue/domain/statistics/table-operations.ts';
import * as enrolment from '@quanxue/domain/visits/enrolment.ts';
import * as rounds from '@quanxue/domain/visits/rounds.ts';

/** Every operation that the server answers, capability by capability, in the order of their files. */
export const CONTRACT: readonly Operation[] = [
  people,
  units,
  posts,

  children,
  responsibility,
  ledger,
  closing,
  rollOver,
  comparisons,
  matches,
  duplicates,

  reports,
  clues,
  declarations,
  attendance,

  rounds,
  enrolment,

  cases,
  readings,
  approvals,
  problemList,
  jointControl,
  rosters,
  takenScans,

  lessons,
  letters,
  scans,

  statistics,
  myDay,
  statisticsTables,
  statisticsOverview,
  statisticsStatements,
  briefs,
  channels,
].flatMap((capability) => Object.values(capability).filter(isOperation));

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'may' in value;
}
