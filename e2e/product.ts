import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The product as a person starts it, in a process of its own, for tests that end it in every way there is. */
export interface Product {
  readonly address: string;
  readonly process: ChildProcess;
  /** From spawning to the first 200 on `/`, in milliseconds. */
  readonly startedIn: number;
  /** All it has said so far. */
  said(): string;
  /** Ctrl+C at the terminal: SIGINT to the whole group. Answers the exit code. */
  stop(): Promise<number | null>;
  /** kill -9 to the server alone. */
  kill(): Promise<void>;
}

export const ROOT = join(import.meta.dirname, '..');

/** Starts the product and waits for the first 200 on `/`. */
export async function startProduct(options: {
  /** The project's folder; by default this one. */
  readonly folder?: string;
  /** By default the server alone, without preparing the machine. */
  readonly command?: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly port?: number;
}): Promise<Product> {
  const port = options.port ?? (await freePort());
  const [program, ...args] = options.command ?? [process.execPath, 'server/src/main.ts'];
  const began = performance.now();
  const child = spawn(program, args, {
    cwd: options.folder ?? ROOT,
    env: { ...personsEnvironment(), LANG: 'C', ...options.env, QUANXUE_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...options.user,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
  const address = `http://127.0.0.1:${port}`;
  while (!(await answers(address))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended before it answered:\n${said}`);
    await pause(20);
  }
  return {
    address,
    process: child,
    startedIn: performance.now() - began,
    said: () => said,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const gone = once(child, 'close');
      if (child.pid) process.kill(-child.pid, 'SIGINT');
      await gone;
      return child.exitCode;
    },
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The environment of somebody who opens a terminal: without what npm, our bootstrap and the test runner put into it. */
function personsEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(npm_(?!config_(registry|cafile|https?_proxy))|INIT_CWD$|NODE_ENV$|NODE_COMPILE_CACHE$|VITEST|TEST$|QUANXUE_)/i;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(ROOT));
  return { ...Object.fromEntries(kept), PATH: folders.join(delimiter) };
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.text();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** A loopback port that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
