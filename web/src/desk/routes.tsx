import { listApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import { listReferrals, listRelief } from '@quanxue/domain/cases/joint-control.ts';
import { listCases } from '@quanxue/domain/cases/operations.ts';
import { listProblems } from '@quanxue/domain/cases/problem-list.ts';
import { getAttendance, listPupils } from '@quanxue/domain/children/attendance.ts';
import { getVillageClosing } from '@quanxue/domain/children/closing-operations.ts';
import { listCompared, listReconciled } from '@quanxue/domain/children/comparison-operations.ts';
import { COMPARISONS } from '@quanxue/domain/children/comparisons.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { listUnassigned } from '@quanxue/domain/children/responsibility.ts';
import { ROLL_OVER_GROUPS } from '@quanxue/domain/children/roll-over.ts';
import { listTeachingDebt } from '@quanxue/domain/lessons/operations.ts';
import { listDocumentNumbers } from '@quanxue/domain/letters/operations.ts';
import { DUTIES } from '@quanxue/domain/people/posts.ts';
import { listDeclarations } from '@quanxue/domain/reports/declaration-operations.ts';
import { listLeads } from '@quanxue/domain/reports/operations.ts';
import { getMyDay } from '@quanxue/domain/statistics/my-day-operations.ts';
import { getOverview } from '@quanxue/domain/statistics/overview-operations.ts';
import { compareStatement, listStatements } from '@quanxue/domain/statistics/statement-operations.ts';
import { getTable } from '@quanxue/domain/statistics/table-operations.ts';
import { getEnrolment, listEnrolmentPupils } from '@quanxue/domain/visits/enrolment.ts';
import { listRoundHouseholds } from '@quanxue/domain/visits/rounds.ts';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { z } from 'zod';
import { ProblemNotice } from '../basis/problem-notice.tsx';
import { keepKnown, parseSearch, stringifySearch } from '../basis/search.ts';
import { isOffice, loadInstallation, loadSession } from '../basis/session.ts';
import { Desk } from './desk.tsx';
import { Lost } from './lost.tsx';

/* Every page of the desk, in one list. Each page's code is fetched when it is first opened. */

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: Lost,
  errorComponent: ({ error, reset }) => <ProblemNotice error={error} again={reset} />,
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  beforeLoad: async () => {
    if ((await loadInstallation()).state === 'ready') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./people/set-up.tsx'), 'SetUpPage'),
});

/** Where to go after signing in: a path within this site. */
const signInSearch = keepKnown(z.object({ to: z.string().regex(/^\/(?!\/)/) }));

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { to?: string } => signInSearch(raw),
  beforeLoad: async ({ search }) => {
    if ((await loadInstallation()).state === 'new') throw redirect({ to: '/set-up' });
    if (await loadSession()) throw redirect({ href: search.to ?? '/' });
  },
  component: lazyRouteComponent(() => import('./people/sign-in.tsx'), 'SignInPage'),
});

const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ location }) => {
    if ((await loadInstallation()).state === 'new') throw redirect({ to: '/set-up' });
    if (!(await loadSession())) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
  component: Desk,
});

const page = <const Path extends string>(path: Path) => ({ getParentRoute: () => desk, path });

// ---- letters
const newPaper = createRoute({
  ...page('/cases/$caseId/papers/$kind'),
  component: lazyRouteComponent(() => import('./letters/issue-paper.tsx'), 'IssuePaperPage'),
});
const scans = createRoute({
  ...page('/scans'),
  component: lazyRouteComponent(() => import('./letters/scans.tsx'), 'ScansPage'),
});
const numbers = createRoute({
  ...page('/document-numbers'),
  validateSearch: keepKnown(
    listDocumentNumbers.query as z.ZodObject<NonNullable<typeof listDocumentNumbers.query>['shape']>,
  ),
  component: lazyRouteComponent(() => import('./letters/numbers.tsx'), 'NumbersPage'),
});

// ---- statistics
const board = createRoute({
  ...page('/'),
  beforeLoad: async () => {
    if (isOffice(await loadSession())) throw redirect({ to: '/addressed' });
  },
  component: lazyRouteComponent(() => import('./statistics/board.tsx'), 'BoardPage'),
});
const myDay = createRoute({
  ...page('/my-day'),
  validateSearch: keepKnown(getMyDay.query as z.ZodObject<NonNullable<typeof getMyDay.query>['shape']>),
  component: lazyRouteComponent(() => import('./statistics/my-day.tsx'), 'MyDayPage'),
});
const lateness = createRoute({
  ...page('/my-day/units'),
  component: lazyRouteComponent(() => import('./statistics/lateness.tsx'), 'LatenessPage'),
});
const stages = createRoute({
  ...page('/cases/stages'),
  component: lazyRouteComponent(() => import('./statistics/stages.tsx'), 'StagesPage'),
});
// ---- people
const start = createRoute({
  ...page('/start'),
  component: lazyRouteComponent(() => import('./people/start.tsx'), 'StartPage'),
});
const accounts = createRoute({
  ...page('/accounts'),
  component: lazyRouteComponent(() => import('./people/accounts.tsx'), 'AccountsPage'),
});
const units = createRoute({
  ...page('/units'),
  validateSearch: keepKnown(
    z.object({ asOf: z.iso.date(), ended: z.enum(['true']), show: z.enum(['places', 'schools', 'offices']) }),
  ),
  component: lazyRouteComponent(() => import('./people/units.tsx'), 'UnitsPage'),
});
const posts = createRoute({
  ...page('/posts'),
  validateSearch: keepKnown(z.object({ duty: z.enum(DUTIES) })),
  component: lazyRouteComponent(() => import('./people/posts.tsx'), 'PostsPage'),
});
// ---- children
const unassigned = createRoute({
  ...page('/children/unassigned'),
  validateSearch: keepKnown(listUnassigned.query as z.ZodObject<NonNullable<typeof listUnassigned.query>['shape']>),
  component: lazyRouteComponent(() => import('./children/unassigned.tsx'), 'UnassignedPage'),
});
const imports = createRoute({
  ...page('/imports'),
  component: lazyRouteComponent(() => import('./children/imports.tsx'), 'ImportsPage'),
});
const oneImport = createRoute({
  ...page('/imports/$importId'),
  validateSearch: keepKnown(
    z.object({
      show: z.enum([
        'added',
        'changed',
        'same',
        'bad',
        'gone',
        'warning',
        'listed',
        'unidentified',
        'outside',
        'waiting',
      ]),
      offset: z.coerce.number().int().min(0),
    }),
  ),
  component: lazyRouteComponent(() => import('./children/import-page.tsx'), 'ImportPage'),
});
const matches = createRoute({
  ...page('/matches'),
  validateSearch: keepKnown(z.object({ importId: z.uuid(), show: z.enum(['decided', 'duplicates']) })),
  component: lazyRouteComponent(() => import('./children/match-queue.tsx'), 'MatchQueuePage'),
});
const childSearch = keepKnown(listChildren.query as z.ZodObject<NonNullable<typeof listChildren.query>['shape']>);
const children = createRoute({
  ...page('/children'),
  validateSearch: childSearch,
  component: lazyRouteComponent(() => import('./children/ledger.tsx'), 'LedgerPage'),
});
const printChildren = createRoute({
  ...page('/children/print'),
  validateSearch: childSearch,
  component: lazyRouteComponent(() => import('./children/print-ledger.tsx'), 'PrintLedgerPage'),
});
const newChild = createRoute({
  ...page('/children/new'),
  component: lazyRouteComponent(() => import('./children/new-child.tsx'), 'NewChildPage'),
});
const closing = createRoute({
  ...page('/closing'),
  validateSearch: keepKnown(
    getVillageClosing.query as z.ZodObject<NonNullable<typeof getVillageClosing.query>['shape']>,
  ),
  component: lazyRouteComponent(() => import('./children/closing.tsx'), 'ClosingPage'),
});
const reconciliation = createRoute({
  ...page('/reconciliation'),
  validateSearch: keepKnown(
    z.object({
      view: z.enum(['counts', ...COMPARISONS]),
      ...(listCompared.query as z.ZodObject<NonNullable<typeof listCompared.query>['shape']>).shape,
      ...(listReconciled.query as z.ZodObject<NonNullable<typeof listReconciled.query>['shape']>).shape,
    }),
  ),
  component: lazyRouteComponent(() => import('./children/reconciliation.tsx'), 'ReconciliationPage'),
});
const rollOver = createRoute({
  ...page('/roll-over'),
  validateSearch: keepKnown(
    z.object({ year: z.coerce.number().int().min(2000).max(2100), group: z.enum(ROLL_OVER_GROUPS) }),
  ),
  component: lazyRouteComponent(() => import('./children/roll-over.tsx'), 'RollOverPage'),
});
const child = createRoute({
  ...page('/children/$childId'),
  component: lazyRouteComponent(() => import('./children/child-page.tsx'), 'ChildPage'),
});
const absence = createRoute({
  ...page('/absence'),
  validateSearch: keepKnown(getAttendance.query as z.ZodObject<NonNullable<typeof getAttendance.query>['shape']>),
  component: lazyRouteComponent(() => import('./children/absence.tsx'), 'AbsencePage'),
});
const pupilSearch = keepKnown(listPupils.query as z.ZodObject<NonNullable<typeof listPupils.query>['shape']>);
const reportAbsence = createRoute({
  ...page('/absence/class'),
  validateSearch: pupilSearch,
  component: lazyRouteComponent(() => import('./children/report-absence.tsx'), 'ReportAbsencePage'),
});
const absentPupils = createRoute({
  ...page('/absence/pupils'),
  validateSearch: pupilSearch,
  component: lazyRouteComponent(() => import('./children/absent-pupils.tsx'), 'AbsentPupilsPage'),
});
// ---- reports
const report = createRoute({
  ...page('/children/$childId/report'),
  component: lazyRouteComponent(() => import('./reports/report-page.tsx'), 'ReportPage'),
});
const quickReport = createRoute({
  ...page('/report'),
  validateSearch: keepKnown(z.object({ childId: z.uuid() })),
  component: lazyRouteComponent(() => import('./reports/quick-report.tsx'), 'QuickReportPage'),
});
const leads = createRoute({
  ...page('/leads'),
  validateSearch: keepKnown(listLeads.query as z.ZodObject<NonNullable<typeof listLeads.query>['shape']>),
  component: lazyRouteComponent(() => import('./reports/lead-list.tsx'), 'LeadListPage'),
});
const lead = createRoute({
  ...page('/leads/$leadId'),
  component: lazyRouteComponent(() => import('./reports/lead-page.tsx'), 'LeadPage'),
});
const declarations = createRoute({
  ...page('/declarations'),
  validateSearch: keepKnown(listDeclarations.query as z.ZodObject<NonNullable<typeof listDeclarations.query>['shape']>),
  component: lazyRouteComponent(() => import('./reports/declarations.tsx'), 'DeclarationsPage'),
});
const cluePoster = createRoute({
  ...page('/clue-poster'),
  component: lazyRouteComponent(() => import('./reports/clue-poster.tsx'), 'CluePosterPage'),
});
const clue = createRoute({
  getParentRoute: () => root,
  path: '/clue',
  validateSearch: keepKnown(z.object({ t: z.uuid() })),
  component: lazyRouteComponent(() => import('./reports/clue.tsx'), 'CluePage'),
});
// ---- visits
const rounds = createRoute({
  ...page('/rounds'),
  component: lazyRouteComponent(() => import('./visits/rounds.tsx'), 'RoundsPage'),
});
const oneRound = createRoute({
  ...page('/rounds/$roundId'),
  component: lazyRouteComponent(() => import('./visits/round-page.tsx'), 'RoundPage'),
});
const workSearch = keepKnown(
  listRoundHouseholds.query as z.ZodObject<NonNullable<typeof listRoundHouseholds.query>['shape']>,
);
const workList = createRoute({
  ...page('/rounds/$roundId/households'),
  validateSearch: workSearch,
  component: lazyRouteComponent(() => import('./visits/work-list.tsx'), 'WorkListPage'),
});
const household = createRoute({
  ...page('/rounds/$roundId/households/$householdId'),
  validateSearch: workSearch,
  component: lazyRouteComponent(() => import('./visits/household-page.tsx'), 'HouseholdPage'),
});
const printWorkList = createRoute({
  ...page('/rounds/$roundId/print'),
  validateSearch: workSearch,
  component: lazyRouteComponent(() => import('./visits/print-work-list.tsx'), 'PrintWorkListPage'),
});
const enrolment = createRoute({
  ...page('/enrolment'),
  validateSearch: keepKnown(getEnrolment.query as z.ZodObject<NonNullable<typeof getEnrolment.query>['shape']>),
  component: lazyRouteComponent(() => import('./visits/enrolment.tsx'), 'EnrolmentPage'),
});
const enrolmentSearch = keepKnown(
  listEnrolmentPupils.query as z.ZodObject<NonNullable<typeof listEnrolmentPupils.query>['shape']>,
);
const checkClass = createRoute({
  ...page('/enrolment/class'),
  validateSearch: enrolmentSearch,
  component: lazyRouteComponent(() => import('./visits/check-class.tsx'), 'CheckClassPage'),
});
const enrolmentPupils = createRoute({
  ...page('/enrolment/pupils'),
  validateSearch: enrolmentSearch,
  component: lazyRouteComponent(() => import('./visits/enrolment-pupils.tsx'), 'EnrolmentPupilsPage'),
});

// ---- cases
const cases = createRoute({
  ...page('/cases'),
  validateSearch: keepKnown(listCases.query as z.ZodObject<NonNullable<typeof listCases.query>['shape']>),
  component: lazyRouteComponent(() => import('./cases/case-list.tsx'), 'CaseListPage'),
});
const receive = createRoute({
  ...page('/cases/receive'),
  component: lazyRouteComponent(() => import('./cases/receive-casefile.tsx'), 'ReceiveCasefilePage'),
});
const oneCase = createRoute({
  ...page('/cases/$caseId'),
  // The row or clock whose form is to be open: a line of the work list leads straight to it.
  validateSearch: keepKnown(z.object({ act: z.string().max(40) })),
  component: lazyRouteComponent(() => import('./cases/case-page.tsx'), 'CasePage'),
});
const approvals = createRoute({
  ...page('/approvals'),
  validateSearch: keepKnown(listApprovals.query as z.ZodObject<NonNullable<typeof listApprovals.query>['shape']>),
  component: lazyRouteComponent(() => import('./cases/approvals.tsx'), 'ApprovalsPage'),
});
const delegations = createRoute({
  ...page('/delegations'),
  component: lazyRouteComponent(() => import('./cases/delegations.tsx'), 'DelegationsPage'),
});
const problemSearch = keepKnown(listProblems.query as z.ZodObject<NonNullable<typeof listProblems.query>['shape']>);
const problems = createRoute({
  ...page('/problems'),
  validateSearch: problemSearch,
  component: lazyRouteComponent(() => import('./cases/problem-list.tsx'), 'ProblemListPage'),
});
const printProblems = createRoute({
  ...page('/problems/print'),
  validateSearch: problemSearch,
  component: lazyRouteComponent(() => import('./cases/print-problems.tsx'), 'PrintProblemsPage'),
});
const relief = createRoute({
  ...page('/relief'),
  validateSearch: keepKnown(listRelief.query as z.ZodObject<NonNullable<typeof listRelief.query>['shape']>),
  component: lazyRouteComponent(() => import('./cases/relief.tsx'), 'ReliefPage'),
});
const referralSearch = keepKnown(listReferrals.query as z.ZodObject<NonNullable<typeof listReferrals.query>['shape']>);
const referrals = createRoute({
  ...page('/referrals'),
  validateSearch: referralSearch,
  component: lazyRouteComponent(() => import('./cases/referrals.tsx'), 'ReferralsPage'),
});
const printReferrals = createRoute({
  ...page('/referrals/print'),
  validateSearch: referralSearch,
  component: lazyRouteComponent(() => import('./cases/print-referrals.tsx'), 'PrintReferralsPage'),
});
const addressed = createRoute({
  ...page('/addressed'),
  component: lazyRouteComponent(() => import('./cases/addressed.tsx'), 'AddressedPage'),
});

const takeOver = createRoute({
  ...page('/take-over'),
  component: lazyRouteComponent(() => import('./cases/take-over/roster-page.tsx'), 'RosterPage'),
});
const sortScans = createRoute({
  ...page('/take-over/sort'),
  validateSearch: keepKnown(z.object({ caseId: z.uuid() })),
  component: lazyRouteComponent(() => import('./cases/take-over/sort-page.tsx'), 'SortPage'),
});
// ---- lessons
const lessons = createRoute({
  ...page('/lessons'),
  validateSearch: keepKnown(listTeachingDebt.query as z.ZodObject<NonNullable<typeof listTeachingDebt.query>['shape']>),
  component: lazyRouteComponent(() => import('./lessons/teaching-debt.tsx'), 'TeachingDebtPage'),
});
// ---- tables
const oneTable = createRoute({
  ...page('/tables/$table'),
  validateSearch: keepKnown(getTable.query as z.ZodObject<NonNullable<typeof getTable.query>['shape']>),
  component: lazyRouteComponent(() => import('./statistics/tables.tsx'), 'TablesPage'),
});
const statements = createRoute({
  ...page('/statements'),
  validateSearch: keepKnown(listStatements.query as z.ZodObject<NonNullable<typeof listStatements.query>['shape']>),
  component: lazyRouteComponent(() => import('./statistics/statements.tsx'), 'StatementsPage'),
});
const statement = createRoute({
  ...page('/statements/$statementId'),
  validateSearch: keepKnown(compareStatement.query as z.ZodObject<NonNullable<typeof compareStatement.query>['shape']>),
  component: lazyRouteComponent(() => import('./statistics/statement-page.tsx'), 'StatementPage'),
});
const overview = createRoute({
  ...page('/statistics'),
  validateSearch: keepKnown(getOverview.query as z.ZodObject<NonNullable<typeof getOverview.query>['shape']>),
  component: lazyRouteComponent(() => import('./statistics/overview.tsx'), 'OverviewPage'),
});
const templates = createRoute({
  ...page('/table-templates'),
  component: lazyRouteComponent(() => import('./statistics/templates.tsx'), 'TemplatesPage'),
});

const briefs = createRoute({
  ...page('/briefs'),
  // What an event brief is to be about: the page of a lead or a case leads here.
  validateSearch: keepKnown(z.object({ leadId: z.uuid(), caseId: z.uuid() })),
  component: lazyRouteComponent(() => import('./statistics/briefs.tsx'), 'BriefsPage'),
});
const channels = createRoute({
  ...page('/channels'),
  component: lazyRouteComponent(() => import('./statistics/channels.tsx'), 'ChannelsPage'),
});
const brief = createRoute({
  ...page('/briefs/$briefId'),
  component: lazyRouteComponent(() => import('./statistics/brief-page.tsx'), 'BriefPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    setUp,
    signIn,
    clue,
    desk.addChildren([
      board,
      // people
      start,
      accounts,
      units,
      posts,
      // children
      imports,
      oneImport,
      matches,
      children,
      printChildren,
      newChild,
      closing,
      reconciliation,
      rollOver,
      child,
      unassigned,
      absence,
      reportAbsence,
      absentPupils,
      // reports
      report,
      quickReport,
      leads,
      lead,
      declarations,
      cluePoster,
      // visits
      rounds,
      oneRound,
      workList,
      household,
      printWorkList,
      enrolment,
      checkClass,
      enrolmentPupils,

      // cases
      cases,
      receive,
      oneCase,
      approvals,
      delegations,
      problems,
      printProblems,
      relief,
      referrals,
      printReferrals,
      addressed,
      takeOver,
      sortScans,
      // lessons
      lessons,
      // letters
      newPaper,
      scans,
      numbers,
      // statistics
      oneTable,
      statements,
      statement,
      overview,
      templates,
      briefs,
      brief,
      channels,
      myDay,
      lateness,
      stages,
    ]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
