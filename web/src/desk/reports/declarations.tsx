import { addMonths } from '@quanxue/domain/basis/plain-date.ts';
import { type DeclarationCell, listDeclarations } from '@quanxue/domain/reports/declaration-operations.ts';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { DeclareForm } from './declare-form.tsx';

const MONTHS = 3;

/** Schools and villages by months: who has declared, who has not, where the ledgers say otherwise since. */
export function DeclarationsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/declarations' });
  const matrix = useAnswer(listDeclarations, { query: { ...search, months: MONTHS } }, { keep: true });
  const [declaring, setDeclaring] = useState<{ unitId: string; unit: string; month: string }>();
  const go = (change: Partial<typeof search>) =>
    void navigate({ to: '/declarations', search: { ...search, ...change } });
  const move = (by: number) => {
    const last = matrix.data?.months.at(-1);
    if (last) go({ month: addMonths(`${last}-01`, by).slice(0, 7) });
  };
  return (
    <Page
      title={t('declarations.title')}
      lead={t('declarations.lead')}
      actions={
        <>
          <Button onClick={() => move(-MONTHS)}>{t('declarations.earlier')}</Button>
          <Button onClick={() => move(MONTHS)}>{t('declarations.later')}</Button>
        </>
      }
    >
      <search className="filters">
        <Select
          className="filter"
          allowClear
          placeholder={t('declarations.kind')}
          aria-label={t('declarations.kind')}
          value={search.kind ?? null}
          options={[
            { value: 'school', label: t('declarations.schools') },
            { value: 'village', label: t('declarations.villages') },
          ]}
          onChange={(kind: 'school' | 'village' | null) => go({ kind: kind ?? undefined })}
        />
      </search>
      <Answered of={matrix}>
        {(answer) => (
          <>
            <p className="count" aria-live="polite">
              {answer.missing > 0 ? (
                <span className="alarming">{t('declarations.missingCount', { n: answer.missing })}</span>
              ) : (
                t('declarations.allDeclared')
              )}
              {answer.changed > 0 ? ` · ${t('declarations.changedCount', { n: answer.changed })}` : ''}
            </p>
            <DataTable
              caption={t('declarations.title')}
              rows={answer.units}
              rowKey={(row) => row.id}
              empty={<p>{t('declarations.none')}</p>}
              columns={[
                { key: 'unit', title: t('declarations.unit'), head: true, cell: (row) => row.name },
                { key: 'owner', title: t('declarations.owner'), cell: (row) => labels.term('role', row.owner) },
                ...answer.months.map((month, index) => ({
                  key: month,
                  title: month,
                  cell: (row: (typeof answer.units)[number]) => {
                    const cell = row.cells[index];
                    if (!cell) return '—';
                    const open = row.mine && cell.state !== 'ahead' && cell.state !== 'not-owed';
                    return (
                      <>
                        <CellWord cell={cell} unit={row} />
                        {open ? (
                          <Button
                            size="small"
                            onClick={() => setDeclaring({ unitId: row.id, unit: row.name, month: cell.month })}
                          >
                            {t(cell.state === 'declared' ? 'declarations.correct' : 'declarations.declare')}
                          </Button>
                        ) : null}
                      </>
                    );
                  },
                })),
              ]}
            />
            <p className="hint">{t('declarations.reading')}</p>
          </>
        )}
      </Answered>
      <Modal
        open={declaring !== undefined}
        title={declaring ? t('declarations.formTitle', declaring) : ''}
        footer={null}
        onCancel={() => setDeclaring(undefined)}
        destroyOnHidden
      >
        {declaring ? <DeclareForm {...declaring} close={() => setDeclaring(undefined)} /> : null}
      </Modal>
    </Page>
  );
}

interface CellProps {
  readonly cell: DeclarationCell;
  readonly unit: { readonly id: string; readonly kind: 'school' | 'village' };
}

function CellWord({ cell, unit }: CellProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [last, ...earlier] = cell.declarations;
  if (!last) {
    if (cell.state === 'not-owed') return <span className="zero">—</span>;
    if (cell.state === 'missing') return <span className="alarming">{t('declarations.missing')} </span>;
    return <span className="zero">{cell.state === 'due' ? `${t('declarations.due')} ` : t('declarations.ahead')}</span>;
  }
  const isZero = last.suspected === 0 && last.dropped === 0;
  const { unverified } = last.counted;
  const of = unit.kind === 'school' ? { schoolId: unit.id } : { villageId: unit.id };
  const differed =
    last.enrolled !== last.counted.enrolled ||
    last.suspected !== last.counted.suspected ||
    last.dropped !== last.counted.dropped;
  return (
    <div title={t('declarations.history', { at: shanghaiTime(last.declaredAt), who: last.by.person })}>
      {isZero ? (
        <b>{unverified > 0 ? t('declarations.zeroUnverified', { n: unverified }) : t('declarations.zero')}</b>
      ) : null}
      <div className={isZero ? 'hint' : undefined}>{t('declarations.figures', last)}</div>
      {differed ? <div className="hint">{t('declarations.differed', last.counted)}</div> : null}
      {last.remark ? <div className="hint">{last.remark}</div> : null}
      <div>
        <Link to="/children" search={{ ...of, asOf: last.countedOn }}>
          {t('declarations.toChildren')}
        </Link>{' '}
        {unverified > 0 ? (
          <>
            <Link to="/leads" search={{ ...of, open: 'true' }}>
              {t('declarations.toUnverified')}
            </Link>{' '}
            {unit.kind === 'village' ? (
              <Link to="/children" search={{ ...of, unexplained: 'true' }}>
                {labels.term('word', 'unexplained')}
              </Link>
            ) : null}
          </>
        ) : null}
      </div>
      {earlier.length > 0 ? (
        <details>
          <summary>{t('declarations.corrected', { n: earlier.length })}</summary>
          {earlier.map((each) => (
            <div key={each.id} className="hint">
              {shanghaiTime(each.declaredAt)} {t('declarations.figures', each)} {each.remark ?? ''}
            </div>
          ))}
        </details>
      ) : null}
      {cell.changed && cell.now ? (
        <div className="alarming">
          {t('declarations.changed')}：{t('declarations.nowIs', cell.now)}
        </div>
      ) : null}
    </div>
  );
}
