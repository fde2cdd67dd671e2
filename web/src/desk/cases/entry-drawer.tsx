import { fold } from '@quanxue/domain/casefile/fold.ts';
import { type Entry, type EntryOf, type Kind, type Person, UNITS, type Unit } from '@quanxue/domain/casefile/schema.ts';
import { proposeClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { type CaseView, previewEntry, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { listUnits } from '@quanxue/domain/people/operations.ts';
import { listHolders } from '@quanxue/domain/people/posts.ts';
import { Alert, Drawer, Form, Input } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient, useAnswer } from '../../basis/ask.ts';
import { call } from '../../basis/call.ts';
import { readDraft } from '../../basis/draft.ts';
import { EntryForm } from '../../basis/entry/entry-form.tsx';
import { type EntryPlan, type FormValues, shownFields } from '../../basis/entry/entry-plan.ts';
import type { FormContext } from '../../basis/entry/field-input.tsx';
import { useLabels } from '../../basis/entry/labels.ts';
import { useSession, useToday } from '../../basis/session.ts';
import { ENTRY_PLANS, KIND_GROUPS } from './entry-plans.ts';
import { knownValues } from './known-values.ts';
import { useEntryName } from './timeline.tsx';

/** What the drawer is open for. */
export type Doing =
  | { readonly doing: 'choose' }
  | { readonly doing: 'record'; readonly kind: Kind; readonly preset: FormValues }
  | { readonly doing: 'correct' | 'withdraw'; readonly entry: Entry };

interface Props {
  readonly view: CaseView;
  readonly doing: Doing | undefined;
  readonly set: (doing: Doing | undefined) => void;
  /** Above the form: what others record meanwhile. */
  readonly notice: ReactNode;
}

/** Records what happened beside the story: first what it was, then its form. */
export function EntryDrawer({ view, doing, set, notice }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const nameOf = useEntryName(view.casefile.entries);
  const title = !doing
    ? ''
    : doing.doing === 'choose'
      ? t('case.add')
      : doing.doing === 'record'
        ? t('case.record', { what: labels.term('kind', doing.kind) })
        : t(doing.doing === 'correct' ? 'case.correctOf' : 'case.withdrawOf', { entry: nameOf(doing.entry.id) });
  return (
    <Drawer open={doing !== undefined} onClose={() => set(undefined)} title={title} size={720} destroyOnHidden>
      {notice}
      {doing?.doing === 'choose' ? (
        <Kinds choose={(kind) => set({ doing: 'record', kind, preset: {} })} open={view.assessment.open} />
      ) : null}
      {doing && doing.doing !== 'choose' ? <Recording view={view} doing={doing} done={() => set(undefined)} /> : null}
    </Drawer>
  );
}

/** All kinds, grouped as the work goes. */
function Kinds({ choose, open }: { readonly choose: (kind: Kind) => void; readonly open: boolean }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <>
      {KIND_GROUPS.map(({ group, kinds }) => (
        <section key={group} className="kinds">
          <h3>{t(`case.kinds.${group}`)}</h3>
          <ul>
            {kinds
              .filter((kind) => (open ? kind !== 'reopening' : kind === 'reopening'))
              .map((kind) => (
                <li key={kind}>
                  <button type="button" className="kind" onClick={() => choose(kind)}>
                    <b>{labels.term('kind', kind)}</b>
                    <span>{t(`case.kindText.${kind}`)}</span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface RecordingProps {
  readonly view: CaseView;
  readonly doing: Exclude<Doing, { doing: 'choose' }>;
  readonly done: () => void;
}

function Recording({ view, doing, done }: RecordingProps) {
  const { t } = useTranslation();
  const session = useSession();
  const context = useFormContext(view);
  const params = { caseId: view.id };
  const form = formOf(doing, context.me);
  const draftKey = `${session?.accountId ?? ''}.${view.id}.${form.key}`;
  const [reason, setReason] = useState(() => readDraft<{ reason?: string }>(draftKey)?.reason ?? '');
  const known = useKnown(view, doing, context.me);
  if (!context.today || !known) return null;
  const { today } = context;
  return (
    <EntryForm
      key={form.key}
      plan={form.plan}
      initial={form.initial}
      known={known}
      context={context}
      draftKey={draftKey}
      saveLabel={doing.doing === 'withdraw' ? t('case.withdrawSave') : t('case.save')}
      save={(entry) =>
        // A closure is proposed: somebody else checks it.
        entry.kind === 'closure'
          ? call(proposeClosure, { params: { ...params, proposalId: entry.id }, body: entry })
          : call(recordEntry, { params: { ...params, entryId: entry.id }, body: entry })
      }
      preview={(entry, signal) =>
        call(previewEntry, { params, body: entry }, { signal }).then((answer) => answer.changes)
      }
      saved={() => {
        void queryClient.invalidateQueries();
        done();
      }}
      cancel={done}
      dropped={() => setReason('')}
      {...(doing.doing === 'correct'
        ? { extra: { reason }, wrap: (entry: Entry, id: string) => replacing(doing.entry, entry, id, today, reason) }
        : {})}
    >
      {doing.doing === 'correct' ? (
        <>
          <Alert type="info" className="notice" title={t('case.correctText')} />
          <Form.Item label={t('case.amendReason')}>
            <Input
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              aria-label={t('case.amendReason')}
            />
          </Form.Item>
        </>
      ) : null}
      {doing.doing === 'withdraw' ? <Alert type="info" className="notice" title={t('case.withdrawText')} /> : null}
    </EntryForm>
  );
}

interface FormOf {
  readonly key: string;
  readonly plan: EntryPlan;
  readonly initial: FormValues;
}

function formOf(doing: RecordingProps['doing'], me: Person | undefined): FormOf {
  switch (doing.doing) {
    case 'record':
      return {
        key: doing.kind,
        plan: ENTRY_PLANS[doing.kind],
        // One line is open from the start: mostly the one who records was there.
        initial: doing.kind === 'persuasion' ? { by: [me ?? {}], met: [{}], ...doing.preset } : doing.preset,
      };
    case 'withdraw':
      return {
        key: `withdraw-${doing.entry.id}`,
        plan: ENTRY_PLANS.amendment,
        initial: { of: doing.entry.id, withdraw: true },
      };
    case 'correct':
      return { key: `correct-${doing.entry.id}`, plan: ENTRY_PLANS[doing.entry.kind], initial: { ...doing.entry } };
  }
}

/** A correction: the whole entry as it should have been. When and by whom the first one was recorded stays said. */
function replacing(old: Entry, entry: Entry, id: string, today: string, reason: string): EntryOf<'amendment'> {
  const { id: _id, recordedAt, ...content } = entry;
  return {
    id,
    kind: 'amendment',
    on: today,
    ...(recordedAt ? { recordedAt } : {}),
    of: old.id,
    ...(reason.trim() ? { note: reason.trim() } : {}),
    // The first entry's files were sent with it; those added now are named by the amendment's replacement as well.
    replacement: {
      ...content,
      ...(old.recordedAt ? { recordedAt: old.recordedAt } : {}),
      ...(old.recordedBy ? { recordedBy: old.recordedBy } : {}),
      ...detailsOf(old, content),
    },
  };
}

/** The details as corrected, and those of the first entry that its form does not show: nobody took them back. */
function detailsOf(old: Entry, content: Omit<Entry, 'id' | 'recordedAt'>): Pick<Entry, 'details'> {
  const shown = new Set(shownFields(ENTRY_PLANS[old.kind], old).map((field) => field.name));
  const hidden = Object.entries(old.details ?? {}).filter(([key]) => !shown.has(`details.${key}`));
  const details = { ...Object.fromEntries(hidden), ...content.details };
  return Object.keys(details).length > 0 ? { details } : {};
}

/** What a new entry's form is filled in with; undefined until the list of posts has come. */
function useKnown(view: CaseView, doing: RecordingProps['doing'], me: Person | undefined): FormValues | undefined {
  const units = useAnswer(listUnits, {});
  const holders = useAnswer(listHolders, { query: {} });
  const counting = useMemo(() => fold(view.casefile, view.assessment.asOf).entries, [view]);
  if (doing.doing !== 'record') return {};
  if (holders.isPending || units.isPending) return undefined;
  return knownValues(doing.kind, doing.preset, {
    view,
    counting,
    me,
    holders: holders.data?.holders ?? [],
    place: (code) => units.data?.units.find((unit) => unit.code === code)?.name,
  });
}

/** In whose name a post acts in an entry. */
const UNIT_OF_ROLE: Readonly<Record<string, Unit>> = {
  'county-committee': 'county',
  'township-leader': 'township',
  'social-affairs': 'township',
  village: 'village',
  'grid-worker': 'village',
  principal: 'school',
  'roll-keeper': 'school',
  teacher: 'school',
};

function useFormContext(view: CaseView): FormContext {
  const labels = useLabels();
  const today = useToday();
  const session = useSession();
  const units = useAnswer(listUnits, {});
  const unit = session?.posts.map((post) => UNIT_OF_ROLE[post.role]).find((each) => each && UNITS.includes(each));
  return {
    today,
    schools: (units.data?.units ?? []).filter((each) => each.kind === 'school').map((each) => each.name),
    letters: view.casefile.entries.flatMap((entry) =>
      entry.kind === 'letter' && entry.direction === 'outgoing'
        ? [
            {
              id: entry.id,
              label: `${entry.on} ${labels.term('unit', entry.from)} → ${labels.term('unit', entry.to)} ${entry.number ?? ''}`,
            },
          ]
        : [],
    ),
    advice: view.advice,
    measure: view.assessment.measure,
    me: session && unit ? { name: session.name, unit } : undefined,
  };
}
