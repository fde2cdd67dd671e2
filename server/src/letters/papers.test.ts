import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cancelPaper,
  getPaperDraft,
  getPaperFile,
  issuePaper,
  listCasePapers,
  listDocumentNumbers,
  previewPaper,
  setDocumentWord,
} from '@quanxue/domain/letters/operations.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { aCase, FILLED, issue, setWord } from './testing.ts';

// Twenty papers are printed one after the other.
vi.setConfig({ testTimeout: 300_000 });

let server: TestServer;
let clerk: TestPerson;
let head: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  head = await server.as('principal', server.units.school);
  const elsewhere = newId(server.clock);
  await server.database.inTransaction(null, (tx) =>
    tx
      .insertInto('units')
      .values({
        id: elsewhere,
        kind: 'township',
        code: '509999102',
        name: '落雁镇',
        parent_id: server.units.county,
        valid_from: '2015-01-01',
      })
      .execute(),
  );
  stranger = await server.as('social-affairs', elsewhere);
});
afterAll(() => server?.close());

test('a paper asks for the office’s word first, and is then filled with what the case knows', async () => {
  const caseId = await aCase(server, clerk);
  const params = { caseId, kind: 'return-notice' } as const;
  const draft = await clerk.ask(getPaperDraft, { params });
  expect(draft).toMatchObject({ title: '限期复学通知书', word: null, office: { signs: '雾屏县霁溪镇人民政府' } });
  expect(Object.fromEntries(draft.fields.map(({ key, value }) => [key, value]))).toMatchObject({
    child: '敖知远',
    school: '霁溪镇小学',
    class: '七年级',
    leftOn: '2022-09-02',
    deadline: '2022-09-27',
    guardian: '',
  });
  const refused = await clerk.send(issuePaper, {
    params: { paperId: randomUUID() },
    body: { caseId, kind: 'return-notice', values: FILLED },
  });
  expect(refused.problem.type).toBe('document-word-needed');
  await setWord(clerk);
  expect((await clerk.ask(getPaperDraft, { params })).word).toBe('霁府限复');
});

test('a hole in a required field is named and takes no number', async () => {
  const caseId = await aCase(server, clerk);
  await setWord(clerk);
  const before = (await clerk.ask(listDocumentNumbers, {})).numbers.length;
  for (const [values, type, told] of [
    [{ ...FILLED, guardian: ' ' }, 'paper-hole', '监护人姓名'],
    [{ ...FILLED, deadline: '2022-09-19' }, 'paper-day-wrong', '复学期限'],
    [{ ...FILLED, deadline: '2022-02-30' }, 'paper-day-wrong', '2022-02-30'],
    [{ ...FILLED, mother: '某' }, 'paper-field-unknown', 'mother'],
    [{ ...FILLED, guardian: '长'.repeat(21) }, 'paper-field-long', '20'],
  ] as const) {
    const body = { caseId, kind: 'return-notice', values } as const;
    const { problem } = await clerk.send(issuePaper, { params: { paperId: randomUUID() }, body });
    expect(problem).toMatchObject({ type, zh: expect.stringContaining(told) });
  }
  expect((await clerk.ask(listDocumentNumbers, {})).numbers).toHaveLength(before);
});

test('twenty papers issued at one moment get twenty numbers without a gap; a cancelled one keeps its place', async () => {
  const clerks = await Promise.all(Array.from({ length: 4 }, () => server.as('social-affairs')));
  const caseIds = await Promise.all(clerks.map((each) => aCase(server, each)));
  await setWord(clerk, '霁并复');
  const papers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => issue(clerks[i % 4] ?? clerk, caseIds[i % 3] ?? '')),
  );
  const wanted = Array.from({ length: 20 }, (_, i) => `霁并复〔2022〕${i + 1}号`);
  expect(new Set(papers.map((paper) => paper.number))).toEqual(new Set(wanted));
  expect(new Set(papers.map((paper) => paper.code)).size).toBe(20);

  const seventh = papers.find((paper) => paper.number === wanted[6]);
  const cancelled = await clerk.ask(cancelPaper, {
    params: { paperId: seventh?.id ?? '' },
    body: { reason: '期限填错' },
  });
  expect(cancelled).toMatchObject({ state: 'cancelled', cancelled: { reason: '期限填错', on: '2022-09-20' } });
  expect((await issue(clerk, caseIds[0] ?? '')).number).toBe('霁并复〔2022〕21号');
  const { numbers } = await clerk.ask(listDocumentNumbers, { query: { year: 2022 } });
  const own = numbers.filter((each) => each.number.startsWith('霁并复'));
  expect(own.map((each) => each.number)).toEqual([...wanted, '霁并复〔2022〕21号']);
  expect(own[6]?.cancelled).toEqual({ on: '2022-09-20', reason: '期限填错' });
  const again = await clerk.send(cancelPaper, { params: { paperId: seventh?.id ?? '' }, body: { reason: '再次作废' } });
  expect(again.problem.type).toBe('paper-cancelled');
});

test('issued twice under one id, a paper takes one number; its files are the same bytes each time', async () => {
  const caseId = await aCase(server, clerk);
  await setWord(clerk);
  const params = { paperId: randomUUID() };
  const body = { caseId, kind: 'return-notice', values: FILLED } as const;
  const [first, second] = await Promise.all([
    clerk.ask(issuePaper, { params, body }),
    clerk.ask(issuePaper, { params, body }),
  ]);
  expect(second).toEqual(first);
  const other = { ...body, values: { ...FILLED, guardian: '敖二成' } };
  expect((await clerk.send(issuePaper, { params, body: other })).problem.type).toBe('paper-id-taken');
  for (const as of ['pdf', 'docx'] as const) {
    const once = await clerk.send(getPaperFile, { params, query: { as } });
    expect(once.status).toBe(200);
    expect((await head.send(getPaperFile, { params, query: { as } })).bytes.equals(once.bytes)).toBe(true);
  }
});

test('what was filled in stands on all three sheets, blanks are lines, nothing is undefined', async () => {
  const caseId = await aCase(server, clerk);
  await setWord(clerk);
  const paper = await issue(clerk, caseId, { ...FILLED, guardian: '#panic() *敖*' });
  const pdf = (await clerk.send(getPaperFile, { params: { paperId: paper.id }, query: {} })).bytes;
  const path = join(server.dir, 'notice.pdf');
  writeFileSync(path, pdf);
  const pages = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  expect(pages).toHaveLength(3);
  for (const page of pages) {
    const text = page.replaceAll(/\s/g, '');
    expect(text).toContain('#panic()*敖*');
    expect(text).toContain(paper.number);
    expect(text).toContain(paper.code.slice(0, 5));
    expect(text).not.toMatch(/undefined|null|\{|\}/);
  }
  expect(pages[1]?.replaceAll(/\s/g, '')).toContain('2022年9月30日（含当日）前');
  expect(pages[1]?.replaceAll(/\s/g, '')).toContain('雾屏县霁溪镇人民政府2022年9月20日');
});

test('a school tells under its own title; the county neither tells nor cancels the township’s paper', async () => {
  const caseId = await aCase(server, clerk);
  await setWord(head, '霁小限复');
  const told = await issue(head, caseId);
  expect(told).toMatchObject({ title: '限期复学告知书', number: '霁小限复〔2022〕1号', office: '霁溪镇小学' });
  const county = await server.as('county-committee', server.units.county);
  const body = { caseId, kind: 'return-notice', values: FILLED } as const;
  const refused = await county.send(issuePaper, { params: { paperId: randomUUID() }, body });
  expect(refused.problem.type).toBe('not-the-issuer');
  const theirs = await county.send(cancelPaper, { params: { paperId: told.id }, body: { reason: '代为作废' } });
  expect(theirs.problem.type).toBe('not-found');
  expect((await county.ask(listCasePapers, { params: { caseId } })).papers[0]?.mayCancel).toBe(false);
});

test('another township sees, issues, opens and cancels nothing, and does not get a word that is in use', async () => {
  const caseId = await aCase(server, clerk);
  await setWord(clerk);
  const paper = await issue(clerk, caseId);
  const params = { paperId: paper.id };
  const types = await Promise.all([
    stranger.send(listCasePapers, { params: { caseId } }),
    stranger.send(getPaperDraft, { params: { caseId, kind: 'return-notice' } }),
    stranger.send(previewPaper, { params: { caseId, kind: 'return-notice' }, body: { values: FILLED } }),
    stranger.send(getPaperFile, { params, query: {} }),
    stranger.send(cancelPaper, { params, body: { reason: '不该能作废' } }),
    stranger.send(issuePaper, {
      params: { paperId: randomUUID() },
      body: { caseId, kind: 'return-notice', values: FILLED },
    }),
  ]).then((all) => all.map((each) => each.problem.type));
  expect(new Set(types)).toEqual(new Set(['not-found']));
  expect((await stranger.ask(listDocumentNumbers, {})).numbers).toEqual([]);
  const word = await stranger.send(setDocumentWord, { params: { kind: 'return-notice' }, body: { word: '霁府限复' } });
  expect(word.problem.type).toBe('document-word-taken');
});

test('each year counts from one', async () => {
  const caseId = await aCase(server, clerk);
  await setWord(clerk, '霁岁复');
  expect((await issue(clerk, caseId)).number).toBe('霁岁复〔2022〕1号');
  server.clock.set('2023-01-03T02:00:00.000Z');
  const later = await server.as('social-affairs');
  const values = { ...FILLED, deadline: '2023-02-20' };
  expect((await issue(later, caseId, values)).number).toBe('霁岁复〔2023〕1号');
});
