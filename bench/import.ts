import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import pg from 'pg';
import { startPostgres } from '../server/src/basis/postgres/start-postgres.ts';
import { openWorkbook } from '../server/src/children/workbook/open-workbook.ts';
import { copyRows } from './copy-rows.ts';
import { COLUMNS, writeInventedList } from './import-list.ts';

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
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
// Open to PostgreSQL's own user.
chmodSync(folder, 0o755);

/** Inside the server: the delay of its event loop, told and begun anew whenever a line comes in. */
const watchLoop = `data:text/javascript,${encodeURIComponent(`
  import { monitorEventLoopDelay } from 'node:perf_hooks';
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stderr.write('loop ' + JSON.stringify({ p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }) + '\\n');
    delay.reset();
  });`)}`;

interface Loop {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
const seconds = (from: number) => (performance.now() - from) / 1000;

class Server {
  private readonly child: ChildProcess;
  private readonly url: string;
  private cookie = '';
  private csrf = '';
  private tellLoop: ((loop: Loop) => void) | undefined;

  constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.url = `http://127.0.0.1:${port}`;
    let told = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      for (let end = told.indexOf('\n'); end >= 0; end = told.indexOf('\n')) {
        const line = told.slice(0, end);
        told = told.slice(end + 1);
        if (line.startsWith('loop ')) this.tellLoop?.(JSON.parse(line.slice(5)) as Loop);
        else console.error(line);
      }
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async ready(): Promise<void> {
    for (;;) {
      if (this.child.exitCode !== null) throw new Error('the server did not start');
      try {
        if ((await fetch(`${this.url}/api/installation`)).ok) return;
      } catch {
        await pause(50);
      }
    }
  }

  async setUp(): Promise<void> {
    const reply = await fetch(`${this.url}/api/installation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        county: { name: '雾屏县', code: '509999' },
        township: { name: '霁溪镇', code: '509999101' },
        administrator: { account: 'bench', name: '测试员', password: 'bench-bench-bench' },
      }),
    });
    if (!reply.ok) throw new Error(await reply.text());
    this.cookie = reply.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    this.csrf = ((await reply.json()) as { csrf: string }).csrf;
  }

  async ask<T>(method: 'GET' | 'POST', path: string, file?: string): Promise<T> {
    const reply = await fetch(this.url + path, {
      method,
      headers: {
        cookie: this.cookie,
        'x-quanxue-csrf': this.csrf,
        ...(file && { 'content-type': 'application/octet-stream', 'content-length': String(statSync(file).size) }),
      },
      ...(file && { body: createReadStream(file), duplex: 'half' as const }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
    return (await reply.json()) as T;
  }

  /** The delay since it was last asked for. */
  loop(): Promise<Loop> {
    return new Promise((resolve) => {
      this.tellLoop = resolve;
      this.child.kill('SIGUSR2');
    });
  }

  /** Peak of resident memory since the start, as the kernel kept it. */
  peakMegabytes(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  async settled(importId: string): Promise<ImportBatch> {
    for (;;) {
      const batch = await this.ask<ImportBatch>('GET', `/api/imports/${importId}`);
      if (batch.state !== 'reading' && batch.state !== 'committing') return batch;
      await pause(200);
    }
  }

  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await gone;
  }
}

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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
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

  const port = await freePort();
  const extra = process.env.QUANXUE_BENCH_NODE?.split(' ') ?? [];
  const child = spawn(process.execPath, [...extra, '--import', watchLoop, 'server/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: postgres.appUrl,
      DATABASE_ADMIN_URL: postgres.ownerUrl,
      QUANXUE_PORT: String(port),
      QUANXUE_DATA: folder,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const running = new Server(child, port);
  server = running;
  await running.ready();
  await running.setUp();
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
