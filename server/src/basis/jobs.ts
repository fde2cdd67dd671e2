import { Problem, type Text } from '@quanxue/domain/basis/problem.ts';
import type { Job } from '@quanxue/domain/people/operations.ts';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import { newId } from './ids.ts';
import type { Say } from './log-line.ts';

/** The kind of the job that loads the invented township. */
export const LOAD_SAMPLE = 'load-sample';

/** What a job's work is given: it says how far it is, and stops at the next good moment when the signal says so. */
export interface Progress {
  /** What is being done now, and how much of it. Cheap: call it as often as you like. */
  step(text: Text, done: number, total: number): void;
  readonly signal: AbortSignal;
}

/** Long pieces of work in this process, which a person can watch and cancel. */
export interface Jobs {
  /** Starts at once and returns the job as it stands. A Problem that the work throws becomes the job's sentence. */
  start(actor: Pick<Actor, 'accountId'>, kind: string, work: (progress: Progress) => Promise<void>): Promise<Job>;
  /** A job of this account, or undefined. */
  find(actor: Pick<Actor, 'accountId'>, jobId: string): Promise<Job | undefined>;
  cancel(jobId: string): void;
  /** True while a job of this kind runs. */
  running(kind: string): boolean;
  /** Waits until a job has ended (tests, the demo's start). */
  ended(jobId: string): Promise<void>;
  /** Cancels all and waits for them: the server stops. */
  close(): Promise<void>;
}

interface Running {
  readonly kind: string;
  readonly accountId: string;
  job: Job;
  readonly abort: AbortController;
  readonly end: Promise<void>;
}

/** Jobs that a crash left as running are told as failed: nothing of them goes on by itself. */
export async function openJobs(database: Database, clock: Clock, say: Say): Promise<Jobs> {
  await database.inTransaction(null, (tx) =>
    tx
      .updateTable('jobs')
      .set({
        state: 'failed',
        finished_at: clock.now(),
        problem: JSON.stringify({
          zh: '服务器在任务完成前停止了。请重新开始这项任务。',
          en: 'The server stopped before this was done. Start it again.',
        } satisfies Text),
      })
      .where('state', '=', 'running')
      .execute(),
  );
  const all = new Map<string, Running>();

  const finish = async (running: Running, end: Pick<Job, 'state' | 'problem'>) => {
    running.job = { ...running.job, ...end };
    const { id, state, step, done, total, problem } = running.job;
    await database.inTransaction(null, (tx) =>
      tx
        .updateTable('jobs')
        .set({
          state,
          step: JSON.stringify(step),
          done,
          total,
          problem: problem ? JSON.stringify(problem) : null,
          finished_at: clock.now(),
        })
        .where('id', '=', id)
        .execute(),
    );
    all.delete(id);
  };

  const jobs: Jobs = {
    start: async (actor, kind, work) => {
      const job: Job = {
        id: newId(clock),
        state: 'running',
        step: { zh: '正在开始……', en: 'Starting…' },
        done: 0,
        total: 0,
        problem: null,
      };
      await database.inTransaction(null, (tx) =>
        tx
          .insertInto('jobs')
          .values({
            id: job.id,
            kind,
            account_id: actor.accountId,
            state: 'running',
            step: JSON.stringify(job.step),
            created_at: clock.now(),
          })
          .execute(),
      );
      const abort = new AbortController();
      const { promise: end, resolve } = Promise.withResolvers<void>();
      const running: Running = { kind, accountId: actor.accountId, job, abort, end };
      all.set(job.id, running);
      const progress: Progress = {
        signal: abort.signal,
        step: (text, done, total) => {
          running.job = { ...running.job, step: text, done, total };
        },
      };
      const run = async () => {
        try {
          await work(progress);
          await finish(running, { state: abort.signal.aborted ? 'cancelled' : 'done', problem: null });
        } catch (error) {
          if (abort.signal.aborted) return finish(running, { state: 'cancelled', problem: null });
          if (!(error instanceof Problem)) say.bug(error, { job: job.id, kind });
          await finish(running, { state: 'failed', problem: sentenceOf(error, job.id) });
        }
      };
      // The end of a job is told even when the database cannot be reached any more to note it.
      void run()
        .catch((error) => say.bug(error, { job: job.id, kind }))
        .finally(resolve);
      return job;
    },
    find: async (actor, jobId) => {
      const running = all.get(jobId);
      if (running) return running.accountId === actor.accountId ? running.job : undefined;
      const row = await database.inTransaction(actor, (tx) =>
        tx
          .selectFrom('jobs')
          .selectAll()
          .where('id', '=', jobId)
          .where('account_id', '=', actor.accountId)
          .executeTakeFirst(),
      );
      return (
        row && {
          id: row.id,
          state: row.state,
          step: row.step,
          done: row.done,
          total: row.total,
          problem: row.problem,
        }
      );
    },
    cancel: (jobId) => all.get(jobId)?.abort.abort(),
    running: (kind) => [...all.values()].some((running) => running.kind === kind),
    ended: async (jobId) => all.get(jobId)?.end,
    close: async () => {
      for (const running of all.values()) running.abort.abort();
      await Promise.all([...all.values()].map((running) => running.end));
    },
  };
  return jobs;
}

function sentenceOf(error: unknown, jobId: string): Text {
  if (error instanceof Problem) return { zh: error.sentence('zh'), en: error.sentence('en') };
  return {
    zh: `任务没有完成（系统意外错误）。请稍后重试；若仍不行，请把编号 ${jobId} 告诉管理员。`,
    en: `The job was not finished (something unexpected went wrong). Try again later; if it persists, give the administrator the number ${jobId}.`,
  };
}
