import { getClueForm, switchClues } from '@quanxue/domain/reports/clue-operations.ts';
import { Alert, Button, Input, Select, Switch } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** The poster with the code of the public's clue form, one A4 sheet a township; and the switch that closes the form. */
export function CluePosterPage() {
  const { t } = useTranslation();
  const id = useId();
  const form = useAnswer(getClueForm, {});
  const act = useAct(switchClues);
  const [chosen, setChosen] = useState<string>();
  const [address, setAddress] = useState(window.location.origin);
  return (
    <Page
      title={t('poster.title')}
      lead={<span className="no-print">{t('poster.lead')}</span>}
      actions={
        <Button type="primary" className="no-print" onClick={() => window.print()}>
          {t('poster.print')}
        </Button>
      }
    >
      <Answered of={form}>
        {({ townships, open }) => {
          const township = townships.find((each) => each.id === (chosen ?? townships[0]?.id));
          return (
            <>
              <div className="no-print form-page">
                <div className="field">
                  <label htmlFor={`${id}-township`} className="field-label">
                    {t('poster.township')}
                  </label>
                  <Select
                    id={`${id}-township`}
                    value={township?.id ?? null}
                    options={townships.map(({ id, name }) => ({ value: id, label: name }))}
                    onChange={(id: string | null) => setChosen(id ?? undefined)}
                  />
                </div>
                <div className="field">
                  <label htmlFor={`${id}-address`} className="field-label">
                    {t('poster.address')}
                  </label>
                  <Input
                    id={`${id}-address`}
                    value={address}
                    maxLength={200}
                    onChange={(event) => setAddress(event.target.value)}
                  />
                  <span className="hint">{t('poster.addressHint')}</span>
                </div>
                {/\/\/(localhost|127\.|\[::1\])/.test(address) ? (
                  <Alert type="warning" className="notice" title={t('poster.local')} />
                ) : null}
                <p>
                  <Switch
                    aria-label={t('poster.open')}
                    checked={open}
                    loading={act.isPending}
                    onChange={(next) => act.mutate({ body: { open: next } })}
                  />{' '}
                  {t('poster.open')}：{t(open ? 'poster.opened' : 'poster.closed')}
                </p>
                <ProblemNotice error={act.error} />
              </div>
              {township ? (
                <section className="poster" lang="zh-CN">
                  <h2>{t('poster.heading')}</h2>
                  <p>{t('poster.sub')}</p>
                  <Code text={`${address.replace(/\/+$/, '')}/clue?t=${township.id}`} />
                  <p className="poster-small">{t('poster.foot1')}</p>
                  <p>{t('poster.foot2', { township: township.name })}</p>
                </section>
              ) : null}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

/** As one path, so that it prints sharp at any size; a quarter of it may be torn or wet and it still reads. */
function Code({ text }: { readonly text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: 'Q', border: 4 });
    const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
    return { size, path };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  );
}
