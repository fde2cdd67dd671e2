import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Clerk, populationList } from './clerk.ts';
import { type Product, ROOT, startProduct } from './product.ts';

/*
 * A fresh clone, npm start, set-up, a list, stop, start again: in the places where an installation breaks. The tests
 * that need another user or a folder of root's own run where we are root, as continuous integration is.
 */

const root = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'quanxue-install-'));
chmodSync(folder, 0o755);
const running: Product[] = [];
/** What an installation put outside its own folder. */
const elsewhere: string[] = [];
const OTHER = 'quanxue-trial';
const ADMINISTRATION = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

interface Place {
  readonly name: string;
  readonly path: string;
  readonly user?: { readonly uid: number; readonly gid: number };
}

function places(): Place[] {
  const path = join(folder, 'home', '劝学 试', 'quanxue');
  if (!root) return [{ name: 'in a folder with a blank and Chinese letters', path }];
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  return [
    { name: 'in a folder of mode 0700 as root', path: join(closed, 'quanxue') },
    {
      name: 'as an ordinary user in a folder with a blank and Chinese letters',
      path,
      user: ordinaryUser(join(folder, 'home')),
    },
  ];
}

function ordinaryUser(home: string): { uid: number; gid: number } {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', home, OTHER], {
    env: ADMINISTRATION,
  });
  const id = (flag: string) => Number(execFileSync('id', [flag, OTHER], { encoding: 'utf8' }));
  const user = { uid: id('-u'), gid: id('-g') };
  mkdirSync(home, { mode: 0o700 });
  execFileSync('chown', [`${user.uid}:${user.gid}`, home]);
  return user;
}

afterAll(async () => {
  for (const product of running) await product.stop();
  for (const path of [folder, ...elsewhere]) rmSync(path, { recursive: true, force: true });
  if (root) spawnSync('userdel', [OTHER], { env: ADMINISTRATION });
});

describe.each(places())('npm start $name', ({ path, user }) => {
  const env: Record<string, string> = user ? { HOME: join(folder, 'home') } : {};
  const start = async () => {
    const product = await startProduct({ folder: path, command: ['npm', 'start'], env, ...(user && { user }) });
    running.push(product);
    return product;
  };

  it('takes a fresh clone to a ledger with a list in it, and finds it again after a stop', async () => {
    execFileSync('git', ['clone', '--quiet', ROOT, path]);
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, join(folder, 'home')]);
    const first = await start();
    const clerk = new Clerk(first.address);
    await clerk.setUp();
    const batch = await clerk.importPopulation(populationList(12));
    expect(batch).toMatchObject({ state: 'confirmed', problem: null });
    expect(await clerk.countChildren()).toBe(12);
    await first.stop();
    expect(first.said()).toContain('Stopped; everything is saved.');
    if (path.includes('closed')) {
      const outside = first.said().match(/\/var\/lib\/quanxue\/[0-9a-f]+/g) ?? [];
      elsewhere.push(...outside);
      expect(new Set(outside).size, 'one folder for the data, one for the programs').toBe(2);
    }

    const second = await start();
    const again = new Clerk(second.address);
    await again.signIn();
    expect(await again.countChildren()).toBe(12);
    expect(second.said()).not.toContain('Installing');
    await second.stop();
    expect(second.said()).toContain('Stopped; everything is saved.');
    expect(execFileSync('git', ['-c', 'safe.directory=*', 'status', '--short'], { cwd: path, encoding: 'utf8' })).toBe(
      '',
    );
  }, 900_000);
});
