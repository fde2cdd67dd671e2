import { listTemplates, removeTemplate, uploadTemplate } from '@quanxue/domain/statistics/table-operations.ts';
import { TABLE_TITLES, TABLES, type TableKey } from '@quanxue/domain/statistics/tables.ts';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { StatisticsPlaces } from './statistics-places.tsx';

/** Where the office puts in its own sheet for a table, and what a sheet may hold. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const templates = useAnswer(listTemplates, {});
  return (
    <Page title={t('templates.title')} lead={t('templates.lead')}>
      <StatisticsPlaces />
      <Answered of={templates}>
        {(answer) => TABLES.map((table) => <OneTable key={table} table={table} answer={answer} />)}
      </Answered>
    </Page>
  );
}

function OneTable({ table, answer }: { readonly table: TableKey; readonly answer: Answer<typeof listTemplates> }) {
  const { t } = useTranslation();
  const say = useSay();
  const id = useId();
  const put = useAct(uploadTemplate);
  const remove = useAct(removeTemplate);
  const used = answer.templates.find((each) => each.table === table);
  const known = answer.known.find((each) => each.table === table)?.placeholders ?? [];
  return (
    <section>
      <h2>{say(TABLE_TITLES[table])}</h2>
      <p>
        {used
          ? t('templates.used', { file: used.fileName, at: shanghaiTime(used.uploadedAt), by: used.uploadedBy })
          : t('templates.none')}
      </p>
      <p className="filters">
        <input
          id={id}
          type="file"
          accept=".xlsx"
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) put.mutate({ params: { table }, query: { fileName: file.name.slice(-200) }, file });
          }}
        />
        <label htmlFor={id} className="file-button">
          {t('templates.put')}
        </label>
        {used ? (
          <Button loading={remove.isPending} onClick={() => remove.mutate({ params: { table } })}>
            {t('templates.remove')}
          </Button>
        ) : null}
      </p>
      {put.error ? <ProblemNotice error={put.error} /> : null}
      <details>
        <summary>{t('templates.known', { n: known.length })}</summary>
        <p className="placeholders">
          {known.map(({ key, label }) => (
            <span key={key}>
              <code>{`{{${key}}}`}</code> {say(label)}
            </span>
          ))}
        </p>
      </details>
    </section>
  );
}
