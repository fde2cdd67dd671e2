import { randomUUID } from 'node:crypto';
import { readCaseFile } from '@quanxue/domain/casefile/read.ts';
import { type CaseFile, CaseFileSchema, FORMAT, KINDS } from '@quanxue/domain/casefile/schema.ts';
import { exportCaseFile, getCase, importCaseFile, listCases, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { assess } from '@quanxue/domain/policy/assess.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLog } from '../basis/log.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';
import { aCaseFile } from './testing-casefiles.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const send = (file: unknown, fileName = 'case.json') =>
  clerk.send(importCaseFile, { query: { fileName }, upload: Buffer.from(JSON.stringify(file)) });
const take = async (file: CaseFile) => {
  const got = await send(file);
  if (got.status !== 200) throw new Error(`${got.problem.type}: ${got.problem.en}`);
  return got.answer;
};
const exported = async (caseId: string): Promise<CaseFile> => {
  const got = await clerk.send(exportCaseFile, { params: { caseId } });
  expect(got.status).toBe(200);
  return JSON.parse(got.bytes.toString('utf8'));
};

const small: CaseFile = {
  format: FORMAT,
  child: { name: '牟小满', sex: 'female', birthDate: '2010-03-04' },
  entries: [
    { id: 'e1', kind: 'report', on: '2022-09-06', source: 'school', reasons: ['other'] },
    {
      id: 'e2',
      kind: 'persuasion',
      on: '2022-09-08',
      recordedAt: '2022-09-08T18:30:00+08:00',
      recordedBy: { name: '秦望舒', unit: 'township' },
      by: [{ name: '秦望舒', unit: 'township' }],
      method: 'phone',
      met: [{ who: 'guardian' }],
      summary: '约定周五面谈',
      outcome: 'undecided',
      evidence: [{ kind: 'photo', sha256: 'a'.repeat(64), name: '入户.jpg' }],
    },
  ],
};

test('a case file of every kind of entry comes out as it went in; added is only the proof of this house’s chain', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(aCaseFile, async (file) => {
      // Each run is another child, for there is one open file per child.
      const sent: CaseFile = { ...file, child: { ...file.child, name: `${file.child.name}${randomUUID()}` } };
      expect(readCaseFile(sent).ok).toBe(true);
      const { caseId, entries } = await take(sent);
      expect(entries).toBe(sent.entries.length);
      const back = await exported(caseId);
      const { chain, ...rest } = back;
      const { chain: sentChain, ...sentRest } = JSON.parse(JSON.stringify(sent)) as CaseFile;
      expect(rest).toEqual(sentRest);
      const { [`quanxue/${caseId}`]: added, ...kept } = chain ?? {};
      expect(kept).toEqual(sentChain ?? {});
      expect(added).toMatchObject({ form: 1 });
      expect(CaseFileSchema.safeParse(back).success).toBe(true);
      for (const entry of sent.entries) seen.add(entry.kind);
      const faults = await server.database.inTransaction(clerk.actor, (tx) => verifyLog(server.keys, tx, caseId));
      expect(faults).toEqual([]);
    }),
    { numRuns: 20, seed: 20220805 },
  );
  expect([...seen].sort()).toEqual([...KINDS].sort());
}, 120_000);

test('what the law says of a file is the same before and after the journey', async () => {
  const { caseId } = await take({ ...small, child: { ...small.child, name: '牟一' } });
  const view = await clerk.ask(getCase, { params: { caseId } });
  const { holdsUntil, ...there } = assess({ ...small, child: { ...small.child, name: '牟一' } }, '2022-12-20');
  expect(view.assessment).toEqual(there);
  expect(view.origin).toEqual({ fileName: 'case.json', sha256: expect.any(String), on: '2022-12-20', entries: 2 });
  expect(view.log.map((mark) => mark.author)).toEqual(['测试员', '测试员']);
  expect(view.casefile.entries[1]?.recordedBy).toEqual({ name: '秦望舒', unit: 'township' });
});

test('the child is made where the ledger has none, with all that the file knows', async () => {
  const file: CaseFile = {
    ...small,
    child: {
      ...small.child,
      name: '牟二',
      citizenId: '509999201003040226',
      rollNumber: 'G509999201003040226',
      school: '霁溪镇小学',
      grade: 6,
      registeredVillage: '509999101201',
      guardians: [{ name: '牟大川', relation: '父亲', phone: '13800000003' }],
      disability: { category: 'hearing', level: 3 },
    },
  };
  const { caseId, childId } = await take(file);
  expect((await clerk.ask(getChild, { params: { childId } })).schooling).toMatchObject({
    state: 'suspected',
    school: '霁溪镇小学',
    grade: 6,
    rollNumber: expect.stringMatching(/0226$/),
  });
  const { cases } = await clerk.ask(listCases, { query: { q: '牟二' } });
  expect(cases).toMatchObject([{ id: caseId, village: '听松坪村', open: true }]);
  expect((await clerk.ask(getCase, { params: { caseId } })).citizenIdMasked).toBe('509999********0226');
});

test('a child whom the ledger knows by number keeps its line, and its case joins it', async () => {
  const citizenId = '509999201003040330';
  const childId = await addTestChild(server, clerk.actor, {
    name: '牟三',
    birthDate: '2010-03-04',
    citizenId,
    registered: server.units.villageB,
  });
  const taken = await take({ ...small, child: { ...small.child, name: '牟叁', citizenId } });
  expect(taken.childId).toBe(childId);
  // The ledger's word on a name stands above the file's.
  expect((await exported(taken.caseId)).child).toMatchObject({ name: '牟三', registeredVillage: '509999101202' });
});

test('a child of the same name and birth date with another number is another child', async () => {
  const child = { name: '牟四', birthDate: '2010-03-04' };
  const there = await addTestChild(server, clerk.actor, { ...child, citizenId: '509999201003040558' });
  const taken = await take({ ...small, child: { ...small.child, ...child, citizenId: '509999201003040662' } });
  expect(taken.childId).not.toBe(there);
});

test('where two children fit, neither is guessed', async () => {
  for (let i = 0; i < 2; i++) await addTestChild(server, clerk.actor, { name: '牟五', birthDate: '2010-03-04' });
  const got = await send({ ...small, child: { ...small.child, name: '牟五' } });
  expect(got.problem).toMatchObject({ type: 'several-children', status: 409 });
});

test('the same file taken in twice is one case; another open file of the child is refused by name', async () => {
  const file: CaseFile = { ...small, child: { ...small.child, name: '牟六' } };
  const first = await take(file);
  expect(await take(file)).toEqual(first);
  const got = await send({ ...file, entries: file.entries.slice(0, 1) });
  expect(got.problem).toMatchObject({ type: 'case-taken-in-already', zh: expect.stringContaining('牟六') });
  expect((await clerk.ask(listCases, { query: { q: '牟六' } })).total).toBe(1);
});

test('a closed file is taken in beside an open one', async () => {
  const file: CaseFile = { ...small, child: { ...small.child, name: '牟七' } };
  await take(file);
  await take({
    ...file,
    entries: [...file.entries, { id: 'e3', kind: 'closure', on: '2022-10-01', reason: 'returned' }],
  });
  const { cases } = await clerk.ask(listCases, { query: { q: '牟七' } });
  expect(cases.map((each) => each.open)).toEqual([true, false]);
});

test('work goes on in a case that was taken in, and its export is judged as of the day it leaves', async () => {
  const { caseId } = await take({ ...small, asOf: '2022-10-01', child: { ...small.child, name: '牟八' } });
  expect((await exported(caseId)).asOf).toBe('2022-10-01');
  const entry = { id: randomUUID(), kind: 'publicity' as const, on: '2022-12-19', topic: '义务教育法' };
  await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  const back = await exported(caseId);
  expect(back.asOf).toBe('2022-12-20');
  expect(back.entries.map((each) => each.id)).toEqual(['e1', 'e2', entry.id]);
});

test('the export names every entry’s hash and the head, and is on record', async () => {
  const { caseId } = await take({ ...small, child: { ...small.child, name: '牟九' } });
  const view = await clerk.ask(getCase, { params: { caseId } });
  const { chain } = await exported(caseId);
  expect(chain?.[`quanxue/${caseId}`]).toMatchObject({
    head: view.log[1]?.hash,
    entries: view.log.map(({ id, position, hash }) => ({ id, position, hash })),
  });
  const rows = await server.database.inTransaction(clerk.actor, (tx) =>
    tx.selectFrom('audit').select('operation').where('case_id', '=', caseId).execute(),
  );
  expect(rows.map((row) => row.operation)).toContain('exportCaseFile');
});

test('the village takes no file out of the house', async () => {
  const { caseId } = await take({ ...small, child: { ...small.child, name: '牟十' } });
  const village = await server.as('village', server.units.villageA);
  expect((await village.send(exportCaseFile, { params: { caseId } })).status).toBe(403);
});

test.each([
  ['not JSON', '{"format":', '$'],
  ['GBK bytes', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '$'],
  ['an unknown kind', { ...small, entries: [{ id: 'e1', kind: 'party', on: '2022-09-06' }] }, '$.entries[0].kind'],
  ['a day that does not exist', { ...small, entries: [{ ...small.entries[0], on: '2022-02-30' }] }, '$.entries[0].on'],
  [
    'an amendment of nothing',
    {
      ...small,
      entries: [...small.entries, { id: 'e3', kind: 'amendment', on: '2022-09-09', of: 'e9', withdraw: true }],
    },
    '$.entries[2].of',
  ],
  ['an id used twice', { ...small, entries: [small.entries[0], small.entries[0]] }, '$.entries[1].id'],
  ['an unknown pack', { ...small, pack: 'atlantis' }, '$.pack'],
])('%s is not taken in, and the place is named', async (_, file, path) => {
  const upload = Buffer.isBuffer(file) ? file : Buffer.from(typeof file === 'string' ? file : JSON.stringify(file));
  const before = (await clerk.ask(listCases)).total;
  const { problem } = await clerk.send(importCaseFile, { upload });
  expect(problem).toMatchObject({ type: 'not-a-casefile', status: 422 });
  expect(problem.zh).toContain(`${path}：`);
  expect(problem.en).toContain(`${path}: `);
  expect((await clerk.ask(listCases)).total).toBe(before);
});
