import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';

/** A piece of work on one batch that is going on in this process. */
interface Work {
  readonly abort: AbortController;
  progress: ImportBatch['progress'];
  readonly end: Promise<void>;
}

/** Files read at once: each has a thread and its memory. The others wait. */
const AT_ONCE = 2;

/** What is being read or written just now. Batches that say so and are not here were interrupted. */
export class ImportWork {
  private readonly works = new Map<string, Work>();
  private readonly waiting: (() => void)[] = [];
  private active = 0;

  isRunning(batchId: string): boolean {
    return this.works.has(batchId);
  }

  progressOf(batchId: string): ImportBatch['progress'] | undefined {
    return this.works.get(batchId)?.progress;
  }

  /** Starts work that goes on after the answer. `work` tells its own failures; what it throws is a bug, for `failed`. */
  start(
    batchId: string,
    work: (tools: { signal: AbortSignal; progress(done: number, total: number): void }) => Promise<void>,
    failed: (error: unknown) => void,
  ): void {
    const abort = new AbortController();
    const { promise: end, resolve } = Promise.withResolvers<void>();
    const entry: Work = { abort, progress: { done: 0, total: 0 }, end };
    this.works.set(batchId, entry);
    const run = async () => {
      await this.turn();
      try {
        await work({
          signal: abort.signal,
          progress: (done, total) => {
            entry.progress = { done, total };
          },
        });
      } catch (error) {
        failed(error);
      } finally {
        this.works.delete(batchId);
        this.active -= 1;
        this.waiting.shift()?.();
        resolve();
      }
    };
    void run();
  }

  /** Stops the work on a batch and waits for its end. */
  async cancel(batchId: string, reason: Text): Promise<void> {
    const work = this.works.get(batchId);
    work?.abort.abort(new Cancelled(reason));
    await work?.end;
  }

  /** Waits until the work on a batch has ended. */
  async ended(batchId: string): Promise<void> {
    await this.works.get(batchId)?.end;
  }

  /** Stops everything: the server stops. */
  async close(): Promise<void> {
    for (const work of this.works.values())
      work.abort.abort(new Cancelled({ zh: '服务器停止', en: 'the server stops' }));
    await Promise.all([...this.works.values()].map((work) => work.end));
  }

  private async turn(): Promise<void> {
    if (this.active >= AT_ONCE) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
    this.active += 1;
  }
}

/** The reason with which work is aborted on somebody's wish. */
export class Cancelled extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'Cancelled';
    this.text = text;
  }
}
