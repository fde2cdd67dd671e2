import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { getCase, importCaseFile, listCases, putEvidence } from '@quanxue/domain/cases/operations.ts';
import { createAccount, listUnits, setUp } from '@quanxue/domain/people/operations.ts';
import { countMyDay, getLateness, getMyDay } from '@quanxue/domain/statistics/my-day-operations.ts';
import { getBoard } from '@quanxue/domain/statistics/operations.ts';
import pg from 'pg';
import { sitDown } from '../server/seed/post.ts';
import { settableClock } from '../server/src/basis/clock.ts';
import { readConfig } from '../server/src/basis/config.ts';
import { startPostgres } from '../server/src/basis/postgres/start-postgres.ts';
import { beginSession, SESSION_COOKIE } from '../server/src/basis/sessions.ts';
import { startServer } from '../server/src/start.ts';
import { median } from './median.ts';

/*
 * One case with 300 entries and 200 pictures, among 1,000 open cases: the server's time for opening it (the median of
 * fifteen, through the whole server without a network), beside the floor in the same run: reading the same rows and parsing
 * the JSON in them, by the owner, whom no row security asks. Also the list of cases, the board and the work list over the
 * 1,000. Run by `npm run bench:case`; a number as argument asks for other open cases.
 */

const LIMIT_MS = 300;
const TIMES = 15;
const ENTRIES = 300;
const PICTURES = 200;
const cases = Number(process.argv[2] ?? 1000);
const TODAY = '2026-09-20';
const OPENED = '2023-09-06';
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
// Open to PostgreSQL's own user.
chmodSync(folder, 0o755);

const SAID = ['父亲同意商量', '孩子说不想上学', '母亲在外地打工，过年回来再说', '答应下周到校看看'];

/** A picture of its own: enough of a JPEG to be known as one. */
function picture(n: number): Buffer {
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from(`${n}`.repeat(40)),
    Buffer.from('ffd9', 'hex'),
  ]);
}
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function file(n: number, entries: number): CaseFile {
  const first: CaseFile['entries'] = [
    { id: 'e1', kind: 'report', on: OPENED, source: 'village-visit', reasons: ['school-aversion'] },
    { id: 'e2', kind: 'verification', on: addDays(OPENED, 1), result: 'confirmed' },
    { id: 'e3', kind: 'responsibility', on: addDays(OPENED, 1), unit: 'school', name: '柏知秋' },
    { id: 'e4', kind: 'responsibility', on: addDays(OPENED, 1), unit: 'township', name: '骆长庚' },
    { id: 'e5', kind: 'responsibility', on: addDays(OPENED, 1), unit: 'village', name: '简守拙' },
    { id: 'e6', kind: 'measure', on: addDays(OPENED, 5), measure: 'remote-teaching' },
  ];
  const rest = Array.from({ length: entries - first.length }, (_, i): CaseFile['entries'][number] => {
    const on = addDays(OPENED, 6 + Math.floor((i * 1000) / entries));
    const evidence = i < PICTURES ? [{ kind: 'photo' as const, name: `${i}.jpg`, sha256: sha(picture(i)) }] : [];
    if (i % 3 === 0) {
      return {
        id: `e${7 + i}`,
        kind: 'persuasion',
        on,
        by: [{ name: '骆长庚', unit: 'township' }],
        method: 'home-visit',
        place: '家中',
        met: [{ who: 'guardian', name: '束大河' }],
        summary: `${SAID[i % SAID.length]}（第${i}次）`,
        outcome: 'undecided',
        evidence,
      };
    }
    return {
      id: `e${7 + i}`,
      kind: 'session',
      on,
      mode: 'remote',
      classHours: 2,
      subject: '语文',
      content: `第${i}课`,
      teacher: '黎书航',
      means: '微信',
      lessonPlan: '教案',
      evidence,
    };
  });
  return {
    format: 'quanxue.casefile/1',
    child: {
      name: `束${n}`,
      sex: 'female',
      birthDate: addDays('2012-03-04', n % 900),
      school: '霁溪镇小学',
      grade: 6,
      guardians: [{ name: '束大河', relation: '父亲', phone: '13800000002' }],
    },
    entries: [...first, ...rest],
  };
}

const tell = (name: string, ms: number) => console.log(`${name.padEnd(58)} ${ms.toFixed(1).padStart(8)} ms`);

const postgres = await startPostgres({ dataDir: folder, say: () => {} });
const server = await startServer({
  config: { ...readConfig({ QUANXUE_DATA: folder, QUANXUE_PORT: '0' }), port: 0, ownDatabase: postgres },
  clock: settableClock(`${TODAY}T02:00:00.000Z`),
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
  const unitId = units.find((unit) => unit.kind === 'township')?.id ?? '';
  const account = await administrator.ask(createAccount, {
    body: {
      account: 'clerk',
      name: '测试员',
      password: 'bench-bench-bench',
      posts: [{ role: 'social-affairs', unitId }],
    },
  });
  const clerk = await sitDown(house, account.id);
  const take = (n: number, entries: number) =>
    clerk.ask(importCaseFile, {
      query: { fileName: `${n}.json` },
      upload: Buffer.from(JSON.stringify(file(n, entries))),
    });
  const begun = performance.now();
  for (let n = 0; n < PICTURES; n += 1) {
    const upload = picture(n);
    await clerk.ask(putEvidence, { params: { sha256: sha(upload) }, upload });
  }
  const { caseId } = await take(0, ENTRIES);
  for (let n = 1; n < cases; n += 1) await take(n, 9);

  console.log(`(made in ${((performance.now() - begun) / 1000).toFixed(0)} s)`);
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const floor = await median(async () => {
    const { rows } = await owner.query('select body::text from county.entries where case_id = $1 order by position', [
      caseId,
    ]);
    for (const row of rows) JSON.parse(row.body);
  }, TIMES);
  await owner.end();
  const view = await clerk.ask(getCase, { params: { caseId } });
  const pictures = view.casefile.entries.flatMap((entry) => entry.evidence ?? []).length;
  console.log(`a case with ${view.log.length} entries and ${pictures} pictures, among ${cases} open cases`);
  tell('floor: the same rows read and their JSON parsed', floor);
  const token = await house.database.inTransaction(null, (tx) => beginSession(house.clock, tx, account.id));
  const get = ({ path }: { path: string }, query: Record<string, string> = {}) =>
    median(async () => {
      const url = path.replace(':caseId', caseId);
      const reply = await server.app.inject({ url, query, cookies: { [SESSION_COOKIE]: token } });
      if (reply.statusCode !== 200) throw new Error(reply.body);
    }, TIMES);
  const opened = await get(getCase);
  tell('the case is opened', opened);
  tell('the list of cases, first page', await get(listCases, { open: 'true' }));
  tell('the list of cases, by part of a name', await get(listCases, { q: '束99' }));
  tell('my day', await get(getMyDay));
  tell('the number of my day in the menu', await get(countMyDay));
  tell('the board', await get(getBoard));
  tell('what is late, by unit', await get(getLateness));
  const kept = opened <= LIMIT_MS;
  console.log(`limit: opened in ${LIMIT_MS} ms: ${kept ? 'kept' : 'NOT KEPT'}`);
  if (!kept) process.exitCode = 1;
} finally {
  await server.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
