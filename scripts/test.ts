import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * All tests in one run: `npm test`; with `--quick` (`npm run check`) those that need no browser and no fresh machine.
 * Brings what it needs from Debian where it may, else ends with the one command that does.
 */

const root = join(import.meta.dirname, '..');
const quick = process.argv.includes('--quick');

/** What the tests call that npm does not bring: a program or a file, and Debian's package for it. */
const needed = [
  { there: () => onPath('pdftotext'), debian: 'poppler-utils' },
  { there: () => onPath('git'), debian: 'git' },
  // The trial on a server of one's own starts it as its user, which only root can.
  ...(process.getuid?.() === 0 ? [{ there: () => existsSync('/usr/lib/postgresql'), debian: 'postgresql' }] : []),
  ...(quick
    ? []
    : [
        { there: () => onPath('chromium'), debian: 'chromium' },
        { there: () => onPath('soffice'), debian: 'libreoffice-calc-nogui' },
        {
          there: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
          debian: 'fonts-noto-cjk',
        },
      ]),
];

/** A step: what it is called and the program that does it, from the project's root. */
interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
}

const vitest = (...projects: string[]) =>
  ['node_modules/vitest/vitest.mjs', 'run', ...projects.flatMap((project) => ['--project', project])] as const;

const quickSteps: readonly Step[] = [
  { name: 'types of domain', command: ['node_modules/typescript/bin/tsc', '-p', 'domain'] },
  { name: 'types of server, scripts and tests', command: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'types of web', command: ['node_modules/typescript/bin/tsc', '-p', 'web'] },
  { name: 'form and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings'] },
  {
    name: 'floors, hygiene, units, server on real PostgreSQL',
    command: [...vitest('domain', 'web', 'server'), '--maxWorkers=2'],
  },
];

const slowSteps: readonly Step[] = [
  { name: 'web build', command: ['bin/bootstrap.mjs', 'prepare'] },
  {
    name: 'stories in the browser, crashes, fresh installations',
    command: [...vitest('trials', 'e2e'), '--no-file-parallelism'],
  },
];

bringWhatIsNeeded();
const times: string[] = [];
let failed = quickSteps.filter((step) => !passes(step));
// Ten minutes of stories tell nothing new about what is already known to be broken.
if (!quick && failed.length === 0) failed = slowSteps.filter((step) => !passes(step));
console.log(`\n${times.join('\n')}`);
process.exit(failed.length === 0 ? 0 : 1);

function passes({ name, command: [program, ...args] }: Step): boolean {
  console.log(`\n── ${name} ──`);
  const began = Date.now();
  const { status } = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) },
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
  times.push(`${status === 0 ? '✓' : '✗'} ${seconds} s  ${name}`);
  return status === 0;
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function bringWhatIsNeeded(): void {
  const missing = needed.filter(({ there }) => !there()).map(({ debian }) => debian);
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(`── ${install} ──`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
    spawnSync('sh', ['-c', `${install} -qq >/dev/null`], { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (needed.every(({ there }) => there())) return;
  }
  console.error(`测试还缺少一些程序，请先执行： / The tests need a few programs more; first run:\n  sudo ${install}`);
  process.exit(1);
}
