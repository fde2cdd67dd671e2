import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmImport, getImport } from '@quanxue/domain/children/operations.ts';
import { createAccount, listAccounts, listUnits } from '@quanxue/domain/people/operations.ts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Clerk, populationList } from './clerk.ts';
import { freePort, type Product, ROOT, startProduct } from './product.ts';

/* kill -9 of the server and of the database: what was acknowledged is there afterwards, and nothing is half there. */

const folder = mkdtempSync(join(tmpdir(), 'quanxue-kill-'));
// Open to PostgreSQL's user, so that the cluster stays in the data folder.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'data');
const running = new Set<Product>();
let unitId = '';

async function start(): Promise<{ product: Product; clerk: Clerk }> {
  const product = await startProduct({ env: { QUANXUE_DATA: dataDir } });
  running.add(product);
  return { product, clerk: new Clerk(product.address) };
}

/** Makes accounts one after another until told to stop or refused; answers those that were acknowledged. */
async function keepWriting(clerk: Clerk, prefix: string, until: () => boolean): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let at = 0; !until(); at++) {
    const account = `${prefix}-${at}`;
    const body = { account, name: '试用', password: 'a-long-password-1', posts: [{ role: 'village', unitId }] };
    try {
      await clerk.ask(createAccount, { body });
      acknowledged.push(account);
    } catch {
      // Not acknowledged; may or may not be there.
    }
  }
  return acknowledged;
}

async function accounts(clerk: Clerk): Promise<string[]> {
  return (await clerk.ask(listAccounts)).accounts.map(({ account }) => account);
}

function postmaster(): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

beforeAll(async () => {
  const { product, clerk } = await start();
  await clerk.setUp();
  unitId = (await clerk.ask(listUnits)).units[0]?.id ?? '';
  await product.stop();
});

afterEach(async () => {
  for (const product of running) await product.stop();
  running.clear();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('kill -9 of the server loses no acknowledged record, and the next start needs no hand', async () => {
  const { product, clerk } = await start();
  await clerk.signIn();
  let done = false;
  const writing = keepWriting(clerk, 'server', () => done);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await product.kill();
  done = true;
  const acknowledged = await writing;
  expect(acknowledged.length).toBeGreaterThan(0);
  const next = await start();
  await next.clerk.signIn();
  expect(await accounts(next.clerk)).toEqual(expect.arrayContaining(acknowledged));
});

it('kill -9 of PostgreSQL under the running server loses no acknowledged record, and the server goes on', async () => {
  const { product, clerk } = await start();
  await clerk.signIn();
  let done = false;
  const writing = keepWriting(clerk, 'database', () => done);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  process.kill(postmaster(), 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 5000));
  done = true;
  const acknowledged = await writing;
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(product.process.exitCode, product.said()).toBeNull();
  await clerk.ask(createAccount, {
    body: {
      account: 'after-the-crash',
      name: '试用',
      password: 'a-long-password-1',
      posts: [{ role: 'village', unitId }],
    },
  });
  expect(await accounts(clerk)).toEqual(expect.arrayContaining([...acknowledged, 'after-the-crash']));
});

it('kill -9 in the middle of an import leaves all of it or nothing', async () => {
  const { product, clerk } = await start();
  await clerk.signIn();
  const { id, counts } = await clerk.preview(populationList(3000));
  expect(counts.added).toBe(3000);
  const confirming = clerk.ask(confirmImport, { params: { importId: id } }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 150));
  await product.kill();
  await confirming;
  const next = await start();
  await next.clerk.signIn();
  const { state } = await next.clerk.ask(getImport, { params: { importId: id } });
  expect(await next.clerk.countChildren()).toBe(state === 'confirmed' ? 3000 : 0);
  const whole = state === 'confirmed' ? state : (await next.clerk.importPopulation(populationList(3000))).state;
  expect(whole).toBe('confirmed');
  expect(await next.clerk.countChildren()).toBe(3000);
});

it('a second server on the same port, or on the same data, says so in one sentence and leaves', async () => {
  const { product } = await start();
  const taken = new URL(product.address).port;
  const second = (env: Record<string, string>) =>
    spawnSync(process.execPath, ['server/src/main.ts'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, LANG: 'C', ...env },
    });
  const samePort = second({ QUANXUE_PORT: taken, QUANXUE_DATA: `${dataDir}-second` });
  expect(samePort.stderr.trim()).toMatch(new RegExp(`^.*${taken}.*$`));
  expect(samePort.status).toBe(1);
  const sameData = second({ QUANXUE_PORT: String(await freePort()), QUANXUE_DATA: dataDir });
  expect(sameData.stderr.trim()).toMatch(/^Another Quanxue server.*$/);
  expect(sameData.status).toBe(1);
  expect((await fetch(product.address)).status).toBe(200);
});
