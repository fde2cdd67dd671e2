import { listReferrals } from '@quanxue/domain/cases/joint-control.ts';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { useMay } from '../../basis/session.ts';
import { OfficeWord, ReferralStateWord } from './referral-words.tsx';

/** On the page of a case: what other offices were asked, what they see, what they said. */
export function CaseReferrals({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const list = useAnswer(listReferrals, { query: { caseId } }, { enabled: may(listReferrals) });
  if (!may(listReferrals)) return null;
  return (
    <Answered of={list}>
      {({ rows }) =>
        rows.length === 0 ? null : (
          <section aria-labelledby="referrals-title">
            <h2 id="referrals-title">{t('referrals.section')}</h2>
            <ul className="plain">
              {rows.map((row) => (
                <li key={row.entryId}>
                  <ReferralStateWord state={row.state} /> {row.on} {labels.term('unit', row.to)}：
                  {labels.term('referralSubject', row.subject)}{' '}
                  <span className={row.state === 'overdue' ? 'alarming' : 'hint'}>
                    {t('referrals.due')} {row.due}
                  </span>
                  {row.request ? <div>{row.request}</div> : null}
                  {row.result === null ? null : (
                    <div>
                      {t('referrals.result')}：{row.resultOn ?? ''} {row.result}
                    </div>
                  )}
                  <OfficeWord row={row} />
                </li>
              ))}
            </ul>
            <p className="hint">{t('referrals.reading')}</p>
          </section>
        )
      }
    </Answered>
  );
}
