import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { proposeClosure, settleClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { openCase, putEvidence, recordEntry } from '@quanxue/domain/cases/operations.ts';
import {
  confirmImport,
  getImport,
  type ImportBatch,
  listChildren,
  uploadImport,
} from '@quanxue/domain/children/operations.ts';
import { createAccount, listUnits, type UnitRow } from '@quanxue/domain/people/operations.ts';
import type { Actor } from '../src/basis/actor.ts';
import type { House } from '../src/basis/house.ts';
import type { Progress } from '../src/basis/jobs.ts';
import type { Author, SampleAct, SampleCase } from './cases/story.ts';
import { OFFICES, SCHOOLS, VILLAGES } from './county.ts';
import { type Person, sitDown } from './post.ts';
import { inventTownship } from './township.ts';
import { populationWorkbook, rollWorkbook } from './workbook.ts';

/** Cases that are written down at the same time: each person writes one after the other, but they do not wait for each other. */
const HANDS = 4;

/** The account names of the posts; villages and schools are numbered in the order of county.ts. */
export const DEMO_ACCOUNTS = {
  socialAffairs: 'shishiban',
  townshipLeader: 'fenguan',
  county: 'jiaowei',
  village: 'cun',
  principal: 'xiaozhang',
} as const;

/**
 * Loads the invented township by the product's own operations: accounts by the administrator who asked, the two lists
 * by the social affairs office, each entry of each case by the post to which it belongs. The anchor is the day of the
 * house's clock.
 *
 * @param actor the administrator; needs the installation set up with any county and township.
 * @param password of all sample accounts; by default one that nobody knows.
 */
export async function loadSampleTownship(
  house: House,
  actor: Actor,
  progress: Progress,
  password: string = randomBytes(24).toString('base64url'),
): Promise<void> {
  const township = inventTownship(house.clock.today());
  const administrator = await sitDown(house, actor.accountId);
  const hire = (account: string, name: string, role: Role, unitId: string) =>
    administrator
      .ask(createAccount, { body: { account, name, password, posts: [{ role, unitId }] } })
      .then((made) => sitDown(house, made.id));

  progress.step(STEPS.offices, 0, 1);
  const { units } = await administrator.ask(listUnits);
  const home = actor.posts[0]?.unitId;
  const townshipUnit = units.find((unit) => unit.id === home && unit.kind === 'township') ?? one(units, 'township');
  const clerk = await hire(DEMO_ACCOUNTS.socialAffairs, OFFICES.socialAffairs.name, 'social-affairs', townshipUnit.id);
  const people = new Map<Author, Person>([
    ['social-affairs', clerk],
    [
      'township-leader',
      await hire(DEMO_ACCOUNTS.townshipLeader, OFFICES.townshipLeader.name, 'township-leader', townshipUnit.id),
    ],
    [
      'county-committee',
      await hire(DEMO_ACCOUNTS.county, OFFICES.county.name, 'county-committee', one(units, 'county').id),
    ],
  ]);

  await importList(
    clerk,
    progress,
    STEPS.population,
    'population',
    '适龄儿童少年名单.xlsx',
    await populationWorkbook(township),
  );
  await importList(clerk, progress, STEPS.roll, 'roll', '学籍信息导出.xlsx', await rollWorkbook(township));

  // Villages and schools are there since the lists named them.
  progress.step(STEPS.posts, 0, 1);
  const { units: all } = await administrator.ask(listUnits);
  for (const [index, village] of VILLAGES.entries()) {
    const unit = all.find((each) => each.kind === 'village' && each.name === village.name) ?? one(all, village.name);
    people.set(
      `village:${index}`,
      await hire(`${DEMO_ACCOUNTS.village}${index + 1}`, village.secretary, 'village', unit.id),
    );
  }
  for (const [index, school] of SCHOOLS.entries()) {
    const unit = all.find((each) => each.kind === 'school' && each.name === school.name);
    // A school that no row of the roll names is not there, and nobody writes for it.
    if (!unit) continue;
    people.set(
      `principal:${school.key}`,
      await hire(`${DEMO_ACCOUNTS.principal}${index + 1}`, school.principal, 'principal', unit.id),
    );
  }
  await writeCases(township.cases, people, clerk, progress);
}

async function importList(
  clerk: Person,
  progress: Progress,
  text: Text,
  kind: 'population' | 'roll',
  fileName: string,
  upload: Uint8Array,
): Promise<void> {
  progress.step(text, 0, 0);
  let batch = await clerk.ask(uploadImport, { query: { kind, fileName }, upload });
  const settle = async (waiting: ImportBatch['state'], wanted: ImportBatch['state']) => {
    while (batch.state === waiting) {
      progress.signal.throwIfAborted();
      progress.step(text, batch.progress.done, batch.progress.total);
      await sleep(100);
      batch = await clerk.ask(getImport, { params: { importId: batch.id } });
    }
    if (batch.state !== wanted) {
      throw new Error(`The sample's ${kind} list is ${batch.state}, not ${wanted}: ${batch.problem?.en ?? ''}`);
    }
  };
  await settle('reading', 'preview');
  batch = await clerk.ask(confirmImport, { params: { importId: batch.id } });
  await settle('committing', 'confirmed');
}

async function writeCases(
  cases: readonly SampleCase[],
  people: ReadonlyMap<Author, Person>,
  clerk: Person,
  progress: Progress,
): Promise<void> {
  const waiting = [...cases];
  let done = 0;
  const write = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      progress.signal.throwIfAborted();
      await writeCase(next, people, clerk);
      done += 1;
      progress.step(STEPS.cases, done, cases.length);
    }
  };
  await Promise.all(Array.from({ length: HANDS }, write));
}

async function writeCase(each: SampleCase, people: ReadonlyMap<Author, Person>, clerk: Person): Promise<void> {
  const found = await clerk.ask(listChildren, { query: { q: each.child.citizenId } });
  const child = found.children[0];
  if (!child) throw new Error(`The child of the sample case "${each.key}" is in no list.`);
  const params = { caseId: each.id };
  for (const [index, act] of each.acts.entries()) {
    const person = people.get(act.author);
    if (!person) throw new Error(`Nobody of the sample township is ${act.author} ("${each.key}").`);
    if (index === 0) {
      const { entry } = act;
      await person.ask(openCase, { params, body: { childId: child.id, report: entry } });
    } else if (act.entry.kind === 'closure') {
      // Proposer and checker differ: what the office proposes the leader checks, and the other way round.
      const proposal = { ...params, proposalId: act.entry.id };
      await person.ask(proposeClosure, { params: proposal, body: act.entry });
      const checker = people.get(act.author === 'township-leader' ? 'social-affairs' : 'township-leader');
      const { recordedAt } = act.entry;
      await checker?.ask(settleClosure, { params: proposal, body: { how: 'closed', recordedAt } });
    } else {
      await person.ask(recordEntry, { params: { ...params, entryId: act.entry.id }, body: act.entry });
    }
    for (const [sha256, name] of filesOf(act)) {
      const file = each.files.get(sha256);
      if (file) await person.ask(putEvidence, { params: { sha256 }, query: { name }, upload: file.bytes });
    }
  }
}

/** The evidence files that an entry names, those of a replacement included. */
function filesOf({ entry }: SampleAct): [sha256: string, name: string][] {
  const replacement = entry.kind === 'amendment' ? (entry.replacement?.evidence as typeof entry.evidence) : undefined;
  return [...(entry.evidence ?? []), ...(replacement ?? [])].flatMap((item) =>
    item.sha256 ? [[item.sha256, item.name ?? ''] as [string, string]] : [],
  );
}

function one(units: readonly UnitRow[], kindOrName: string): UnitRow {
  const found = units.find((unit) => unit.kind === kindOrName || unit.name === kindOrName);
  if (!found) throw new Error(`The sample township needs a unit "${kindOrName}", and there is none.`);
  return found;
}

const STEPS = {
  offices: { zh: '正在建立岗位帐号', en: 'Making the accounts of the posts' },
  population: { zh: '正在导入适龄儿童少年名单（虚构）', en: 'Importing the invented population list' },
  roll: { zh: '正在导入学籍名单（虚构）', en: 'Importing the invented roll' },
  posts: { zh: '正在建立村和学校的帐号', en: 'Making the accounts of villages and schools' },
  cases: { zh: '正在录入一生一案（虚构）', en: 'Writing the invented case files' },
} as const;
