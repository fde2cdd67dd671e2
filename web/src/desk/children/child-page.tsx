import { openCase } from '@quanxue/domain/cases/operations.ts';
import { type ChildDetail, getChild, unmaskChild } from '@quanxue/domain/children/operations.ts';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAct, useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { DataTable } from '../../basis/data-table.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { useLanguage } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useToday } from '../../basis/session.ts';
import { ChildProblemsSection } from '../cases/child-problems.tsx';
import { ChildReliefSection } from '../cases/child-relief.tsx';
import { ChildActs, CorrectLine } from './child-acts.tsx';
import { householdWord, useBasisWords } from './child-words.ts';
import { gradeClass, SchoolingWord } from './ledger.tsx';
import { Responsibles } from './responsibles.tsx';

/** One child: who, where it learned, what was done, where each fact came from. */
export function ChildPage() {
  const { t } = useTranslation();
  const { childId } = useParams({ from: '/desk/children/$childId' });
  const child = useAnswer(getChild, { params: { childId } });
  const may = useMay();
  const navigate = useNavigate();
  const row = child.data;
  return (
    <Page
      title={row?.name ?? t('child.title')}
      tab={t('child.title')}
      actions={
        row ? (
          row.caseId ? (
            <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className="button-link">
              {t('child.toCase')}
            </Link>
          ) : may(openCase) ? (
            <Button
              type="primary"
              onClick={() => void navigate({ to: '/children/$childId/report', params: { childId } })}
            >
              {t('child.report')}
            </Button>
          ) : null
        ) : null
      }
    >
      <Answered of={child}>
        {(answer) => (
          <>
            <ChildActs child={answer} />
            <Facts child={answer} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Facts({ child }: { readonly child: ChildDetail }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const language = useLanguage();
  const today = useToday() ?? child.birthDate;
  const basisWords = useBasisWords();
  const [asking, setAsking] = useState(false);
  const [full, setFull] = useState<Answer<typeof unmaskChild>>();
  const facts: [string, React.ReactNode][] = [
    [t('child.sex'), labels.term('sex', child.sex)],
    [t('child.birth'), child.birthDate],
    [t('child.citizenId'), full ? (full.citizenId ?? '—') : (child.citizenIdMasked ?? '—')],
    [t('child.ethnicity'), child.ethnicity ?? '—'],
    [t('child.registered'), child.registeredVillage ?? '—'],
    [t('child.residence'), child.residenceVillage ?? '—'],
    [t('child.address'), child.address ?? '—'],
    [t('child.state'), <SchoolingWord key="state" row={child} />],
    [t('child.school'), [child.schooling?.school, gradeClass(child)].filter(Boolean).join(' ') || '—'],
    ...(child.formerNames.length > 0
      ? ([[t('childMore.formerNames'), child.formerNames.join('、')]] as [string, React.ReactNode][])
      : []),
    [
      t('childMore.document'),
      [child.otherDocument?.kind ?? t(`childMore.documents.${child.document}`), child.otherDocument?.numberMasked]
        .filter(Boolean)
        .join(' '),
    ],
    [
      t('child.households'),
      child.householdLines
        .filter((line) => line.toOn === null)
        .map((line) => householdWord(line, today, language))
        .join('、') ||
        child.households.map((category) => householdWord({ category, kind: null }, today, language)).join('、') ||
        '—',
    ],
    ...(child.moves.length > 0
      ? ([
          [
            t('childMore.moves'),
            child.moves
              .map((move) =>
                t('childMore.move', {
                  base: t(`child.${move.base}`),
                  unit: move.unit ?? t('childMore.elsewhere'),
                  day: move.untilOn,
                }),
              )
              .join('；'),
          ],
        ] as [string, React.ReactNode][])
      : []),
    [
      t('child.disability'),
      child.disability
        ? [
            t('child.disabilityText', {
              category: labels.term('disability', child.disability.category),
              level: child.disability.level,
            }),
            full?.certificateNumber,
          ]
            .filter(Boolean)
            .join(' ')
        : '—',
    ],
    [
      t('child.guardians'),
      child.guardians.length > 0 ? (
        <ul key="guardians" className="plain">
          {child.guardians.map((guardian, index) => (
            <li key={guardian.name + String(index)}>
              {guardian.name}
              {guardian.relation ? `（${guardian.relation}）` : ''}{' '}
              {full
                ? [full.guardians[index]?.phone, full.guardians[index]?.citizenId].filter(Boolean).join(' ')
                : guardian.phoneMasked}
            </li>
          ))}
        </ul>
      ) : (
        '—'
      ),
    ],
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {may(unmaskChild) && !full ? (
        <p>
          <Button size="small" onClick={() => setAsking(true)}>
            {t('child.unmask')}
          </Button>
        </p>
      ) : null}
      <Modal open={asking} title={t('child.unmask')} footer={null} onCancel={() => setAsking(false)} destroyOnHidden>
        <Unmask
          childId={child.id}
          done={(answer) => {
            setFull(answer);
            setAsking(false);
          }}
        />
      </Modal>
      <Responsibles childId={child.id} />
      <h2>{t('child.cases')}</h2>
      {child.cases.length === 0 ? (
        <p className="hint">{t('child.noCases')}</p>
      ) : (
        <ul className="plain">
          {child.cases.map((each) => (
            <li key={each.id}>
              <Link to="/cases/$caseId" params={{ caseId: each.id }}>
                {t('child.caseOf', { day: each.openedOn })}
              </Link>{' '}
              {labels.term('stage', each.stage)} {each.open ? '' : t('cases.closed')}
            </li>
          ))}
        </ul>
      )}
      <ChildProblemsSection childId={child.id} name={child.name} />
      <ChildReliefSection childId={child.id} />
      <h2>{t('child.history')}</h2>
      <DataTable
        caption={t('child.history')}
        rows={child.history}
        rowKey={(row) => row.id}
        empty={t('child.noHistory')}
        columns={[
          { key: 'from', title: t('child.from'), head: true, cell: (row) => row.fromOn },
          { key: 'to', title: t('child.to'), cell: (row) => row.toOn ?? t('child.now') },
          {
            key: 'state',
            title: t('child.state'),
            cell: (row) => (
              <>
                {row.withdrawn ? <s>{labels.term('schooling', row.state)}</s> : labels.term('schooling', row.state)}
                {row.untilOn ? `（${t('childMore.until', { day: row.untilOn })}）` : ''}
                {row.withdrawn ? (
                  <span className="hint"> {t('childMore.withdrawn', { reason: row.withdrawn.reason ?? '' })}</span>
                ) : null}
              </>
            ),
          },
          {
            key: 'school',
            title: t('child.school'),
            cell: (row) => [row.school, gradeClass({ schooling: row })].filter(Boolean).join(' ') || '—',
          },
          { key: 'roll', title: t('child.rollNumber'), cell: (row) => row.rollNumber ?? '—' },
          { key: 'basis', title: t('childMore.basis'), cell: (row) => basisWords(row.basis) },
          { key: 'correct', title: '', cell: (row) => <CorrectLine child={child} line={row} /> },
        ]}
      />
      {child.householdLines.length > 0 ? (
        <>
          <h2>{t('childMore.householdLines')}</h2>
          <DataTable
            caption={t('childMore.householdLines')}
            rows={child.householdLines}
            rowKey={(row) => row.id}
            empty=""
            columns={[
              {
                key: 'category',
                title: t('childAct.category'),
                head: true,
                // A line that has ended bears the name that it had then.
                cell: (row) => householdWord(row, row.toOn ?? today, language),
              },
              { key: 'from', title: t('child.from'), cell: (row) => row.fromOn ?? t('childAct.fromUnknown') },
              { key: 'to', title: t('child.to'), cell: (row) => row.toOn ?? t('child.now') },
              { key: 'source', title: t('childMore.source'), cell: (row) => t(`childMore.sources.${row.source}`) },
            ]}
          />
        </>
      ) : null}
      <h2>{t('child.sources')}</h2>
      <DataTable
        caption={t('child.sources')}
        rows={child.sources}
        rowKey={(row) => row.importId + row.sheet + String(row.row)}
        empty={t('child.noSources')}
        columns={[
          {
            key: 'file',
            title: t('imports.file'),
            head: true,
            cell: (row) => (
              <Link to="/imports/$importId" params={{ importId: row.importId }}>
                {row.fileName}
              </Link>
            ),
          },
          { key: 'sheet', title: t('mapping.sheet'), cell: (row) => row.sheet },
          { key: 'row', title: t('preview.row'), number: true, cell: (row) => row.row },
          { key: 'at', title: t('imports.at'), cell: (row) => shanghaiTime(row.at) },
        ]}
      />
    </>
  );
}

function Unmask({
  childId,
  done,
}: {
  readonly childId: string;
  readonly done: (answer: Answer<typeof unmaskChild>) => void;
}) {
  const { t } = useTranslation();
  const act = useAct(unmaskChild, done);
  return (
    <Form<{ reason: string }> layout="vertical" onFinish={(body) => act.mutate({ params: { childId }, body })}>
      <p>{t('child.unmaskText')}</p>
      <Form.Item
        name="reason"
        label={t('child.unmaskReason')}
        rules={[{ required: true, min: 2, whitespace: true, message: t('child.unmaskReasonRule') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {t('child.unmaskGo')}
      </Button>
    </Form>
  );
}
