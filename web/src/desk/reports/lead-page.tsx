import { getLead, getLeadFile, type LeadEvent, type LeadView } from '@quanxue/domain/reports/operations.ts';
import { SIDES } from '@quanxue/domain/reports/outcomes.ts';
import { draftBrief } from '@quanxue/domain/statistics/brief-operations.ts';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';
import { ClockWord } from './clock-word.tsx';
import { LeadActs } from './lead-acts.tsx';

/** One lead: what was told, what each side found beside the others, what to do next. */
export function LeadPage() {
  const { t } = useTranslation();
  const { leadId } = useParams({ from: '/desk/leads/$leadId' });
  const may = useMay();
  const lead = useAnswer(getLead, { params: { leadId } });
  return (
    <Page
      title={lead.data?.name ?? t('lead.title')}
      tab={t('lead.title')}
      actions={
        <>
          <Link to="/leads">{t('lead.back')}</Link>
          {lead.data?.childId ? (
            <Link to="/children/$childId" params={{ childId: lead.data.childId }}>
              {t('lead.toChild')}
            </Link>
          ) : null}
          {lead.data?.caseId ? (
            <Link to="/cases/$caseId" params={{ caseId: lead.data.caseId }} className="button-link">
              {t('lead.toCase')}
            </Link>
          ) : null}
          {may(draftBrief) ? (
            <Link to="/briefs" search={{ leadId }}>
              {t('briefs.draftEvent')}
            </Link>
          ) : null}
        </>
      }
    >
      <Answered of={lead}>
        {(view) => (
          <>
            <Clock lead={view} />
            <Facts lead={view} />
            <Sides lead={view} />
            <LeadActs lead={view} />
            <Events lead={view} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Clock({ lead }: { readonly lead: LeadView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (!lead.open) {
    return (
      <p className="lead-clock">
        <b>{t('leads.outcome')}</b> {lead.outcome ? labels.term('leadOutcome', lead.outcome) : '—'} {lead.concludedOn}
      </p>
    );
  }
  return (
    <section className="lead-clock" aria-label={t('lead.clock')}>
      <p>
        <b>
          <ClockWord lead={lead} />
        </b>{' '}
        {`${lead.owner.unit} ${labels.term('role', lead.owner.role)}`}
        {lead.outcome ? ` · ${labels.term('leadOutcome', lead.outcome)}` : ''}
      </p>
      <ol className="levels">
        {lead.escalates.map(({ level, at, reached }) => (
          <li key={level} className={reached ? 'level reached' : 'level'}>
            {labels.term('leadLevel', level)}
            <small>
              {reached ? `${t('lead.reached')} ${shanghaiTime(at)}` : t('lead.willReach', { at: shanghaiTime(at) })}
            </small>
          </li>
        ))}
      </ol>
      <p className="hint">{t('lead.clockReading')}</p>
    </section>
  );
}

function Facts({ lead }: { readonly lead: LeadView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const reporter = lead.reporter
    ? `${lead.reporter.unit} ${labels.term('role', lead.reporter.role)} ${lead.reporter.person}`
    : t(lead.automatic ? 'lead.automatic' : 'lead.public');
  const facts: [string, ReactNode][] = [
    [t('lead.from'), labels.term('leadSource', lead.source)],
    [t('lead.reporter'), `${reporter}（${t('lead.reportedOn', { at: shanghaiTime(lead.openedAt) })}）`],
    [t('lead.receipt'), lead.receipt],
    [t('children.village'), lead.village],
    [t('child.school'), lead.school],
    [t('lead.birth'), lead.unlisted?.birth],
    [t('lead.guardian'), lead.unlisted?.guardian],
    [t('lead.since'), lead.since],
    [t('lead.reasons'), lead.reasons.map((reason) => labels.term('reason', reason)).join('、')],
    [t('lead.place'), lead.place],
    [t('lead.seen'), lead.seen],
    [t('lead.toldBy'), lead.toldBy],
    [t('lead.contact'), lead.contact],
    [
      t('lead.files'),
      lead.files.length > 0 ? (
        <ul key="files" className="inline-list">
          {lead.files.map(({ sha256, arrived }, index) => (
            <li key={sha256}>
              {arrived ? (
                <a href={urlOf(getLeadFile, { params: { leadId: lead.id, sha256 } })} target="_blank" rel="noreferrer">
                  {`${t('lead.files')} ${index + 1}`}
                </a>
              ) : (
                t('lead.fileDue')
              )}
            </li>
          ))}
        </ul>
      ) : null,
    ],
  ];
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** School, township and county side by side. The latest word of each on top, earlier ones below; none is taken away. */
function Sides({ lead }: { readonly lead: LeadView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <section aria-label={t('lead.sides')}>
      <h2>{t('lead.sides')}</h2>
      {lead.agreement === 'disagreed' ? <p className="alarming">{t('lead.disagreed')}</p> : null}
      {lead.agreement === 'agreed' ? <p>{t('lead.agreed')}</p> : null}
      <div className="sides">
        {SIDES.map((side) => {
          const answers = lead.events.filter((event) => event.kind === 'answered' && event.side === side).reverse();
          return (
            <section key={side} className="side" aria-label={labels.term('side', side)}>
              <h3>{labels.term('side', side)}</h3>
              {answers.length === 0 ? <p className="hint">{t('lead.noAnswer')}</p> : null}
              {answers.map((answer, index) => (
                <div key={answer.id} className={index === 0 ? 'side-answer' : 'side-answer side-earlier'}>
                  <b>
                    {index > 0 ? t('lead.earlier') : ''}
                    {answer.state ? labels.term('leadOutcome', answer.state) : ''}
                  </b>
                  {answer.text ? <p>{answer.text}</p> : null}
                  <small>
                    {answer.onDay} {answer.by.unit} {labels.term('role', answer.by.role)} {answer.by.person}
                  </small>
                </div>
              ))}
            </section>
          );
        })}
      </div>
    </section>
  );
}

function Events({ lead }: { readonly lead: LeadView }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const title = ({ kind, side, state }: LeadEvent) =>
    t(`lead.${kind}`, {
      side: side ? labels.term('side', side) : '',
      state: state ? labels.term('leadOutcome', state) : '',
    });
  const names = (event: LeadEvent) => event.missing.map((side) => labels.term('side', side)).join('、');
  return (
    <section>
      <h2>{t('lead.events')}</h2>
      <ol className="timeline">
        <li className="entry">
          <div className="entry-head">
            <h3>{t('lead.opened')}</h3>
            <time>{shanghaiTime(lead.openedAt)}</time>
          </div>
        </li>
        {lead.events.map((event) => (
          <li key={event.id} className="entry">
            <div className="entry-head">
              <h3>{title(event)}</h3>
              <time>{shanghaiTime(event.at)}</time>
            </div>
            {event.text ? <p>{event.text}</p> : null}
            {event.missing.length > 0 ? (
              <p className="hint">{t('lead.withoutSides', { sides: names(event) })}</p>
            ) : null}
            {event.disagreed ? <p className="hint">{t('lead.whileDisagreed')}</p> : null}
            <p className="trace">
              {event.onDay} {event.by.unit} {labels.term('role', event.by.role)} {event.by.person}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
