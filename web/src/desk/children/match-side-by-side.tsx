import type { MatchCandidate, WaitingRow } from '@quanxue/domain/children/match-operations.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../basis/language.ts';

/** What the row says beside what stands of the children it may be about. */
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
  const { candidates } = row;
  return (
    <>
      <p className="hint">
        {t(row.confirmed ? 'matches.fromConfirmed' : 'matches.fromPreview', { file: row.fileName, row: row.row })}{' '}
        <Link to="/imports/$importId" params={{ importId: row.importId }} search={{ show: 'waiting' }}>
          {t('matches.toImport')}
        </Link>
      </p>
      <Columns
        fields={row.fields}
        candidates={candidates}
        labelOf={(index) => (candidates.length > 1 ? t('matches.candidate', { n: index + 1 }) : t('matches.child'))}
        picked={picked}
        pick={candidates.length > 1 ? pick : null}
      />
    </>
  );
}

/** Children in columns, after what a row says where there is one; how each thing relates, in a word and a colour. */
export function Columns({
  fields,
  candidates,
  labelOf,
  picked,
  pick,
  why,
}: {
  /** What the row says; null: the children are compared with each other. */
  readonly fields: WaitingRow['fields'] | null;
  readonly candidates: readonly (Pick<MatchCandidate, 'childId' | 'fields'> &
    Partial<Pick<MatchCandidate, 'score' | 'why'>>)[];
  readonly labelOf: (index: number) => string;
  readonly picked: number;
  /** Null: there is nothing to choose. */
  readonly pick: ((index: number) => void) | null;
  /** Said of all of them together. */
  readonly why?: MatchCandidate['why'];
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const inWords = (reasons: MatchCandidate['why']) =>
    reasons.map((one) => one[language]).join(language === 'zh' ? '；' : '; ');
  const saysOf = (field: string) => fields?.find((each) => each.field === field)?.says ?? null;
  const shown = (fields ?? candidates[0]?.fields ?? []).filter(
    ({ field }) =>
      saysOf(field) || candidates.some((each) => each.fields.some((other) => other.field === field && other.says)),
  );
  return (
    <div className="table-scroll">
      <table className="data match-table">
        <thead>
          <tr>
            <th scope="col">{t('matches.field')}</th>
            {fields ? <th scope="col">{t('matches.row')}</th> : null}
            {candidates.map((each, index) => (
              <th key={each.childId} scope="col" className={index === picked ? 'is-picked' : undefined}>
                {pick ? (
                  <button
                    type="button"
                    className="match-pick"
                    aria-pressed={index === picked}
                    onClick={() => pick(index)}
                  >
                    <kbd>{index + 1}</kbd> {labelOf(index)}
                  </button>
                ) : (
                  labelOf(index)
                )}{' '}
                {each.score === undefined ? null : (
                  <small>{t('matches.score', { n: Math.round(each.score * 100) })}</small>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field }) => (
            <tr key={field}>
              <th scope="row">{t(`matches.fields.${field}`)}</th>
              {fields ? <td data-label={t('matches.row')}>{saysOf(field) ?? '—'}</td> : null}
              {candidates.map((each, index) => {
                const other = each.fields.find((one) => one.field === field);
                const mark = other?.mark ?? 'absent';
                return (
                  <td
                    key={each.childId}
                    data-label={labelOf(index)}
                    className={index === picked ? `is-picked match-${mark}` : `match-${mark}`}
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
            {fields ? <td data-label={t('matches.row')}>—</td> : null}
            {why ? (
              <td colSpan={candidates.length}>{inWords(why)}</td>
            ) : (
              candidates.map((each, index) => (
                <td
                  key={each.childId}
                  data-label={labelOf(index)}
                  className={index === picked ? 'is-picked' : undefined}
                >
                  {inWords(each.why ?? [])}
                </td>
              ))
            )}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
