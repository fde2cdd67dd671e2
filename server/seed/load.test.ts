import { getCase, listCases } from '@quanxue/domain/cases/operations.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { getInstallation, getJob, listAccounts, loadSample } from '@quanxue/domain/people/operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../src/testing.ts';
import { loadSampleTownship } from './load.ts';
import { inventTownship } from './township.ts';

/** The day of the lists in samples/. */
const ANCHOR = '2022-10-31';

let server: TestServer;
let administrator: TestPerson;
let clerk: TestPerson;

// Longer than the project's limit for hooks: two thousand children and nine hundred entries go through the front door.
beforeAll(async () => {
  // The log keeps what went wrong without its words, which may name children; a test wants them.
  let refused: unknown;
  server = await testServer({
    loadSample: (house, actor, progress) => {
      const step: typeof progress.step = (...how) => {
        server.clock.advance(1);
        progress.step(...how);
      };
      return loadSampleTownship(house, actor, { ...progress, step }).catch((error: unknown) => {
        refused = error;
        throw error;
      });
    },
  });
  server.clock.set(`${ANCHOR}T10:00:00+08:00`);
  administrator = await server.as('administrator');
  clerk = await server.as('social-affairs');
  const job = await administrator.ask(loadSample);
  await server.jobs.ended(job.id);
  expect(refused).toBeUndefined();
  expect(await administrator.ask(getJob, { params: { jobId: job.id } })).toMatchObject({
    state: 'done',
    problem: null,
  });
}, 300_000);
afterAll(() => server?.close());

test('the sample township is loaded by the product’s own operations, and says that it is invented', async () => {
  expect(await server.nobody.ask(getInstallation)).toMatchObject({ sample: true });
  expect((await clerk.ask(listChildren, { query: { limit: 1 } })).total).toBeGreaterThan(1900);
  const { accounts } = await administrator.ask(listAccounts);
  expect(accounts.filter((each) => each.posts.some((post) => post.role === 'village'))).toHaveLength(12);
  expect(server.logged).toEqual([]);
});

test('some children of the police list are on no roll', async () => {
  const { total } = await clerk.ask(listChildren, { query: { unexplained: 'true', limit: 1 } });
  expect(total).toBeGreaterThan(5);
  expect(total).toBeLessThan(60);
});

test('every case stands in the list, and shows what it is there for', async () => {
  const { cases, total } = await clerk.ask(listCases, { query: { limit: 200 } });
  const township = inventTownship(ANCHOR);
  expect(total).toBe(township.cases.length);
  for (const each of township.cases) {
    expect(cases.find((row) => row.id === each.id)?.childName, each.key).toBe(each.child.name);
    const view = await clerk.ask(getCase, { params: { caseId: each.id } });
    expect(view.casefile.entries, each.key).toHaveLength(each.acts.length);
    const due = view.log.flatMap((mark) => mark.mediaDue).length;
    expect(due, each.key).toBe(each.key === 'picture-on-its-way' ? 1 : 0);
    const found = Object.fromEntries(view.assessment.findings.map((finding) => [finding.id, finding.status]));
    expect(found, each.key).toMatchObject(each.shows);
  }
});

test('every stage is there to be seen', async () => {
  const { cases } = await clerk.ask(listCases, { query: { limit: 200 } });
  const stages = new Set(cases.map((row) => row.stage));
  for (const stage of ['lead', 'persuading', 'on-measure', 'struck-off'] as const) expect([...stages]).toContain(stage);
});
