import type { PaperRow } from '@quanxue/domain/letters/operations.ts';
import { dropScan, fileScan, findSheet, getScan, type ScannedPage } from '@quanxue/domain/letters/scan-operations.ts';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { call, urlOf } from '../../basis/call.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { useSay } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** One page that waits: seen, its code typed from the foot of the sheet, filed or set aside. */
export function TrayPage({ page }: { readonly page: ScannedPage }) {
  const { t } = useTranslation();
  const say = useSay();
  const id = useId();
  const [code, setCode] = useState('');
  const [found, setFound] = useState<PaperRow>();
  const [part, setPart] = useState(1);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>();
  const file = useAct(fileScan);
  const drop = useAct(dropScan);
  const params = { scanId: page.id };
  const url = urlOf(getScan, { params });
  const find = async () => {
    setError(undefined);
    setFound(undefined);
    try {
      setFound(await call(findSheet, { params: { code: code.trim() } }));
    } catch (thrown) {
      setError(thrown);
    }
  };
  const name = t('scans.pageOf', { file: page.fileName, page: page.page });
  return (
    <article className="tray-page">
      <a href={url} target="_blank" rel="noreferrer" title={t('scans.open')}>
        {/\.pdf$/i.test(page.fileName) && page.why !== 'unread' ? (
          t('scans.open')
        ) : (
          <img src={url} alt={name} width={120} loading="lazy" />
        )}
      </a>
      <div>
        <h3>{name}</h3>
        <p className="hint">
          {t(`scans.why.${page.why ?? 'unread'}`)} · {t('scans.by', { by: page.by, at: shanghaiTime(page.at) })}
        </p>
        <form
          className="filters"
          onSubmit={(event) => {
            event.preventDefault();
            void find();
          }}
        >
          <label htmlFor={`${id}-code`}>{t('scans.code')}</label>
          <Input
            id={`${id}-code`}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            maxLength={20}
            style={{ width: '12em' }}
            placeholder="7KQ4M-X02PB-T"
          />
          <Button htmlType="submit" disabled={code.trim() === ''}>
            {t('scans.find')}
          </Button>
        </form>
        {found ? (
          <p className="filters">
            <b>{t('scans.found', { number: found.number, title: found.title, child: found.childName })}</b>
            <Select
              aria-label={t('scans.part')}
              value={part}
              onChange={setPart}
              options={found.parts.map((each, i) => ({ value: i + 1, label: say(each.name) }))}
            />
            <Button
              type="primary"
              loading={file.isPending}
              onClick={() => file.mutate({ params, body: { by: { paperId: found.id }, part } })}
            >
              {t('scans.fileIt')}
            </Button>
          </p>
        ) : null}
        <p className="filters">
          <Input
            aria-label={t('scans.dropWhy')}
            placeholder={t('scans.dropWhy')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            style={{ width: '16em' }}
          />
          <Button
            loading={drop.isPending}
            disabled={reason.trim().length < 2}
            onClick={() => drop.mutate({ params, body: { reason } })}
          >
            {t('scans.dropIt')}
          </Button>
        </p>
        <ProblemNotice error={error ?? file.error ?? drop.error} />
      </div>
    </article>
  );
}
