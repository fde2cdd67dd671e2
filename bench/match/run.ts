import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { floor } from './floor.ts';
import { generate, HARD_RATES, RATES } from './generate.ts';
import { type FoundPair, type Score, score } from './score.ts';

/*
 * How well and how fast two lists are matched: `npm run bench:match -- [--rows 60000] [--seed 1] [--bare] [--hard]`.
 * Lists with known truth are generated (`--bare`: without guardians and phones; `--hard`: with many times the troubles),
 * `quanxue match` is run on them as a person would, and its answer is scored; beside it the floor on the same rows.
 * `--keep DIR` leaves lists and answers there. `--lists DIR` takes population.csv, roll.csv and truth.json from a folder,
 * in the form in which `--keep` leaves them there.
 */

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '60000' },
    seed: { type: 'string', default: '1' },
    hard: { type: 'boolean', default: false },
    bare: { type: 'boolean', default: false },
    keep: { type: 'string' },
    lists: { type: 'string' },
    'no-floor': { type: 'boolean', default: false },
  },
});
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'quanxue-match-'));
const { left, right, truth } = values.lists ? given(values.lists) : made();
console.log(`${truth.leftChild.length} × ${truth.rightChild.length} rows, ${values.lists ?? `seed ${values.seed}`}`);

const { seconds, processor, megabytes } = await run();
show('quanxue match', score(pairsOf(join(folder, 'out', 'pairs.jsonl')), truth));
console.log(
  `  ${seconds.toFixed(2)} s from start to end, ${processor.toFixed(2)} s of processor time, peak memory ${Math.round(megabytes)} MB (load ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores)`,
);
if (!values['no-floor']) {
  const { pairs, seconds: took } = await floor(left, right);
  show('floor: DuckDB (number; sound and birthday; one digit)', score(pairs, truth));
  console.log(`  ${took.toFixed(2)} s`);
}
if (!values.keep) rmSync(folder, { recursive: true });

function made() {
  const lists = generate(Number(values.rows), Number(values.seed), {
    bare: values.bare,
    rates: values.hard ? HARD_RATES : RATES,
  });
  const paths = { left: join(folder, 'population.csv'), right: join(folder, 'roll.csv') };
  mkdirSync(folder, { recursive: true });
  writeFileSync(paths.left, lists.left);
  writeFileSync(paths.right, lists.right);
  const { leftChild, rightChild } = lists;
  writeFileSync(join(folder, 'truth.json'), JSON.stringify({ left: [...leftChild], right: [...rightChild] }));
  return { ...paths, truth: { leftChild, rightChild } };
}

/** Lists that somebody else made: which child each row is about, by any numbers, equal for one child. */
function given(from: string) {
  const known = JSON.parse(readFileSync(join(from, 'truth.json'), 'utf8')) as { left: number[]; right: number[] };
  const truth = { leftChild: Int32Array.from(known.left), rightChild: Int32Array.from(known.right) };
  return { left: join(from, 'population.csv'), right: join(from, 'roll.csv'), truth };
}

/** The command as a process of its own, timed from outside; its memory and processor time as the system counted them. */
async function run(): Promise<{ seconds: number; processor: number; megabytes: number }> {
  const cli = join(import.meta.dirname, '../../server/src/cli.ts');
  const began = performance.now();
  const child = spawn(process.execPath, [cli, 'match', left, right, '--out', join(folder, 'out')], {
    stdio: 'inherit',
  });
  let peak = 0;
  let ticks = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      ticks = Math.max(ticks, Number(stat[11]) + Number(stat[12]));
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // Already gone, or a system without /proc: the memory stays unknown.
    }
  }, 50);
  const code = await new Promise((done) => child.once('exit', done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`quanxue match ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, processor: ticks / 100, megabytes: peak / 1024 };
}

function* pairsOf(path: string): Generator<FoundPair> {
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const { left, right, decision } = JSON.parse(line) as { left: number; right: number; decision: string };
    yield { left, right, joined: decision === 'joined' };
  }
}

function show(who: string, result: Score): void {
  console.log(who);
  console.log(`  missing children still reported  ${result.missingKept.toFixed(5)}  (${result.hidden} hidden)`);
  console.log(`  precision of joins               ${result.precision.toFixed(5)}  (${result.wrong} wrong)`);
  console.log(
    `  recall, joined or for review     ${result.recall.toFixed(5)}  (${result.lost} rows lost; by pairs ${result.recallOfPairs.toFixed(5)})`,
  );
  console.log(`  review queue                     ${(result.review * 100).toFixed(2)} %`);
}
