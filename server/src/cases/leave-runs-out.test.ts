import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { getCase, openCase, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { expireLeaves } from '../children/expire-leaves.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { addTestChild } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  server.clock.set('2022-09-20T02:00:00.000Z');
});
afterAll(() => server?.close());

async function record(who: TestPerson, caseId: string, entry: { kind: Entry['kind']; [key: string]: unknown }) {
  const id = newId(server.clock);
  await who.ask(recordEntry, { params: { caseId, entryId: id }, body: { id, on: '2022-09-20', ...entry } as never });
}

test('a leave approved in the case is a finding the day after it ends, and a suspicion of the ledger 14 days after', async () => {
  const clerk = await server.as('social-affairs');
  const rolls = await server.as('roll-keeper', server.units.school);
  const head = await server.as('principal', server.units.school);
  const county = await server.as('county-committee', server.units.county);
  const childId = await addTestChild(server, clerk.actor, {
    name: '病休者',
    registered: server.units.villageA,
    school: server.units.school,
    grade: 6,
  });
  const caseId = newId(server.clock);
  await clerk.ask(openCase, {
    params: { caseId },
    body: {
      childId,
      report: { id: newId(server.clock), kind: 'report', on: '2022-09-10', source: 'school', reasons: ['sickness'] },
    },
  });
  await record(clerk, caseId, { kind: 'verification', result: 'confirmed' });
  await record(head, caseId, { kind: 'measure', measure: 'leave' });
  const approval = { kind: 'approval', matter: 'leave' } as const;
  await record(rolls, caseId, { ...approval, step: 'guardian', decision: 'applied' });
  await record(head, caseId, { ...approval, step: 'school', decision: 'approved' });
  const granted = { from: '2022-09-20', to: '2022-11-20' };
  await record(county, caseId, { ...approval, step: 'county', decision: 'approved', ...granted });

  const at = async (day: string) => {
    server.clock.set(`${day}T02:00:00.000Z`);
    const office = await server.as('social-affairs');
    await expireLeaves(server);
    const { assessment } = await office.ask(getCase, { params: { caseId } });
    const { history } = await office.ask(getChild, { params: { childId } });
    return {
      finding: assessment.findings.find((each) => each.id === 'A2-4.resumption')?.status,
      ledger: history[0] && `${history[0].state} ${history[0].fromOn}`,
    };
  };
  expect(await at('2022-11-20')).toEqual({ finding: 'pending', ledger: 'leave 2022-09-20' });
  expect(await at('2022-11-21')).toEqual({ finding: 'missing', ledger: 'leave 2022-09-20' });
  expect(await at('2022-12-03')).toEqual({ finding: 'missing', ledger: 'leave 2022-09-20' });
  expect(await at('2022-12-04')).toEqual({ finding: 'missing', ledger: 'suspected 2022-12-04' });
});
