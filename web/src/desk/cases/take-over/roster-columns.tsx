import { ROSTER_FIELDS } from '@quanxue/domain/cases/take-over/roster-head.ts';
import type { RosterSheet } from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../basis/data-table.tsx';
import { useLanguage } from '../../../basis/language.ts';

interface Props {
  readonly answer: RosterSheet;
  /** An empty field leaves the column out. */
  readonly change: (letter: string, field: string) => void;
}

/** What each column was taken for; changed by hand where the heading was not known. */
export function RosterColumns({ answer, change }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(answer.missing.length > 0);
  const options = [
    { value: '', label: t('takeOver.leaveOut') },
    ...ROSTER_FIELDS.map((field) => ({ value: field.key as string, label: field.label[language] })),
  ];
  return (
    <>
      <span>{t('takeOver.columns', { n: answer.columns.filter((column) => column.field).length })}</span>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'takeOver.hide' : 'takeOver.change')}
      </Button>
      {open ? (
        <span style={{ flexBasis: '100%' }}>
          <DataTable
            caption={t('takeOver.change')}
            rows={answer.columns}
            rowKey={(column) => column.letter}
            empty={null}
            columns={[
              { key: 'letter', title: '', cell: (column) => column.letter },
              { key: 'heading', title: t('takeOver.heading'), head: true, cell: (column) => column.heading },
              { key: 'sample', title: t('takeOver.sample'), cell: (column) => column.sample },
              {
                key: 'meaning',
                title: t('takeOver.meaning'),
                cell: (column) => (
                  <Select
                    size="small"
                    aria-label={`${column.heading} ${t('takeOver.meaning')}`}
                    value={column.field ?? ''}
                    options={options}
                    onChange={(field: string) => change(column.letter, field)}
                    style={{ width: '14em' }}
                  />
                ),
              },
            ]}
          />
        </span>
      ) : null}
    </>
  );
}
