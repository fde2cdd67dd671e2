import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import type { RunningPostgres } from '../server/src/basis/postgres/start-postgres.ts';

/* The server in a process of its own, asked through HTTP as people ask it. */

const root = join(import.meta.dirname, '..');

/** Inside the server: the delay of its event loop, told and begun anew whenever a line comes in. */
const watchLoop = `data:text/javascript,${encodeURIComponent(`
  import { monitorEventLoopDelay } from 'node:perf_hooks';
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stderr.write('loop ' + JSON.stringify({ p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 }) + '\\n');
    delay.reset();
  });`)}`;

export interface Loop {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export class Server {
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

  async ask<T>(method: 'GET' | 'POST', path: string, file?: string, body?: unknown): Promise<T> {
    const reply = await fetch(this.url + path, {
      method,
      headers: {
        cookie: this.cookie,
        'x-quanxue-csrf': this.csrf,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(file && { 'content-type': 'application/octet-stream', 'content-length': String(statSync(file).size) }),
      },
      ...(file && { body: createReadStream(file), duplex: 'half' as const }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts the server on this database; set up with the invented county and township, and signed in. */
export async function startServer(postgres: RunningPostgres, folder: string): Promise<Server> {
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
  const server = new Server(child, port);
  await server.ready();
  await server.setUp();
  return server;
}
