import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { getCase, importCaseFile, printCaseFile } from '@quanxue/domain/cases/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
const folder = mkdtempSync(join(tmpdir(), 'quanxue-casefile-pdf-'));
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-12-20T02:00:00.000Z');
  clerk = await server.as('social-affairs');
});
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

async function take(file: CaseFile): Promise<string> {
  const upload = Buffer.from(JSON.stringify(file));
  return (await clerk.ask(importCaseFile, { query: { fileName: 'x.json' }, upload })).caseId;
}

/** What a reader sees, without the blanks and line ends of the layout. */
async function printed(person: TestPerson, caseId: string): Promise<string> {
  const got = await person.send(printCaseFile, { params: { caseId } });
  if (got.status !== 200) throw new Error(`${got.problem.type}: ${got.problem.en}`);
  expect(got.headers['content-type']).toBe('application/pdf');
  const path = join(folder, 'case.pdf');
  writeFileSync(path, got.bytes);
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/[\s\u200b]+/g, '');
}

const example = (name: string): CaseFile =>
  JSON.parse(readFileSync(new URL(`../../../domain/src/casefile/examples/${name}.json`, import.meta.url), 'utf8'));

test('the print tells the whole story: the child, the findings with their clauses, every entry, every file', async () => {
  const caseId = await take(example('reopened-with-amendment'));
  const text = await printed(clerk, caseId);
  const view = await clerk.ask(getCase, { params: { caseId } });
  for (const words of ['一生一案', '雾屏县霁溪镇', '敖知远', '509999201010100733', '—1—', '—2—', caseId]) {
    expect(text).toContain(words);
  }
  for (const finding of view.assessment.findings.filter((each) => each.status !== 'not-applicable')) {
    expect(text).toContain(finding.id);
    expect(text).toContain(finding.message.zh.replace(/\s+/g, ''));
  }
  for (const mark of view.log) expect(text).toContain(mark.hash);
  expect(text).toContain('已更正，见第17笔');
});

test.each(['home-teaching-debt', 'special-school-not-assessed'])('the example %s prints to its end', async (name) => {
  expect(await printed(clerk, await take(example(name)))).toContain('说明：各笔记录只增不改');
});

test('a child with a rare name prints with its name, or with the character’s code, never with a hole', async () => {
  const file = example('return-complete');
  const text = await printed(
    clerk,
    await take({ ...file, child: { ...file.child, citizenId: undefined, name: '周䶮\u{2FFFE}' } }),
  );
  expect(text).toContain('周䶮〔U+2FFFE〕');
});

test('those who may not unmask numbers get them masked on paper, too, and the village no diagnosis', async () => {
  const file = example('leave-outpatient');
  const child = { ...file.child, name: '牟小满', citizenId: '509999201003040226', residenceVillage: '509999101201' };
  const caseId = await take({ ...file, child });
  expect(await printed(clerk, caseId)).toContain('509999201003040226');
  const village = await server.as('village', server.units.villageA);
  const text = await printed(village, caseId);
  expect(text).not.toContain('509999201003040226');
  const hospital = file.entries.find((entry) => entry.kind === 'document' && entry.hospital);
  expect(hospital).toBeDefined();
  if (hospital?.kind === 'document') expect(text).not.toContain(hospital.hospital?.name);
});

test('a case out of sight is not printed', async () => {
  const got = await clerk.send(printCaseFile, { params: { caseId: randomUUID() } });
  expect(got.status).toBe(404);
});
