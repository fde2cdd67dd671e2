import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  // Open to PostgreSQL's own user, so that everything stays in this folder where the tests run as root.
  chmodSync(dataDir, 0o711);
  const { adminUrl, ownerUrl, appUrl, stop } = await startPostgres({ dataDir, say: () => {} });
  await migrate({ ownerUrl, appUrl, schema: 'county' });
  project.provide('postgres', { adminUrl, ownerUrl, appUrl, template: new URL(appUrl).pathname.slice(1) });
  return async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
