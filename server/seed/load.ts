import { randomBytes } from 'node:crypto';
import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { confirmRollOver, previewRollOver } from '@quanxue/domain/children/roll-over-operations.ts';
import type { Actor } from '../src/basis/actor.ts';
import type { House } from '../src/basis/house.ts';
import type { Progress } from '../src/basis/jobs.ts';
import { checkOpening, lastSchoolDays, reportAbsences } from './check-classes.ts';
import { accountForChildren, closeVillage } from './close-villages.ts';
import { declareAMonth, draftStatements, mayBeDeclared, sendStatements } from './declare-months.ts';
import { bringAClue, concludeFound, concludeOpening, findByLedgers, LEADS, stepsOf } from './follow-leads.ts';
import { Hiring } from './hire.ts';
import { askWhereTheyLive, holdPosts, nameClassTeachers, reformVillages } from './hold-posts.ts';
import { importList, previewList } from './import-list.ts';
import { answerReferrals, writeRelief } from './joint-control.ts';
import { lastPopulation, lastRoll } from './last-year.ts';
import { closeOne, nameOwners, writeProblems } from './list-problems.ts';
import { listWithSlips, otherLists } from './other-lists.ts';
import { openPast, type Past } from './past.ts';
import { nextMonth, Scene } from './scene.ts';
import { inventTownship } from './township.ts';
import { openSampleRound, ROUNDS, walkRound } from './walk-rounds.ts';
import { populationWorkbook, rollWorkbook } from './workbook.ts';
import { CaseWriter } from './write-cases.ts';

/**
 * Loads the invented township by the product's own operations: accounts by an administrator, the lists by the social
 * affairs office, each entry of each case by the post to which it belongs, each on its own day. The anchor is the day of
 * the house's clock.
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
  const scene = new Scene(inventTownship(house.clock.today()));
  const past = await openPast(house);
  try {
    const { days } = scene;
    progress.step(STEPS.offices, 0, 1);
    past.goTo(days.began);
    const hiring = await Hiring.begin(house, actor, scene, past, password);
    await hiring.offices(actor.posts[0]?.unitId);
    await takeOverLastYear(past, scene, progress);
    progress.step(STEPS.posts, 0, 1);
    past.goTo(days.began);
    await scene.look();
    await hiring.villagesAndSchools();
    await holdPosts(scene);
    await play(past, progress, thisYear(scene, progress));
  } finally {
    await past.close();
  }
}

/** The lists of the school year before, as they were then. */
async function takeOverLastYear(past: Past, scene: Scene, progress: Progress): Promise<void> {
  const { township, days } = scene;
  past.goTo(days.lastYear);
  await importList(scene.clerk, progress, STEPS.population, {
    kind: 'population',
    fileName: '适龄儿童少年名单.xlsx',
    upload: await populationWorkbook(township, lastPopulation(township), days.lastYear),
  });
  await importList(scene.clerk, progress, STEPS.lastRoll, {
    kind: 'roll',
    fileName: `学籍信息导出（${days.year - 1}年秋）.xlsx`,
    upload: await rollWorkbook(township, lastRoll(township)),
  });
  await scene.look();
  const certificates = addDays(days.lastYear, 6);
  past.goTo(certificates);
  await accountForChildren(scene, certificates);
  past.goTo(days.reform);
  await reformVillages(scene);
}

type Act = readonly [day: Day, text: Text, act: () => Promise<unknown>];

async function play(past: Past, progress: Progress, acts: readonly Act[]): Promise<void> {
  // Acts of one day keep the order in which they are told.
  const inOrder = acts.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [index, [day, text, act]] of inOrder.entries()) {
    progress.signal.throwIfAborted();
    progress.step(text, index, inOrder.length);
    past.goTo(day);
    await act();
  }
}

/** What has happened since the school year began. */
function thisYear(scene: Scene, progress: Progress): Act[] {
  const { days, township } = scene;
  const { anchor, roll } = days;
  const cases = new CaseWriter(scene);
  const writeCases = (day: Day): Act => [
    day,
    STEPS.cases,
    () => cases.upTo(day, (done, total) => progress.step(STEPS.cases, done, total)),
  ];
  const opening = days.atMost(addDays(roll, 2));
  const school = lastSchoolDays(scene, 10);
  const monthEnds = days.months.flatMap((first): Act[] => {
    const day = days.atMost(addDays(nextMonth(first), 2));
    const isLatest = first === days.months.at(-1) && !mayBeDeclared(`${anchor.slice(0, 7)}-01`, anchor);
    return [
      writeCases(day),
      [day, STEPS.months, () => declareAMonth(scene, first, isLatest)],
      [day, STEPS.months, () => sendStatements(scene, first)],
    ];
  });
  const rounds = ROUNDS.flatMap((round): Act[] => {
    let roundId = '';
    return [
      [
        days.ago(round.opened),
        STEPS.rounds,
        async () => {
          roundId = await openSampleRound(scene, round);
        },
      ],
      [days.ago(round.walked), STEPS.rounds, () => walkRound(scene, round, roundId)],
    ];
  });
  return [
    [days.turn, STEPS.turn, () => turnTheYear(scene)],
    [
      roll,
      STEPS.roll,
      async () => {
        const upload = await rollWorkbook(township);
        await importList(scene.clerk, progress, STEPS.roll, { kind: 'roll', fileName: '学籍信息导出.xlsx', upload });
        await scene.look();
        await askWhereTheyLive(scene);
        await nameClassTeachers(scene);
      },
    ],
    [opening, STEPS.opening, () => checkOpening(scene, opening)],
    [opening, STEPS.opening, () => accountForChildren(scene, opening)],
    [days.atMost(addDays(opening, 8)), STEPS.leads, () => concludeOpening(scene, days.atMost(addDays(opening, 8)))],
    ...monthEnds,
    ...rounds,
    ...LEADS.flatMap((lead) => stepsOf(scene, lead).map(([day, act]): Act => [day, STEPS.leads, act])),
    [days.ago(28), STEPS.lists, () => takeInLists(scene, progress)],
    [days.ago(16), STEPS.leads, () => findByLedgers(scene)],
    [days.ago(12), STEPS.leads, () => concludeFound(scene, days.ago(12))],
    [days.ago(10), STEPS.problems, () => writeProblems(scene, days.ago(10))],
    ...school.map(
      (day, index): Act => [day, STEPS.absences, () => reportAbsences(scene, day, school.length - 1 - index)],
    ),
    [days.ago(3), STEPS.closing, () => accountForChildren(scene, days.ago(3))],
    [days.ago(1), STEPS.leads, () => bringAClue(scene)],
    writeCases(anchor),
    [anchor, STEPS.leads, () => findByLedgers(scene)],
    [anchor, STEPS.months, () => declareThisMonth(scene)],
    [anchor, STEPS.months, () => draftStatements(scene)],
    [anchor, STEPS.problems, () => closeOne(scene, anchor)],
    [anchor, STEPS.joint, () => answerReferrals(scene, anchor)],
    [anchor, STEPS.joint, () => writeRelief(scene, anchor)],
    [anchor, STEPS.problems, () => nameOwners(scene, anchor)],
    [anchor, STEPS.closing, () => closeVillage(scene)],
  ];
}

async function declareThisMonth(scene: Scene): Promise<void> {
  const { anchor } = scene.days;
  const first = `${anchor.slice(0, 7)}-01`;
  if (mayBeDeclared(first, anchor)) await declareAMonth(scene, first, true);
}

/** Grades up, graduates out with the paper that names them. */
async function turnTheYear(scene: Scene): Promise<void> {
  const { year } = scene.days;
  const params = { schoolYear: String(year) };
  const { fingerprint } = await scene.clerk.ask(previewRollOver, { params });
  const title = `${year}届初中毕业生名册`;
  const graduates = {
    paper: { kind: 'paper', title, number: `雾屏教发〔${year}〕31号`, on: `${year}-07-05` },
    except: [],
  };
  await scene.clerk.ask(confirmRollOver, { params, body: { fingerprint, graduates } });
}

async function takeInLists(scene: Scene, progress: Progress): Promise<void> {
  for (const list of await otherLists(scene.township)) await importList(scene.clerk, progress, STEPS.lists, list);
  await previewList(scene.clerk, progress, STEPS.lists, await listWithSlips(scene.township));
}

const STEPS = {
  offices: { zh: '正在建立岗位帐号', en: 'Making the accounts of the posts' },
  population: { zh: '正在导入适龄儿童少年名单（虚构）', en: 'Importing the invented population list' },
  lastRoll: { zh: '正在导入上学年学籍名单（虚构）', en: 'Importing the invented roll of last school year' },
  posts: {
    zh: '正在建立村和学校的帐号与责任人',
    en: 'Making accounts and responsible persons of villages and schools',
  },
  turn: { zh: '正在学年升级', en: 'Turning the school year' },
  roll: { zh: '正在导入学籍名单（虚构）', en: 'Importing the invented roll' },
  lists: { zh: '正在导入其他名单（虚构）', en: 'Importing the other invented lists' },
  opening: { zh: '正在做开学入学验证', en: 'Checking the classes at the opening of term' },
  absences: { zh: '正在报告班级缺勤', en: 'Reporting who is absent' },
  leads: { zh: '正在核实疑似辍学线索', en: 'Following leads of suspected dropouts' },
  rounds: { zh: '正在开展三访', en: 'Walking the rounds of visits' },
  months: { zh: '正在月度申报和报送报表', en: 'Declaring months and sending statements' },
  problems: { zh: '正在登记问题清单和帮扶人', en: 'Writing down problems, owners and helpers' },
  joint: { zh: '正在登记转办反馈和困难帮扶', en: 'Answering referrals and writing down relief' },
  closing: { zh: '正在分村清零', en: 'Closing a village' },
  cases: { zh: '正在录入一生一案（虚构）', en: 'Writing the invented case files' },
} as const;
