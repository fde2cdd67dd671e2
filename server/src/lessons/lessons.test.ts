import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { CaseFile, Entry } from '@quanxue/domain/casefile/schema.ts';
import { exportCaseFile, getCase, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { listTeachingDebt } from '@quanxue/domain/lessons/operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { addTestChild } from '../cases/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { countTeachingDebt } from './count-teaching-debt.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-26T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

type Draft = { readonly kind: Entry['kind']; readonly on: string } & Readonly<Record<string, unknown>>;

/** A new child with an open case that holds these entries. */
async function aCase(name: string, ...drafts: readonly Draft[]): Promise<string> {
  const childId = await addTestChild(server, clerk.actor, {
    name,
    registered: server.units.villageA,
    school: server.units.school,
    grade: 6,
  });
  const caseId = randomUUID();
  await clerk.ask(openCase, {
    params: { caseId },
    body: {
      childId,
      report: { id: randomUUID(), kind: 'report', on: '2022-09-01', source: 'school', reasons: ['disability'] },
    },
  });
  for (const draft of drafts) {
    const entry = { ...draft, id: randomUUID() } as Entry;
    await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  }
  return caseId;
}
const taught = (measure: string): Draft => ({ kind: 'measure', on: '2022-09-01', measure });
const session = (mode: string, on: string, teacher: string, details?: Readonly<Record<string, unknown>>): Draft => ({
  kind: 'session',
  on,
  mode,
  classHours: 2,
  teacher,
  ...(details && { details }),
});

test('lessons owed are told by child, teacher, school and week, and only of children who are taught so', async () => {
  const home = await aCase(
    '向小雨',
    taught('home-teaching'),
    session('home', '2022-09-07', '向晚'),
    session('home', '2022-09-22', '向晚', { makeUpOf: '2022-09-12' }),
  );
  const remote = await aCase('周小川', taught('remote-teaching'), session('remote', '2022-09-07', '周远'));
  await aCase('彭小满', taught('return'));

  const all = await clerk.ask(listTeachingDebt, { query: {} });
  expect(all.rows.map(({ caseId, owed, held, madeUp, missing }) => ({ caseId, owed, held, madeUp, missing }))).toEqual([
    { caseId: remote, owed: 3, held: 1, madeUp: 0, missing: 2 },
    { caseId: home, owed: 3, held: 2, madeUp: 1, missing: 0 },
  ]);
  expect(all.rows[0]).toMatchObject({
    childName: '周小川',
    teacher: '周远',
    missingWeeks: ['2022-09-19', '2022-09-12'],
  });
  expect(all.teachers).toEqual([
    { teacher: '周远', children: 1, owed: 3, held: 1, madeUp: 0, missing: 2 },
    { teacher: '向晚', children: 1, owed: 3, held: 2, madeUp: 1, missing: 0 },
  ]);

  const ids = async (query: z.input<NonNullable<(typeof listTeachingDebt)['query']>>) =>
    (await clerk.ask(listTeachingDebt, { query })).rows.map((row) => row.caseId);
  expect(await ids({ mode: 'home' })).toEqual([home]);
  expect(await ids({ teacher: '周远' })).toEqual([remote]);
  expect(await ids({ missing: 'true' })).toEqual([remote]);
  expect(await ids({ week: '2022-09-30' })).toEqual([]);
  expect(await ids({ offset: 1, limit: 1 })).toEqual([home]);
  expect(await ids({ schoolId: server.units.villageA })).toEqual([]);
  const week = await clerk.ask(listTeachingDebt, { query: { week: '2022-09-14' } });
  expect(week.rows.map((row) => row.week)).toEqual([
    { held: 0, need: 2, madeUp: 0 },
    { held: 0, need: 1, madeUp: 1 },
  ]);

  // The same number as the finding beside the case.
  const { assessment } = await clerk.ask(getCase, { params: { caseId: home } });
  expect(assessment.findings.find((each) => each.id === 'B4-6.weekly')).toMatchObject({ have: 2, need: 3 });
  expect(await server.database.inTransaction(clerk.actor, (tx) => countTeachingDebt(server, tx))).toEqual({
    children: 1,
    weeks: 2,
  });
});

test('the village is not told who is taught at home', async () => {
  const village = await server.as('village', server.units.villageA);
  expect((await village.send(listTeachingDebt, { query: {} })).status).toBe(403);
});

const details: Readonly<Record<string, readonly [Draft, Readonly<Record<string, unknown>>]>> = {
  assessment: [
    { kind: 'document', on: '2022-09-05', document: 'on-site-assessment' },
    { noSelfCare: { answer: true, by: '甲、乙', on: '2022-09-05' }, 天气: '雨' },
  ],
  session: [
    { kind: 'session', on: '2022-09-07', mode: 'home', classHours: 2 },
    { response: '会数到十', lessonKind: 'rehabilitation', homework: '认三张卡片' },
  ],
  persuasion: [
    { kind: 'persuasion', on: '2022-09-08', by: [], method: 'phone', outcome: 'undecided' },
    {
      promisedOn: '2022-09-30',
      nextStep: '月底再去',
      witnesses: [{ name: '彭泽', unit: 'village' }],
      备用: [1, { a: null }],
    },
  ],
};

test('details are kept sealed, come out as they went in, are judged the same, and are cut for the village', async () => {
  const drafts = Object.values(details).map(([draft, own]) => ({ ...draft, details: own }));
  const caseId = await aCase('覃小雅', taught('home-teaching'), ...drafts);

  const { rows } = await server.database.inTransaction(clerk.actor, (tx) =>
    sql<{ body: unknown }>`select body from entries where case_id = ${caseId}`.execute(tx),
  );
  const clear = JSON.stringify(rows);
  for (const secret of ['会数到十', 'rehabilitation', '月底再去', '甲、乙', '彭泽'])
    expect(clear).not.toContain(secret);

  const out = await clerk.send(exportCaseFile, { params: { caseId } });
  const file = JSON.parse(out.bytes.toString('utf8')) as CaseFile;
  expect(file.entries.slice(2).map((entry) => entry.details)).toEqual(Object.values(details).map(([, own]) => own));

  const { assessment } = await clerk.ask(getCase, { params: { caseId } });
  const checked = await check(JSON.stringify(file), assessment.asOf);
  expect(checked.findings).toEqual(
    assessment.findings.map(({ citation, message, ...rest }) => ({
      ...rest,
      citation: citation.zh,
      message: message.zh,
    })),
  );

  const village = await server.as('village', server.units.villageA);
  const seen = await village.ask(getCase, { params: { caseId } });
  expect(seen.casefile.entries.slice(2).map((entry) => entry.details)).toEqual([
    undefined,
    { homework: '认三张卡片' },
    { promisedOn: '2022-09-30', nextStep: '月底再去', witnesses: [{ name: '彭泽', unit: 'village' }] },
  ]);
});

/** `quanxue check - --json` on a file. */
function check(file: string, asOf: string): Promise<{ findings: unknown[] }> {
  const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
  return new Promise((done, fail) => {
    const child = execFile(process.execPath, [cli, 'check', '-', '--json', '--as-of', asOf], (error, out) => {
      if (error && error.code !== 1) fail(error);
      else done(JSON.parse(out));
    });
    child.stdin?.end(file);
  });
}
