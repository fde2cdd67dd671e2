import { listReferrals } from '@quanxue/domain/cases/joint-control.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useInstallation } from '../../basis/session.ts';

/** The register behind the filters as sheets of A4. */
export function PrintReferralsPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const search = useSearch({ from: '/desk/referrals/print' });
  const installation = useInstallation();
  const list = useAnswer(listReferrals, { query: search });
  const words = [
    search.to && labels.term('unit', search.to),
    search.subject && labels.term('referralSubject', search.subject),
    search.state && labels.term('referralState', search.state),
  ].filter(Boolean);
  return (
    <Page
      title={t('referrals.title')}
      actions={
        <span className="no-print">
          <Link to="/referrals" search={search}>
            {t('common.back')}
          </Link>{' '}
          <Button type="primary" onClick={() => window.print()}>
            {t('common.print')}
          </Button>
        </span>
      }
    >
      <p className="lead">
        {installation?.county}
        {installation?.township}　{words.join('，')}　{t('children.asOf', { day: installation?.today ?? '' })}
      </p>
      <Answered of={list}>
        {({ rows }) => (
          <>
            <p>{t('referrals.count', { n: rows.length })}</p>
            <table className="data sheet">
              <caption className="sr-only">{t('referrals.title')}</caption>
              <thead>
                <tr>
                  {(['number', 'child', 'to', 'subject', 'on', 'due', 'state', 'result', 'signature'] as const).map(
                    (key) => (
                      <th key={key} scope="col">
                        {t(`referrals.${key}`)}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  <tr key={`${row.caseId}/${row.entryId}`}>
                    <td>{index + 1}</td>
                    <th scope="row">
                      {row.childName} {row.village}
                    </th>
                    <td>{labels.term('unit', row.to)}</td>
                    <td>
                      {labels.term('referralSubject', row.subject)} {row.request}
                      {row.letterNumber ? ` ${t('referrals.letter', { number: row.letterNumber })}` : ''}
                    </td>
                    <td>
                      <time className="day">{row.on}</time>
                    </td>
                    <td>
                      <time className="day">{row.due}</time>
                    </td>
                    <td>{labels.term('referralState', row.state)}</td>
                    <td>
                      {row.resultOn} {row.result}
                    </td>
                    <td />
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Answered>
    </Page>
  );
}
