import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { approveMany, listApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import { importCaseFile, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { createAccount, listUnits, setUp } from '@quanxue/domain/people/operations.ts';
import { type Person, sitDown } from '../server/seed/post.ts';
import { settableClock } from '../server/src/basis/clock.ts';
import { readConfig } from '../server/src/basis/config.ts';
import { startServer } from '../server/src/start.ts';

/*
 * A county approves 500 leaves in one act: each file with its papers, judged as it stands, each child moved in the ledger.
 * Told are the seconds of the list and of the act; beside them, in the same run and on the same database, the floor: as
 * many files approved one by one by `recordEntry`. Run by `npm run bench:approvals`; a number as argument asks for other
 * files, and then no limit is judged.
 */

const LIMIT_SECONDS = 3;
const FULL = 500;
const many = Number(process.argv[2] ?? FULL);
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
// Open to PostgreSQL's own user.
chmodSync(folder, 0o755);
const TODAY = '2022-09-20';

/** A sick child's file, whole but for the county's approval. */
function leaveFile(n: number): CaseFile {
  const entries: CaseFile['entries'] = [
    { id: 'e1', kind: 'report', on: '2022-09-02', source: 'school', reasons: ['sickness'] },
    { id: 'e2', kind: 'verification', on: '2022-09-03', result: 'confirmed' },
    { id: 'e3', kind: 'responsibility', on: '2022-09-03', unit: 'school', name: '柏知秋' },
    { id: 'e4', kind: 'responsibility', on: '2022-09-03', unit: 'township', name: '骆长庚' },
    { id: 'e5', kind: 'responsibility', on: '2022-09-03', unit: 'village', name: '简守拙' },
    { id: 'e6', kind: 'measure', on: '2022-09-05', measure: 'leave' },
    {
      id: 'e7',
      kind: 'document',
      on: '2022-09-05',
      document: 'diagnosis',
      hospital: { name: '雾屏县人民医院', level: 'county' },
      advisesLeave: true,
      outpatient: true,
    },
    { id: 'e8', kind: 'document', on: '2022-09-06', document: 'leave-application' },
    { id: 'e9', kind: 'approval', on: '2022-09-06', matter: 'leave', step: 'guardian', decision: 'applied' },
    { id: 'e10', kind: 'approval', on: '2022-09-07', matter: 'leave', step: 'school', decision: 'approved' },
  ];
  return {
    format: 'quanxue.casefile/1',
    child: { name: `束${n}`, sex: 'female', birthDate: '2011-03-04', school: '霁溪镇小学', grade: 5 },
    entries,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
  const from = performance.now();
  const result = await work();
  return { result, took: (performance.now() - from) / 1000 };
}

const clock = settableClock(`${TODAY}T02:00:00.000Z`);
const server = await startServer({
  config: { ...readConfig({ QUANXUE_DATA: folder, QUANXUE_PORT: '0' }), port: 0 },
  clock,
  say: () => {},
  loadSample: async () => {},
  onDatabaseLost: () => process.exit(1),
});
try {
  const house = { ...server.house, app: server.app };
  const made = await server.app.inject({
    method: setUp.method,
    url: setUp.path,
    payload: {
      county: { name: '雾屏县', code: '509999' },
      township: { name: '霁溪镇', code: '509999101' },
      administrator: { account: 'bench', name: '测试员', password: 'bench-bench-bench' },
    },
  });
  const administrator = await sitDown(house, made.json<{ accountId: string }>().accountId);
  const { units } = await administrator.ask(listUnits);
  const hire = async (account: string, role: 'social-affairs' | 'county-committee', kind: string): Promise<Person> => {
    const unitId = units.find((unit) => unit.kind === kind)?.id ?? '';
    const body = { account, name: '测试员', password: 'bench-bench-bench', posts: [{ role, unitId }] };
    return sitDown(house, (await administrator.ask(createAccount, { body })).id);
  };
  const clerk = await hire('clerk', 'social-affairs', 'township');
  const county = await hire('county', 'county-committee', 'county');
  for (let n = 0; n < 2 * many; n++) {
    await clerk.ask(importCaseFile, {
      query: { fileName: `${n}.json` },
      upload: Buffer.from(JSON.stringify(leaveFile(n))),
    });
  }

  const list = () => county.ask(listApprovals, { query: { matter: 'leave', limit: String(many) } });
  const entry = () => ({
    id: randomUUID(),
    kind: 'approval' as const,
    on: TODAY,
    matter: 'leave' as const,
    step: 'county' as const,
    decision: 'approved' as const,
  });
  const first = await timed(list);
  console.log(
    `${first.result.total} files wait; the list of ${first.result.rows.length} in ${first.took.toFixed(2)} s`,
  );
  const floor = await timed(async () => {
    for (const row of first.result.rows) {
      const body = entry();
      await county.ask(recordEntry, { params: { caseId: row.caseId, entryId: body.id }, body });
    }
  });
  console.log(
    `floor: ${many} one by one in ${floor.took.toFixed(2)} s (${((floor.took / many) * 1000).toFixed(1)} ms each)`,
  );

  const { rows } = await list();
  const items = rows.map(({ caseId, step, position }) => ({
    caseId,
    matter: 'leave',
    step,
    entryId: randomUUID(),
    seen: position,
  }));
  const batch = await timed(() => county.ask(approveMany, { body: { on: TODAY, items } }));
  const { approved, left } = batch.result;
  console.log(
    `batch: ${approved.length} approved, ${left.length} left out, in ${batch.took.toFixed(2)} s (${(floor.took / batch.took).toFixed(1)} times as fast)`,
  );
  if (left.length > 0) console.log(JSON.stringify(left[0]));
  if (approved.length !== many) process.exitCode = 1;
  if (many === FULL) {
    const kept = batch.took <= LIMIT_SECONDS;
    console.log(`limit: ${FULL} in ${LIMIT_SECONDS} s: ${kept ? 'kept' : 'NOT KEPT'}`);
    if (!kept) process.exitCode = 1;
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
