import type { Operation } from '@quanxue/domain/basis/operation.ts';
import * as cases from '@quanxue/domain/cases/operations.ts';
import * as problemList from '@quanxue/domain/cases/problem-list.ts';
import * as attendance from '@quanxue/domain/children/attendance.ts';
import * as children from '@quanxue/domain/children/operations.ts';
import * as people from '@quanxue/domain/people/operations.ts';
import * as statistics from '@quanxue/domain/statistics/operations.ts';
import * as enrolment from '@quanxue/domain/visits/enrolment.ts';
import * as rounds from '@quanxue/domain/visits/rounds.ts';

/** Every operation that the server answers, capability by capability, in the order of their files. */
export const CONTRACT: readonly Operation[] = [
  people,

  children,
  attendance,

  rounds,
  enrolment,

  cases,
  problemList,

  statistics,
].flatMap((capability) => Object.values(capability).filter(isOperation));

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'may' in value;
}
