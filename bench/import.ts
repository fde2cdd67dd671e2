import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import pg from 'pg';
import { startPostgres } from '../server/src/basis/postgres/start-postgres.ts';
import { openWorkbook } from '../server/src/children/workbook/open-workbook.ts';
import { copyRows } from './copy-rows.ts';
import { COLUMNS, writeInventedList } from './import-list.ts';
import { type Server, startServer } from './measured-server.ts';

/*
 * A county's population list, 60,000 rows of 25 columns, taken in as people do it: upload, preview with every check,
 * confirm, through HTTP on a database of its own, while a second person goes on asking something light. Told are the
 * seconds, the pause which that person feels, the delay of the server's event loop and its peak memory; beside them, in the
 * same run, the floor: reading the workbook alone, and a bare COPY of the same rows into a table without an index.
 * Run by `npm run bench:import`; a number as argument asks for other rows, and then no limit is judged.
 */

const LIMITS = { previewSeconds: 10, confirmSeconds: 10, megabytes: 600, pauseMs: 100 };
const FULL = 60_000;
const rows = Number(process.argv[2] ?? FULL);
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
// Open to PostgreSQL's own user.
chmodSync(folder, 0o755);

const ms = (value: number) => `${value.toFixed(1)} ms`;
const seconds = (from: number) => (performance.now() - from) / 1000;

/** Somebody who meanwhile asks something light every 50 ms, and how long each answer took. */
function secondPerson(server: Server): { stop(): Promise<number[]> } {
  const took: number[] = [];
  let going = true;
  const run = (async () => {
    while (going) {
      const from = performance.now();
      await server.ask('GET', '/api/session');
      took.push(performance.now() - from);
      await pause(50);
    }
  })();
  return {
    stop: async () => {
      going = false;
      await run;
      return took.sort((a, b) => a - b);
    },
  };
}

/** Seconds of processor time that a process and its threads have had, and those of its children with it where asked. */
function processorSeconds(pid: number, withChildren: boolean): number {
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')
        .map(Number);
      const [parent = 0, user = 0, system = 0, gone = 0, goneSystem = 0] = [1, 11, 12, 13, 14].map((at) => fields[at]);
      if (Number(name) === pid) ticks += user + system + (withChildren ? gone + goneSystem : 0);
      else if (withChildren && parent === pid) ticks += user + system;
    } catch {
      // It has just ended.
    }
  }
  return ticks / 100;
}

function postmaster(): number {
  const file = readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith('postmaster.pid'));
  return Number(readFileSync(join(folder, String(file)), 'utf8').split('\n')[0]);
}

const rank = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

async function measured<T>(server: Server, name: string, work: () => Promise<T>) {
  await server.loop();
  const other = secondPerson(server);
  const from = performance.now();
  const before = [processorSeconds(server.pid, false), processorSeconds(postmaster(), true)];
  const result = await work();
  const took = seconds(from);
  const after = [processorSeconds(server.pid, false), processorSeconds(postmaster(), true)];
  const [own = 0, database = 0] = after.map((each, index) => each - (before[index] ?? 0));
  const felt = await other.stop();
  const loop = await server.loop();
  const max = felt.at(-1) ?? 0;
  console.log(
    `${name.padEnd(20)} ${took.toFixed(2).padStart(6)} s  another person waits p50 ${ms(rank(felt, 0.5))} p99 ${ms(rank(felt, 0.99))} max ${ms(max)} (${felt.length} asked)  event loop p99 ${ms(loop.p99)} max ${ms(loop.max)}  processor: server ${own.toFixed(1)} s, database ${database.toFixed(1)} s  peak ${server.peakMegabytes().toFixed(0)} MB`,
  );
  return { result, took, max, loopMax: loop.max };
}

const postgres = await startPostgres({ dataDir: folder, say: () => {} });
let server: Server | undefined;
try {
  const list = join(folder, '名单.xlsx');
  await writeInventedList(list, rows);
  console.log(`${rows} rows × ${COLUMNS} columns, ${(statSync(list).size / 1e6).toFixed(1)} MB as .xlsx`);

  // The floor, before the server is there.
  let from = performance.now();
  const book = await openWorkbook(list, '名单.xlsx');
  const texts: string[][] = [];
  for await (const row of book.rows(0)) {
    texts.push(
      Array.from({ length: COLUMNS }, (_, index) => {
        const cell = row.cells[index] ?? null;
        return typeof cell === 'string' ? cell : cell && 'number' in cell ? String(cell.number) : '';
      }),
    );
  }
  book.close();
  const reading = seconds(from);
  const client = new pg.Client({ connectionString: postgres.adminUrl });
  client.on('error', () => {});
  await client.connect();
  await client.query(`create table bare (${texts[0]?.map((_, index) => `c${index} text`).join(', ')})`);
  from = performance.now();
  await copyRows(client, 'bare', texts);
  const copying = seconds(from);
  await client.query('drop table bare');
  await client.end();
  console.log(
    `floor: reading the workbook alone ${reading.toFixed(2)} s, bare COPY of its rows ${copying.toFixed(2)} s`,
  );

  const running = await startServer(postgres, folder);
  server = running;
  const idle = running.peakMegabytes();
  const upload = `/api/imports?kind=population&fileName=${encodeURIComponent('名单.xlsx')}`;
  const preview = await measured(running, 'upload and preview', async () =>
    running.settled((await running.ask<ImportBatch>('POST', upload, list)).id),
  );
  if (preview.result.state !== 'preview') throw new Error(JSON.stringify(preview.result.problem));
  const importId = preview.result.id;
  const confirm = await measured(running, 'confirm', async () => {
    await running.ask('POST', `/api/imports/${importId}/confirm`);
    return running.settled(importId);
  });
  if (confirm.result.state !== 'confirmed') throw new Error(JSON.stringify(confirm.result.problem));
  const again = await measured(running, 'the same file again', async () =>
    running.settled((await running.ask<ImportBatch>('POST', upload, list)).id),
  );
  const counts = again.result.counts;
  console.log(`counts: ${JSON.stringify(preview.result.counts)}; again: ${JSON.stringify(counts)}`);
  const peak = running.peakMegabytes();
  console.log(`peak memory of the server ${peak.toFixed(0)} MB (${idle.toFixed(0)} MB before the upload)`);
  if (rows === FULL) {
    const pauseMax = Math.max(preview.loopMax, confirm.loopMax);
    const kept =
      preview.took <= LIMITS.previewSeconds &&
      confirm.took <= LIMITS.confirmSeconds &&
      peak <= LIMITS.megabytes &&
      pauseMax < LIMITS.pauseMs;
    console.log(
      `limits: preview ≤ ${LIMITS.previewSeconds} s, confirm ≤ ${LIMITS.confirmSeconds} s, memory ≤ ${LIMITS.megabytes} MB, pause of the event loop < ${LIMITS.pauseMs} ms (was ${ms(pauseMax)}): ${kept ? 'kept' : 'NOT KEPT'}`,
    );
    if (!kept) process.exitCode = 1;
  }
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await server?.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
