import { Worker } from 'node:worker_threads';
import { Problem, type Text, type Values } from '@quanxue/domain/basis/problem.ts';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import type { DatabaseAddress } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { OpenedKeys } from '../basis/seal.ts';
import type { ReturnOrder } from './return-sheet.ts';

/** What is to be done with one batch, away from the thread that answers requests. */
export interface ImportTask {
  /** Of this piece of work: the batch that it changes, or a name of its own where it changes none. */
  readonly id: string;
  readonly kind: 'preview' | 'confirm' | 'undo' | 'return' | 'duplicates';
  readonly batchId: string;
  readonly accountId: string;
  readonly requestId: string;
  /** The server's clock as it stood when the work began. */
  readonly now: string;
  /** For `return`: which rows, and where to write. */
  readonly order?: ReturnOrder;
}

export interface ThreadStart {
  readonly address: DatabaseAddress;
  readonly opened: OpenedKeys;
  readonly dataDir: string;
}

export type ToThread =
  | { readonly type: 'start'; readonly task: ImportTask }
  | { readonly type: 'abort'; readonly id: string; readonly reason: Text };

export type FromThread =
  | { readonly type: 'progress'; readonly id: string; readonly done: number; readonly total: number }
  | { readonly type: 'end'; readonly id: string; readonly failure?: Failure };

export type Failure =
  | {
      readonly is: 'problem';
      readonly key: string;
      readonly status: number;
      readonly text: Text;
      readonly values: Values;
    }
  | { readonly is: 'bug'; readonly stack: string };

/** A piece of work on one batch that is going on. */
interface Work {
  progress: ImportBatch['progress'];
  readonly tell: ((done: number, total: number) => void) | undefined;
  readonly end: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

type Asked = Omit<ImportTask, 'now' | 'id'>;

/** Batches worked on at once: each reads its file in a thread with its memory. The others wait. */
const AT_ONCE = 2;
/** Without work for so long, the thread gives its memory back. */
const IDLE_MS = 60_000;

/**
 * What is being read or written just now. Batches that say so and are not here were interrupted. The work itself — the
 * comparing, sealing and hashing of sixty thousand rows — is done in a thread of its own, so that nobody's request waits
 * for it.
 */
export class ImportWork {
  private readonly house: House;
  private readonly works = new Map<string, Work>();
  private readonly waiting: (() => void)[] = [];
  /** Batches written a moment ago, at which nobody has looked since. */
  private readonly fresh = new Set<string>();
  /** Batches that say already that they are worked on, and will be in a moment. */
  private readonly expected = new Set<string>();
  private active = 0;
  private thread: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(house: House) {
    this.house = house;
  }

  isRunning(batchId: string): boolean {
    return this.works.has(batchId) || this.expected.has(batchId);
  }

  progressOf(batchId: string): ImportBatch['progress'] | undefined {
    return this.works.get(batchId)?.progress;
  }

  /**
   * True once after a batch was written: for whoever looks at it first nothing can stand on it yet, and need not be looked
   * for in sixty thousand chains. An undoing looks in any case.
   */
  isJustWritten(batchId: string): boolean {
    return this.fresh.delete(batchId);
  }

  /** Work is about to come: the thread can load what it needs meanwhile. */
  warm(): void {
    clearTimeout(this.idle);
    this.thread ??= this.open();
    if (this.works.size === 0) this.rest();
  }

  /**
   * Accepts work in a transaction that makes the batch say so, then starts it: nobody finds the batch saying that it is
   * worked on while nothing works on it.
   * @param accept calls `expect` as its last act
   */
  async accept(task: Asked, accept: (expect: () => void) => Promise<void>): Promise<void> {
    try {
      await accept(() => this.expected.add(task.batchId));
      this.start(task);
    } finally {
      this.expected.delete(task.batchId);
    }
  }

  /** Starts work that goes on after the answer. What goes wrong is told in the batch; a bug also in the log. */
  start(task: Asked): void {
    this.run(task).catch((error) => {
      if (!(error instanceof Problem)) this.house.say.bug(error, { importId: task.batchId });
    });
  }

  /**
   * Does the work and waits for its end.
   * @param tell is told how far it is
   * @throws Problem as the work threw it
   */
  async run(task: Asked, tell?: (done: number, total: number) => void): Promise<void> {
    const id = task.order?.to ?? task.batchId;
    const { promise: end, resolve, reject } = Promise.withResolvers<void>();
    // Whoever waits is told; that nobody does is no fault.
    end.catch(() => {});
    this.works.set(id, { progress: { done: 0, total: 0 }, tell, end, resolve, reject });
    try {
      await this.turn();
      try {
        this.send({ type: 'start', task: { ...task, id, now: this.house.clock.now() } });
        this.fresh.clear();
        await end;
        if (task.kind === 'confirm') this.fresh.add(id);
      } finally {
        this.active -= 1;
        this.waiting.shift()?.();
      }
    } finally {
      this.works.delete(id);
      if (this.works.size === 0) this.rest();
    }
  }

  /** Stops the work on a batch and waits for its end. */
  async cancel(batchId: string, reason: Text): Promise<void> {
    const work = this.works.get(batchId);
    if (!work) return;
    this.send({ type: 'abort', id: batchId, reason });
    await this.ended(batchId);
  }

  /** Waits until the work on a batch has ended, well or not. */
  async ended(batchId: string): Promise<void> {
    await this.works.get(batchId)?.end.catch(() => {});
  }

  /** Stops everything: the server stops. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    const reason = { zh: '服务器停止', en: 'the server stops' };
    await Promise.all([...this.works.keys()].map((batchId) => this.cancel(batchId, reason)));
    const thread = this.thread;
    this.thread = undefined;
    await thread?.terminate();
  }

  private async turn(): Promise<void> {
    if (this.active >= AT_ONCE) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    }
    this.active += 1;
  }

  private send(message: ToThread): void {
    clearTimeout(this.idle);
    this.thread ??= this.open();
    this.thread.postMessage(message);
  }

  private open(): Worker {
    const { database, keys, dataDir } = this.house;
    const start: ThreadStart = { address: database.address, opened: keys.opened(), dataDir };
    const thread = new Worker(new URL('./import-thread.ts', import.meta.url), {
      workerData: start,
      // The server's own flags (a debugger, a heap size) are not for this thread.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    });
    thread.unref();
    thread.on('message', (message: FromThread) => this.take(message));
    const lost = (error: unknown) => {
      if (this.thread === thread) this.thread = undefined;
      for (const work of this.works.values()) work.reject(error);
    };
    thread.on('error', lost);
    thread.on('exit', () => lost(new Error('the thread of the imports ended')));
    return thread;
  }

  private take(message: FromThread): void {
    const work = this.works.get(message.id);
    if (!work) return;
    if (message.type === 'progress') {
      work.progress = { done: message.done, total: message.total };
      work.tell?.(message.done, message.total);
      return;
    }
    const { failure } = message;
    if (!failure) work.resolve();
    else if (failure.is === 'problem')
      work.reject(new Problem(failure.key, failure.status, failure.text, failure.values));
    else work.reject(new Error(`an import failed in its thread: ${failure.stack}`));
  }

  private rest(): void {
    this.idle = setTimeout(() => {
      const thread = this.thread;
      this.thread = undefined;
      void thread?.terminate();
    }, IDLE_MS);
    this.idle.unref();
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
