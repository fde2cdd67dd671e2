import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportCaseFile, getCase, listCases } from '@quanxue/domain/cases/operations.ts';
import { listProblems } from '@quanxue/domain/cases/problem-list.ts';
import { getAttendance } from '@quanxue/domain/children/attendance.ts';
import { getVillageClosing } from '@quanxue/domain/children/closing-operations.ts';
import { listChildren, listImports } from '@quanxue/domain/children/operations.ts';
import { listUnassigned } from '@quanxue/domain/children/responsibility.ts';
import { getInstallation, getJob, listAccounts, loadSample } from '@quanxue/domain/people/operations.ts';
import { listHolders } from '@quanxue/domain/people/posts.ts';
import { getUnitTree } from '@quanxue/domain/people/units.ts';
import type { Assessment } from '@quanxue/domain/policy/finding.ts';
import { listDeclarations } from '@quanxue/domain/reports/declaration-operations.ts';
import { listLeads } from '@quanxue/domain/reports/operations.ts';
import { listStatements } from '@quanxue/domain/statistics/statement-operations.ts';
import { getEnrolment } from '@quanxue/domain/visits/enrolment.ts';
import { listRounds } from '@quanxue/domain/visits/rounds.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../src/testing.ts';
import { CLOSED_VILLAGE } from './close-villages.ts';
import { VILLAGES } from './county.ts';
import { MERGED, RENAMED } from './last-year.ts';
import { loadSampleTownship } from './load.ts';
import { inventTownship } from './township.ts';

/** The day of the lists in samples/. */
const ANCHOR = '2022-10-31';
const CLI = join(import.meta.dirname, '../src/cli.ts');

let server: TestServer;
let administrator: TestPerson;
let clerk: TestPerson;

// Longer than the project's limit for hooks: two thousand children and a year of a township go through the front door.
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
}, 900_000);
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

test('of every case the command line finds in the exported file what the page is given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanxue-matrix-'));
  const { cases } = await clerk.ask(listCases, { query: { limit: 200 } });
  const shown = new Map<string, unknown>();
  for (const { id } of cases) {
    const { assessment } = await clerk.ask(getCase, { params: { caseId: id } });
    const file = join(folder, `${id}.json`);
    shown.set(file, [assessment.measure, assessment.open, assessment.findings.map((each) => [each.id, each.status])]);
    writeFileSync(file, (await clerk.send(exportCaseFile, { params: { caseId: id } })).bytes);
  }
  const said = spawnSync(process.execPath, [CLI, 'check', '--json', '--as-of', ANCHOR, ...shown.keys()], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const found = new Map(
    said.stdout
      .trim()
      .split('\n')
      .map((line) => {
        const answer = JSON.parse(line) as Assessment & { file: string };
        const { file, measure, open, findings } = answer;
        return [file, [measure, open, findings.map((each) => [each.id, each.status])]];
      }),
  );
  expect(found).toEqual(shown);
});

test('every stage is there to be seen', async () => {
  const { cases } = await clerk.ask(listCases, { query: { limit: 200 } });
  const stages = new Set(cases.map((row) => row.stage));
  for (const stage of ['lead', 'persuading', 'on-measure', 'struck-off'] as const) expect([...stages]).toContain(stage);
});

test('the ledger closes as of three days: each time every village’s population is the sum of its states', async () => {
  const days = ['2021-09-10', '2022-03-01', ANCHOR];
  const populations = [];
  for (const asOf of days) {
    const { villages } = await clerk.ask(getVillageClosing, { query: { asOf } });
    for (const { village, counts } of villages) {
      const states = Object.values(counts.states).reduce((sum, each) => sum + each, 0);
      expect(states, `${village} ${asOf}`).toBe(counts.population);
    }
    const closed = villages.filter((village) => village.closed).map((village) => village.village);
    const village = villages.find((each) => each.village === VILLAGES[CLOSED_VILLAGE]?.name);
    expect(village, `${asOf} ${JSON.stringify(village?.counts)}`).toMatchObject({ closed: true });
    expect(closed.length, asOf).toBeLessThan(4);
    populations.push(villages.reduce((sum, { counts }) => sum + counts.population, 0));
  }
  // A cohort came in last September; the day within a school year does not change who is of age.
  expect(populations[0]).toBe(populations[1]);
  expect(populations[2]).not.toBe(populations[1]);
  const { villages } = await clerk.ask(getVillageClosing);
  const declared = villages.filter((village) => village.declared);
  expect(declared.map((village) => village.village)).toEqual([VILLAGES[CLOSED_VILLAGE]?.name]);
  expect(declared[0]?.declared).toMatchObject({ asOf: ANCHOR, changed: false });
});

test('a village that was merged and one that was renamed show in the year before', async () => {
  const names = async (asOf: string) => {
    const { units } = await clerk.ask(getUnitTree, { query: { asOf } });
    return units.filter((unit) => unit.kind === 'village').map((unit) => unit.name);
  };
  const [then, now] = [await names('2021-12-31'), await names('2022-01-01')];
  expect(then).toEqual(expect.arrayContaining([MERGED.name, RENAMED.name]));
  expect(now).toHaveLength(VILLAGES.length);
  expect(now).toEqual(expect.arrayContaining(VILLAGES.map((village) => village.name)));
});

test('every post is held, two changed hands, and only children of whom nobody knows where they live have no grid worker', async () => {
  const { holders, vacancies } = await clerk.ask(listHolders, { query: { history: 'true' } });
  // The school that the test itself had before the lists came.
  expect(vacancies.map((vacancy) => vacancy.unitId)).toEqual([server.units.school]);
  expect(holders.filter((holder) => holder.toOn !== null && holder.duty === 'principal')).toHaveLength(1);
  const { counts, children } = await clerk.ask(listUnassigned);
  expect(counts.grid).toBeGreaterThan(0);
  expect(counts.grid).toBeLessThan(12);
  expect(new Set(children.map((child) => child.reason))).toEqual(new Set(['no-place']));
});

test('leads stand at every turn: new, out of time, disagreed upon, and concluded in ten ways', async () => {
  const { leads } = await clerk.ask(listLeads, { query: { limit: '200' } });
  const open = leads.filter((lead) => lead.open);
  expect(open.some((lead) => !lead.overdue)).toBe(true);
  expect(open.some((lead) => lead.overdue)).toBe(true);
  expect(open.some((lead) => lead.disagreed)).toBe(true);
  const sources = new Set(leads.map((lead) => lead.source));
  for (const source of ['report', 'matching', 'enrolment', 'clue', 'absence'] as const)
    expect([...sources]).toContain(source);
  const outcomes = new Set(leads.filter((lead) => !lead.open).map((lead) => lead.outcome));
  expect(outcomes.size).toBeGreaterThanOrEqual(10);
});

test('rounds are on their way, the opening of term is checked, and two declarations of the last month are missing', async () => {
  const { rounds } = await clerk.ask(listRounds);
  const covered = Object.fromEntries(rounds.map((round) => [round.kind, round.covered / round.children]));
  expect(covered.registry).toBe(1);
  expect(covered.household).toBeGreaterThan(0.7);
  expect(covered.household).toBeLessThan(0.9);
  const { sum } = await clerk.ask(getEnrolment);
  expect(sum.absent).toBeGreaterThan(2);
  // Who came into a class later is not marked in it.
  expect(sum.marked / sum.expected).toBeGreaterThan(0.98);
  const { units } = await clerk.ask(listDeclarations);
  const ofTheSample = units.filter((unit) => unit.id !== server.units.school);
  const cells = ofTheSample.flatMap((unit) => unit.cells.filter((cell) => cell.month === '2022-10'));
  expect(cells.filter((cell) => cell.state === 'declared')).toHaveLength(cells.length - 2);
});

test('absences are reported, statements sent and drafted, problems have an owner and a helper but for two children', async () => {
  const { sum } = await clerk.ask(getAttendance, { query: { day: '2022-10-28' } });
  expect(sum.reported).toBeGreaterThan(5);
  expect(sum.threeOrMore).toBe(1);
  const { statements } = await server
    .as('county-committee', server.units.county)
    .then((county) => county.ask(listStatements));
  expect(statements.filter((each) => each.state === 'sent').map((each) => each.kind)).toContain('county-quarterly');
  expect(statements.filter((each) => each.state === 'draft')).toHaveLength(2);
  const { unowned, unpaired, all } = await clerk.ask(listProblems);
  expect(unowned.children).toBe(2);
  expect(unpaired.children).toBe(2);
  expect(all.children).toBeGreaterThan(50);
});

test('one list of each kind has been taken in, and one with slips waits to be looked at', async () => {
  const { imports } = await clerk.ask(listImports);
  const confirmed = new Set(imports.filter((each) => each.state === 'confirmed').map((each) => each.kind));
  expect([...confirmed].sort()).toEqual(['disability', 'households', 'in-class', 'population', 'roll', 'suspected']);
  const waiting = imports.filter((each) => each.state === 'preview');
  expect(waiting).toHaveLength(1);
  expect(waiting[0]).toMatchObject({ kind: 'population' });
});
