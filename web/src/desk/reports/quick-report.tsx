import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { REASONS } from '@quanxue/domain/casefile/schema.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { reportLead } from '@quanxue/domain/reports/operations.ts';
import { useSearch } from '@tanstack/react-router';
import { Alert, Button, Input } from 'antd';
import { type FormEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useAnswer } from '../../basis/ask.ts';
import { type Answer, call } from '../../basis/call.ts';
import { DayPicker } from '../../basis/day-picker.tsx';
import { dropDraft, keepDraft, readDraft } from '../../basis/draft.ts';
import { type Attachment, evidenceOf, sendAttachments } from '../../basis/entry/attachment.ts';
import { EvidencePicker } from '../../basis/entry/evidence-picker.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { ProblemNotice } from '../../basis/problem-notice.tsx';
import { useSession, useToday } from '../../basis/session.ts';
import { uuidV7 } from '../../basis/uuid-v7.ts';
import { ChildPicker } from './child-picker.tsx';
import { ReportSaved } from './report-saved.tsx';

interface Values {
  readonly unitId?: string | undefined;
  readonly typed?: string;
  readonly child?: { readonly id: string; readonly text: string; readonly name: string } | undefined;
  readonly notListed?: boolean;
  readonly name?: string;
  readonly birth?: string;
  readonly guardian?: string;
  readonly since?: Day | undefined;
  readonly reasons?: readonly (typeof REASONS)[number][];
  readonly place?: string;
  readonly seen?: string;
  readonly toldBy?: string;
}

interface Kept {
  readonly id: string;
  readonly values: Values;
}

const AGO = [0, 3, 7, 30] as const;

/** A suspected dropout reported from a phone in two minutes. Every keystroke is kept; a second sending is the same report. */
export function QuickReportPage() {
  const { t } = useTranslation();
  const labels = useLabels();
  const today = useToday();
  const session = useSession();
  const { childId: wanted } = useSearch({ from: '/desk/report' });
  const draftKey = `${session?.accountId ?? ''}.quick-report`;
  const [draft, setDraft] = useState(() => readDraft<Kept>(draftKey));
  const id = useRef(draft?.id ?? uuidV7());
  const [values, setValues] = useState<Values>(draft?.values ?? {});
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const [error, setError] = useState<unknown>();
  const [incomplete, setIncomplete] = useState(false);
  const [busy, setBusy] = useState(false);
  const [stored, setStored] = useState<Answer<typeof reportLead>>();
  const [done, setDone] = useState(false);

  const set = useCallback(
    (change: Partial<Values>) =>
      setValues((now) => {
        const next = { ...now, ...change };
        keepDraft(draftKey, { id: id.current, values: next } satisfies Kept);
        return next;
      }),
    [draftKey],
  );
  const onUnit = useCallback((unitId: string | undefined) => set({ unitId }), [set]);

  // Asked for from a child's page: that child is chosen already.
  const asked = useAnswer(getChild, { params: { childId: wanted ?? '' } }, { enabled: wanted !== undefined });
  useEffect(() => {
    const row = asked.data;
    if (row)
      set({
        notListed: false,
        child: {
          id: row.id,
          name: row.name,
          text: `${row.birthDate} ${row.residenceVillage ?? row.registeredVillage ?? ''}`,
        },
      });
  }, [asked.data, set]);

  const begin = () => {
    dropDraft(draftKey);
    setDraft(undefined);
    id.current = uuidV7();
    setValues({ unitId: values.unitId });
    setAttachments([]);
    setStored(undefined);
    setDone(false);
    setError(undefined);
  };

  const send = async (event: FormEvent) => {
    event.preventDefault();
    const name = values.name?.trim();
    setIncomplete(!values.child && !(values.notListed && name));
    if (!today || (!values.child && !(values.notListed && name))) return;
    setBusy(true);
    setError(undefined);
    try {
      const optional = (text: string | undefined) => text?.trim() || undefined;
      const answer =
        stored ??
        (await call(reportLead, {
          params: { leadId: id.current },
          body: {
            ...(values.child && !values.notListed
              ? { childId: values.child.id }
              : {
                  unlisted: { name: name ?? '', birth: optional(values.birth), guardian: optional(values.guardian) },
                }),
            onDay: today,
            since: values.since,
            reasons: [...(values.reasons ?? [])],
            place: optional(values.place),
            seen: optional(values.seen),
            toldBy: optional(values.toldBy),
            files: evidenceOf(attachments).flatMap(({ sha256, kind }) => (sha256 ? [{ sha256, kind }] : [])),
          },
        }));
      setStored(answer);
      dropDraft(draftKey);
      const left = await sendAttachments(attachments, (one) =>
        setAttachments((now) => now.map((each) => (each.key === one.key ? one : each))),
      );
      void queryClient.invalidateQueries();
      setDone(left === 0);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };

  if (stored && done) {
    return <ReportSaved name={values.child?.name ?? values.name ?? ''} reported={stored} again={begin} />;
  }
  const toggle = (reason: (typeof REASONS)[number]) => {
    const now = values.reasons ?? [];
    set({ reasons: now.includes(reason) ? now.filter((each) => each !== reason) : [...now, reason] });
  };
  return (
    <Page title={t('quickReport.title')} lead={t('quickReport.lead')}>
      <form className="form-page quick" onSubmit={(event) => void send(event)} noValidate>
        {draft && !stored ? (
          <Alert
            type="info"
            className="notice"
            title={t('quickReport.draft')}
            action={<Button onClick={begin}>{t('quickReport.draftDrop')}</Button>}
          />
        ) : null}
        <fieldset disabled={stored !== undefined}>
          <legend>{t('quickReport.who')}</legend>
          {values.notListed ? (
            <>
              <Field
                label={t('quickReport.unlistedName')}
                most={40}
                value={values.name}
                set={(name) => set({ name })}
              />
              <div className="two">
                <Field label={t('quickReport.birth')} most={40} value={values.birth} set={(birth) => set({ birth })} />
                <Field
                  label={t('quickReport.guardian')}
                  most={60}
                  value={values.guardian}
                  set={(guardian) => set({ guardian })}
                />
              </div>
              <Button size="large" onClick={() => set({ notListed: false })}>
                {t('quickReport.listed')}
              </Button>
            </>
          ) : values.child ? (
            <p className="picked">
              <b>{values.child.name}</b> <span>{values.child.text}</span>
              <Button size="large" onClick={() => set({ child: undefined })}>
                {t('quickReport.change')}
              </Button>
            </p>
          ) : (
            <>
              <ChildPicker
                unitId={values.unitId}
                typed={values.typed ?? ''}
                onUnit={onUnit}
                onTyped={(typed) => set({ typed })}
                pick={(child) =>
                  set({
                    child: {
                      id: child.id,
                      name: child.name,
                      text: `${child.birthDate} ${child.residenceVillage ?? child.registeredVillage ?? ''}`,
                    },
                  })
                }
              />
              <Button size="large" onClick={() => set({ notListed: true })}>
                {t('quickReport.notListed')}
              </Button>
            </>
          )}
        </fieldset>
        <fieldset disabled={stored !== undefined}>
          <legend>{t('quickReport.since')}</legend>
          {today ? (
            <div className="chips">
              {AGO.map((days) => (
                <Chip
                  key={days}
                  on={values.since === addDays(today, -days)}
                  flip={() =>
                    set({ since: values.since === addDays(today, -days) ? undefined : addDays(today, -days) })
                  }
                >
                  {t(`quickReport.ago${days}`)}
                </Chip>
              ))}
              <DayPicker
                {...(values.since ? { value: values.since } : {})}
                max={today}
                label={t('quickReport.since')}
                onChange={(since) => set({ since })}
              />
            </div>
          ) : null}
        </fieldset>
        <fieldset disabled={stored !== undefined}>
          <legend>{t('quickReport.reasons')}</legend>
          <div className="chips">
            {REASONS.map((reason) => (
              <Chip key={reason} on={values.reasons?.includes(reason) ?? false} flip={() => toggle(reason)}>
                {labels.term('reason', reason)}
              </Chip>
            ))}
          </div>
        </fieldset>
        <fieldset disabled={stored !== undefined}>
          <Field label={t('quickReport.where')} most={200} value={values.place} set={(place) => set({ place })} />
          <Field label={t('quickReport.seen')} most={1000} value={values.seen} set={(seen) => set({ seen })} area />
          <Field
            label={t('quickReport.toldBy')}
            hint={t('quickReport.toldByHint')}
            most={100}
            value={values.toldBy}
            set={(toldBy) => set({ toldBy })}
          />
        </fieldset>
        <EvidencePicker attachments={attachments} change={setAttachments} disabled={busy || stored !== undefined} />
        {incomplete ? <Alert type="error" role="alert" className="notice" title={t('quickReport.needWho')} /> : null}
        {stored ? <Alert type="warning" role="status" className="notice" title={t('quickReport.filesLeft')} /> : null}
        <ProblemNotice error={error} />
        <div className="form-actions">
          <Button
            type="primary"
            size="large"
            block
            htmlType="submit"
            loading={busy}
            disabled={attachments.some((each) => each.state === 'hashing')}
          >
            {t('quickReport.save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Chip({ on, flip, children }: { readonly on: boolean; readonly flip: () => void; readonly children: string }) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={flip}>
      {children}
    </button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly most: number;
  readonly value: string | undefined;
  readonly set: (value: string) => void;
  readonly area?: boolean;
}

function Field({ label, hint, most, value, set, area }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      {area ? (
        <Input.TextArea
          id={id}
          value={value ?? ''}
          maxLength={most}
          autoSize={{ minRows: 2, maxRows: 8 }}
          onChange={(event) => set(event.target.value)}
        />
      ) : (
        <Input
          id={id}
          size="large"
          value={value ?? ''}
          maxLength={most}
          onChange={(event) => set(event.target.value)}
        />
      )}
      {hint ? <span className="hint">{hint}</span> : null}
    </div>
  );
}
