import { type ImportBatch, mapImport } from '@quanxue/domain/children/operations.ts';
import { Alert, Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { useLanguage } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** What each column of the sheet is: recognised by its heading, changed by hand where that went wrong. */
export function ImportMapping({ batch }: { readonly batch: ImportBatch }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const act = useAct(mapImport);
  const { mapping, fields, sheets } = batch;
  const params = { importId: batch.id };
  const [open, setOpen] = useState(batch.state === 'mapping');
  const [firstHeader, setFirstHeader] = useState<number | null>(null);
  const mapped = new Set(mapping?.columns.map((column) => column.field));
  const lacking = fields.filter((field) => field.required && !mapped.has(field.key));
  const recognised = mapping?.columns.filter((column) => column.field !== null).length ?? 0;
  const sheet = mapping?.sheet ?? sheets[0]?.name ?? '';
  return (
    <section className="mapping" aria-labelledby="mapping-title">
      <h2 id="mapping-title">{t('mapping.title')}</h2>
      {batch.asLastTime ? (
        <Alert
          type="success"
          className="notice"
          title={t(batch.asLastTime.sender ? 'mapping.asLastTimeFrom' : 'mapping.asLastTime', {
            sender: batch.asLastTime.sender,
            on: batch.asLastTime.on,
            file: batch.asLastTime.fileName,
          })}
        />
      ) : null}
      {batch.problem ? <Alert type="warning" className="notice" title={batch.problem[language]} /> : null}
      {lacking.length > 0 ? (
        <Alert
          type="error"
          role="alert"
          className="notice"
          title={t('mapping.lacking', { fields: lacking.map((field) => field.label[language]).join('、') })}
        />
      ) : null}
      <div className="filters">
        {sheets.length > 1 ? (
          <span>
            {t('mapping.sheet')}{' '}
            <Select
              value={sheet}
              aria-label={t('mapping.sheet')}
              options={sheets.map((each) => ({
                value: each.name,
                label: t('mapping.sheetRows', { name: each.name, rows: each.rows }),
              }))}
              onChange={(name: string) => act.mutate({ params, body: { sheet: name } })}
            />
          </span>
        ) : null}
        {mapping ? (
          <span>
            {t('mapping.summary', {
              recognised,
              columns: mapping.columns.length,
              rows: mapping.headerRows.join('、'),
            })}
          </span>
        ) : null}
        {mapping ? (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('mapping.hide') : t('mapping.change')}
          </Button>
        ) : null}
      </div>
      {open || !mapping ? (
        <>
          <p className="filters">
            <span>
              {t('mapping.headerRow')}{' '}
              <InputNumber
                min={1}
                max={100}
                precision={0}
                aria-label={t('mapping.headerRow')}
                value={firstHeader ?? mapping?.headerRows[0] ?? 1}
                onChange={setFirstHeader}
              />
            </span>
            <Button
              size="small"
              loading={act.isPending}
              onClick={() =>
                act.mutate({ params, body: { sheet, headerRows: [firstHeader ?? mapping?.headerRows[0] ?? 1] } })
              }
            >
              {t('mapping.readAgain')}
            </Button>
          </p>
          {mapping ? (
            <div className="table-scroll">
              <table className="data">
                <caption className="sr-only">{t('mapping.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('mapping.column')}</th>
                    <th scope="col">{t('mapping.heading')}</th>
                    <th scope="col">{t('mapping.sample')}</th>
                    <th scope="col">{t('mapping.field')}</th>
                  </tr>
                </thead>
                <tbody>
                  {mapping.columns.map((column) => (
                    <tr key={column.letter} className={column.field ? undefined : 'left-out'}>
                      <td data-label={t('mapping.column')}>{column.letter}</td>
                      <th scope="row" data-label={t('mapping.heading')}>
                        {column.heading || '—'}
                      </th>
                      <td data-label={t('mapping.sample')} className="sample">
                        {column.sample.join(' / ') || '—'}
                      </td>
                      <td data-label={t('mapping.field')}>
                        <Select
                          className="mapping-select"
                          value={column.field ?? ''}
                          disabled={act.isPending}
                          aria-label={t('mapping.fieldOf', { heading: column.heading || column.letter })}
                          showSearch={{ optionFilterProp: 'label' }}
                          options={[
                            { value: '', label: t('mapping.leaveOut') },
                            ...fields.map((field) => ({
                              value: field.key,
                              label: field.label[language] + (field.required ? t('mapping.required') : ''),
                            })),
                          ]}
                          onChange={(field: string) =>
                            act.mutate({
                              params,
                              body: {
                                sheet: mapping.sheet,
                                headerRows: mapping.headerRows,
                                columns: Object.fromEntries(
                                  mapping.columns.map((each) => [
                                    each.letter,
                                    each.letter === column.letter
                                      ? field || null
                                      : // A field can be read from one column only: the latest choice has it.
                                        field && each.field === field
                                        ? null
                                        : each.field,
                                  ]),
                                ),
                              },
                            })
                          }
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : null}
        </>
      ) : null}
      <ProblemNotice error={act.error} />
    </section>
  );
}
