import { listUnassigned } from '@quanxue/domain/children/responsibility.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';

const PAGE = 50;

/** The children of school age whom nobody answers for, and why; goal 0. */
export function UnassignedPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const search = useSearch({ from: '/desk/children/unassigned' });
  const navigate = useNavigate();
  const kind = search.kind ?? 'grid';
  const offset = search.offset ?? 0;
  const list = useAnswer(listUnassigned, { query: { ...search, kind, limit: PAGE } }, { keep: true });
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/children/unassigned', search: { ...search, ...change } });
  return (
    <Page
      title={t('unassigned.title')}
      lead={list.data ? t('unassigned.lead', { children: list.data.counts.children, day: list.data.asOf }) : undefined}
    >
      <Answered of={list}>
        {({ counts, total, children }) => (
          <>
            <div className="filters">
              <Radio.Group
                aria-label={t('unassigned.kind')}
                value={kind}
                onChange={(event) =>
                  go({ kind: event.target.value as typeof kind, reason: undefined, offset: undefined })
                }
                options={(['grid', 'principal'] as const).map((value) => ({
                  value,
                  label: t(`unassigned.${value}`, { n: counts[value] }),
                }))}
              />
            </div>
            <DataTable
              caption={t('unassigned.title')}
              rows={children}
              rowKey={(row) => row.id}
              empty={t('unassigned.none')}
              paging={{ total, offset, limit: PAGE, go: (next) => go({ offset: next }) }}
              columns={[
                {
                  key: 'name',
                  title: t('child.name'),
                  head: true,
                  cell: (row) => (
                    <Link to="/children/$childId" params={{ childId: row.id }}>
                      {row.name}
                    </Link>
                  ),
                },
                { key: 'birth', title: t('child.birth'), cell: (row) => row.birthDate },
                { key: 'village', title: t('unassigned.village'), cell: (row) => row.village ?? '—' },
                { key: 'school', title: t('unassigned.school'), cell: (row) => row.school ?? '—' },
                { key: 'state', title: t('child.state'), cell: (row) => labels.term('schooling', row.state) },
                {
                  key: 'reason',
                  title: t('unassigned.reason'),
                  cell: (row) => t(`unassigned.reasons.${row.reason}`),
                },
              ]}
            />
          </>
        )}
      </Answered>
    </Page>
  );
}
