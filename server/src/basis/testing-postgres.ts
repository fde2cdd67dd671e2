import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from './migrate.ts';
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

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'quanxue-test-'));
  const { adminUrl, ownerUrl, appUrl, stop } = await startPostgres({ dataDir, say: () => {} });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  // What is thrown away in a minute need not outlive a power cut.
  for (const set of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await admin.query(`alter system set ${set} = off`);
  await admin.query('select pg_reload_conf()');
  await admin.end();
  await migrate({ ownerUrl, appUrl, schema: 'county' });
  project.provide('postgres', { adminUrl, ownerUrl, appUrl, template: new URL(appUrl).pathname.slice(1) });
  return async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
