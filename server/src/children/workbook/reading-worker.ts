import { parentPort, workerData } from 'node:worker_threads';
import { stepBack } from '../../basis/thread-priority.ts';
import { type ListRequest, openList } from './read-list.ts';
import type { FromWorker } from './reading.ts';

/*
 * The thread in which files are parsed: a hostile or huge file may exhaust it, and the server does not notice more than
 * its end. It sends rows only when asked, so that memory stays flat however slowly they are taken.
 */

const CHUNK = 1000;

stepBack();
const port = parentPort;
if (!port) throw new Error('this file is started as a worker thread');
const send = (message: FromWorker) => port.postMessage(message);
const asked = waiting();

try {
  const list = await openList(workerData as ListRequest);
  send({ type: 'opening', opening: list.opening });
  let rows = [];
  for await (const row of list.rows()) {
    rows.push(row);
    if (rows.length === CHUNK) {
      await asked();
      send({ type: 'rows', rows });
      rows = [];
    }
  }
  await asked();
  send({ type: 'rows', rows });
  send({ type: 'end', notes: list.notes });
  list.close();
} catch (error) {
  if (error instanceof Error && error.name === 'Problem' && 'text' in error && 'values' in error) {
    const { key, status, text, values } = error as unknown as Extract<FromWorker, { type: 'problem' }>['problem'];
    send({ type: 'problem', problem: { key, status, text, values } });
  } else {
    send({ type: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
port.close();

/** Resolves once for each message that asks for more. */
function waiting(): () => Promise<void> {
  let credit = 0;
  let wake: (() => void) | undefined;
  port?.on('message', () => {
    credit += 1;
    wake?.();
  });
  return async () => {
    while (credit === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    credit -= 1;
  };
}
