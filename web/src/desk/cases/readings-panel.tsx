import type { Story } from '@quanxue/domain/casefile/fold.ts';
import { EVIDENCE_FORMS } from '@quanxue/domain/cases/details/index.ts';
import { helpRecords, readings } from '@quanxue/domain/cases/readings.ts';
import { seesReduced } from '@quanxue/domain/cases/visible.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../basis/data-table.tsx';
import { useLanguage } from '../../basis/language.ts';
import { useSession } from '../../basis/session.ts';
import { EntryLink, useEntryName } from './timeline.tsx';

/** What the papers say and no row judges, as our reading; not for those who see the reduced case. */
export function ReadingsPanel({ story }: { readonly story: Story }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const nameOf = useEntryName(story.file.entries);
  const told = useMemo(() => readings(story), [story]);
  if (!session || seesReduced(session.posts.map((post) => post.role)) || told.length === 0) return null;
  return (
    <section aria-labelledby="readings-title" className="readings">
      <h2 id="readings-title">
        {t('readings.title')} <span className="hint">{t('readings.hint')}</span>
      </h2>
      <ul>
        {told.map((each) => (
          <li key={each.id} data-reading={each.id}>
            <span className={each.kind === 'told' ? 'status status-excused' : 'status status-pending'}>
              {t(`readings.${each.kind}`)}
            </span>{' '}
            {each.text[language]} <cite>{each.citation[language]}</cite>{' '}
            <span className="hint">{t('readings.number', { n: each.reading })}</span>{' '}
            {each.entries.map((id) => (
              <EntryLink key={id} id={id}>
                {nameOf(id)}
              </EntryLink>
            ))}
          </li>
        ))}
      </ul>
      <TargetedHelp story={story} />
    </section>
  );
}

/** The ledger of help by a named teacher: measure 8 without remote teaching. */
function TargetedHelp({ story }: { readonly story: Story }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const records = useMemo(() => helpRecords(story).map((each, index) => ({ ...each, index })), [story]);
  if (records.length === 0) return null;
  return (
    <>
      <h3>{t('readings.ledger')}</h3>
      <DataTable
        caption={t('readings.ledger')}
        rows={records}
        rowKey={(row) => String(row.index)}
        empty={null}
        columns={[
          {
            key: 'on',
            title: t('entry.on'),
            head: true,
            cell: (row) => <EntryLink id={row.entryId}>{row.on ?? '—'}</EntryLink>,
          },
          { key: 'teacher', title: t('readings.teacher'), cell: (row) => row.teacher ?? '—' },
          { key: 'what', title: t('readings.what'), cell: (row) => row.what ?? '—' },
          {
            key: 'form',
            title: t('readings.form'),
            cell: (row) => (row.form ? EVIDENCE_FORMS[row.form][language] : '—'),
          },
        ]}
      />
    </>
  );
}
