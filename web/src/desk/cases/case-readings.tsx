import { type CaseReading, listCaseReadings } from '@quanxue/domain/cases/reading-operations.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { shanghaiTime } from '../../basis/instant.ts';
import { useMay } from '../../basis/session.ts';

const PAGE = 20;

/** Who has read this case, for those who answer for it; asked for when it is opened. */
export function CaseReadings({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may(listCaseReadings)) return null;
  return (
    <details className="case-readings no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('caseReadings.title')}</h2>
      </summary>
      {open ? <Readings caseId={caseId} /> : null}
    </details>
  );
}

function Readings({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const [offset, go] = useState(0);
  const readings = useAnswer(listCaseReadings, { params: { caseId }, query: { offset, limit: PAGE } }, { keep: true });
  const columns: readonly Column<CaseReading>[] = [
    { key: 'on', title: t('caseReadings.on'), cell: (row) => row.on },
    { key: 'person', title: t('caseReadings.person'), cell: (row) => row.person, head: true },
    { key: 'posts', title: t('caseReadings.post'), cell: (row) => row.posts.join('、') },
    {
      key: 'hows',
      title: t('caseReadings.what'),
      cell: (row) =>
        row.hows
          .map(({ how, times }) => t('caseReadings.times', { what: t(`caseReadings.how.${how}`), n: times }))
          .join('；'),
    },
    { key: 'last', title: t('caseReadings.last'), cell: (row) => shanghaiTime(row.lastAt).slice(11) },
  ];
  return (
    <Answered of={readings}>
      {(answer) => (
        <DataTable
          caption={t('caseReadings.title')}
          columns={columns}
          rows={answer.readings}
          rowKey={(row) => `${row.on}${row.person}${row.firstAt}`}
          empty={t('caseReadings.none')}
          paging={{ total: answer.total, offset, limit: PAGE, go }}
        />
      )}
    </Answered>
  );
}
