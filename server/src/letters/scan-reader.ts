import { Worker } from 'node:worker_threads';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import type { ReadPage } from './read-pages.ts';
import type { ReadAnswer, ReadTask } from './read-thread.ts';

/** Pages of one file at most: a stack that a feeder takes at once. */
const PAGES = 200;
const WAITING = 30;
/** Without work for so long, the thread gives its memory back. */
const IDLE_MS = 60_000;
/** A page takes a second on a slow machine; a file that takes this long was made to hang a reader. */
const SECONDS = 300;

/** Reads scans one file at a time, away from the thread that answers requests. */
export class ScanReader {
  private thread: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private nextId = 0;

  /** @throws Problem `scan-damaged`, `scan-too-long`, `scan-reader-busy`. */
  async read(bytes: Uint8Array, pdf: boolean, name: string): Promise<readonly ReadPage[]> {
    if (this.waiting >= WAITING) throw letterProblems.readerBusy({ waiting: this.waiting });
    this.waiting += 1;
    const task = { id: this.nextId++, bytes, pdf, most: PAGES };
    const read = this.queue.then(() => this.ask(task)).finally(() => (this.waiting -= 1));
    this.queue = read.catch(() => undefined);
    const answer = await read;
    if ('damaged' in answer) throw letterProblems.scanDamaged({ name });
    if ('tooMany' in answer) throw letterProblems.scanLong({ name, pages: answer.tooMany, most: PAGES });
    return answer.pages;
  }

  async close(): Promise<void> {
    clearTimeout(this.idle);
    const thread = this.thread;
    this.thread = undefined;
    await thread?.terminate();
  }

  private ask(task: ReadTask): Promise<ReadAnswer> {
    clearTimeout(this.idle);
    // The server's own flags (a debugger, a heap size) are not for this thread.
    this.thread ??= new Worker(new URL('./read-thread.ts', import.meta.url), { execArgv: [] });
    const thread = this.thread;
    return new Promise((resolve) => {
      const end = (answer: ReadAnswer) => {
        clearTimeout(timer);
        thread.off('message', end);
        thread.off('error', lost);
        thread.off('exit', lost);
        this.idle = setTimeout(() => void this.close(), IDLE_MS).unref();
        resolve(answer);
      };
      // A file that brings the reader down is damaged; the next one gets a new thread.
      const lost = () => {
        this.thread = undefined;
        end({ id: task.id, damaged: true });
        void thread.terminate();
      };
      const timer = setTimeout(lost, SECONDS * 1000);
      thread.on('message', end);
      thread.on('error', lost);
      thread.on('exit', lost);
      thread.postMessage(task);
    });
  }
}
