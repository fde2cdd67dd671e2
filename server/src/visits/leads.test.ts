import cookie from '@fastify/cookie';
import { checkEnrolment, listEnrolmentPupils } from '@quanxue/domain/visits/enrolment.ts';
import { listRoundHouseholds, openRound, recordVisit } from '@quanxue/domain/visits/rounds.ts';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { makeActor, makeClient, makeUnits, type TestGround, type TestUnits, testDatabase } from '../basis/testing.ts';
import { addPupil } from '../children/testing-pupil.ts';
import type { OpenLead } from './hooks.ts';
import { visits } from './routes.ts';

let ground: TestGround;
let units: TestUnits;
let clerk: ReturnType<typeof makeClient>;
let childId: string;
const app = Fastify();
const opened: Parameters<OpenLead>[3][] = [];
const LEAD = '01830000-0000-7000-8000-00000000abcd';
beforeAll(async () => {
  ground = await testDatabase();
  units = await makeUnits(ground);
  await app.register(cookie);
  const openLead: OpenLead = async (_house, _tx, _actor, lead) => {
    opened.push(lead);
    return { leadId: LEAD };
  };
  visits({ app, version: '0', ...ground }, { openLead });
  const { actor, token } = await makeActor(ground, 'social-affairs', units.township);
  clerk = makeClient(app, token);
  childId = await addPupil(ground, actor, { villageId: units.villageA, school: units.school, grade: 3 });
});
afterAll(async () => {
  await app.close();
  await ground?.close();
});

test('a child found not in school opens a lead that knows the visit; any other result opens none', async () => {
  const { id: roundId } = await clerk.ask(openRound, {
    body: { kind: 'household', unitId: units.township, title: '遍访', fromOn: '2022-09-01', toOn: '2022-09-30' },
  });
  const params = { roundId };
  const [family] = (await clerk.ask(listRoundHouseholds, { params })).households;
  const record = (visitId: string, result: 'in-school' | 'not-in-school') =>
    clerk.ask(recordVisit, {
      params: { roundId, visitId },
      body: { householdId: family?.id ?? '', onDay: '2022-09-01', met: 'guardian', results: [{ childId, result }] },
    });
  expect(await record(newId(ground.clock), 'in-school')).toMatchObject({ covered: true, leads: 0 });
  expect(opened).toEqual([]);
  const visitId = newId(ground.clock);
  expect(await record(visitId, 'not-in-school')).toMatchObject({ leads: 1 });
  // Sent once more, it opens no second one.
  expect(await record(visitId, 'not-in-school')).toMatchObject({ leads: 1 });
  expect(opened).toMatchObject([{ childId, source: 'household-visit', sourceId: visitId, detail: '入户遍访：未在校' }]);
  const [again] = (await clerk.ask(listRoundHouseholds, { params })).households;
  expect(again?.children[0]).toMatchObject({ result: 'not-in-school', leadId: LEAD });
});

test('a child absent at the opening of term opens a lead that knows the check', async () => {
  const checkId = newId(ground.clock);
  const at = { termOn: '2022-09-01', unitId: units.school, grade: 3, class: '-' };
  const got = await clerk.ask(checkEnrolment, {
    params: { checkId },
    body: { ...at, onDay: '2022-09-01', but: [{ childId, mark: 'absent' }] },
  });
  expect(got).toMatchObject({ expected: 1, absent: 1, leads: 1 });
  expect(opened.at(-1)).toMatchObject({ childId, source: 'enrolment', sourceId: checkId });
  expect((await clerk.ask(listEnrolmentPupils, { query: at })).pupils).toMatchObject([
    { mark: 'absent', leadId: LEAD },
  ]);
});
