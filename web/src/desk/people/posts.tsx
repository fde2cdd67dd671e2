import { appointHolder, DUTIES, type HolderRow, listHolders, type Vacancy } from '@quanxue/domain/people/posts.ts';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';
import { Catchments } from './catchments.tsx';
import { AppointHolder, EndHolder, ReplaceHolder } from './post-acts.tsx';

type Doing =
  | { readonly act: 'appoint'; readonly vacancy?: Vacancy }
  | { readonly act: 'replace' | 'end'; readonly holder: HolderRow };

/** Who is responsible where: what is vacant first, one press from being filled. */
export function PostsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const search = useSearch({ from: '/desk/posts' });
  const navigate = useNavigate();
  const posts = useAnswer(listHolders, { query: search }, { keep: true });
  const may = useMay()(appointHolder);
  const [doing, setDoing] = useState<Doing>();
  const [done, setDone] = useState(false);
  const begin = (next: Doing) => {
    setDone(false);
    setDoing(next);
  };
  const finish = () => {
    setDoing(undefined);
    setDone(true);
  };
  const act = (text: string, name: string, next: Doing) => (
    <Button key={text} size="small" aria-label={`${text} ${name}`} onClick={() => begin(next)}>
      {text}
    </Button>
  );
  return (
    <Page
      title={t('posts.title')}
      lead={t('posts.lead')}
      actions={may ? <Button onClick={() => begin({ act: 'appoint' })}>{t('posts.appointOther')}</Button> : null}
    >
      {done ? <Alert type="success" role="status" className="notice" closable title={t('units.done')} /> : null}
      <Answered of={posts}>
        {({ holders, vacancies }) => (
          <>
            <h2 className={vacancies.length > 0 ? 'alarming' : undefined}>
              {t('posts.vacancies', { n: vacancies.length })}
            </h2>
            <DataTable
              caption={t('posts.vacancies', { n: vacancies.length })}
              rows={vacancies}
              rowKey={(row) => row.duty + row.unitId}
              empty={t('posts.noVacancies')}
              columns={[
                { key: 'unit', title: t('posts.unit'), head: true, cell: (row) => row.unitName },
                { key: 'duty', title: t('posts.duty'), cell: (row) => labels.term('duty', row.duty) },
                { key: 'since', title: t('posts.vacantSince'), cell: (row) => row.since ?? t('posts.never') },
                ...(may
                  ? [
                      {
                        key: 'acts',
                        title: t('units.acts'),
                        cell: (row: Vacancy) => act(t('posts.appoint'), row.unitName, { act: 'appoint', vacancy: row }),
                      },
                    ]
                  : []),
              ]}
            />
            <h2>{t('posts.current')}</h2>
            <div className="filters">
              <Select
                className="filter"
                allowClear
                aria-label={t('posts.duty')}
                placeholder={t('posts.all')}
                value={search.duty ?? null}
                options={DUTIES.map((value) => ({ value, label: labels.term('duty', value) }))}
                onChange={(duty) => void navigate({ to: '/posts', search: duty ? { duty } : {} })}
              />
            </div>
            <DataTable
              caption={t('posts.current')}
              rows={holders}
              rowKey={(row) => row.id}
              empty={t('posts.none')}
              columns={[
                {
                  key: 'unit',
                  title: t('posts.unit'),
                  head: true,
                  cell: (row) => [row.unitName, classOf(row)].filter(Boolean).join(' '),
                },
                { key: 'duty', title: t('posts.duty'), cell: (row) => labels.term('duty', row.duty) },
                { key: 'name', title: t('posts.person'), cell: (row) => row.name },
                { key: 'phone', title: t('posts.phone'), cell: (row) => row.phoneMasked ?? '—' },
                {
                  key: 'from',
                  title: t('posts.from'),
                  cell: (row) => (row.toOn ? t('units.span', { from: row.fromOn, to: row.toOn }) : row.fromOn),
                },
                ...(may
                  ? [
                      {
                        key: 'acts',
                        title: t('units.acts'),
                        cell: (row: HolderRow) =>
                          row.toOn === null ? (
                            <span className="choices">
                              {act(t('posts.replace'), row.name, { act: 'replace', holder: row })}
                              {act(t('posts.end'), row.name, { act: 'end', holder: row })}
                            </span>
                          ) : null,
                      },
                    ]
                  : []),
              ]}
            />
          </>
        )}
      </Answered>
      <Catchments />
      <Drawer
        open={doing !== undefined}
        onClose={() => setDoing(undefined)}
        title={doing ? titleOf(doing) : ''}
        size={480}
        destroyOnHidden
      >
        {doing?.act === 'appoint' ? (
          <AppointHolder done={finish} {...(doing.vacancy && { vacancy: doing.vacancy })} />
        ) : null}
        {doing?.act === 'replace' ? <ReplaceHolder holder={doing.holder} done={finish} /> : null}
        {doing?.act === 'end' ? <EndHolder holder={doing.holder} done={finish} /> : null}
      </Drawer>
    </Page>
  );

  function titleOf(next: Doing): string {
    const about = next.act === 'appoint' ? next.vacancy : next.holder;
    return [t(`posts.${next.act}`), about && `${about.unitName} ${labels.term('duty', about.duty)}`]
      .filter(Boolean)
      .join(' · ');
  }
}

function classOf(row: HolderRow): string {
  return [row.grade ? `${'一二三四五六七八九'[row.grade - 1]}年级` : '', row.class ?? ''].filter(Boolean).join(' ');
}
