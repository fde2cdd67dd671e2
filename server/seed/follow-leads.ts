import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { bringClue } from '@quanxue/domain/reports/clue-operations.ts';
import {
  answerLead,
  concludeLead,
  type LeadRow,
  listLeads,
  reportLead,
  sweepLeads,
} from '@quanxue/domain/reports/operations.ts';
import type { LeadOutcome, SideState } from '@quanxue/domain/reports/outcomes.ts';
import type { Author } from './cases/story.ts';
import type { SampleChild } from './children.ts';
import { TOWNSHIP } from './county.ts';
import type { Person } from './post.ts';
import { idFor, type Scene } from './scene.ts';

/* Leads: told by schools and villages, found by the ledgers, brought by the public; some still waiting, most concluded. */

type By = 'school' | 'village' | 'county' | 'office';

export interface SampleLead {
  readonly key: string;
  /** Whom it is about: the n-th such child; a lead on nobody of the ledger says so in words. */
  readonly child:
    | { readonly village: number; readonly middle: boolean; readonly nth: number }
    | { readonly unlisted: string };
  readonly by: By;
  /** Days before the anchor: told, not seen since. */
  readonly told: number;
  readonly since: number;
  readonly reasons: readonly (
    | 'school-aversion'
    | 'family-belief'
    | 'migration'
    | 'sickness'
    | 'poverty'
    | 'child-labour'
    | 'other'
  )[];
  readonly seen: string;
  readonly answers?: readonly {
    readonly by: By;
    readonly state: SideState;
    readonly how: string;
    readonly on: number;
  }[];
  readonly concluded?: {
    readonly outcome: LeadOutcome;
    readonly on: number;
    readonly why: string;
    readonly schoolName?: string;
  };
}

/** Children of village 9 stay out of this: it is the one that is closed. */
export const LEADS: readonly SampleLead[] = [
  {
    key: 'new',
    child: { village: 10, middle: true, nth: 0 },
    by: 'school',
    told: 0,
    since: 2,
    reasons: ['school-aversion'],
    seen: '周一起没来，同桌说他想跟表哥去学修车。',
  },
  {
    key: 'waiting',
    child: { village: 2, middle: true, nth: 0 },
    by: 'village',
    told: 3,
    since: 5,
    reasons: ['migration'],
    seen: '一家人夜里走的，门上了锁，邻居说去了外省的工地。',
  },
  {
    key: 'disagreement',
    child: { village: 7, middle: true, nth: 1 },
    by: 'school',
    told: 6,
    since: 9,
    reasons: ['family-belief'],
    seen: '家长说孩子转到外地上学了，拿不出证明。',
    answers: [
      { by: 'school', state: 'suspected', how: '全国学籍系统中仍在本校，没有转出申请。', on: 5 },
      { by: 'village', state: 'other-province-off-roll', how: '家长电话里说在厂区附近的民办学校借读。', on: 5 },
      { by: 'county', state: 'not-clear', how: '已请对方县教育局协查，尚未回复。', on: 4 },
    ],
  },
  {
    key: 'confirmed',
    child: { village: 0, middle: true, nth: 2 },
    by: 'village',
    told: 8,
    since: 14,
    reasons: ['school-aversion'],
    seen: '白天在镇上的台球室，说不想再上学。',
    answers: [
      { by: 'school', state: 'confirmed', how: '班主任两次家访，本人明确表示不再到校。', on: 7 },
      { by: 'village', state: 'confirmed', how: '网格员入户，祖母证实两周没有上学。', on: 7 },
      { by: 'county', state: 'confirmed', how: '学籍系统核对，无转学、休学记录。', on: 6 },
    ],
    concluded: { outcome: 'confirmed', on: 5, why: '三方核实一致，未办理任何手续离校。' },
  },
  {
    key: 'sick',
    child: { village: 4, middle: false, nth: 1 },
    by: 'school',
    told: 21,
    since: 25,
    reasons: ['sickness'],
    seen: '电话里家长说在县医院，没有说什么病。',
    answers: [
      { by: 'school', state: 'sick-or-disabled', how: '班主任到县医院看望，正在住院。', on: 19 },
      { by: 'village', state: 'sick-or-disabled', how: '村医看过病历。', on: 19 },
    ],
    concluded: { outcome: 'sick-or-disabled', on: 18, why: '住院治疗，出院后由学校指导办理休学或复课。' },
  },
  {
    key: 'elsewhere',
    child: { village: 1, middle: true, nth: 0 },
    by: 'school',
    told: 30,
    since: 34,
    reasons: ['migration'],
    seen: '国庆后没有回校，群里问家长没有回音。',
    answers: [
      { by: 'school', state: 'other-province-on-roll', how: '接收学校已在系统中发起转学。', on: 28 },
      { by: 'village', state: 'other-province-on-roll', how: '家长发来了在读证明的照片。', on: 28 },
      { by: 'county', state: 'other-province-on-roll', how: '学籍系统中转学流程已到接收方。', on: 27 },
    ],
    concluded: {
      outcome: 'other-province-on-roll',
      on: 26,
      why: '随父母到外省就读，有学籍，三方一致。',
      schoolName: '外省桂渡区第三初级中学',
    },
  },
  {
    key: 'came-back',
    child: { village: 6, middle: false, nth: 0 },
    by: 'school',
    told: 40,
    since: 43,
    reasons: ['other'],
    seen: '三天没来，父母都在外面，爷爷不接电话。',
    answers: [{ by: 'village', state: 'in-school-here', how: '爷爷住院，孩子在姑姑家，已送回学校。', on: 39 }],
    concluded: { outcome: 'in-school-here', on: 38, why: '已返校上课，班主任当面核对。' },
  },
  {
    key: 'nobody',
    child: { unlisted: '小石头' },
    by: 'village',
    told: 48,
    since: 52,
    reasons: ['other'],
    seen: '收废品的人说见过一个八九岁的孩子，叫小石头，不上学。',
    concluded: { outcome: 'no-such-person', on: 44, why: '走访三个组没有此人，收废品的人改口说是邻县的亲戚，已回家。' },
  },
];

/** One step of the story of a lead, on its day. */
export function stepsOf(scene: Scene, lead: SampleLead): [day: Day, step: () => Promise<void>][] {
  const { days } = scene;
  // Where somebody was faster, the report joins the lead that is there.
  let leadId = idFor(`lead ${lead.key}`, days.ago(lead.told));
  const child = 'unlisted' in lead.child ? undefined : childOf(scene, lead.child);
  const person = (by: By) => personOf(scene, by, child);
  const steps: [Day, () => Promise<void>][] = [
    [
      days.ago(lead.told),
      async () => {
        const { reasons, seen } = lead;
        const about =
          'unlisted' in lead.child
            ? { unlisted: { name: lead.child.unlisted, sex: 'male', birth: '八九岁' }, villageId: scene.village(2) }
            : { childId: child?.id };
        const reported = await (child ? person(lead.by) : scene.person('village:2')).ask(reportLead, {
          params: { leadId },
          body: { ...about, onDay: days.ago(lead.told), since: days.ago(lead.since), reasons, seen },
        });
        leadId = reported.leadId;
      },
    ],
  ];
  for (const [index, { by, state, how, on }] of (lead.answers ?? []).entries()) {
    const eventId = idFor(`answer ${lead.key} ${index}`, days.ago(on));
    const step = async () => {
      await person(by).ask(answerLead, { params: { leadId, eventId }, body: { state, how, onDay: days.ago(on) } });
    };
    steps.push([days.ago(on), step]);
  }
  if (lead.concluded) {
    const { on, ...said } = lead.concluded;
    const eventId = idFor(`conclusion ${lead.key}`, days.ago(on));
    const step = async () => {
      await scene.clerk.ask(concludeLead, { params: { leadId, eventId }, body: { ...said, onDay: days.ago(on) } });
    };
    steps.push([days.ago(on), step]);
  }
  return steps;
}

function childOf(
  scene: Scene,
  { village, middle, nth }: Extract<SampleLead['child'], { village: number }>,
): SampleChild & { readonly id: string } {
  const found = scene.crowd(
    ({ schooling, ...child }) =>
      child.village === village && child.onPopulation && schooling?.state === 'here' && schooling.grade > 6 === middle,
  )[nth];
  if (!found) throw new Error(`The sample's village ${village} has no child number ${nth} for a lead.`);
  return found;
}

function personOf(scene: Scene, by: By, child: SampleChild | undefined): Person {
  const posts: Readonly<Record<By, Author>> = {
    school: `principal:${child?.schooling?.school ?? 'centre'}`,
    village: `village:${child?.village ?? 0}`,
    county: 'county-committee',
    office: 'social-affairs',
  };
  return scene.person(posts[by]);
}

/** What the matching of the lists left over, once looked into: the outcomes in turn, and how it was found. */
const FOUND: readonly (readonly [outcome: LeadOutcome, why: string, schoolName?: string])[] = [
  ['other-province-on-roll', '家长提供外省学校在读证明，经学籍系统查实。', '外省桂渡区实验小学'],
  ['in-province-on-roll', '省内外县就读，学籍系统可查。', '澜浦市枕石小学'],
  ['other-province-off-roll', '在外省民办学校就读，未建学籍，已发函催办。', '外省桂渡区新苗学校'],
  ['double-registration', '与另一户口重复登记，派出所已在办理注销。'],
  ['in-province-off-roll', '省内借读，未转学籍，已请接收学校补办。', '澜浦市第九小学'],
  ['data-error', '身份证号登记有误，已请派出所和学校更正。'],
  ['gone-with-parents', '随父母外出，仅有电话联系，未取得就读证明。'],
  ['abroad', '随父母出国，派出所出入境记录可查。'],
];
/** So many are still being looked into. */
const STILL_OPEN = 7;

/** The ledgers' own leads: children on the population list of whom nobody can say where they learn. */
export async function findByLedgers(scene: Scene): Promise<void> {
  await scene.clerk.ask(sweepLeads);
}

export async function concludeFound(scene: Scene, day: Day): Promise<void> {
  const { leads } = await scene.clerk.ask(listLeads, { query: { open: 'true', source: 'matching', limit: '200' } });
  const inOrder = leads.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, lead] of inOrder.entries()) {
    if (index < STILL_OPEN) await answerSome(scene, lead, index, day);
    else {
      const [outcome, why, schoolName] = FOUND[index % FOUND.length] ?? ['data-error' as const, '登记有误。'];
      await answer(scene, scene.clerk, lead, outcome, '电话联系家长并核对材料。', day);
      const params = { leadId: lead.id, eventId: idFor(`found ${lead.name}`, day) };
      await scene.clerk.ask(concludeLead, {
        params,
        body: { outcome, why, onDay: day, ...(schoolName && { schoolName }) },
      });
    }
  }
}

/** Of those still open: some nobody answered, some one side did, one has two sides that say different things. */
async function answerSome(scene: Scene, lead: LeadRow, index: number, day: Day): Promise<void> {
  if (index % 3 === 0) return;
  await answer(scene, scene.clerk, lead, 'gone-with-parents', '邻居说随父母外出，电话打不通。', day);
  if (index !== 4) return;
  await answer(
    scene,
    scene.person('county-committee'),
    lead,
    'other-province-on-roll',
    '外省学籍系统有同名同生日学生，待确认。',
    day,
  );
}

async function answer(_: Scene, person: Person, lead: LeadRow, state: SideState, how: string, day: Day): Promise<void> {
  const params = { leadId: lead.id, eventId: idFor(`said ${lead.name} ${state}`, day) };
  await person.ask(answerLead, { params, body: { state, how, onDay: day } });
}

/** Children who did not come at the opening of the term: where each of them is. */
export async function concludeOpening(scene: Scene, day: Day): Promise<void> {
  const { leads } = await scene.clerk.ask(listLeads, { query: { open: 'true', source: 'enrolment', limit: '200' } });
  const outcomes = [
    ['in-school-here', '开学第一周补办报到，已在班。'],
    ['other-province-on-roll', '随父母转到外省，接收学校已建学籍。', '外省桂渡区实验小学'],
    ['gone-with-parents', '随父母外出，电话能通，尚无就读证明。'],
  ] as const;
  const inOrder = leads.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, lead] of inOrder.entries()) {
    const [outcome, why, schoolName] = outcomes[index % outcomes.length] ?? outcomes[0];
    const params = { leadId: lead.id, eventId: idFor(`opening ${lead.name}`, day) };
    await scene.clerk.ask(concludeLead, {
      params,
      body: { outcome, why, onDay: day, ...(schoolName && { schoolName }) },
    });
  }
}

/** What somebody from the street wrote by the code on the notice board. */
export async function bringAClue(scene: Scene): Promise<void> {
  await scene.clerk.ask(bringClue, {
    body: {
      townshipId: scene.unit(TOWNSHIP.code),
      seen: '菜市场口卖豆腐的摊子，上学时间总有一个十二三岁的女孩在帮忙，问她说家里不让念了。',
      place: '霁溪街菜市场东口',
      when: '这两个星期，上午',
    },
  });
}
