import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import {
  listRoundHouseholds,
  openRound,
  type RoundHousehold,
  type RoundKind,
  recordFound,
  recordVisit,
  type VisitResult,
} from '@quanxue/domain/visits/rounds.ts';
import { Chance } from './random.ts';
import { atOnce, idFor, type Scene } from './scene.ts';

/* The three visits: the register of one village read to its end, two rounds on their way. */

const HANDS = 3;

export interface SampleRound {
  readonly kind: RoundKind;
  readonly village: number;
  readonly title: string;
  /** Days before the anchor on which it was opened, walked, and is to end. */
  readonly opened: number;
  readonly walked: number;
  readonly ends: number;
  /** The part of its households that was seen. */
  readonly seen: number;
}

export const ROUNDS: readonly SampleRound[] = [
  { kind: 'registry', village: 3, title: '秋季访户籍', opened: 45, walked: 32, ends: 30, seen: 1 },
  { kind: 'village', village: 10, title: '秋季访村社', opened: 24, walked: 9, ends: -10, seen: 0.62 },
  { kind: 'household', village: 7, title: '秋季访家庭', opened: 18, walked: 5, ends: -14, seen: 0.87 },
];

/** Opened by the village's own post. @returns the round's id. */
export async function openSampleRound(scene: Scene, round: SampleRound): Promise<string> {
  const { days } = scene;
  const made = await scene.person(`village:${round.village}`).ask(openRound, {
    body: {
      kind: round.kind,
      unitId: scene.village(round.village),
      title: round.title,
      fromOn: days.ago(round.opened),
      toOn: round.ends < 0 ? addDays(days.anchor, -round.ends) : days.ago(round.ends),
    },
  });
  return made.id;
}

export async function walkRound(scene: Scene, round: SampleRound, roundId: string): Promise<void> {
  const { days } = scene;
  const person = scene.person(`village:${round.village}`);
  const villageId = scene.village(round.village);
  const households: RoundHousehold[] = [];
  for (let offset = 0, total = 1; offset < total; offset += 200) {
    const query = { villageId, offset: String(offset), limit: '200' };
    const page = await person.ask(listRoundHouseholds, { params: { roundId }, query });
    total = page.total;
    households.push(...page.households);
  }
  const seen = households.slice(0, Math.round(households.length * round.seen));
  const last = days.ago(round.walked);
  await atOnce(HANDS, seen, (household, index) => {
    const key = `${round.kind} ${index}`;
    const chance = new Chance(key);
    const met = metAt(round.kind, chance);
    return person.ask(recordVisit, {
      params: { roundId, visitId: idFor(`visit ${key}`, last) },
      body: {
        householdId: household.id,
        onDay: dayOf(scene, round, index / seen.length),
        met,
        results:
          met === 'nobody'
            ? []
            : household.children.map((child) => ({ childId: child.childId, ...found(round.kind, child, chance) })),
      },
    });
  });
  if (round.kind !== 'household') return;
  await person.ask(recordFound, {
    params: { roundId, foundId: idFor('found', last) },
    body: { villageId, name: '游小舟', sex: 'male', birthDate: `${days.year - 8}-05-17`, onDay: last },
  });
}

/** The walk goes on from the opening to its last day. */
function dayOf(scene: Scene, { opened, walked }: SampleRound, part: number): Day {
  return scene.days.ago(walked + Math.round((1 - part) * (opened - walked - 1)));
}

function metAt(
  kind: RoundKind,
  chance: Chance,
): 'papers' | 'guardian' | 'relative' | 'neighbour' | 'village' | 'nobody' {
  if (kind === 'registry') return 'papers';
  if (kind === 'village') return chance.pick(['village', 'neighbour', 'relative'] as const);
  return chance.weighted([
    ['guardian', 80],
    ['relative', 16],
    ['nobody', 4],
  ] as const);
}

function found(
  kind: RoundKind,
  child: RoundHousehold['children'][number],
  chance: Chance,
): { result: VisitResult; place?: string; note?: string } {
  if (kind === 'registry') {
    if (chance.happens(0.015)) return { result: 'moved-away', place: '澜浦市枕石街道', note: '户口本已无此人' };
    return chance.happens(0.012) ? { result: 'number-error', note: '户口本上末四位不同' } : { result: 'registered' };
  }
  switch (child.state) {
    case 'here':
    case 'county':
    case 'special-education':
      return { result: 'in-school' };
    case 'out-of-county':
      return { result: 'elsewhere', place: child.school ?? '澜浦市' };
    case 'unknown':
      return { result: 'elsewhere', place: '外地，家里说不清学校名称' };
    case 'suspected':
    case 'dropped-out':
      return { result: 'not-in-school', note: '在家，正在劝返' };
    case 'completed':
      return { result: 'in-school', note: '已升入职校' };
    default:
      return { result: 'under-measure' };
  }
}
