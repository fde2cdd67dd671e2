import { Worker } from 'node:worker_threads';

export interface DrawOrder {
  readonly bytes: Uint8Array;
  /** From 1; 0 counts the pages alone. */
  readonly page: number;
}

export interface Drawn {
  readonly pages: number;
  /** Null where there is no such page. */
  readonly png: Uint8Array | null;
}

/** A page takes a second on a slow machine; a file that takes this long was made to hang a reader. */
const MS = 30_000;
/** At a time: the threads are heavy, and one person looks at one page. */
const AT_ONCE = 2;
const waiting: (() => void)[] = [];
let running = 0;

/** Draws a page of a PDF as a picture, away from the thread that answers requests; null where it cannot be read. */
export async function drawPage(order: DrawOrder): Promise<Drawn | null> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  const worker = new Worker(new URL('./draw-page-thread.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    execArgv: [],
  });
  try {
    return await new Promise<Drawn | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), MS);
      const end = (drawn: Drawn | null) => {
        clearTimeout(timer);
        resolve(drawn);
      };
      worker.once('message', end);
      worker.once('error', () => end(null));
      worker.once('exit', () => end(null));
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
    await worker.terminate();
  }
}
