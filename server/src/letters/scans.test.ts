import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCase, getEvidence } from '@quanxue/domain/cases/operations.ts';
import {
  cancelPaper,
  getPaperFile,
  listCasePapers,
  type PaperRow,
  recordService,
} from '@quanxue/domain/letters/operations.ts';
import {
  dropScan,
  fileScan,
  findSheet,
  getScan,
  listScanTray,
  uploadScan,
} from '@quanxue/domain/letters/scan-operations.ts';
import { spellCode } from '@quanxue/domain/letters/sheet-code.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { aCase, issue, setWord } from './testing.ts';
import { pdfOf, scanOf } from './testing-scans.ts';

// Drawing and spoiling pages takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

let server: TestServer;
let clerk: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const elsewhere = newId(server.clock);
  await server.database.inTransaction(null, (tx) =>
    tx
      .insertInto('units')
      .values({
        id: elsewhere,
        kind: 'township',
        name: '落雁镇',
        parent_id: server.units.county,
        valid_from: '2015-01-01',
      })
      .execute(),
  );
  stranger = await server.as('social-affairs', elsewhere);
  await setWord(clerk);
});
afterAll(() => server?.close());

/** An issued paper and its three pages as pictures of a printer. */
async function printed(name?: string): Promise<{ paper: PaperRow; pdf: string; caseId: string }> {
  const caseId = await aCase(server, clerk, name);
  const paper = await issue(clerk, caseId);
  const { bytes } = await clerk.send(getPaperFile, { params: { paperId: paper.id }, query: {} });
  const pdf = join(server.dir, `${paper.id}.pdf`);
  writeFileSync(pdf, bytes);
  return { paper, pdf, caseId };
}
/** As coarse as a fax machine: quick to make and still read. */
const COARSE = { dots: 120 };
const upload = (person: TestPerson, bytes: Buffer, fileName = '扫描.jpg') =>
  person.ask(uploadScan, { query: { fileName }, upload: bytes });

test.each([
  ['as it left the printer', {}],
  ['grey, askew by three degrees, with noise and coarse JPEG', { askew: 3, noise: 24, quality: 50 }],
  ['upside down', { askew: 180, noise: 12, quality: 70 }],
  ['photographed from one side', { warp: 0.12, noise: 12, quality: 60 }],
])('a sheet scanned %s files itself', async (_, how) => {
  const { paper, pdf } = await printed();
  const { pages } = await upload(clerk, scanOf(pdf, 2, how));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatchObject({
    state: 'filed',
    paper: { id: paper.id, state: 'returned' },
    part: { number: 2, name: { zh: '通知书' } },
    provesService: false,
  });
});

test('the proof of service counts in the case once its day is said, with the scan as evidence', async () => {
  const { paper, pdf, caseId } = await printed();
  const measured = async () => (await clerk.ask(getCase, { params: { caseId }, query: {} })).casefile.entries;
  const params = { paperId: paper.id };
  const body = { entryId: randomUUID(), servedOn: '2022-09-20' };
  expect((await clerk.send(recordService, { params, body })).problem.type).toBe('proof-of-service-needed');
  const { pages } = await upload(clerk, scanOf(pdf, 3, { ...COARSE, askew: 1 }));
  expect(pages[0]).toMatchObject({ state: 'filed', provesService: true });
  expect((await measured()).map((entry) => entry.kind)).toEqual(['report']);

  for (const servedOn of ['2022-09-19', '2022-09-21']) {
    const wrong = await clerk.send(recordService, { params, body: { ...body, servedOn } });
    expect(wrong.problem.type).toBe('service-day-wrong');
  }
  const [first, second] = await Promise.all([
    clerk.ask(recordService, { params, body }),
    clerk.ask(recordService, { params, body }),
  ]);
  expect(second).toEqual(first);
  expect(first.paper).toMatchObject({ state: 'served', servedOn: '2022-09-20' });
  const entry = (await measured()).at(-1);
  expect(entry).toMatchObject({
    kind: 'document',
    document: 'return-notice',
    number: paper.number,
    servedOn: '2022-09-20',
    deadline: '2022-09-30',
    issuer: '雾屏县霁溪镇人民政府',
  });
  const sha256 = entry?.evidence?.[0]?.sha256 ?? '';
  expect(entry?.evidence?.[0]?.due).toBeUndefined();
  expect((await clerk.send(getEvidence, { params: { caseId, sha256 } })).status).toBe(200);
  const cancelled = await clerk.send(cancelPaper, { params, body: { reason: '送达后作废' } });
  expect(cancelled.problem.type).toBe('paper-served');
});

test('two sheets of two children in one PDF go each to its own case, and neither case gets the other’s page', async () => {
  const one = await printed('敖知远');
  const two = await printed('骆小满');
  const stack = pdfOf(server.dir, [scanOf(one.pdf, 1, COARSE), scanOf(two.pdf, 3, { ...COARSE, askew: -2 })]);
  const { pages } = await upload(clerk, stack, '一叠.pdf');
  expect(pages.map((page) => [page.page, page.state, page.paper?.id, page.part?.number])).toEqual([
    [1, 'filed', one.paper.id, 1],
    [2, 'filed', two.paper.id, 3],
  ]);
  for (const page of pages) {
    const got = await clerk.send(getScan, { params: { scanId: page.id } });
    expect(got.headers['content-type']).toContain('image/png');
  }
  const whole = readFileSync(one.pdf);
  expect((await upload(clerk, whole, '通知书.pdf')).pages.map((page) => page.part?.number)).toEqual([1, 2, 3]);
  expect((await upload(clerk, whole, '通知书.pdf')).pages.every((page) => page.again)).toBe(true);
  const [paper] = (await clerk.ask(listCasePapers, { params: { caseId: one.caseId } })).papers;
  expect(paper?.parts.map((part) => part.scans.length)).toEqual([2, 1, 1]);
});

test('what cannot be read waits in the tray of the office until somebody types the code or sets it aside', async () => {
  const { paper, pdf } = await printed();
  const covered = scanOf(pdf, 3, { ...COARSE, cover: true });
  const [page] = (await upload(clerk, covered)).pages;
  expect(page).toMatchObject({ state: 'tray', why: 'unread', paper: null });
  const colleague = await server.as('township-leader');
  expect((await colleague.ask(listScanTray, {})).pages.map((each) => each.id)).toContain(page?.id);
  expect((await stranger.ask(listScanTray, {})).pages).toEqual([]);

  const params = { scanId: page?.id ?? '' };
  const file = (code: string, part = 3) => colleague.send(fileScan, { params, body: { by: { code }, part } });
  const wrong = paper.code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect((await file(wrong)).problem.type).toBe('sheet-code-mistyped');
  expect((await file(spellCode(paper.code), 4)).problem.type).toBe('sheet-part-unknown');
  expect((await file(spellCode(paper.code).toLowerCase())).answer).toMatchObject({
    state: 'filed',
    paper: { id: paper.id },
    provesService: true,
  });
  expect((await file(paper.code)).problem.type).toBe('scan-filed-already');

  const [blank] = (await upload(clerk, scanOf(pdf, 1, { ...COARSE, cover: true }))).pages;
  const aside = await clerk.ask(dropScan, { params: { scanId: blank?.id ?? '' }, body: { reason: '空白页' } });
  expect(aside.state).toBe('dropped');
  expect((await clerk.ask(listScanTray, {})).pages.map((each) => each.id)).not.toContain(blank?.id);
});

test('a sheet of another township is told as one that never was, scanned or typed', async () => {
  const { paper, pdf } = await printed();
  const scan = scanOf(pdf, 2, COARSE);
  const [page] = (await upload(stranger, scan)).pages;
  expect(page).toMatchObject({ state: 'tray', why: 'unknown', paper: null });
  expect(JSON.stringify(page)).not.toContain(paper.number);
  const seen = await stranger.send(findSheet, { params: { code: paper.code } });
  const never = await stranger.send(findSheet, { params: { code: '00000000000' } });
  expect(seen.problem).toMatchObject({ type: 'sheet-unknown', zh: never.problem.zh });
  const params = { scanId: page?.id ?? '' };
  const filed = await stranger.send(fileScan, { params, body: { by: { paperId: paper.id }, part: 2 } });
  expect(filed.problem.type).toBe('sheet-unknown');
  expect((await clerk.send(getScan, { params })).problem.type).toBe('not-found');
  expect((await clerk.ask(findSheet, { params: { code: paper.code } })).id).toBe(paper.id);
});

test('a cancelled paper’s sheet waits, and bad files are named', async () => {
  const { paper, pdf } = await printed();
  const scan = scanOf(pdf, 2, COARSE);
  await clerk.ask(cancelPaper, { params: { paperId: paper.id }, body: { reason: '期限填错' } });
  expect((await upload(clerk, scan)).pages[0]).toMatchObject({ state: 'tray', why: 'cancelled' });
  for (const [bytes, type] of [
    [Buffer.from('只是文字'), 'scan-kind-unknown'],
    [Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(500, 32)]), 'scan-damaged'],
    [scan.subarray(0, 300), 'scan-damaged'],
  ] as const) {
    const got = await clerk.send(uploadScan, { query: { fileName: '坏文件' }, upload: bytes });
    expect(got.problem.type).toBe(type);
  }
});
