// Prepares the machine and goes on: the runtime, the dependencies, the web build, then the program itself.
//
//   node bin/bootstrap.mjs start [--demo]    the product               (npm start)
//   node bin/bootstrap.mjs test | check      the tests                 (npm test, npm run check)
//   node bin/bootstrap.mjs cli …             the command               (bin/quanxue)
//   node bin/bootstrap.mjs bench-check       its speed                 (npm run bench:check)
//   node bin/bootstrap.mjs bench-board       that of reading a county  (npm run bench:board)
//   node bin/bootstrap.mjs bench-import      that of an import         (npm run bench:import)
//   node bin/bootstrap.mjs bench-match       how well lists match      (npm run bench:match)
//   node bin/bootstrap.mjs bench-codes       how many codes it reads   (npm run bench:codes)
//   node bin/bootstrap.mjs bench-approvals   a batch of approvals      (npm run bench:approvals)
//   node bin/bootstrap.mjs prepare           nothing but the preparation
//
// Plain JavaScript without dependencies, because it runs before there are any, on whatever Node (18 or newer) is there.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const [verb, ...args] = process.argv.slice(2);
const chinese = speaksChinese();
const programs = {
  start: 'server/src/main.ts',
  cli: 'server/src/cli.ts',
  test: 'scripts/test.ts',
  check: 'scripts/test.ts',
  'bench-check': 'bench/check.ts',
  'bench-board': 'bench/board.ts',
  'bench-import': 'bench/import.ts',
  'bench-match': 'bench/match/run.ts',
  'bench-codes': 'bench/read-codes.ts',
  'bench-approvals': 'bench/approvals.ts',
  'bench-case': 'bench/case.ts',
};

if (verb !== 'prepare' && !Object.hasOwn(programs, verb ?? '')) {
  fail(
    '用法：node bin/bootstrap.mjs start|test|check|cli|prepare',
    'Usage: node bin/bootstrap.mjs start|test|check|cli|prepare',
  );
}
const node = suitable(process.versions.node) ? process.execPath : runtime();
dependencies(node);
if (verb === 'start' || verb === 'prepare') webBuild(node);
if (verb !== 'prepare') await goOn(node, programs[verb], verb === 'check' ? ['--quick', ...args] : args);

/** What package.json asks for in "engines". */
function suitable(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 24 && minor >= 11) || major === 25 || major === 26;
}

/** The Node that runs the product where the installed one does not suit: brought by npm into `runtime/`, pinned by its lock. */
function runtime() {
  const home = join(root, 'runtime');
  const machine = `${windows ? 'win' : process.platform}-${process.arch}`;
  const locked = readJson(join(home, 'package-lock.json'))?.packages ?? {};
  const path = Object.keys(locked).find((key) => key.endsWith(`-${machine}`)) ?? '';
  const pinned = locked[path];
  if (!pinned) {
    fail(
      `这台机器（${machine}）上的 Node ${process.versions.node} 太旧，也没有可以自动安装的版本。请从 nodejs.org 安装 Node 24，再重新运行。`,
      `Node ${process.versions.node} is too old, and none can be brought for this machine (${machine}). Install Node 24 from nodejs.org and run this again.`,
    );
  }
  const binary = join(home, path, 'bin', windows ? 'node.exe' : 'node');
  const there = () => {
    const installed = readJson(join(home, 'node_modules', '.package-lock.json'))?.packages?.[path];
    return existsSync(binary) && installed?.integrity === pinned.integrity;
  };
  if (there()) return binary;
  alone(() => {
    if (there()) return;
    step(
      `安装 Node ${pinned.version}（本机为 ${process.versions.node}）`,
      `Installing Node ${pinned.version} (this machine has ${process.versions.node})`,
      () => npmCi(process.execPath, home),
    );
  });
  if (!there()) {
    fail(
      `Node ${pinned.version} 没有装好。请从 nodejs.org 安装 Node 24，再重新运行。`,
      `Node ${pinned.version} was not installed. Install Node 24 from nodejs.org and run this again.`,
    );
  }
  return binary;
}

/** The project's dependencies, when what npm noted after its last complete installation is not what the lock asks for. */
function dependencies(node) {
  const there = () => {
    const lock = readJson(join(root, 'package-lock.json'))?.packages ?? {};
    const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
    return Object.entries(lock).every(([path, wanted]) => {
      if (!path.startsWith('node_modules/') || wanted.link) return true;
      const found = installed[path];
      if (!found) return wanted.optional === true && !forThisMachine(wanted);
      return found.version === wanted.version && found.integrity === wanted.integrity;
    });
  };
  if (there()) return;
  alone(() => {
    if (there()) return;
    step('安装依赖（第一次约一分钟）', 'Installing dependencies (about a minute the first time)', () =>
      npmCi(node, root),
    );
  });
}

/** Whether npm would install an optional package here. Those for one kind of libc are left to npm. */
function forThisMachine({ os, cpu, libc, peer }) {
  const fits = (list, mine) => !list || [list].flat().includes(mine);
  return Boolean(os) && !peer && !libc && fits(os, process.platform) && fits(cpu, process.arch);
}

/** The desk as the browser loads it, when its sources differ from those of the last build. */
function webBuild(node) {
  const stamp = join(root, 'node_modules', '.quanxue-web');
  const sources = digest([join(root, 'web'), join(root, 'domain'), join(root, 'package-lock.json')]);
  const there = () => existsSync(join(root, 'web', 'dist', 'index.html')) && read(stamp) === sources;
  if (there()) return;
  alone(() => {
    if (there()) return;
    step('构建网页', 'Building the web pages', () =>
      run(
        node,
        [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'],
        root,
        node,
      ),
    );
    writeFileSync(stamp, sources);
  });
}

/** One digest over the names and contents of all sources; tests, builds and installed packages do not count. */
function digest(paths) {
  const hash = createHash('sha256');
  const add = (path) => hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (['node_modules', 'dist', 'examples'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else add(path);
    }
  };
  for (const path of paths) path.endsWith('.json') ? add(path) : walk(path);
  return hash.digest('hex');
}

function npmCi(node, folder) {
  // "dev" too, whatever NODE_ENV says: the web build needs it.
  return run(
    node,
    [npmScript(), 'ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-progress'],
    folder,
    node,
  );
}

/** The installed npm's own script, so that it can be run with another Node than the one it came with. */
function npmScript() {
  const inside = ['node_modules', 'npm', 'bin', 'npm-cli.js'];
  const own = process.env.npm_execpath;
  const beside = dirname(realpathSync(process.execPath));
  const found = [
    own?.endsWith('npm-cli.js') ? own : undefined,
    join(beside, ...inside),
    join(beside, '..', 'lib', ...inside),
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => {
      const link = join(folder, 'npm');
      const script = existsSync(link) ? realpathSync(link) : undefined;
      return [
        script?.endsWith('npm-cli.js') ? script : undefined,
        join(folder, ...inside),
        join(folder, '..', 'lib', ...inside),
      ];
    }),
  ].find((path) => path && existsSync(path));
  if (found) return found;
  // A version manager's shim: ask it where npm lives.
  const asked = spawnSync('npm', ['root', '-g'], { encoding: 'utf8', shell: windows });
  const script = join(asked.stdout?.trim() ?? '', 'npm', 'bin', 'npm-cli.js');
  if (asked.status === 0 && existsSync(script)) return script;
  return fail(
    '找不到 npm。请安装带有 npm 的 Node（nodejs.org；Debian 上执行 apt-get install npm），再重新运行。',
    'npm was not found. Install a Node that brings npm (nodejs.org; on Debian: apt-get install npm) and run this again.',
  );
}

/** Runs a step's program without questions; its output is shown only when it fails. */
function run(program, parameters, folder, node) {
  const done = spawnSync(program, parameters, {
    cwd: folder,
    env: environment(node),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status === 0) return undefined;
  return (done.error?.message ?? `${done.stdout}\n${done.stderr}`).trim().split('\n').slice(0, 15).join('\n');
}

/** Our Node first in PATH, and nothing of the npm that may have called us but where to download from. */
function environment(node) {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|prefix|node_gyp|global_?prefix|npm_version|user_agent|production|omit))|INIT_CWD$)/i.test(
        name,
      ),
  );
  const clean = Object.fromEntries(kept);
  const name = Object.keys(clean).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...clean, [name]: [dirname(node), clean[name]].filter(Boolean).join(delimiter) };
}

/** One line per step, with its time; a failure ends here with what npm or the build said. */
function step(zh, en, work) {
  process.stderr.write(`${chinese ? zh : en}…`);
  const began = Date.now();
  const failure = work();
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stderr.write(failure === undefined ? ` ${seconds} s\n` : '\n');
  if (failure === undefined) return;
  process.stderr.write(`${failure}\n`);
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(failure);
  const full = /ENOSPC/.test(failure);
  const refused = /EACCES|EPERM|EROFS/.test(failure);
  if (offline)
    fail(
      '下载失败：连不上软件包服务器。请检查网络（或用 npm config set registry 设置可用的镜像），再重新运行。',
      'The download failed: the package server cannot be reached. See to the network (or name a mirror with npm config set registry) and run this again.',
    );
  if (full) fail('磁盘已满。请腾出至少 2 GB，再重新运行。', 'The disk is full. Free at least 2 GB and run this again.');
  if (refused)
    fail(
      `无法写入 ${root}。请让当前用户可以写这个文件夹，再重新运行。`,
      `Cannot write to ${root}. Let the present user write there and run this again.`,
    );
  fail(
    `“${zh}”没有成功，原因见上。处理后再重新运行即可。`,
    `“${en}” did not succeed; the reason is above. Put it right and run this again.`,
  );
}

/** Two starts on one fresh clone must not install over each other: the second waits for the first. */
function alone(work) {
  const lock = join(root, '.runtime', 'preparing');
  for (let told = false; ; told = true) {
    try {
      mkdirSync(dirname(lock), { recursive: true });
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST')
        fail(
          `无法写入 ${root}（${error.code}）。请让当前用户可以写这个文件夹，再重新运行。`,
          `Cannot write to ${root} (${error.code}). Let the present user write there and run this again.`,
        );
      const holder = Number(read(lock));
      // An empty lock was made this moment and is not yet written.
      const stale =
        holder > 0 ? !alive(holder) : Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 2000;
      if (stale) rmSync(lock, { force: true });
      else {
        if (!told)
          process.stderr.write(
            `${chinese ? `另一个进程（${holder}）正在准备，等它完成……` : `Another process (${holder}) is preparing; waiting for it…`}\n`,
          );
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
      }
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  work();
  process.off('exit', release);
  release();
}

function alive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Goes on under our Node: in this process where it is the one, else in a child that gets our signals and gives its exit code. */
async function goOn(node, program, parameters) {
  const script = join(root, program);
  if (verb !== 'cli') process.chdir(root);
  // Types stripped and code compiled once, not at every start: this halves what the command and the server take to begin.
  const cache = join(root, '.runtime', 'compiled');
  process.env.NODE_COMPILE_CACHE = cache;
  if (node === process.execPath) {
    module.enableCompileCache(cache);
    process.argv = [node, script, ...parameters];
    await import(pathToFileURL(script).href);
    return;
  }
  const child = spawn(node, [script, ...parameters], { stdio: 'inherit', env: environment(node) });
  // Ctrl+C reaches the child from the terminal by itself; sent twice it might cut a good ending short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`无法运行 ${node}：${error.message}`, `Cannot run ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readJson(path) {
  try {
    return JSON.parse(read(path));
  } catch {
    return undefined;
  }
}

/** `--lang zh|en` decides (and stays among the arguments), else the machine's language. */
function speaksChinese() {
  const asked = args.find((_, index) => args[index - 1] === '--lang');
  const set = asked || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;
  return (set || Intl.DateTimeFormat().resolvedOptions().locale).startsWith('zh');
}

function fail(zh, en) {
  process.stderr.write(`${chinese ? zh : en}\n`);
  process.exit(1);
}
