import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import { stepBack } from '../../basis/thread-priority.ts';
import { openWorkbook } from '../../children/workbook/open-workbook.ts';
import type { FromRosterWorker, ReadingOrder, RosterGrid } from './read-roster.ts';

/* The thread in which a roster is parsed: a hostile file may exhaust it, and the server notices no more than its end. */

stepBack();
const port = parentPort;
if (!port) throw new Error('this file is started as a worker thread');
const send = (message: FromRosterWorker) => port.postMessage(message);
const { path, fileName, most } = workerData as ReadingOrder;

try {
  const book = await openWorkbook(path, fileName);
  const grids: RosterGrid[] = [];
  let rows = 0;
  reading: for (const [index, sheet] of book.sheets.entries()) {
    if (sheet.hidden) continue;
    const grid = {
      name: sheet.name,
      rows: [] as { index: number; cells: readonly RosterGrid['rows'][number]['cells'][number][] }[],
    };
    for await (const row of book.rows(index)) {
      rows += 1;
      grid.rows.push(row);
      if (rows > most) break reading;
    }
    grids.push(grid);
  }
  const date1904 = book.date1904;
  book.close();
  send(rows > most ? { type: 'too-long' } : { type: 'read', grids, date1904 });
} catch (error) {
  if (error instanceof Problem) {
    const { key, status, text, values } = error;
    send({ type: 'problem', problem: { key, status, text, values } });
  } else send({ type: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
port.close();
