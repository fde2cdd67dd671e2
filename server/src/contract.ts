import type { Operation } from '@quanxue/domain/basis/operation.ts';
import * as cases from '@quanxue/domain/cases/operations.ts';
import * as problemList from '@quanxue/domain/cases/problem-list.ts';
import * as children from '@quanxue/domain/children/operations.ts';
import * as people from '@quanxue/domain/people/operations.ts';
import * as clues from '@quanxue/domain/reports/clue-operations.ts';
import * as declarations from '@quanxue/domain/reports/declaration-operations.ts';
import * as reports from '@quanxue/domain/reports/operations.ts';
import * as statistics from '@quanxue/domain/statistics/operations.ts';

/** Every operation that the server answers, capability by capability, in the order of their files. */
export const CONTRACT: readonly Operation[] = [
  people,

  children,

  reports,
  clues,
  declarations,

  cases,
  problemList,

  statistics,
].flatMap((capability) => Object.values(capability).filter(isOperation));

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'may' in value;
}
