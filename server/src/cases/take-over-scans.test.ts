import { createHash, randomUUID } from 'node:crypto';
import { getCase, getEvidence, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import {
  fileTakenScans,
  getTakenScan,
  getTakenScanPage,
  leaveOutTakenScans,
  listCaseScans,
  listTakenScans,
  placeTakenScans,
  putTakenScan,
  unfileTakenScans,
} from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { png } from '../basis/print/png.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

/* Folders of old scans: each page finds its case by its path, is filed to an item, and counts for the findings. */

let server: TestServer;
let clerk: TestPerson;
const cases: Record<string, string> = {};

beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
  const open = async (name: string, birthDate: string, village: string) => {
    const childId = await addTestChild(server, clerk.actor, { name, birthDate, registered: village, grade: 7 });
    const caseId = randomUUID();
    const report = {
      id: randomUUID(),
      kind: 'report' as const,
      on: '2021-03-01',
      source: 'other' as const,
      reasons: ['other' as const],
    };
    await clerk.ask(openCase, { params: { caseId }, body: { childId, report } });
    const measure = { id: randomUUID(), kind: 'measure' as const, on: '2021-03-02', measure: 'return' as const };
    await clerk.ask(recordEntry, { params: { caseId, entryId: measure.id }, body: measure });
    cases[`${name}${birthDate}`] = caseId;
  };
  await open('牟望', '2009-01-01', server.units.villageA);
  await open('牟望川', '2009-05-06', server.units.villageA);
  await open('阎听雨', '2010-06-01', server.units.villageA);
  await open('阎听雨', '2011-06-01', server.units.villageB);
});
afterAll(() => server?.close());

let shade = 0;
/** A picture of its own each time. */
function picture(): Buffer {
  shade += 1;
  return png(4, 4, 1, new Uint8Array(16).fill(shade));
}
/** Two empty pages. */
function aPdf(): Buffer {
  const page = (n: number) => `${n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\n`;
  const body = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj\n${page(3)}${page(4)}`;
  return Buffer.from(`${body}trailer<</Root 1 0 R/Size 5>>\n%%EOF\n`, 'latin1');
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const put = (path: string, bytes = picture(), by: TestPerson = clerk) =>
  by.ask(putTakenScan, { params: { sha256: sha256(bytes) }, query: { path }, upload: bytes });
const status = async (caseId: string, id: string) =>
  (await clerk.ask(getCase, { params: { caseId } })).assessment.findings.find((each) => each.id === id)?.status;

test.each([
  ['2021年/听松坪村/牟望川/003.jpg', '牟望川2009-05-06'],
  ['牟望/003.jpg', '牟望2009-01-01'],
  ['听松坪/阎听雨 劝返/1.jpg', '阎听雨2010-06-01'],
  ['晒书坝村\\阎听雨\\1.jpg', '阎听雨2011-06-01'],
  ['阎听雨/1.jpg', null],
  ['扫描/0001.jpg', null],
])('%s lies with %s', async (path, of) => {
  const { scan } = await put(path);
  expect(scan.caseId).toBe(of === null ? null : cases[of]);
});

test('a page of two children of one name waits for a choice; the same bytes again are one page', async () => {
  const { unplaced } = await clerk.ask(listTakenScans, {});
  const twins = unplaced.find((scan) => scan.path === '阎听雨/1.jpg');
  expect(twins?.candidates.map((each) => each.birthDate)).toEqual(['2010-06-01', '2011-06-01']);
  const caseId = cases['阎听雨2011-06-01'] ?? '';
  await clerk.ask(placeTakenScans, { body: { scanIds: [twins?.id ?? ''], caseId } });
  const bytes = picture();
  const first = await put('牟望川/9.jpg', bytes);
  const second = await put('牟望川/副本/9.jpg', bytes);
  expect([first.again, second.again, second.scan.id]).toEqual([false, true, first.scan.id]);
  expect((await clerk.ask(listCaseScans, { params: { caseId } })).scans.map((scan) => scan.path)).toContain(
    '阎听雨/1.jpg',
  );
});

test('a PDF is counted, shown page by page, and told where there is no such page', async () => {
  const bytes = aPdf();
  const { scan } = await put('牟望川/全卷.pdf', bytes);
  expect(scan).toMatchObject({ mediaType: 'application/pdf', pages: 2 });
  const page = (n: number) => clerk.send(getTakenScanPage, { params: { scanId: scan.id, page: n } });
  const second = await page(2);
  expect(second.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect((await page(3)).problem?.type).toBe('taken-scan-page');
});

test('what is neither picture nor PDF is not taken', async () => {
  const bytes = Buffer.from('PK\u0003\u0004 a list', 'latin1');
  const got = await clerk.send(putTakenScan, {
    params: { sha256: sha256(bytes) },
    query: { path: '牟望川/表.xlsx' },
    upload: bytes,
  });
  expect(got.status).toBe(422);
});

test('two pages filed become one paper of its own day that counts for the findings; taken back, they wait again', async () => {
  const caseId = cases['牟望川2009-05-06'] ?? '';
  const pages = [(await put('牟望川/限期复学通知书1.jpg')).scan, (await put('牟望川/限期复学通知书2.jpg')).scan];
  const scanIds = pages.map((page) => page.id);
  const entryId = randomUUID();
  const before = await status(caseId, 'B4-1.notice');
  const filing = {
    params: { caseId, entryId },
    body: { scanIds, as: { document: 'return-notice' as const, on: '2021-03-20' } },
  };
  expect(await clerk.ask(fileTakenScans, filing)).toEqual({ filed: 2 });
  // Sent again after a broken line: nothing more.
  expect(await clerk.ask(fileTakenScans, filing)).toEqual({ filed: 2 });
  const view = await clerk.ask(getCase, { params: { caseId } });
  const paper = view.casefile.entries.find((entry) => entry.id === entryId);
  expect(paper).toMatchObject({
    kind: 'document',
    document: 'return-notice',
    on: '2021-03-20',
    recordedAt: '2022-12-20T02:00:00.000Z',
    details: { takenOver: { path: '牟望川/限期复学通知书1.jpg；牟望川/限期复学通知书2.jpg' } },
  });
  expect(paper?.evidence?.map((item) => [item.kind, item.due])).toEqual([
    ['scan', undefined],
    ['scan', undefined],
  ]);
  const after = await status(caseId, 'B4-1.notice');
  expect([before, after]).toEqual(['missing', 'met']);
  // Whoever sees the case sees the page, though another person brought it.
  const colleague = await server.as('township-leader');
  const seen = await colleague.send(getEvidence, { params: { caseId, sha256: paper?.evidence?.[0]?.sha256 ?? '' } });
  expect(seen.status).toBe(200);
  const refused = await clerk.send(fileTakenScans, { ...filing, params: { caseId, entryId: randomUUID() } });
  expect(refused.problem?.type).toBe('taken-scan-settled');

  expect(await colleague.ask(unfileTakenScans, { params: { caseId, entryId } })).toEqual({ waiting: 2 });
  expect(await status(caseId, 'B4-1.notice')).toBe(before);
  const { scans } = await clerk.ask(listCaseScans, { params: { caseId } });
  expect(scans.filter((scan) => scanIds.includes(scan.id)).map((scan) => scan.state)).toEqual(['waiting', 'waiting']);
});

test('a sheet goes to the entry that stands, and comes off it again', async () => {
  const caseId = cases['阎听雨2010-06-01'] ?? '';
  const { scan } = await put('听松坪/阎听雨/上报.jpg');
  const view = await clerk.ask(getCase, { params: { caseId } });
  const report = view.casefile.entries[0];
  const entryId = randomUUID();
  await clerk.ask(fileTakenScans, {
    params: { caseId, entryId },
    body: { scanIds: [scan.id], as: { entryId: report?.id ?? '' } },
  });
  const filed = await clerk.ask(getCase, { params: { caseId } });
  expect(filed.casefile.entries.at(-1)).toMatchObject({
    kind: 'amendment',
    of: report?.id,
    replacement: { kind: 'report', on: '2021-03-01', evidence: [{ name: '上报.jpg' }] },
  });
  await clerk.ask(unfileTakenScans, { params: { caseId, entryId } });
  const back = await clerk.ask(getCase, { params: { caseId } });
  const last = back.casefile.entries.at(-1);
  expect(last).toMatchObject({ kind: 'amendment', of: report?.id, replacement: { kind: 'report' } });
  expect(JSON.stringify(last)).not.toContain('上报.jpg');
});

test('a blank back is left out and taken back in; nobody of another village sees a page or its case', async () => {
  const { scan } = await put('牟望川/空白.jpg');
  await clerk.ask(leaveOutTakenScans, { body: { scanIds: [scan.id], leftOut: true } });
  const { cases: counted } = await clerk.ask(listTakenScans, {});
  expect(counted.find((each) => each.caseId === scan.caseId)?.leftOut).toBe(1);
  await clerk.ask(leaveOutTakenScans, { body: { scanIds: [scan.id], leftOut: false } });
  const stranger = await server.as('village', server.units.villageB);
  const theirs = await stranger.ask(listTakenScans, {});
  expect(theirs.cases.map((each) => each.caseId)).toEqual([cases['阎听雨2011-06-01']]);
  expect(theirs.unplaced).toEqual([]);
  expect((await stranger.send(getTakenScan, { params: { scanId: scan.id } })).status).toBe(404);
  const placed = await stranger.send(placeTakenScans, {
    body: { scanIds: [scan.id], caseId: cases['阎听雨2011-06-01'] ?? '' },
  });
  expect(placed.status).toBe(404);
});
