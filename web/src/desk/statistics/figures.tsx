import type { Figure, Rate, Step } from '@quanxue/domain/statistics/overview-operations.ts';
import { RATE_FORMULAS, RATE_LABELS, RATE_NOTES } from '@quanxue/domain/statistics/rates.ts';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../basis/language.ts';
import { Count } from './table-sheet.tsx';

/** Rates with their formula and the numbers that it takes; where one cannot be computed, the sentence that says why. */
export function RateList({ rates }: { readonly rates: readonly Rate[] }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <ul className="tiles">
      {rates.map((rate) => (
        <li key={rate.rate} className="tile rate">
          <span className="tile-label">{say(RATE_LABELS[rate.rate])}</span>
          <span className="tile-count">{rate.percent === null ? '—' : `${rate.percent}%`}</span>
          {rate.missing ? <span className="alarming">{say(rate.missing)}</span> : null}
          <span className="hint">{say(RATE_FORMULAS[rate.rate])}</span>
          <span>
            <Figures figures={rate.figures} />
          </span>
          {rate.beside.length > 0 ? (
            <span>
              {t('overview.beside')} <Figures figures={rate.beside} />
            </span>
          ) : null}
          <span className="hint">{say(RATE_NOTES[rate.rate])}</span>
        </li>
      ))}
    </ul>
  );
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const say = useSay();
  return (
    <>
      {figures.map(({ key, label, count, filter }, i) => (
        <span key={key}>
          {i > 0 ? '，' : ''}
          {say(label)} <Count count={count} filter={filter} />
        </span>
      ))}
    </>
  );
}

/** Steps of children out of school and back, each with its children. */
export function StepList({ steps }: { readonly steps: readonly Step[] }) {
  const say = useSay();
  return (
    <p>
      {steps.map(({ key, label, count, filter }, i) => (
        <span key={key}>
          {i > 0 ? ' → ' : ''}
          {say(label)} <Count count={count} filter={filter} />
        </span>
      ))}
    </p>
  );
}
