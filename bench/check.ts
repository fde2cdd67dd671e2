import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { inventedCaseFile } from './case-files.ts';

/*
 * How fast `quanxue check` answers a .jsonl of 100,000 case files and how much memory it takes, beside JSON.parse alone on
 * the same lines in the same run: at least a tenth of its speed, never more than 300 MB. Medians of three, each a process
 * of its own, start included. Run by `npm run bench:check`; a number as argument asks for fewer files.
 */

const RATIO = 0.1;
const MEGABYTES = 300;
const RUNS = 3;
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
/** Tells the largest memory that the process held, when it ends. */
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

async function write(path: string, files: number): Promise<void> {
  const out = createWriteStream(path);
  for (let n = 0; n < files; n++) {
    if (!out.write(`${JSON.stringify(inventedCaseFile(n))}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

function run(...args: string[]): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', tellMemory, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', (code) => {
      const seconds = (performance.now() - began) / 1000;
      const peak = /^peak (\d+)$/.exec(told)?.[1];
      // 1 says that something is missing in a file, as it is in most.
      if (peak === undefined || (code !== 0 && code !== 1))
        fail(new Error(`${args.join(' ')} ended with ${code}: ${told}`));
      else done({ seconds, megabytes: Number(peak) / 1024 });
    });
  });
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

try {
  const files = Number(process.argv[2] ?? 100_000);
  const path = join(folder, 'case-files.jsonl');
  await write(path, files);
  const megabytes = statSync(path).size / 1e6;
  console.log(`${files} case files, ${megabytes.toFixed(0)} MB, ${((megabytes * 1000) / files).toFixed(1)} kB each`);

  const checks: Run[] = [];
  const floors: Run[] = [];
  for (let i = 0; i < RUNS; i++) {
    checks.push(await run('server/src/cli.ts', 'check', path, '--json'));
    floors.push(await run('bench/parse-lines.ts', path));
  }
  const tell = (name: string, runs: readonly Run[]): number => {
    const seconds = median(runs.map((each) => each.seconds));
    const peak = Math.max(...runs.map((each) => each.megabytes));
    console.log(
      `${name.padEnd(16)} ${seconds.toFixed(2).padStart(6)} s  ${Math.round(files / seconds)} files/s  ${(megabytes / seconds).toFixed(1)} MB/s  peak ${peak.toFixed(0)} MB`,
    );
    return seconds;
  };
  const check = tell('quanxue check', checks);
  const floor = tell('JSON.parse alone', floors);
  const ratio = floor / check;
  const peak = Math.max(...checks.map((each) => each.megabytes));
  console.log(`ratio ${ratio.toFixed(3)} (at least ${RATIO}), peak memory ${peak.toFixed(0)} MB (under ${MEGABYTES})`);
  if (ratio < RATIO || peak >= MEGABYTES) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
