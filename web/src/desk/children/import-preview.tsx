import { type ImportBatch, type ImportRow, listImportRows } from '@quanxue/domain/children/operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { type Column, DataTable } from '../../basis/data-table.tsx';
import { useLanguage } from '../../basis/language.ts';

const SHOWN = [
  'waiting',
  'bad',
  'unidentified',
  'warning',
  'added',
  'changed',
  'listed',
  'gone',
  'same',
  'outside',
] as const;
/** Outcomes that only some kinds of lists have: not shown where there are none. */
const RARE: ReadonlySet<string> = new Set(['waiting', 'unidentified', 'listed', 'outside']);
type Shown = (typeof SHOWN)[number];
const PAGE = 100;

/** What an import will do or did, by outcome; every bad cell with sheet, row, column and reason. */
export function ImportPreview({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation();
  const { counts } = batch;
  const count: Readonly<Record<Shown, number>> = { ...counts, warning: counts.warnings };
  const search = useSearch({ from: '/desk/imports/$importId' });
  const show = search.show ?? SHOWN.find((each) => count[each] > 0) ?? 'added';
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title">{t('preview.title', { rows: counts.rows })}</h2>
      {batch.newUnits.length > 0 ? (
        <details className="notice-box" open={batch.newUnits.length <= 12}>
          <summary>{t('preview.newUnits', { n: batch.newUnits.length })}</summary>
          <ul className="inline-list">
            {batch.newUnits.map((unit) => (
              <li key={unit.kind + unit.name}>
                {unit.name}
                {unit.code ? <small> {unit.code}</small> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {counts.waiting > 0 ? (
        <p className="notice-box">
          {t('preview.waitingCount', { n: counts.waiting })}{' '}
          <Link to="/matches" search={{ importId: batch.id }}>
            {t('preview.waitingGo')}
          </Link>
        </p>
      ) : null}
      <nav className="tabs" aria-label={t('preview.outcomes')}>
        {SHOWN.filter((each) => count[each] > 0 || !RARE.has(each)).map((each) => (
          <Link
            key={each}
            to="/imports/$importId"
            params={{ importId: batch.id }}
            search={{ show: each }}
            replace
            resetScroll={false}
            className={each === show ? 'tab current' : 'tab'}
            aria-current={each === show ? 'true' : undefined}
          >
            {t(`preview.${each}`)} <b>{count[each]}</b>
          </Link>
        ))}
      </nav>
      <p className="hint">{t(`preview.${show}Hint`)}</p>
      <Rows batch={batch} show={show} offset={search.offset ?? 0} />
    </section>
  );
}

function Rows({ batch, show, offset }: { readonly batch: ImportBatch; readonly show: Shown; readonly offset: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const rows = useAnswer(
    listImportRows,
    { params: { importId: batch.id }, query: { outcome: show, offset, limit: PAGE } },
    { keep: true },
  );
  const columns: Column<ImportRow>[] = [
    { key: 'row', title: t('preview.row'), number: true, width: '5em', cell: (row) => row.row },
    {
      key: 'name',
      title: t('preview.name'),
      head: true,
      width: '9em',
      cell: (row) =>
        row.childId && batch.state === 'confirmed' ? (
          <Link to="/children/$childId" params={{ childId: row.childId }}>
            {row.name || '—'}
          </Link>
        ) : (
          row.name || '—'
        ),
    },
    show === 'bad' || show === 'warning' || show === 'unidentified' || show === 'waiting'
      ? { key: 'problems', title: t('preview.problems'), cell: (row) => <Problems row={row} /> }
      : { key: 'changes', title: t('preview.changes'), cell: (row) => <Changes row={row} /> },
  ];
  return (
    <Answered of={rows}>
      {(answer) => (
        <DataTable
          caption={t(`preview.${show}`)}
          columns={columns}
          rows={answer.rows}
          rowKey={(row) => `${row.row}-${row.name}-${row.childId ?? ''}`}
          empty={t('preview.none')}
          paging={{
            total: answer.total,
            offset,
            limit: PAGE,
            go: (next) =>
              void navigate({
                to: '/imports/$importId',
                params: { importId: batch.id },
                search: { show, offset: next },
                resetScroll: false,
              }),
          }}
        />
      )}
    </Answered>
  );
}

function Problems({ row }: { readonly row: ImportRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <ul className="cell-problems">
      {row.problems.map((problem) => (
        <li key={`${problem.sheet}${problem.row}${problem.column}${problem.message.en}`} className={problem.level}>
          <b>
            {t('preview.place', { sheet: problem.sheet, row: problem.row, column: problem.column || '—' })}
            {problem.heading ? `（${problem.heading}）` : ''}
          </b>{' '}
          {problem.value ? <q>{problem.value}</q> : null} {problem.message[language]}
        </li>
      ))}
    </ul>
  );
}

function Changes({ row }: { readonly row: ImportRow }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (row.changes.length === 0) return <>—</>;
  return (
    <ul className="inline-list">
      {row.changes.map((change) => (
        <li key={change.field}>
          {change.label[language]}：
          {change.before === null ? null : (
            <>
              <del>{change.before || t('preview.nothing')}</del> →{' '}
            </>
          )}
          <ins>{change.after ?? t('preview.nothing')}</ins>
        </li>
      ))}
    </ul>
  );
}
