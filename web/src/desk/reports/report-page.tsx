import { openCase } from '@quanxue/domain/cases/operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { queryClient, useAnswer } from '../../basis/ask.ts';
import { call } from '../../basis/call.ts';
import { readDraft } from '../../basis/draft.ts';
import { EntryForm } from '../../basis/entry/entry-form.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useSession, useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { reportPlan } from './report-plan.ts';

/** The first notice of a suspected dropout; saving it opens the child's case file. */
export function ReportPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const { childId } = useParams({ from: '/desk/children/$childId/report' });
  const child = useAnswer(getChild, { params: { childId } });
  const today = useToday();
  const session = useSession();
  const navigate = useNavigate();
  const draftKey = `${session?.accountId ?? ''}.${childId}.report`;
  // The case's id is made here and stays with the draft's entry: a second try opens no second case.
  const [caseId] = useState(() => readDraft<{ caseId?: string }>(draftKey)?.caseId ?? uuidV7());
  return (
    <Page
      title={t('report.title')}
      lead={t('report.lead')}
      actions={
        <Link to="/report" search={{ childId }}>
          {t('report.leadFirst')}
        </Link>
      }
    >
      <Answered of={child}>
        {(row) =>
          today ? (
            <div className="form-page">
              <p className="subject">
                <b>{row.name}</b> {labels.term('sex', row.sex)} {row.birthDate}{' '}
                {row.residenceVillage ?? row.registeredVillage ?? ''}
              </p>
              <EntryForm
                plan={reportPlan}
                context={{ today, schools: [], letters: [], advice: [], measure: null, me: undefined }}
                draftKey={draftKey}
                extra={{ caseId }}
                initial={{
                  source: row.schooling === null || row.schooling.state === 'unknown' ? 'matching' : undefined,
                  ...(row.schooling?.grade ? { leftGrade: row.schooling.grade } : {}),
                }}
                saveLabel={t('report.save')}
                save={(entry) =>
                  entry.kind === 'report'
                    ? call(openCase, { params: { caseId }, body: { childId, report: entry } })
                    : Promise.reject(new Error('not a report'))
                }
                saved={() => {
                  void queryClient.invalidateQueries();
                  void navigate({ to: '/cases/$caseId', params: { caseId } });
                }}
                cancel={() => void navigate({ to: '/children/$childId', params: { childId } })}
              />
            </div>
          ) : null
        }
      </Answered>
    </Page>
  );
}
