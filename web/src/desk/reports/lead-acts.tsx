import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import {
  answerLead,
  concludeLead,
  identifyLead,
  type LeadView,
  reopenLead,
} from '@quanxue/domain/reports/operations.ts';
import { SIDE_STATES, sideOf, wantsCase } from '@quanxue/domain/reports/outcomes.ts';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useAct } from '../../basis/ask.ts';
import { call } from '../../basis/call.ts';
import { instantNow } from '../../basis/clock.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useMay, useSession, useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { ChildPicker } from './child-picker.tsx';
import { ConcludeForm } from './conclude-form.tsx';

/** What the person may do with a lead as it stands. */
export function LeadActs({ lead }: { readonly lead: LeadView }) {
  const { t } = useTranslation();
  const may = useMay();
  const session = useSession();
  const side = session?.posts.map((post) => sideOf(post.role)).find((each) => each !== null) ?? null;
  const [act, setAct] = useState<'answer' | 'conclude' | 'identify' | 'reopen'>();
  const close = () => setAct(undefined);
  const out = lead.outcome !== null && lead.outcome !== 'joined' && wantsCase(lead.outcome);
  return (
    <section className="acts">
      {out && !lead.caseId && !lead.open && lead.childId && may(openCase) ? (
        <OpenCase lead={lead} childId={lead.childId} />
      ) : null}
      {lead.open && !lead.childId ? <p className="hint">{t('lead.needIdentify')}</p> : null}
      <div className="form-actions">
        {lead.open && side ? <Button onClick={() => setAct('answer')}>{t('lead.answer')}</Button> : null}
        {lead.open && !lead.childId && may(identifyLead) ? (
          <Button onClick={() => setAct('identify')}>{t('lead.identify')}</Button>
        ) : null}
        {lead.open && may(concludeLead) ? (
          <Button type="primary" onClick={() => setAct('conclude')}>
            {t('lead.conclude')}
          </Button>
        ) : null}
        {!lead.open && lead.outcome !== 'joined' && may(reopenLead) ? (
          <Button onClick={() => setAct('reopen')}>{t('lead.reopen')}</Button>
        ) : null}
      </div>
      {lead.open && !may(concludeLead) ? (
        <p className="hint">{t('lead.concludeOwner', { unit: lead.owner.unit })}</p>
      ) : null}
      {act === 'answer' && side ? <AnswerForm lead={lead} side={side} close={close} /> : null}
      {act === 'conclude' ? <ConcludeForm lead={lead} close={close} /> : null}
      {act === 'identify' ? <IdentifyForm lead={lead} close={close} /> : null}
      {act === 'reopen' ? <ReopenForm lead={lead} close={close} /> : null}
    </section>
  );
}

interface FormProps {
  readonly lead: LeadView;
  readonly close: () => void;
}

function AnswerForm({ lead, side, close }: FormProps & { readonly side: string }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const [eventId] = useState(uuidV7);
  const act = useAct(answerLead, close);
  return (
    <Form<{ state: (typeof SIDE_STATES)[number]; how: string; onDay: string }>
      layout="vertical"
      className="form-page"
      initialValues={{ onDay: today }}
      onFinish={(body) => act.mutate({ params: { leadId: lead.id, eventId }, body })}
    >
      <p>
        <b>{t('lead.answerAs', { side: labels.term('side', side) })}</b>
      </p>
      <Form.Item name="state" label={t('lead.state')} rules={[{ required: true, message: t('form.required') }]}>
        <Select options={SIDE_STATES.map((value) => ({ value, label: labels.term('leadOutcome', value) }))} />
      </Form.Item>
      <Form.Item
        name="how"
        label={t('lead.how')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="onDay" label={t('lead.onDay')} rules={[{ required: true, message: t('form.required') }]}>
        <DayPicker {...(today ? { max: today } : {})} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('lead.answerSave')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}

function IdentifyForm({ lead, close }: FormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [eventId] = useState(uuidV7);
  const [unitId, setUnit] = useState<string>();
  const [typed, setTyped] = useState(lead.unlisted?.name ?? '');
  const [child, setChild] = useState<{ id: string; name: string }>();
  const act = useAct(identifyLead, (goesOn) => {
    close();
    if (goesOn.id !== lead.id) void navigate({ to: '/leads/$leadId', params: { leadId: goesOn.id } });
  });
  return (
    <Form<{ how: string }>
      layout="vertical"
      className="form-page"
      onFinish={({ how }) =>
        child && act.mutate({ params: { leadId: lead.id, eventId }, body: { childId: child.id, how } })
      }
    >
      {child ? (
        <p className="picked">
          <b>{child.name}</b> <Button onClick={() => setChild(undefined)}>{t('quickReport.change')}</Button>
        </p>
      ) : (
        <ChildPicker unitId={unitId} typed={typed} onUnit={setUnit} onTyped={setTyped} pick={setChild} />
      )}
      <Form.Item
        name="how"
        label={t('lead.identifyHow')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={act.isPending} disabled={!child}>
          {t('lead.identifySave')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}

function ReopenForm({ lead, close }: FormProps) {
  const { t } = useTranslation();
  const [eventId] = useState(uuidV7);
  const act = useAct(reopenLead, close);
  return (
    <Form<{ why: string }>
      layout="vertical"
      className="form-page"
      onFinish={(body) => act.mutate({ params: { leadId: lead.id, eventId }, body })}
    >
      <Form.Item
        name="why"
        label={t('lead.reopenWhy')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <ProblemNotice error={act.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t('lead.reopen')}
        </Button>
        <Button onClick={close}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}

const SOURCES: Readonly<Record<LeadView['source'], EntryOf<'report'>['source']>> = {
  report: 'village-visit',
  'household-visit': 'village-visit',
  absence: 'school',
  enrolment: 'school',
  matching: 'matching',
  'platform-list': 'matching',
  clue: 'hotline',
};

/** Opens the case file from the lead and puts the verification into it; the ids stay, so a second try opens no second file. */
function OpenCase({ lead, childId }: { readonly lead: LeadView; readonly childId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [ids] = useState(() => ({ caseId: uuidV7(), report: uuidV7(), verification: uuidV7(), at: instantNow() }));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const open = async () => {
    setBusy(true);
    setError(undefined);
    const school = lead.reporter && sideOf(lead.reporter.role) === 'school';
    const report: EntryOf<'report'> = {
      id: ids.report,
      kind: 'report',
      on: lead.onDay,
      recordedAt: ids.at,
      source: lead.source === 'report' && school ? 'school' : SOURCES[lead.source],
      reasons: lead.reasons.length > 0 ? [...lead.reasons] : ['other'],
      ...(lead.since && lead.since <= lead.onDay && { lastAttendedOn: lead.since }),
      ...(lead.seen && { note: lead.seen }),
    };
    const conclusion = lead.events.findLast((event) => event.kind === 'concluded');
    const verification: EntryOf<'verification'> = {
      id: ids.verification,
      kind: 'verification',
      on: lead.concludedOn ?? lead.onDay,
      recordedAt: ids.at,
      result: 'confirmed',
      ...(conclusion?.text && { note: conclusion.text }),
    };
    try {
      await call(openCase, { params: { caseId: ids.caseId }, body: { childId, report } });
      await call(recordEntry, { params: { caseId: ids.caseId, entryId: ids.verification }, body: verification });
      void queryClient.invalidateQueries();
      void navigate({ to: '/cases/$caseId', params: { caseId: ids.caseId } });
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <div className="next-step">
      <h2>{t('lead.noCaseYet')}</h2>
      <p>{t('lead.openCaseHint')}</p>
      <Button type="primary" onClick={() => void open()} loading={busy}>
        {t('lead.openCase')}
      </Button>
      <ProblemNotice error={error} />
    </div>
  );
}
