import { Worker } from 'node:worker_threads';
import { Problem, type Text, type Values } from '@quanxue/domain/basis/problem.ts';
import type { CellProblem } from '@quanxue/domain/children/operations.ts';
import { problems } from './problems.ts';
import type { ListOpening, ListRequest, NumberedRow } from './read-list.ts';

export type FromWorker =
  | { readonly type: 'opening'; readonly opening: ListOpening }
  | { readonly type: 'rows'; readonly rows: readonly NumberedRow[] }
  | { readonly type: 'end'; readonly notes: readonly CellProblem[] }
  | {
      readonly type: 'problem';
      readonly problem: { readonly key: string; readonly status: number; readonly text: Text; readonly values: Values };
    }
  | { readonly type: 'bug'; readonly stack: string };

/** Old-generation heap of the reading thread: far more than any list of a county needs. */
const HEAP_MB = 768;

/**
 * Reads a list in a thread of its own. `opened` is told once, `rows` for every few hundred rows, each awaited before
 * the next are parsed. Ends early, leaving nothing behind, when `signal` is aborted.
 *
 * @returns notes on rows that were left out.
 * @throws Problem when the file cannot be read; the abort reason when aborted.
 */
export async function readInThread(
  request: ListRequest,
  take: {
    opened(opening: ListOpening): Promise<void>;
    rows(rows: readonly NumberedRow[]): Promise<void>;
  },
  signal: AbortSignal,
): Promise<readonly CellProblem[]> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
    // The server's own flags (a debugger, a heap size) are not for this thread.
    execArgv: [],
  });
  const messages = inbox(worker, request.fileName);
  const stop = () => messages.fail(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (;;) {
      const message = await messages.next();
      switch (message.type) {
        case 'opening':
          await take.opened(message.opening);
          break;
        case 'rows':
          await take.rows(message.rows);
          break;
        case 'end':
          return message.notes;
        case 'problem': {
          const { key, status, text, values } = message.problem;
          throw new Problem(key, status, text, values);
        }
        case 'bug':
          throw new Error(`reading failed in its thread: ${message.stack}`);
      }
      signal.throwIfAborted();
      worker.postMessage('more');
    }
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function inbox(worker: Worker, fileName: string) {
  const waiting: FromWorker[] = [];
  let failure: { reason: unknown } | undefined;
  let wake: (() => void) | undefined;
  const fail = (reason: unknown) => {
    failure ??= { reason };
    wake?.();
  };
  worker.on('message', (message: FromWorker) => {
    waiting.push(message);
    wake?.();
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? problems.tooMuchMemory({ file: fileName }) : error);
  });
  worker.on('exit', () => fail(new Error('the reading thread ended without a last word')));
  return {
    fail,
    next: async (): Promise<FromWorker> => {
      for (;;) {
        const message = waiting.shift();
        if (message && !(failure && failure.reason instanceof Problem)) return message;
        if (failure) throw failure.reason;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
