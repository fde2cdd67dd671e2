import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import { settableClock } from '../basis/clock.ts';
import { openDatabase } from '../basis/database.ts';
import { takeOver } from '../basis/seal.ts';
import { stepBack } from '../basis/thread-priority.ts';
import { writeConfirmed } from './confirm-import.ts';
import { ImportFiles } from './import-files.ts';
import {
  Cancelled,
  type Failure,
  type FromThread,
  type ImportTask,
  type ThreadStart,
  type ToThread,
} from './import-work.ts';
import type { ImportTools } from './imports.ts';
import { previewFile } from './preview-import.ts';
import { writeReturned } from './return-sheet.ts';
import { searchLedger } from './search-ledger.ts';
import { takeBackImport } from './undo-import.ts';

/*
 * The thread in which imports are compared, sealed, hashed and written. It has its own connections and the server's
 * opened keys; its clock stands at the beginning of the piece of work, so that all of one import bears one time.
 */

stepBack();
const port = parentPort;
if (!port) throw new Error('this file is started as a worker thread');
const { address, opened, dataDir } = workerData as ThreadStart;
const send = (message: FromThread) => port.postMessage(message);
const files = new ImportFiles(dataDir);
const works = new Map<string, AbortController>();
// Two pieces of work at once, each with a connection to read by and one to write by.
const CONNECTIONS = 6;
const clock = settableClock(new Date(0).toISOString());
const database = openDatabase({ ...address, clock, connections: CONNECTIONS });
const keys = takeOver(opened, clock);

port.on('message', (message: ToThread) => {
  if (message.type === 'abort') works.get(message.id)?.abort(new Cancelled(message.reason));
  else void run(message.task);
});

async function run(task: ImportTask): Promise<void> {
  const { id } = task;
  const abort = new AbortController();
  works.set(id, abort);
  clock.set(task.now);
  try {
    const tools: ImportTools = {
      database: await database,
      keys,
      clock,
      files,
      signal: abort.signal,
      progress: (done, total) => send({ type: 'progress', id, done, total }),
    };
    await work(tools, task);
    send({ type: 'end', id });
  } catch (error) {
    send({ type: 'end', id, failure: failureOf(error) });
  } finally {
    works.delete(id);
  }
}

function work(tools: ImportTools, task: ImportTask): Promise<void> {
  switch (task.kind) {
    case 'preview':
      return previewFile(tools, task);
    case 'confirm':
      return writeConfirmed(tools, task);
    case 'undo':
      return takeBackImport(tools, task);
    case 'return':
      return writeReturned(tools, task);
    case 'duplicates':
      return searchLedger(tools, task);
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof Problem) {
    const { key, status, text, values } = error;
    return { is: 'problem', key, status, text, values };
  }
  return { is: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
