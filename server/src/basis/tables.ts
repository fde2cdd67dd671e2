import type { CasesTables } from './tables/cases.ts';
import type { ChildrenTables } from './tables/children.ts';
import type { LettersTables } from './tables/letters.ts';
import type { PeopleTables } from './tables/people.ts';
import type { ReportsTables } from './tables/reports.ts';
import type { StatisticsTables } from './tables/statistics.ts';
import type { TracesTables } from './tables/traces.ts';
import type { VisitsTables } from './tables/visits.ts';

/*
 * The tables of server/migrations as types, one file a capability. Days ('2022-09-01') and instants
 * ('2022-09-07T10:30:00.000Z') are strings, bigint is a number, bytea a Buffer.
 */

export interface Tables
  extends PeopleTables,
    ChildrenTables,
    ReportsTables,
    VisitsTables,
    CasesTables,
    LettersTables,
    StatisticsTables,
    TracesTables {}
