import { createHash, randomUUID } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import {
  getCase,
  getEvidence,
  listCases,
  openCase,
  putEvidence,
  recordEntry,
} from '@quanxue/domain/cases/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A PNG of one colour, 8 × 8; another colour, another file. */
function picture(colour: number): Buffer {
  const raw = Buffer.alloc(8 * 25, colour);
  for (let row = 0; row < 8; row++) raw[row * 25] = 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const start = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', deflateSync(raw)), chunk('IEND', Buffer.alloc(0))]);
}

async function aCase(): Promise<string> {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageA });
  const caseId = randomUUID();
  const report = { id: randomUUID(), kind: 'report', on: '2022-09-06', source: 'school', reasons: ['other'] } as const;
  await clerk.ask(openCase, { params: { caseId }, body: { childId, report: { ...report, reasons: ['other'] } } });
  return caseId;
}

const visit = (sha256: string): Entry => ({
  id: randomUUID(),
  kind: 'persuasion',
  on: '2022-09-08',
  by: [{ name: '骆长庚', unit: 'township' }],
  method: 'home-visit',
  met: [{ who: 'guardian' }],
  summary: '父亲同意商量',
  outcome: 'undecided',
  // A client does not decide whether a file has arrived.
  evidence: [{ kind: 'photo', name: '入户.png', sha256, due: false }],
});
const truthful = (assessment: { findings: readonly { id: string; status: string }[] }) =>
  assessment.findings.find((each) => each.id === 'case.truthful')?.status;

test('evidence counts once its file has arrived, and the list knows it at once', async () => {
  const caseId = await aCase();
  const bytes = picture(0x41);
  const entry = visit(hashOf(bytes));
  const recorded = await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  expect(recorded.log.mediaDue).toEqual([hashOf(bytes)]);
  expect(recorded.entry.evidence?.[0]?.due).toBe(true);
  expect(truthful(recorded.assessment)).toBe('breach');
  const breaches = async () =>
    (await clerk.ask(listCases, { query: { limit: 200 } })).cases.find((each) => each.id === caseId)?.breach;
  const before = (await breaches()) ?? 0;

  const receipt = await clerk.ask(putEvidence, { params: { sha256: hashOf(bytes) }, upload: bytes });
  expect(receipt).toEqual({ sha256: hashOf(bytes), bytes: bytes.length, mediaType: 'image/png' });
  expect(await breaches()).toBe(before - 1);
  const view = await clerk.ask(getCase, { params: { caseId } });
  expect(truthful(view.assessment)).toBe('met');
  expect(view.log[1]?.mediaDue).toEqual([]);
  expect(view.casefile.entries[1]?.evidence?.[0]?.due).toBeUndefined();
});

test('the entry may come after its file, and both may come twice', async () => {
  const caseId = await aCase();
  const bytes = picture(0x42);
  const sha256 = hashOf(bytes);
  for (let i = 0; i < 2; i++) await clerk.ask(putEvidence, { params: { sha256 }, upload: bytes });
  const entry = visit(sha256);
  for (let i = 0; i < 2; i++) {
    const recorded = await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
    expect(recorded.log.mediaDue).toEqual([]);
  }
});

test('a file is seen through the case that names it, by those who see the case, and the look is on record', async () => {
  const caseId = await aCase();
  const other = await aCase();
  const bytes = picture(0x43);
  const sha256 = hashOf(bytes);
  const entry = visit(sha256);
  await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  expect((await clerk.send(getEvidence, { params: { caseId, sha256 } })).problem.type).toBe('evidence-missing');
  await clerk.ask(putEvidence, { params: { sha256 }, upload: bytes });

  const got = await clerk.send(getEvidence, { params: { caseId, sha256 } });
  expect(got.status).toBe(200);
  expect(got.bytes.equals(bytes)).toBe(true);
  expect(got.headers['content-type']).toBe('image/png');
  expect((await clerk.send(getEvidence, { params: { caseId: other, sha256 } })).status).toBe(404);
  const elsewhere = await server.as('village', server.units.villageB);
  expect((await elsewhere.send(getEvidence, { params: { caseId, sha256 } })).status).toBe(404);
  const rows = await server.database.inTransaction(clerk.actor, (tx) =>
    tx.selectFrom('audit').select('operation').where('case_id', '=', caseId).execute(),
  );
  expect(rows.filter((row) => row.operation === 'getEvidence')).toHaveLength(1);
});

test('the village does not open a diagnosis', async () => {
  const caseId = await aCase();
  const bytes = picture(0x44);
  const sha256 = hashOf(bytes);
  await clerk.ask(putEvidence, { params: { sha256 }, upload: bytes });
  const diagnosis: Entry = {
    id: randomUUID(),
    kind: 'document',
    on: '2022-09-08',
    document: 'diagnosis',
    evidence: [{ kind: 'scan', sha256 }],
  };
  await clerk.ask(recordEntry, { params: { caseId, entryId: diagnosis.id }, body: diagnosis });
  const village = await server.as('village', server.units.villageA);
  expect((await village.send(getEvidence, { params: { caseId, sha256 } })).status).toBe(404);
});

test('a file that is not what it was announced to be, or of no known kind, is not kept', async () => {
  const bytes = picture(0x45);
  const wrong = await clerk.send(putEvidence, { params: { sha256: hashOf(picture(0x46)) }, upload: bytes });
  expect(wrong.problem.type).toBe('evidence-hash-differs');
  const page = Buffer.from('<html><script>alert(1)</script></html>');
  const html = await clerk.send(putEvidence, { params: { sha256: hashOf(page) }, upload: page });
  expect(html.problem.type).toBe('evidence-kind-unknown');
});

test('an amendment’s evidence is due until it is here, whatever the client says', async () => {
  const caseId = await aCase();
  const bytes = picture(0x47);
  const sha256 = hashOf(bytes);
  const entry = visit(hashOf(picture(0x48)));
  await clerk.ask(recordEntry, { params: { caseId, entryId: entry.id }, body: entry });
  const { id, ...replacement } = { ...visit(sha256), evidence: [{ kind: 'photo', sha256, due: true }] };
  const amendment: Entry = { id: randomUUID(), kind: 'amendment', on: '2022-09-10', of: entry.id, replacement };
  const recorded = await clerk.ask(recordEntry, { params: { caseId, entryId: amendment.id }, body: amendment });
  expect(recorded.log.mediaDue).toEqual([sha256]);
  expect(truthful(recorded.assessment)).toBe('breach');
  await clerk.ask(putEvidence, { params: { sha256 }, upload: bytes });
  expect(truthful((await clerk.ask(getCase, { params: { caseId } })).assessment)).toBe('met');
});
