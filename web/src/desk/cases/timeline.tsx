import type { Entry, EntryOf } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { entryLines } from '@quanxue/domain/cases/read-aloud.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../basis/entry/labels.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { useLanguage } from '../../basis/language.ts';
import { EvidenceView } from './evidence-view.tsx';
import { SendDue } from './send-due.tsx';

type Mark = CaseView['log'][number];

interface Props {
  readonly view: CaseView;
  readonly mayRecord: boolean;
  readonly amend: (entry: Entry, how: 'correct' | 'withdraw') => void;
}

/** Where on the page an entry stands: findings and amendments link to it. */
export function entryAnchor(id: string): string {
  return `entry-${id}`;
}

/** The story of the case, by the days on which things happened; what was corrected stays, struck through. */
export function Timeline({ view, mayRecord, amend }: Props) {
  const { t } = useTranslation();
  const { entries } = view.casefile;
  const items = entries
    .map((entry, index) => ({ entry, mark: view.log[index], index }))
    .sort((a, b) => a.entry.on.localeCompare(b.entry.on) || a.index - b.index);
  const nameOf = useEntryName(entries);
  return (
    <section aria-labelledby="story-title" className="story">
      <h2 id="story-title">{t('case.story')}</h2>
      <ol className="timeline">
        {items.map(({ entry, mark }) => (
          <Item
            key={entry.id}
            view={view}
            entry={entry}
            mark={mark}
            nameOf={nameOf}
            mayRecord={mayRecord}
            amend={amend}
          />
        ))}
      </ol>
    </section>
  );
}

/** How an entry is called where another one names it: 劝返 2022-09-12. */
export function useEntryName(entries: readonly Entry[]): (id: string) => string {
  const labels = useLabels();
  return (id) => {
    const entry = entries.find((each) => each.id === id);
    return entry ? `${labels.term('kind', entry.kind)} ${entry.on}` : id;
  };
}

interface ItemProps extends Props {
  readonly entry: Entry;
  readonly mark: Mark | undefined;
  readonly nameOf: (id: string) => string;
}

function Item({ view, entry, mark, nameOf, mayRecord, amend }: ItemProps) {
  const { t } = useTranslation();
  const labels = useLabels();
  const struck = mark?.amendedBy != null;
  return (
    <li id={entryAnchor(entry.id)} tabIndex={-1} className={struck ? 'entry struck' : 'entry'}>
      <div className="entry-head">
        <time dateTime={entry.on}>{entry.on}</time>
        <h3>{entry.kind === 'amendment' ? <AmendmentTitle entry={entry} /> : labels.term('kind', entry.kind)}</h3>
        {mark?.withdrawn ? <span className="mark">{t('case.withdrawn')}</span> : null}
        {mark?.amendedBy && !mark.withdrawn ? <span className="mark">{t('case.corrected')}</span> : null}
        {mark?.amendedBy ? <EntryLink id={mark.amendedBy}>{t('case.seeAmendment')}</EntryLink> : null}
        {entry.kind === 'amendment' ? <EntryLink id={entry.of}>{nameOf(entry.of)}</EntryLink> : null}
      </div>
      <EntryText entry={entry} nameOf={nameOf} />
      <EvidenceView caseId={view.id} evidence={evidenceOfEntry(entry)} due={mark?.mediaDue ?? []} />
      {mark && mark.mediaDue.length > 0 ? <SendDue due={mark.mediaDue} mayRecord={mayRecord} /> : null}
      <p className="trace">
        {mark ? t('case.trace', { author: mark.author, post: mark.post, at: shanghaiTime(mark.receivedAt) }) : null}
        {mayRecord && entry.kind !== 'amendment' && !struck ? (
          <span className="entry-actions no-print">
            <Button
              size="small"
              type="link"
              aria-label={t('case.correctOf', { entry: nameOf(entry.id) })}
              onClick={() => amend(entry, 'correct')}
            >
              {t('case.correct')}
            </Button>
            <Button
              size="small"
              type="link"
              aria-label={t('case.withdrawOf', { entry: nameOf(entry.id) })}
              onClick={() => amend(entry, 'withdraw')}
            >
              {t('case.withdraw')}
            </Button>
          </span>
        ) : null}
      </p>
    </li>
  );
}

function AmendmentTitle({ entry }: { readonly entry: EntryOf<'amendment'> }) {
  const { t } = useTranslation();
  const labels = useLabels();
  return <>{entry.withdraw ? t('case.withdrawal') : labels.term('kind', 'amendment')}</>;
}

/** The facts of an entry, line by line; of a correction, the corrected entry. */
function EntryText({ entry, nameOf }: { readonly entry: Entry; readonly nameOf: (id: string) => string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const replacement = entry.kind === 'amendment' ? (entry.replacement as Entry | undefined) : undefined;
  const lines = replacement
    ? [{ label: t('entry.on'), text: replacement.on }, ...entryLines(replacement, language, nameOf)]
    : entry.kind === 'amendment'
      ? []
      : entryLines(entry, language, nameOf);
  if (entry.kind === 'amendment' && entry.note) lines.push({ label: t('case.amendReason'), text: entry.note });
  if (lines.length === 0) return null;
  return (
    <dl className="entry-text">
      {lines.map((line) => (
        <div key={line.label + line.text}>
          <dt>{line.label}</dt>
          <dd>{line.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function evidenceOfEntry(entry: Entry) {
  const own = entry.evidence ?? [];
  if (entry.kind !== 'amendment') return own;
  return [...own, ...((entry.replacement as Entry | undefined)?.evidence ?? [])];
}

/** Goes to an entry on this page and puts the focus there. */
export function EntryLink({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <a
      href={`#${entryAnchor(id)}`}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(entryAnchor(id));
        target?.scrollIntoView({ block: 'center' });
        target?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
  );
}
