import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { entryLines } from '@quanxue/domain/cases/read-aloud.ts';
import type { RosterRow } from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../basis/data-table.tsx';
import { useLabels } from '../../../basis/entry/labels.ts';
import { useLanguage } from '../../../basis/language.ts';

const PAGE = 50;
const STATUS: Readonly<Record<RosterRow['outcome'], string>> = {
  ready: 'status-met',
  written: 'status-met',
  waits: 'status-pending',
  'not-found': 'status-missing',
  refused: 'status-missing',
  differs: 'status-pending',
  'has-case': 'status-pending',
  same: 'status-excused',
};

interface Props {
  readonly rows: readonly RosterRow[];
  readonly choose: (row: number, childId: string) => void;
}

/** Each line of the roster: whom it is about, what it becomes, and what there is to say of it. */
export function RosterRows({ rows, choose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [offset, setOffset] = useState(0);
  const from = offset < rows.length ? offset : 0;
  return (
    <DataTable
      caption={t('takeOver.count', { n: rows.length })}
      rows={rows.slice(from, from + PAGE)}
      rowKey={(row) => String(row.row)}
      empty={t('takeOver.nothing')}
      paging={{ total: rows.length, offset: from, limit: PAGE, go: setOffset }}
      columns={[
        { key: 'row', title: t('takeOver.row'), number: true, cell: (row) => row.row },
        { key: 'name', title: t('takeOver.name'), head: true, cell: (row) => row.name },
        { key: 'child', title: t('takeOver.child'), cell: (row) => <Child row={row} choose={choose} /> },
        {
          key: 'state',
          title: t('takeOver.state'),
          cell: (row) => (
            <>
              <span className={`status ${STATUS[row.outcome]}`}>{t(`takeOver.outcome.${row.outcome}`)}</span>
              {row.caseId ? (
                <div>
                  <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                    {t('takeOver.openCase')}
                  </Link>
                </div>
              ) : null}
            </>
          ),
        },
        {
          key: 'entries',
          title: t('takeOver.entries'),
          cell: (row) => row.entries.map((entry) => <EntryLine key={entry.id} entry={entry} />),
        },
        {
          key: 'told',
          title: t('takeOver.told'),
          cell: (row) => row.told.map((each) => <div key={each.zh}>{each[language]}</div>),
        },
      ]}
    />
  );
}

function EntryLine({ entry }: { readonly entry: Entry }) {
  const labels = useLabels();
  const language = useLanguage();
  const said = entryLines(entry, language).map((line) => line.text);
  return (
    <div>
      {entry.on} <b>{labels.term('kind', entry.kind)}</b> <span className="hint">{said.join(' · ')}</span>
    </div>
  );
}

function Child({ row, choose }: { readonly row: RosterRow; readonly choose: Props['choose'] }) {
  const { t } = useTranslation();
  const said = (child: NonNullable<RosterRow['child']>) =>
    [child.name, child.birthDate, child.village].filter(Boolean).join(' ');
  if (row.child) {
    return (
      <Link to="/children/$childId" params={{ childId: row.child.id }}>
        {said(row.child)}
      </Link>
    );
  }
  if (row.candidates.length === 0) return t('takeOver.nobody');
  return (
    <Select
      aria-label={`${row.name} ${t('takeOver.pick')}`}
      placeholder={t('takeOver.pickOne')}
      style={{ minWidth: '16em' }}
      options={row.candidates.map((child) => ({ value: child.id, label: said(child) }))}
      onChange={(childId: string) => choose(row.row, childId)}
    />
  );
}
