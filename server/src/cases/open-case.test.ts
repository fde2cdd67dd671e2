import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { openCase } from '@quanxue/domain/cases/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

async function gradeOf(ledger: { grade?: number; school?: string }, leftGrade: number): Promise<number | undefined> {
  const childId = await addTestChild(server, clerk.actor, { registered: server.units.villageA, ...ledger });
  const report: EntryOf<'report'> = {
    id: newId(server.clock),
    kind: 'report',
    on: server.clock.today(),
    source: 'matching',
    reasons: ['other'],
    leftGrade,
  };
  const view = await clerk.ask(openCase, { params: { caseId: newId(server.clock) }, body: { childId, report } });
  return view.casefile.child.grade;
}

test('the grade that a child on no roll left is the one of the report', async () => {
  expect(await gradeOf({}, 6)).toBe(6);
});

test('the grade that a child on the roll left is the one of the ledger, whatever the report says', async () => {
  expect(await gradeOf({ school: server.units.school, grade: 5 }, 6)).toBe(5);
});
