import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { pixels } from './pixels.ts';
import { printProblems } from './problems.ts';
import type { PrintAnswer, PrintTask } from './typst-child.ts';

/** One PDF to be made. */
export interface Paper {
  /** Typst source. It reads `json(bytes(sys.inputs.data))`: `{ data, pictures }`; data is never spliced into source. */
  readonly template: string;
  readonly data: unknown;
  /** JPEG and PNG files by the name that the data calls them; the template finds them at `/pictures/<name>`. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
}

const SECONDS = 60;
const WAITING = 20;
/** Larger pictures are not printed: a phone makes twelve to fifty megapixels. */
const PIXELS = 60_000_000;
/** Typst keeps what it has compiled; a child that has grown this large (bytes) or served this often gives way to a new one. */
const CHILD_BYTES = 700_000_000;
const CHILD_PAPERS = 100;
/** An idle child holds 150 MB; a village's machine has other uses for them. */
const IDLE_MS = 60_000;

let child: ChildProcess | undefined;
let served = 0;
let waiting = 0;
let nextId = 0;
let queue: Promise<unknown> = Promise.resolve();
let idle: NodeJS.Timeout | undefined;

/**
 * Makes a PDF/A-2b of a template and its data, in a child process (Typst would stop every other request), one at a time.
 * Characters that no font here can show are printed as their codes; damaged pictures are left out.
 *
 * @throws print-queue-full, print-too-slow; any other error is a mistake in the template.
 */
export function renderPdf(paper: Paper): Promise<Uint8Array> {
  if (waiting >= WAITING) throw printProblems.tooMany({ waiting });
  waiting += 1;
  const made = queue.then(() => print(paper)).finally(() => (waiting -= 1));
  queue = made.catch(() => undefined);
  return made;
}

/** Ends the child process, if there is one. The next paper starts a new one. */
export function closePrinter(): void {
  clearTimeout(idle);
  child?.kill('SIGKILL');
  child = undefined;
}

async function print(paper: Paper): Promise<Uint8Array> {
  clearTimeout(idle);
  const answer = await ask(running(), {
    id: nextId++,
    template: paper.template,
    data: paper.data,
    pictures: Object.fromEntries(
      Object.entries(paper.pictures ?? {}).filter(([, bytes]) => (pixels(bytes) ?? Number.POSITIVE_INFINITY) <= PIXELS),
    ),
  });
  if ('error' in answer) {
    closePrinter();
    throw new Error(`Typst: ${answer.error}`);
  }
  served += 1;
  if (answer.rss > CHILD_BYTES || served >= CHILD_PAPERS) closePrinter();
  else idle = setTimeout(closePrinter, IDLE_MS).unref();
  return answer.pdf;
}

function running(): ChildProcess {
  if (child?.connected && child.exitCode === null) return child;
  served = 0;
  child = fork(join(import.meta.dirname, 'typst-child.ts'), {
    serialization: 'advanced',
    execArgv: [],
    // Nothing of the server's environment (database address, keys) is the printer's business.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, SystemRoot: process.env.SystemRoot },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // The printer never keeps the server from ending; with its channel gone the child ends by itself.
  child.unref();
  child.channel?.unref();
  return child;
}

function ask(printer: ChildProcess, task: PrintTask): Promise<PrintAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle();
      closePrinter();
      reject(printProblems.tooSlow({ seconds: SECONDS }));
    }, SECONDS * 1000);
    const answered = (answer: PrintAnswer) => {
      if (answer.id !== task.id) return;
      settle();
      resolve(answer);
    };
    const gone = () => {
      settle();
      reject(new Error('The printing process ended before it answered.'));
    };
    const settle = () => {
      clearTimeout(timer);
      printer.off('message', answered);
      printer.off('exit', gone);
      printer.channel?.unref();
    };
    printer.on('message', answered);
    printer.on('exit', gone);
    // While a paper is being made the answer is awaited, so the channel must count.
    printer.channel?.ref();
    printer.send(task, (error) => error && gone());
  });
}
