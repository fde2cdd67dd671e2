import { type CaseEvent, type CaseView, followCase } from '@quanxue/domain/cases/operations.ts';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../basis/ask.ts';
import { urlOf } from '../../basis/call.ts';
import { EntryLink, useEntryName } from './timeline.tsx';

/** What arrives together is asked for once. */
const TOGETHER_MS = 200;
/** One's own act asks anew by itself; this is for the same person's other page. */
const OWN_MS = 2_000;

export interface News {
  readonly events: readonly CaseEvent[];
  readonly dismiss: () => void;
}

/**
 * Follows the case while the page is looked at: what others record is read at once, and named. A hidden page follows
 * nothing and reads anew when it is looked at again; so does one whose stream broke.
 */
export function useCaseNews(view: CaseView): News {
  const { id: caseId, childId } = view;
  const [events, setEvents] = useState<readonly CaseEvent[]>([]);
  const has = useRef(0);
  has.current = view.log.length;

  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let missed = false;

    const readAnew = (after: number, unless?: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (unless !== undefined && has.current >= unless) return;
        void queryClient.invalidateQueries({
          predicate: ({ queryKey }) => {
            const asked = JSON.stringify(queryKey);
            return asked.includes(caseId) || asked.includes(childId);
          },
        });
      }, after);
    };
    const open = () => {
      const stream = new EventSource(urlOf(followCase, { params: { caseId }, query: { after: has.current } }));
      source = stream;
      stream.addEventListener('open', () => {
        if (missed) readAnew(TOGETHER_MS);
        missed = false;
      });
      stream.addEventListener('error', () => {
        missed = true;
      });
      stream.addEventListener('entry', ({ data }) => {
        const event = JSON.parse(data) as CaseEvent;
        if (event.position <= has.current) return;
        if (event.own) return readAnew(OWN_MS, event.position);
        setEvents((now) => [...now.filter((each) => each.position !== event.position), event]);
        readAnew(TOGETHER_MS);
      });
      stream.addEventListener('change', () => readAnew(TOGETHER_MS));
      stream.addEventListener('end', () => {
        stream.close();
        readAnew(0);
      });
    };
    const close = () => {
      source?.close();
      source = undefined;
    };
    const look = () => {
      if (document.visibilityState === 'hidden') {
        close();
        missed = true;
      } else if (!source || source.readyState === EventSource.CLOSED) {
        close();
        open();
        // Where the server follows no more (too many pages), looking again is reading again.
        readAnew(TOGETHER_MS);
        missed = false;
      }
    };
    if (document.visibilityState !== 'hidden') open();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
      clearTimeout(timer);
      close();
    };
  }, [caseId, childId]);

  return { events, dismiss: () => setEvents([]) };
}

interface NoticeProps {
  readonly news: News;
  readonly view: CaseView;
  /** Over the page, in the drawer of a form: the way there would lead behind it. */
  readonly plain?: boolean;
}

/** Who has just recorded what; said politely, with the way to it. */
export function NewsNotice({ news, view, plain }: NoticeProps) {
  const { t } = useTranslation();
  const nameOf = useEntryName(view.casefile.entries);
  return (
    <div className="case-news no-print" role="status" aria-live="polite">
      {news.events.length > 0 ? (
        <div className="case-news-box">
          <ul>
            {news.events.map(({ position, author, post }) => {
              const id = view.log.find((mark) => mark.position === position)?.id;
              return (
                <li key={position}>
                  {t('caseNews.entry', { author, post })}
                  {!id ? null : plain ? nameOf(id) : <EntryLink id={id}>{nameOf(id)}</EntryLink>}
                </li>
              );
            })}
          </ul>
          <Button size="small" onClick={news.dismiss}>
            {t('caseNews.seen')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
