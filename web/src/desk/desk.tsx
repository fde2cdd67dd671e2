import { listApprovals, listDelegations } from '@quanxue/domain/cases/approval-operations.ts';
import { listAddressedReferrals, listReferrals, listRelief } from '@quanxue/domain/cases/joint-control.ts';
import { listProblems } from '@quanxue/domain/cases/problem-list.ts';
import { previewRoster } from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { listTakenScans } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { listWaitingRows } from '@quanxue/domain/children/match-operations.ts';
import { uploadImport } from '@quanxue/domain/children/operations.ts';
import { listTeachingDebt } from '@quanxue/domain/lessons/operations.ts';
import { listDocumentNumbers } from '@quanxue/domain/letters/operations.ts';
import { uploadScan } from '@quanxue/domain/letters/scan-operations.ts';
import { listAccounts } from '@quanxue/domain/people/operations.ts';
import { switchClues } from '@quanxue/domain/reports/clue-operations.ts';
import { listDeclarations } from '@quanxue/domain/reports/declaration-operations.ts';
import { listLeads, reportLead } from '@quanxue/domain/reports/operations.ts';
import { listBriefs } from '@quanxue/domain/statistics/brief-operations.ts';
import { listChannels } from '@quanxue/domain/statistics/channel-operations.ts';
import { countMyDay, getLateness, getMyDay, getStages } from '@quanxue/domain/statistics/my-day-operations.ts';
import { useMatch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../basis/ask.ts';
import { useIsOffice, useMay } from '../basis/session.ts';
import { type PlaceGroup, Shell } from '../basis/shell.tsx';

/** How often the number in the menu is asked for anew while nobody does anything. */
const COUNT_EVERY_MS = 10 * 60_000;

/** The desk with the places that this person's posts open, in the order of the work. */
export function Desk() {
  const { t } = useTranslation();
  const may = useMay();
  // On the page of the own list the same answer holds the number: it is not counted a second time.
  const search = useMatch({ from: '/desk/my-day', shouldThrow: false })?.search;
  const onList = search !== undefined && search.unitId === undefined;
  const list = useAnswer(getMyDay, { query: search ?? {} }, { enabled: onList, keep: true });
  const toDo = useAnswer(countMyDay, {}, { enabled: may(countMyDay) && !onList, every: () => COUNT_EVERY_MS });
  const counts = onList ? (list.data?.counts ?? toDo.data) : toDo.data;
  const waiting = (counts?.overdue ?? 0) + (counts?.due ?? 0);
  const office = useIsOffice();
  const addressed: readonly PlaceGroup[] = may(listAddressedReferrals)
    ? [{ title: t('addressed.title'), places: [{ to: '/addressed', title: t('addressed.title') }] }]
    : [];
  if (office) return <Shell groups={addressed} />;
  const groups: readonly PlaceGroup[] = [
    ...addressed,
    {
      title: may(countMyDay) ? t('myDay.place') : t('places.board'),
      ...(waiting > 0 ? { count: waiting } : {}),
      places: [
        ...(may(countMyDay) ? [{ to: '/my-day', title: t('myDay.place') }] : []),
        { to: '/', title: t('places.board') },
        ...(may(getLateness) ? [{ to: '/my-day/units', title: t('myDay.lateness') }] : []),
      ],
    },
    {
      title: t('places.ledgers'),
      places: [
        { to: '/children', title: t('places.children') },
        ...(may(uploadImport) ? [{ to: '/imports', title: t('places.imports') }] : []),
        ...(may(listWaitingRows) ? [{ to: '/matches', title: t('matches.place') }] : []),
        { to: '/absence', title: t('places.absence') },
        { to: '/reconciliation', title: t('reconciliation.place') },
        // children
      ],
    },
    {
      title: t('places.reports'),
      places: [
        ...(may(reportLead) ? [{ to: '/report', title: t('quickReport.place') }] : []),
        ...(may(listLeads) ? [{ to: '/leads', title: t('leads.place') }] : []),
        ...(may(switchClues) ? [{ to: '/clue-poster', title: t('leads.poster') }] : []),
        ...(may(listDeclarations) ? [{ to: '/declarations', title: t('declarations.place') }] : []),
        // reports
      ],
    },
    {
      title: t('places.visits'),
      places: [
        { to: '/rounds', title: t('places.rounds') },
        { to: '/enrolment', title: t('places.enrolment') },
        // visits
      ],
    },
    {
      title: t('places.cases'),
      places: [
        { to: '/cases', title: t('places.cases') },
        ...(may(getStages) ? [{ to: '/cases/stages', title: t('stages.title') }] : []),
        ...(may(listApprovals) ? [{ to: '/approvals', title: t('approvals.title') }] : []),
        ...(may(listProblems) ? [{ to: '/problems', title: t('places.problems') }] : []),
        ...(may(listTeachingDebt) ? [{ to: '/lessons', title: t('lessons.title') }] : []),
        ...(may(listRelief) ? [{ to: '/relief', title: t('relief.place') }] : []),
        ...(may(listReferrals) ? [{ to: '/referrals', title: t('referrals.place') }] : []),
        ...(may(previewRoster) ? [{ to: '/take-over', title: t('takeOver.title') }] : []),
        ...(may(listTakenScans) ? [{ to: '/take-over/sort', title: t('sortScans.title') }] : []),
        // cases
        ...(may(uploadScan) ? [{ to: '/scans', title: t('scans.title') }] : []),
        ...(may(listDocumentNumbers) ? [{ to: '/document-numbers', title: t('numbers.title') }] : []),
        // letters
      ],
    },
    {
      title: t('places.statistics'),
      places: [
        { to: '/tables/b3-1', title: t('places.tables') },
        { to: '/statements', title: t('statements.title') },
        { to: '/statistics', title: t('overview.title') },
        ...(may(listBriefs) ? [{ to: '/briefs', title: t('briefs.title') }] : []),
        // statistics
      ],
    },
    {
      title: t('places.people'),
      places: [
        { to: '/units', title: t('units.title') },
        { to: '/posts', title: t('posts.title') },
        { to: '/children/unassigned', title: t('unassigned.title') },
        ...(may(listAccounts) ? [{ to: '/accounts', title: t('places.accounts') }] : []),
        ...(may(listDelegations) ? [{ to: '/delegations', title: t('delegations.title') }] : []),
        ...(may(listChannels) ? [{ to: '/channels', title: t('channels.title') }] : []),
        // people
      ],
    },
  ];
  return <Shell groups={groups.filter((group) => group.places.length > 0)} />;
}
