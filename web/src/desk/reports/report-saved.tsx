import { getLead, type reportLead } from '@quanxue/domain/reports/operations.ts';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';

interface Props {
  readonly name: string;
  readonly reported: Answer<typeof reportLead>;
  readonly again: () => void;
}

/** What became of a report: where it is, by when it is verified, and what else there is on the child. */
export function ReportSaved({ name, reported, again }: Props) {
  const { t } = useTranslation();
  const lead = useAnswer(getLead, { params: { leadId: reported.leadId } });
  return (
    <Page title={t('quickReport.saved', { name })} tab={t('quickReport.title')}>
      <div className="form-page quick" role="status">
        <p>
          {reported.joined
            ? t('quickReport.joined')
            : lead.data
              ? t('quickReport.savedTo', { day: shanghaiTime(lead.data.dueAt) })
              : null}
        </p>
        {reported.caseId ? (
          <p>
            {t('quickReport.hasCase')}{' '}
            <Link to="/cases/$caseId" params={{ caseId: reported.caseId }}>
              {t('quickReport.toCase')}
            </Link>
          </p>
        ) : null}
        <p>
          <Link to="/leads/$leadId" params={{ leadId: reported.leadId }}>
            {t('quickReport.toLead')}
          </Link>
        </p>
        <Button size="large" block onClick={again}>
          {t('quickReport.again')}
        </Button>
      </div>
    </Page>
  );
}
