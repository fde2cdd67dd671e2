import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from './migrate.ts';
import { APP, DATABASE, OWNER, prepareDatabase } from './postgres/prepare-database.ts';
import { startPostgres } from './postgres/start-postgres.ts';

/** One PostgreSQL for the run of all server tests, with a migrated database that each test file copies. */
export interface TestPostgres {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres;
  }
}

/**
 * The product's own PostgreSQL in a temporary folder; or, to try another version, the throw-away server whose superuser
 * QUANXUE_TEST_ADMIN_URL names: roles and databases are made there.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'quanxue-test-'));
  // Open to PostgreSQL's own user, so that everything stays in this folder where the tests run as root.
  chmodSync(dataDir, 0o711);
  const given = process.env.QUANXUE_TEST_ADMIN_URL;
  const { adminUrl, ownerUrl, appUrl, stop } = given
    ? await onGiven(given)
    : await startPostgres({ dataDir, say: () => {} });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  // What is thrown away in a minute need not be on the disk before each answer.
  await admin.query(`alter role ${APP} set synchronous_commit = off`);
  await admin.end();
  await migrate({ ownerUrl, appUrl, schema: 'county' });
  project.provide('postgres', { adminUrl, ownerUrl, appUrl, template: new URL(appUrl).pathname.slice(1) });
  return async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function onGiven(adminUrl: string) {
  const password = 'test';
  await prepareDatabase(adminUrl, { admin: password, owner: password, app: password });
  const as = (username: string) =>
    Object.assign(new URL(adminUrl), { username, password, pathname: `/${DATABASE}` }).href;
  return { adminUrl, ownerUrl: as(OWNER), appUrl: as(APP), stop: async () => {} };
}
