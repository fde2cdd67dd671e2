import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import { Alert, Button, Form, Input } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../call.ts';
import { instantNow } from '../clock.ts';
import { DayPicker } from '../day-picker.tsx';
import { draftKeptAt, dropDraft, keepDraft, readDraft } from '../draft.ts';
import { shanghaiTime } from '../instant.ts';
import { useLanguage } from '../language.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import { uuidV7 } from '../uuid-v7.ts';
import { type Attachment, evidenceOf, sendAttachments } from './attachment.ts';
import {
  contentFrom,
  type EntryPlan,
  type FieldIssue,
  type FormValues,
  isKnown,
  isWanted,
  overlaid,
  readEntry,
  shownFields,
} from './entry-plan.ts';
import { EvidencePicker } from './evidence-picker.tsx';
import { FieldInput, type FormContext } from './field-input.tsx';
import { StatusWord } from './status-word.tsx';

/** How findings change if the entry is saved. */
export type Changes = readonly { readonly before: Finding | null; readonly after: Finding | null }[];

interface Props {
  readonly plan: EntryPlan;
  readonly context: FormContext;
  /** Where the draft is kept: account, case and kind. */
  readonly draftKey: string;
  readonly initial?: FormValues;
  /** What is known already: shown as such, and free to change. Never a narrative. */
  readonly known?: FormValues;
  /** Saves the entry under its own id; asked again with the same id after a failure, so it is saved once. */
  readonly save: (entry: Entry) => Promise<unknown>;
  readonly saved: (entry: Entry) => void;
  readonly preview?: (entry: Entry, signal: AbortSignal) => Promise<Changes>;
  readonly saveLabel: string;
  readonly cancel?: () => void;
  /** Makes what is saved from the form's entry; an amendment wraps it. */
  readonly wrap?: (entry: Entry, id: string) => Entry;
  /** Kept with the draft beside the form's values. */
  readonly extra?: Readonly<Record<string, string>>;
  /** The draft was dropped: what is kept beside begins anew as well. */
  readonly dropped?: () => void;
  readonly children?: ReactNode;
}

interface Kept {
  readonly id: string;
  /** When saving was first tried: a second try must send the same entry. */
  readonly recordedAt?: string | undefined;
  readonly values: FormValues;
}

/**
 * The one form for every kind of entry. Every keystroke is kept as a draft; before saving it shows which findings
 * would change; the entry goes first, its files follow, each with a receipt.
 */
export function EntryForm(props: Props) {
  const {
    plan,
    context,
    draftKey,
    initial,
    known,
    save,
    saved,
    preview,
    saveLabel,
    cancel,
    wrap,
    extra,
    dropped,
    children,
  } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [draft] = useState(() => readDraft<Kept>(draftKey));
  const [draftAt, setDraftAt] = useState(() => draftKeptAt(draftKey));
  const id = useRef(draft?.id ?? uuidV7());
  const recordedAt = useRef(draft?.recordedAt);
  const [values, setValues] = useState<FormValues>(() =>
    overlaid({ on: context.today }, known, initial, draft?.values),
  );
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [changes, setChanges] = useState<Changes>();
  /** The entry once the server has it: only files may be left to send. */
  const [stored, setStored] = useState<Entry>();

  const candidate = (): Record<string, unknown> => {
    const evidence = evidenceOf(attachments);
    const kept = Array.isArray(values.evidence) ? values.evidence : [];
    const all = [...kept, ...evidence];
    return {
      ...contentFrom(plan, values),
      id: id.current,
      recordedAt: recordedAt.current ?? instantNow(),
      ...(all.length > 0 ? { evidence: all } : {}),
    };
  };

  const finished = (entry: Entry): Entry => (wrap ? wrap(entry, id.current) : entry);

  // What the law would say is asked a moment after the last keystroke, and only of a whole entry.
  const ask = useRef(preview);
  ask.current = preview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: candidate is made anew from exactly these at each render
  useEffect(() => {
    if (!ask.current || stored) return;
    const read = readEntry(plan.kind, candidate());
    if (!('entry' in read)) return setChanges(undefined);
    const control = new AbortController();
    const timer = setTimeout(() => {
      ask.current?.(finished(read.entry), control.signal).then(setChanges, () => setChanges(undefined));
    }, 500);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [values, attachments, plan, stored]);

  const keep = (now: FormValues) =>
    keepDraft(draftKey, { ...extra, id: id.current, recordedAt: recordedAt.current, values: now } satisfies Kept);

  // What is kept beside the form's fields is typed beside them, too.
  const beside = JSON.stringify(extra);
  const keptBeside = useRef(beside);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of what stands beside
  useEffect(() => {
    if (keptBeside.current === beside || stored) return;
    keptBeside.current = beside;
    keep(values);
  }, [beside]);

  const change = (changed: FormValues, all: FormValues) => {
    const next = overlaid(values, all);
    setValues(next);
    keep(next);
    const { details, ...own } = changed;
    const names: (string | string[])[] = [
      ...Object.keys(own),
      ...Object.keys((details as object | undefined) ?? {}).map((key) => ['details', key]),
    ];
    form.setFields(names.map((name) => ({ name, errors: [] })));
  };

  const show = (issues: readonly (Pick<FieldIssue, 'path'> & { sentence: string })[]) => {
    form.setFields(issues.map((issue) => ({ name: [...issue.path], errors: [issue.sentence] })));
    const first = issues[0];
    if (first) form.scrollToField([...first.path], { block: 'center', focus: true });
  };

  const finish = async () => {
    setError(undefined);
    let entry = stored;
    if (!entry) {
      const read = readEntry(plan.kind, candidate());
      if (!('entry' in read)) {
        return show(read.issues.map(({ path, reason }) => ({ path, sentence: t(`entry.issue.${reason}`) })));
      }
      if (attachments.some((each) => each.state === 'hashing')) return setError(new Hashing());
      entry = finished(read.entry);
      recordedAt.current = read.entry.recordedAt;
      keep(values);
    }
    setBusy(true);
    try {
      if (!stored) {
        await save(entry);
        dropDraft(draftKey);
        setStored(entry);
      }
      const left = await sendAttachments(attachments, (one) =>
        setAttachments((now) => now.map((each) => (each.key === one.key ? one : each))),
      );
      if (left === 0) saved(entry);
    } catch (thrown) {
      setError(thrown);
      // Refused, so not stored: the next try may say something else.
      if (thrown instanceof CallError && thrown.status >= 400 && thrown.status < 500) recordedAt.current = undefined;
      const places = thrown instanceof CallError ? (thrown.problem?.at ?? []) : [];
      show(places.map((place) => ({ path: formPath(place.path), sentence: place[language] })));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={values}
      onValuesChange={change}
      onFinish={() => void finish()}
      className="entry-form"
      disabled={stored !== undefined}
    >
      {draftAt ? (
        <Alert
          type="info"
          className="notice draft-found"
          title={t('entry.draftFound', { at: shanghaiTime(draftAt) })}
          action={
            <span className="notice-actions">
              <Button size="small" type="primary" onClick={() => setDraftAt(undefined)}>
                {t('entry.draftGoOn')}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  dropDraft(draftKey);
                  setDraftAt(undefined);
                  id.current = uuidV7();
                  recordedAt.current = undefined;
                  form.setFieldsValue(Object.fromEntries(Object.keys(values).map((name) => [name, undefined])));
                  const clean = overlaid({ on: context.today }, known, initial);
                  form.setFieldsValue(clean);
                  setValues(clean);
                  dropped?.();
                }}
              >
                {t('entry.draftDrop')}
              </Button>
            </span>
          }
        />
      ) : null}
      {children}
      <Form.Item name="on" label={t(`entry.on`)} required extra={t('entry.onHint')}>
        <DayPicker {...(context.today ? { max: context.today } : {})} />
      </Form.Item>
      {shownFields(plan, values).map((field) => (
        <FieldInput
          key={field.name}
          kind={plan.kind}
          field={field}
          wanted={isWanted(field, values)}
          known={isKnown(field, values, known)}
          context={context}
        />
      ))}
      <Form.Item name="note" label={t('entry.note')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} />
      </Form.Item>
      <EvidencePicker attachments={attachments} change={setAttachments} disabled={busy || stored !== undefined} />
      {changes ? <ChangesShown changes={changes} /> : null}
      {error instanceof Hashing ? (
        <Alert type="warning" role="alert" className="notice" title={t('evidence.stillHashing')} />
      ) : (
        <ProblemNotice error={error} />
      )}
      {stored ? <Alert type="warning" role="status" className="notice" title={t('entry.filesLeft')} /> : null}
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={busy} disabled={busy}>
          {stored ? t('entry.sendAgain') : saveLabel}
        </Button>
        {stored ? (
          <Button disabled={busy} onClick={() => saved(stored)}>
            {t('entry.later')}
          </Button>
        ) : cancel ? (
          <Button disabled={busy} onClick={cancel}>
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
    </Form>
  );
}

class Hashing extends Error {}

/** `body.report.by.0.name` and `body.replacement.on` → the path in the form. */
function formPath(path: string): (string | number)[] {
  const parts = path.split('.').filter((part) => part !== '');
  while (['body', 'entry', 'report', 'replacement'].includes(parts[0] ?? '')) parts.shift();
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function ChangesShown({ changes }: { readonly changes: Changes }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="changes" aria-live="polite" aria-label={t('entry.changes')}>
      <h3>{t('entry.changes')}</h3>
      {changes.length === 0 ? <p className="hint">{t('entry.noChanges')}</p> : null}
      <ul>
        {changes.map(({ before, after }) => {
          const shown = after ?? before;
          return shown ? (
            <li key={shown.id}>
              {before ? <StatusWord status={before.status} /> : <span>{t('entry.newRow')}</span>}
              <span aria-hidden="true"> → </span>
              <span className="sr-only">{t('entry.becomes')}</span>
              {after ? <StatusWord status={after.status} /> : <span>{t('entry.rowGone')}</span>}{' '}
              <span>{shown.message[language]}</span> <cite>{shown.citation[language]}</cite>
            </li>
          ) : null;
        })}
      </ul>
    </section>
  );
}
