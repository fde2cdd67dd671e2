import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * How long a second start takes, from the first line of the bootstrap to the first 200 on `/`: the median of five must
 * stay under 3 s. Run by `node bench/start.ts`; `node bench/start.ts /usr/bin/node` starts under another Node, as on a
 * machine whose own is old. The first start, which makes the database, is told apart.
 */

const LIMIT_MS = 3000;
const node = process.argv[2] ?? process.execPath;
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
chmodSync(folder, 0o755);

async function start(): Promise<number> {
  const port = await freePort();
  const child = spawn(node, ['bin/bootstrap.mjs', 'start'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, QUANXUE_PORT: String(port), QUANXUE_DATA: join(folder, 'data') },
    stdio: 'ignore',
  });
  const began = performance.now();
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('it did not start; run npm start to see why');
    await pause(5);
  }
  const took = performance.now() - began;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
  return took;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`)).status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

const first = await start();
const times: number[] = [];
for (let run = 0; run < 5; run++) times.push(await start());
rmSync(folder, { recursive: true, force: true });
const median = [...times].sort((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
console.log(`first start  ${Math.round(first)} ms`);
console.log(`second start ${times.map(Math.round).join(' ')} ms, median ${Math.round(median)} ms (limit ${LIMIT_MS})`);
process.exit(median < LIMIT_MS ? 0 : 1);
