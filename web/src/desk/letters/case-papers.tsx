import { FORMS, PAPER_KINDS } from '@quanxue/domain/letters/forms/index.ts';
import {
  getPaperFile,
  issuePaper,
  listCasePapers,
  type PaperRow,
  recordService,
} from '@quanxue/domain/letters/operations.ts';
import { getScan, uploadScan } from '@quanxue/domain/letters/scan-operations.ts';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useSay } from '../../basis/language.ts';
import { useMay } from '../../basis/session.ts';
import { CancelPaperForm, RecordServiceForm } from './paper-acts.tsx';

/** The papers of a case, what came back of each, and what to do next with it. */
export function CasePapers({ caseId, open }: { readonly caseId: string; readonly open: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const may = useMay();
  const papers = useAnswer(listCasePapers, { params: { caseId } }, { enabled: may(listCasePapers) });
  const [doing, setDoing] = useState<{ readonly act: 'service' | 'cancel'; readonly paper: PaperRow }>();
  if (!may(listCasePapers)) return null;
  const close = () => setDoing(undefined);
  return (
    <section aria-labelledby="papers-title">
      <h2 id="papers-title">{t('papers.title')}</h2>
      {open && may(issuePaper) ? (
        <p className="no-print filters">
          {PAPER_KINDS.map((kind) => (
            <Link key={kind} to="/cases/$caseId/papers/$kind" params={{ caseId, kind }} className="button-link">
              {t('papers.issue', { name: say(FORMS[kind].name) })}
            </Link>
          ))}
        </p>
      ) : null}
      <Answered of={papers}>
        {(answer) => (
          <DataTable
            caption={t('papers.title')}
            rows={answer.papers}
            rowKey={(paper) => paper.id}
            empty={t('papers.none')}
            columns={[
              { key: 'number', title: t('papers.number'), head: true, cell: (paper) => paper.number },
              { key: 'paper', title: t('papers.paper'), cell: (paper) => paper.title },
              { key: 'issued', title: t('papers.issued'), cell: (paper) => `${paper.issuedOn} ${paper.issuedBy}` },
              { key: 'deadline', title: t('papers.deadline'), cell: (paper) => paper.deadline ?? '' },
              { key: 'state', title: t('papers.state'), cell: (paper) => <State paper={paper} /> },
              { key: 'files', title: t('papers.files'), cell: (paper) => <Files paper={paper} /> },
              {
                key: 'acts',
                title: t('papers.acts'),
                cell: (paper) => (
                  <span className="no-print">
                    {paper.state === 'returned' && provable(paper) && may(recordService) ? (
                      <Button size="small" type="primary" onClick={() => setDoing({ act: 'service', paper })}>
                        {t('papers.service')}
                      </Button>
                    ) : null}{' '}
                    {paper.mayCancel && (paper.state === 'issued' || paper.state === 'returned') ? (
                      <Button size="small" onClick={() => setDoing({ act: 'cancel', paper })}>
                        {t('papers.cancel')}
                      </Button>
                    ) : null}
                  </span>
                ),
              },
            ]}
          />
        )}
      </Answered>
      {doing?.act === 'service' ? <RecordServiceForm paper={doing.paper} close={close} /> : null}
      {doing?.act === 'cancel' ? <CancelPaperForm paper={doing.paper} close={close} /> : null}
      {may(uploadScan) && papers.data?.papers.some((paper) => paper.state === 'issued') ? (
        <p className="hint no-print">
          {t('papers.serviceWaits')} <Link to="/scans">{t('papers.toScans')}</Link>
        </p>
      ) : null}
    </section>
  );
}

const provable = (paper: PaperRow) => paper.parts.some((part) => part.provesService && part.scans.length > 0);

function State({ paper }: { readonly paper: PaperRow }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`papers.states.${paper.state}`)}
      {paper.servedOn ? t('papers.servedOn', { day: paper.servedOn }) : null}
      {paper.cancelled ? (
        <div className="hint">
          {t('papers.reason', { reason: paper.cancelled.reason, by: paper.cancelled.by, day: paper.cancelled.on })}
        </div>
      ) : null}
    </>
  );
}

function Files({ paper }: { readonly paper: PaperRow }) {
  const { t } = useTranslation();
  const say = useSay();
  const params = { paperId: paper.id };
  return (
    <>
      <a href={urlOf(getPaperFile, { params, query: {} })} target="_blank" rel="noreferrer">
        {t('papers.pdf')}
      </a>{' '}
      <a href={urlOf(getPaperFile, { params, query: { as: 'docx' } })} download>
        {t('papers.docx')}
      </a>
      {paper.parts.flatMap((part) =>
        part.scans.map((scanId, i) => (
          <div key={scanId}>
            <a href={urlOf(getScan, { params: { scanId } })} target="_blank" rel="noreferrer">
              {t('papers.scan', { part: say(part.name), n: i + 1 })}
            </a>
          </div>
        )),
      )}
    </>
  );
}
