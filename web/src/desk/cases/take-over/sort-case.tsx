import { fold } from '@quanxue/domain/casefile/fold.ts';
import { type CaseView, getCase } from '@quanxue/domain/cases/operations.ts';
import { listCaseScans, type TakenScan } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../../basis/answered.tsx';
import { useAnswer } from '../../../basis/ask.ts';
import { Page } from '../../../basis/page.tsx';
import { ProblemNotice } from '../../../basis/problem-notice.tsx';
import { useToday } from '../../../basis/session.ts';
import { useFilingQueue } from './filing-queue.ts';
import { ItemList } from './item-list.tsx';
import { ScanView } from './scan-view.tsx';
import { type Item, itemsOf, typedDay } from './sort-items.ts';

interface Props {
  readonly caseId: string;
  readonly back: () => void;
  readonly next: (() => void) | undefined;
}

export function SortCase({ caseId, back, next }: Props) {
  const { t } = useTranslation();
  const view = useAnswer(getCase, { params: { caseId } });
  const scans = useAnswer(listCaseScans, { params: { caseId } });
  return (
    <Page
      title={view.data ? t('sortScans.titleOf', { name: view.data.casefile.child.name }) : t('sortScans.title')}
      tab={t('sortScans.title')}
      actions={
        <span>
          <Button type="link" onClick={back}>
            {t('sortScans.back')}
          </Button>
          <Link to="/cases/$caseId" params={{ caseId }}>
            {t('takeOver.openCase')}
          </Link>
        </span>
      }
    >
      <Answered of={view}>
        {(answer) => (
          <Answered of={scans}>
            {(list) => <Sorter view={answer} scans={list.scans} back={back} next={next} />}
          </Answered>
        )}
      </Answered>
    </Page>
  );
}

interface SorterProps extends Omit<Props, 'caseId'> {
  readonly view: CaseView;
  readonly scans: readonly TakenScan[];
}

/** The page at the left, what it can be at the right, and all of it by keys. */
function Sorter({ view, scans, back, next }: SorterProps) {
  const { t } = useTranslation();
  const today = useToday() ?? view.assessment.asOf;
  const queue = useFilingQueue(view.id);
  const story = useMemo(() => fold(view.casefile, view.assessment.asOf), [view]);
  const items = useMemo(() => itemsOf(view, story), [view, story]);
  const [chosen, setChosen] = useState<Item>();
  const [on, setOn] = useState('');
  const [skip, setSkip] = useState(0);
  const [turned, setTurned] = useState<{ readonly id: string; readonly page: number }>();
  const day = useRef<HTMLInputElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const waiting = scans.filter((scan) => scan.state === 'waiting' && !queue.settled.has(scan.id));
  const at = waiting.length > 0 ? skip % waiting.length : 0;
  const scan = waiting[at];
  const after = waiting[(at + 1) % Math.max(1, waiting.length)];
  const page = turned && turned.id === scan?.id ? turned.page : 1;
  const turn = (to: number) => scan && to >= 1 && to <= (scan.pages ?? 1) && setTurned({ id: scan.id, page: to });
  const total = scans.filter((each) => each.state !== 'left-out').length;
  const dated = typedDay(on);
  const needsDay = chosen !== undefined && 'document' in chosen;
  const dayWrong = needsDay && (dated === undefined || dated > today);

  const file = (more = false) => {
    if (!scan || !chosen) return;
    if (dayWrong) {
      day.current?.focus();
      return;
    }
    queue.begin(scan, chosen, dated ?? '', more);
    day.current?.blur();
  };
  const keys: Readonly<Record<string, () => void>> = {
    Enter: () => file(),
    '+': () => file(true),
    Backspace: queue.undo,
    x: () => scan && queue.begin(scan, undefined, ''),
    d: () => day.current?.select(),
    '/': () => find.current?.focus(),
    ArrowRight: () => setSkip(at + 1),
    ArrowLeft: () => setSkip(at + Math.max(0, waiting.length - 1)),
    PageDown: () => turn(page + 1),
    PageUp: () => turn(page - 1),
    n: () => next?.(),
    Escape: back,
  };
  const press = useRef<(event: KeyboardEvent) => void>(() => undefined);
  press.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target instanceof HTMLInputElement ? event.target : undefined;
    if (field) {
      if (field === day.current && (event.key === 'Enter' || event.key === 'Escape')) {
        event.preventDefault();
        if (event.key === 'Enter' && !dayWrong) file();
        field.blur();
      }
      return;
    }
    const number = /^[1-9]$/.test(event.key) ? items[Number(event.key) - 1] : undefined;
    if (number) setChosen(number);
    else if (event.key === 'Enter' && event.shiftKey) scan && queue.addTo(scan);
    else if (keys[event.key]) keys[event.key]?.();
    else return;
    event.preventDefault();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return (
    <div className="sorter">
      <ScanView scan={scan} ahead={after} page={page} />
      <aside>
        <p role="status" className="sorter-count">
          <b>{t('sortScans.counter', { n: total - waiting.length, all: total })}</b>
          {queue.rate === undefined ? null : ` · ${t('sortScans.rate', { n: queue.rate })}`}
          {queue.unsent > 0 ? <span className="hint"> {t('sortScans.unsent', { n: queue.unsent })}</span> : null}
        </p>
        <ProblemNotice error={queue.error} />
        {scan ? (
          <>
            <label className="sorter-day">
              {t('sortScans.day')} <kbd>D</kbd>{' '}
              <input
                ref={day}
                value={on}
                onChange={(event) => setOn(event.target.value)}
                placeholder="2021-03-20"
                inputMode="numeric"
                aria-invalid={dayWrong}
                maxLength={12}
              />
            </label>
            <p className="hint">{t(needsDay && dayWrong ? 'sortScans.dayWanted' : 'sortScans.dayKept')}</p>
            <ItemList items={items} story={story} chosen={chosen} choose={setChosen} find={find} />
            <p className="filters">
              <Button type="primary" disabled={!chosen} onClick={() => file()}>
                {t('sortScans.file')} <kbd>Enter</kbd>
              </Button>
              <Button onClick={() => scan && queue.addTo(scan)} disabled={queue.unsent === 0}>
                {t('sortScans.add')} <kbd>Shift+Enter</kbd>
              </Button>
              <Button onClick={() => file(true)} disabled={!chosen}>
                {t('sortScans.more')} <kbd>+</kbd>
              </Button>
              <Button onClick={() => queue.begin(scan, undefined, '')}>
                {t('sortScans.out')} <kbd>X</kbd>
              </Button>
            </p>
          </>
        ) : (
          <p className="empty">{t('sortScans.finished')}</p>
        )}
        <p className="filters">
          <Button onClick={queue.undo} disabled={!queue.canUndo}>
            {t('sortScans.undo')} <kbd>Backspace</kbd>
          </Button>
          {next ? (
            <Button onClick={next}>
              {t('sortScans.next')} <kbd>N</kbd>
            </Button>
          ) : null}
        </p>
      </aside>
    </div>
  );
}
