import { type ClosureProposal, type SettledHow, settleClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { getEvidence } from '@quanxue/domain/cases/operations.ts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** A closure as somebody proposed it: what it rests on, and for another person the check. */
export function ClosureCheck({ caseId, proposal }: { readonly caseId: string; readonly proposal: ClosureProposal }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const act = useAct(settleClosure);
  const [reason, setReason] = useState('');
  const { settled, entry } = proposal;
  const settle = (how: SettledHow) =>
    act.mutate({
      params: { caseId, proposalId: proposal.id },
      body: { how, ...(reason.trim() && { reason: reason.trim() }) },
    });
  return (
    <div>
      <p>
        {t('caseApprovals.proposed', {
          post: proposal.post,
          by: proposal.by,
          on: proposal.on,
          reason: labels.option('closure', 'reason', entry.reason),
        })}
        {entry.note ? `（${entry.note}）` : ''}
      </p>
      {entry.evidence && entry.evidence.length > 0 ? (
        <p>
          {t('caseApprovals.proposalEvidence')}：
          {entry.evidence.map((item) =>
            item.sha256 ? (
              <a
                key={item.sha256}
                href={urlOf(getEvidence, { params: { caseId, sha256: item.sha256 } })}
                target="_blank"
                rel="noreferrer"
              >
                {item.name ?? item.sha256.slice(0, 8)}{' '}
              </a>
            ) : null,
          )}
        </p>
      ) : null}
      {settled ? (
        <p className="hint">
          {t('caseApprovals.settled', {
            on: settled.on,
            post: settled.post,
            by: settled.by,
            how: labels.term('closureSettlement', settled.how),
          })}
          {settled.reason ? `：${settled.reason}` : ''}
        </p>
      ) : (
        <p className="hint">{t('caseApprovals.proposalWaits')}</p>
      )}
      {proposal.mayCheck ? (
        <p className="filters no-print">
          <Button type="primary" loading={act.isPending} onClick={() => settle('closed')}>
            {t('caseApprovals.check')}
          </Button>
          <Input
            className="filter-search"
            value={reason}
            maxLength={500}
            placeholder={t('caseApprovals.reason')}
            aria-label={t('caseApprovals.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button loading={act.isPending} disabled={!reason.trim()} onClick={() => settle('sent-back')}>
            {t('caseApprovals.sendBack')}
          </Button>
        </p>
      ) : null}
      {proposal.own && !settled ? (
        <p className="no-print">
          <Button loading={act.isPending} onClick={() => settle('withdrawn')}>
            {t('caseApprovals.takeBack')}
          </Button>
        </p>
      ) : null}
      <ProblemNotice error={act.error} />
    </div>
  );
}
