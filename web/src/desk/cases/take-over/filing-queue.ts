import {
  fileTakenScans,
  leaveOutTakenScans,
  type TakenScan,
  unfileTakenScans,
} from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { queryClient } from '../../../basis/ask.ts';
import { call } from '../../../basis/call.ts';
import { millisecondsNow } from '../../../basis/clock.ts';
import { uuidV7 } from '../../../basis/uuid-v7.ts';
import type { Item } from './sort-items.ts';

/** What a person did with pages, in order; the last one can be taken back, and until it is sent, added to. */
interface Done {
  readonly entryId: string;
  readonly scanIds: readonly string[];
  /** Undefined: left out. */
  readonly item: Item | undefined;
  readonly on: string;
  readonly more: boolean;
  sent: boolean;
}

/** A finished item is sent once the next is begun, or after so long without a key. */
const REST_MS = 6000;
/** The rate is that of the last so many pages. */
const COUNTED = 20;

/**
 * Files pages while the person goes on: nobody waits for the server. An item is written once, when it is whole; what
 * cannot be written comes back with its reason. A page lost with the browser is still waiting.
 */
export function useFilingQueue(caseId: string) {
  const done = useRef<Done[]>([]);
  const line = useRef<Promise<void>>(Promise.resolve());
  const times = useRef<number[]>([]);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>();
  const [unsent, setUnsent] = useState(0);

  const show = useCallback(() => {
    setSettled(new Set(done.current.filter((each) => !each.more).flatMap((each) => each.scanIds)));
    setUnsent(done.current.filter((each) => !each.sent).length);
  }, []);

  const send = useCallback(
    (each: Done) => {
      if (each.sent) return;
      each.sent = true;
      line.current = line.current.then(async () => {
        try {
          await write(caseId, each);
        } catch (thrown) {
          setError(thrown);
          done.current = done.current.filter((other) => other !== each);
        }
        show();
      });
    },
    [caseId, show],
  );
  const flush = useCallback(() => {
    for (const each of done.current) send(each);
    show();
    return line.current;
  }, [send, show]);

  // Whoever leaves, or rests, has finished the item.
  useEffect(
    () => () => {
      void flush().then(() => queryClient.invalidateQueries());
    },
    [flush],
  );
  useEffect(() => {
    if (unsent === 0) return;
    const timer = setTimeout(() => void flush(), REST_MS);
    return () => clearTimeout(timer);
  }, [unsent, flush]);

  const begin = (scan: TakenScan, item: Item | undefined, on: string, more = false) => {
    setError(undefined);
    for (const each of done.current) send(each);
    done.current.push({ entryId: uuidV7(), scanIds: [scan.id], item, on, more, sent: false });
    times.current = [...times.current, millisecondsNow()].slice(-COUNTED);
    show();
  };
  /** Adds a page to the item before; false where that is none, or was sent already. */
  const addTo = (scan: TakenScan): boolean => {
    const last = done.current.at(-1);
    if (!last || last.sent || !last.item) return false;
    done.current[done.current.length - 1] = { ...last, scanIds: [...last.scanIds, scan.id] };
    times.current = [...times.current, millisecondsNow()].slice(-COUNTED);
    show();
    return true;
  };
  const undo = () => {
    const last = done.current.pop();
    if (!last) return;
    setError(undefined);
    if (last.sent) {
      line.current = line.current.then(async () => {
        try {
          if (last.item) await call(unfileTakenScans, { params: { caseId, entryId: last.entryId } });
          else await call(leaveOutTakenScans, { body: { scanIds: [...last.scanIds], leftOut: false } });
        } catch (thrown) {
          setError(thrown);
        }
      });
    }
    show();
  };
  const [first] = times.current;
  const span = first === undefined ? 0 : (times.current.at(-1) ?? first) - first;
  const rate = span > 0 ? Math.round(((times.current.length - 1) * 60_000) / span) : undefined;
  return { settled, unsent, error, rate, begin, addTo, undo, flush, canUndo: done.current.length > 0 };
}

async function write(caseId: string, { entryId, scanIds, item, on, more }: Done): Promise<void> {
  if (!item) {
    await call(leaveOutTakenScans, { body: { scanIds: [...scanIds], leftOut: true } });
    return;
  }
  const as = 'document' in item ? { document: item.document, on } : { entryId: item.entry.id };
  await call(fileTakenScans, { params: { caseId, entryId }, body: { scanIds: [...scanIds], as, more } });
}
