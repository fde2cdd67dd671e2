import { join } from 'node:path';
import { createApp } from '../app.ts';
import { settableClock } from '../basis/clock.ts';
import { openDatabase } from '../basis/database.ts';
import { openEvidenceStore } from '../basis/evidence.ts';
import { openJobs } from '../basis/jobs.ts';
import { logLines } from '../basis/log-line.ts';
import { openKeys } from '../basis/seal.ts';
import { csrfOf, SESSION_COOKIE } from '../basis/sessions.ts';

/*
 * For tests only: a server in a process of its own that confirms one import and says "writing" on its output as soon as
 * rows are being written, so that it can be killed right then.
 */

const [appUrl = '', dataDir = '', now = '', token = '', importId = ''] = process.argv.slice(2);
const clock = settableClock(now);
const database = await openDatabase({ appUrl, schema: 'county', clock });
const say = logLines();
const app = await createApp({
  database,
  clock,
  keys: await openKeys(database, clock, { dataDir, masterKey: undefined }),
  evidence: openEvidenceStore(join(dataDir, 'evidence')),
  jobs: await openJobs(database, clock, say),
  say,
  dataDir,
  loadSample: async () => {},
});
const ask = (method: 'GET' | 'POST', path: string) =>
  app.inject({
    method,
    url: `/api/imports/${importId}${path}`,
    cookies: { [SESSION_COOKIE]: token },
    headers: { 'x-quanxue-csrf': csrfOf(token) },
  });
const confirmed = await ask('POST', '/confirm');
if (confirmed.statusCode !== 200) throw new Error(confirmed.body);
for (;;) {
  const batch = (await ask('GET', '')).json();
  if (batch.state !== 'committing') throw new Error(`too late to be killed: ${batch.state}`);
  if (batch.progress.done > 0) break;
}
process.stdout.write('writing\n');
