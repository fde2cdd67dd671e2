import { getBrief } from '@quanxue/domain/statistics/brief-operations.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { BriefDraft } from './brief-draft.tsx';

export type Brief = Answer<typeof getBrief>;

/** One brief: a draft to be put into words and sent, or what was sent with who has read it. */
export function BriefPage() {
  const { briefId } = useParams({ from: '/desk/briefs/$briefId' });
  const { t } = useTranslation();
  const brief = useAnswer(getBrief, { params: { briefId } });
  return (
    <Page
      title={brief.data?.text.title ?? t('briefs.title')}
      tab={t('briefs.title')}
      actions={
        <span className="no-print page-actions">
          {brief.data?.leadId ? (
            <Link to="/leads/$leadId" params={{ leadId: brief.data.leadId }}>
              {t('briefs.seeLead')}
            </Link>
          ) : null}
          {brief.data?.caseId ? (
            <Link to="/cases/$caseId" params={{ caseId: brief.data.caseId }}>
              {t('briefs.seeCase')}
            </Link>
          ) : null}
          <Link to="/briefs">{t('briefs.title')}</Link>
          <button type="button" className="button-link" onClick={() => window.print()}>
            {t('common.print')}
          </button>
        </span>
      }
    >
      <Answered of={brief}>
        {(answer) =>
          answer.state === 'draft' ? <BriefDraft key={answer.id} brief={answer} /> : <Sent brief={answer} />
        }
      </Answered>
    </Page>
  );
}

function Sent({ brief }: { readonly brief: Brief }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <>
      <p>
        {brief.unit}　{t('briefs.sentBy', { at: shanghaiTime(brief.sentAt ?? ''), by: brief.sentBy ?? '' })}{' '}
        {brief.intact ? null : <span className="alarming">{t('briefs.broken')}</span>}
      </p>
      {brief.text.sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was sent never changes its order
        <section key={index}>
          <h2>{section.heading}</h2>
          {section.sentences.map((sentence, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <p key={at}>{sentence}</p>
          ))}
        </section>
      ))}
      <section className="no-print">
        <h2>{t('briefs.readings')}</h2>
        <ul>
          {brief.to.map((post) => (
            <li key={`${post.role} ${post.unitId}`}>
              {post.unit} {labels.term('role', post.role)}
              <ul>
                {post.people.length === 0 ? <li>{t('briefs.nobody')}</li> : null}
                {post.people.map(({ name, readAt }) => (
                  <li key={name}>
                    {readAt ? t('briefs.readAt', { name, at: shanghaiTime(readAt) }) : t('briefs.notRead', { name })}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
        <p className="hint">SHA-256 {brief.sha256}</p>
      </section>
    </>
  );
}
