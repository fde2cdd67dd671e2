import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import {
  type CaseView,
  exportCaseFile,
  getCase,
  printCaseFile,
  recordEntry,
} from '@quanxue/domain/cases/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { draftBrief } from '@quanxue/domain/statistics/brief-operations.ts';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';
import { CasePapers } from '../letters/case-papers.tsx';
import { ApprovalsSection } from './approvals-section.tsx';
import { NewsNotice, useCaseNews } from './case-news.tsx';
import { CaseReadings } from './case-readings.tsx';
import { CaseReferrals } from './case-referrals.tsx';
import { ChildProblemsSection } from './child-problems.tsx';
import { ChildReliefSection } from './child-relief.tsx';
import { type Doing, EntryDrawer } from './entry-drawer.tsx';
import { actFor, actForDuty, type FindingAct } from './finding-acts.ts';
import { ActButton, FindingsPanel } from './findings-panel.tsx';
import { nextStep } from './next-step.ts';
import { PersuasionColumns } from './persuasion-columns.tsx';
import { ReadingsPanel } from './readings-panel.tsx';
import { TakenOverMark } from './take-over/taken-over-mark.tsx';
import { Timeline } from './timeline.tsx';

/** One case as a story, with what the papers still ask for beside it and the next step on top. */
export function CasePage() {
  const { t } = useTranslation();
  const { caseId } = useParams({ from: '/desk/cases/$caseId' });
  const view = useAnswer(getCase, { params: { caseId } });
  const may = useMay();
  const params = { caseId };
  return (
    <Page
      title={view.data ? t('case.titleOf', { name: view.data.casefile.child.name }) : t('case.title')}
      tab={t('case.title')}
      actions={
        <span className="no-print">
          <Link to="/cases">{t('cases.backToList')}</Link>
          {may(draftBrief) ? (
            <>
              {' '}
              <Link to="/briefs" search={{ caseId: params.caseId }}>
                {t('briefs.draftEvent')}
              </Link>
            </>
          ) : null}
          {may(printCaseFile) ? (
            <>
              {' '}
              <a className="button-link" href={urlOf(printCaseFile, { params })} target="_blank" rel="noreferrer">
                {t('case.print')}
              </a>{' '}
              <a className="button-link" href={urlOf(exportCaseFile, { params })} download>
                {t('case.export')}
              </a>
            </>
          ) : null}
        </span>
      }
    >
      <Answered of={view}>{(answer) => <Case view={answer} />}</Answered>
    </Page>
  );
}

function Case({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const may = useMay();
  const mayRecord = may(recordEntry);
  const [doing, set] = useState<Doing>();
  const story = useMemo(() => fold(view.casefile, view.assessment.asOf), [view]);
  const counting = story.entries;
  const news = useCaseNews(view);
  const amend = (entry: Entry, how: 'correct' | 'withdraw') => set({ doing: how, entry });
  const act = (what: FindingAct) => {
    if (what.act === 'record') set({ doing: 'record', kind: what.kind, preset: what.preset });
    if (what.act === 'amend') {
      const entry = counting.find((each) => each.id === what.entryId);
      if (entry) set({ doing: 'correct', entry });
    }
  };
  const { act: asked } = useSearch({ from: '/desk/cases/$caseId' });
  const navigate = useNavigate();
  useEffect(() => {
    if (!asked || !mayRecord) return;
    const { findings, measure } = view.assessment;
    const what = actForDuty(asked, findings, counting, measure);
    if (what) act(what);
    // Once: going back, or saving, must not open the form again.
    void navigate({ to: '/cases/$caseId', params: { caseId: view.id }, search: {}, replace: true });
  });
  return (
    <>
      <NewsNotice news={news} view={view} />
      <Head view={view} />
      <TakenOverMark view={view} />
      <Next view={view} counting={counting} mayRecord={mayRecord} act={act} />
      <ApprovalsSection caseId={view.id} />
      <ChildProblemsSection childId={view.childId} name={view.casefile.child.name} besideCase />
      <CaseReferrals caseId={view.id} />
      <ChildReliefSection childId={view.childId} />
      {mayRecord ? (
        <p className="no-print">
          <Button onClick={() => set({ doing: 'choose' })}>{t('case.add')}</Button>
        </p>
      ) : null}
      <PersuasionColumns story={story} />
      <ReadingsPanel story={story} />
      <CasePapers caseId={view.id} open={view.stage !== 'struck-off'} />
      <div className="case-columns">
        <FindingsPanel view={view} counting={counting} mayRecord={mayRecord} act={act} />
        <Timeline view={view} mayRecord={mayRecord} amend={amend} />
      </div>
      <CaseReadings caseId={view.id} />
      <EntryDrawer view={view} doing={doing} set={set} notice={<NewsNotice news={news} view={view} plain />} />
    </>
  );
}

/** Who the child is and where the case stands, in two lines. */
function Head({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const units = useAnswer(listUnits, {});
  const { child } = view.casefile;
  const place = (code: string | undefined) => units.data?.units.find((unit) => unit.code === code)?.name ?? code;
  const facts = [
    labels.term('sex', child.sex),
    child.birthDate,
    child.citizenId,
    place(child.residenceVillage ?? child.registeredVillage),
    child.school,
    child.grade ? t('case.grade', { grade: child.grade }) : undefined,
    ...(child.households ?? []).map((each) => labels.term('household', each)),
    child.disability
      ? t('child.disabilityText', {
          category: labels.term('disability', child.disability.category),
          level: child.disability.level,
        })
      : undefined,
  ].filter(Boolean);
  return (
    <div className="case-head">
      <p>
        <Link to="/children/$childId" params={{ childId: view.childId }}>
          {child.name}
        </Link>{' '}
        {facts.join(' · ')}
      </p>
      <dl className="facts">
        <div>
          <dt>{t('cases.openedOn')}</dt>
          <dd>{view.openedOn}</dd>
        </div>
        <div>
          <dt>{t('cases.stage')}</dt>
          <dd>
            {labels.term('stage', view.stage)} {t('case.since', { day: view.stageSince })}
          </dd>
        </div>
        <div>
          <dt>{t('cases.measure')}</dt>
          <dd>{view.assessment.measure ? labels.term('measure', view.assessment.measure) : t('case.noMeasure')}</dd>
        </div>
        <div>
          <dt>{t('case.asOf')}</dt>
          <dd>{view.assessment.asOf}</dd>
        </div>
      </dl>
    </div>
  );
}

interface NextProps {
  readonly view: CaseView;
  readonly counting: readonly Entry[];
  readonly mayRecord: boolean;
  readonly act: (act: FindingAct) => void;
}

/** The one thing to do now. */
function Next({ view, counting, mayRecord, act }: NextProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const next = nextStep(view);
  const button = (label: string, what: FindingAct) =>
    mayRecord ? (
      <Button type="primary" className="no-print" onClick={() => act(what)}>
        {label}
      </Button>
    ) : null;
  const record = (kind: 'verification' | 'measure' | 'closure' | 'reopening'): FindingAct => ({
    act: 'record',
    kind,
    preset: {},
  });
  let text: string;
  let action: React.ReactNode = null;
  switch (next.step) {
    case 'closed':
      text = t('case.next.closed');
      break;
    case 'verify':
      text = t('case.next.verify');
      action = button(t('case.next.verifyGo'), record('verification'));
      break;
    case 'mend': {
      const what = actFor(next.finding, counting, view.assessment.measure);
      text = next.finding.message[language] + (next.more > 0 ? t('case.next.more', { n: next.more }) : '');
      action =
        what && mayRecord ? <ActButton what={what} view={view} act={act} finding={next.finding} primary /> : null;
      break;
    }
    case 'choose-measure':
      text = t('case.next.measure');
      action = button(t('case.next.measureGo'), record('measure'));
      break;
    case 'close':
      text = t('case.next.close');
      action = button(t('case.next.closeGo'), record('closure'));
      break;
    case 'wait':
      text = next.finding.due
        ? t('case.next.wait', { what: next.finding.message[language], day: next.finding.due })
        : next.finding.message[language];
      break;
    case 'nothing':
      text = t('case.next.nothing');
      break;
  }
  return (
    <section className="next-step" aria-labelledby="next-title">
      <h2 id="next-title">{t('case.nextStep')}</h2>
      <p>{text}</p>
      {action}
    </section>
  );
}
