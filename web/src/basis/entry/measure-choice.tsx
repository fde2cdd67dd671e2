import { MEASURES, type Measure } from '@quanxue/domain/casefile/schema.ts';
import type { Advice } from '@quanxue/domain/policy/finding.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { Radio } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../language.ts';
import { useLabels } from './labels.ts';

interface Props {
  readonly id?: string;
  readonly value?: Measure;
  readonly onChange?: (measure: Measure) => void;
  readonly advice: readonly Advice[];
  readonly current: Measure | null;
}

/**
 * The twelve measures with what the law says of each for this child: open ones first, the reasons of closed ones
 * beside them. A closed one can still be chosen: what really happened is recorded, and the finding says so.
 */
export function MeasureChoice({ id, value, onChange, advice, current }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const labels = useLabels();
  const names = useMemo(
    () => new Map(packNamed().measures.flatMap((each) => each.rows.map((row) => [row.id, row.name] as const))),
    [],
  );
  const known = new Map(advice.map((each) => [each.measure, each]));
  const open = MEASURES.filter((measure) => known.get(measure)?.state !== 'closed');
  const closed = MEASURES.filter((measure) => known.get(measure)?.state === 'closed');
  const row = (measure: Measure) => {
    const one = known.get(measure);
    return (
      <li key={measure} className={one?.state === 'closed' ? 'measure closed' : 'measure'}>
        <Radio value={measure}>
          {labels.term('measure', measure)}{' '}
          {one ? (
            <span className={`status ${one.state === 'open' ? 'status-met' : 'status-excused'}`}>
              {one.state === 'open' ? t('advice.open') : t('advice.closed')}
            </span>
          ) : null}
          {measure === current ? <span className="status">{t('advice.current')}</span> : null}
        </Radio>
        {one && one.reasons.length > 0 ? (
          <ul className="reasons">
            {one.reasons.map((reason) => (
              <li key={reason.message.en + reason.citation.en}>
                {reason.message[language]} <cite>{reason.citation[language]}</cite>
              </li>
            ))}
          </ul>
        ) : null}
        {one && one.state === 'open' ? (
          <p className="hint">
            {t('advice.needs', {
              names: one.needs.map((need) => names.get(need)?.[language] ?? need).join(language === 'zh' ? '、' : ', '),
            })}
          </p>
        ) : null}
      </li>
    );
  };
  return (
    <Radio.Group
      id={id}
      value={value}
      onChange={(event) => onChange?.(event.target.value as Measure)}
      className="measures"
    >
      <ul>{open.map(row)}</ul>
      {closed.length > 0 ? (
        <details open={value ? closed.includes(value) : false}>
          <summary>{t('advice.closedOnes', { n: closed.length })}</summary>
          <ul>{closed.map(row)}</ul>
        </details>
      ) : null}
    </Radio.Group>
  );
}
