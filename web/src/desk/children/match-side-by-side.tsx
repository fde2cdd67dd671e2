import type { WaitingRow } from '@quanxue/domain/children/match-operations.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../basis/language.ts';

/** What the row says beside what stands of the children it may be about; how each thing relates, in a word and a colour. */
export function SideBySide({
  row,
  picked,
  pick,
}: {
  readonly row: WaitingRow;
  readonly picked: number;
  readonly pick: (index: number) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { candidates } = row;
  const labelOf = (index: number) =>
    candidates.length > 1 ? t('matches.candidate', { n: index + 1 }) : t('matches.child');
  const shown = row.fields.filter(
    ({ field, says }) =>
      says || candidates.some((each) => each.fields.some((other) => other.field === field && other.says)),
  );
  return (
    <>
      <p className="hint">
        {t(row.confirmed ? 'matches.fromConfirmed' : 'matches.fromPreview', { file: row.fileName, row: row.row })}{' '}
        <Link to="/imports/$importId" params={{ importId: row.importId }} search={{ show: 'waiting' }}>
          {t('matches.toImport')}
        </Link>
      </p>
      <div className="table-scroll">
        <table className="data match-table">
          <thead>
            <tr>
              <th scope="col">{t('matches.field')}</th>
              <th scope="col">{t('matches.row')}</th>
              {candidates.map((each, index) => (
                <th key={each.childId} scope="col" className={index === picked ? 'picked' : undefined}>
                  {candidates.length > 1 ? (
                    <button
                      type="button"
                      className="match-pick"
                      aria-pressed={index === picked}
                      onClick={() => pick(index)}
                    >
                      <kbd>{index + 1}</kbd> {t('matches.candidate', { n: index + 1 })}
                    </button>
                  ) : (
                    t('matches.child')
                  )}{' '}
                  <small>{t('matches.score', { n: Math.round(each.score * 100) })}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ field, says }) => (
              <tr key={field}>
                <th scope="row">{t(`matches.fields.${field}`)}</th>
                <td data-label={t('matches.row')}>{says ?? '—'}</td>
                {candidates.map((each, index) => {
                  const other = each.fields.find((one) => one.field === field);
                  const mark = other?.mark ?? 'absent';
                  return (
                    <td
                      key={each.childId}
                      data-label={labelOf(index)}
                      className={index === picked ? `picked match-${mark}` : `match-${mark}`}
                    >
                      {field === 'name' ? (
                        <Link to="/children/$childId" params={{ childId: each.childId }}>
                          {other?.says ?? '—'}
                        </Link>
                      ) : (
                        (other?.says ?? '—')
                      )}{' '}
                      {mark === 'absent' ? null : <span className="match-mark">{t(`matches.marks.${mark}`)}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('matches.why')}</th>
              <td data-label={t('matches.row')}>—</td>
              {candidates.map((each, index) => (
                <td key={each.childId} data-label={labelOf(index)} className={index === picked ? 'picked' : undefined}>
                  {each.why.map((one) => one[language]).join(language === 'zh' ? '；' : '; ')}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}
