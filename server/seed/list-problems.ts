import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import {
  addProblem,
  assignOwner,
  closeProblem,
  type HandKind,
  listProblems,
  type OwnerRole,
  type ProblemRow,
  pairChild,
} from '@quanxue/domain/cases/problem-list.ts';
import { OFFICES, phone, TOWNSHIP } from './county.ts';
import { MERGED } from './last-year.ts';
import { Chance } from './random.ts';
import { atOnce, idFor, type Scene } from './scene.ts';

/* The problem list: what people wrote down beside what the ledgers and cases say, who answers, and who stands by the child. */

const HANDS = 3;
/** Children for whom nobody has been named yet. */
const WITHOUT_OWNER = 2;

const WRITTEN: readonly (readonly [kind: HandKind, source: 'hand' | 'inspection', note: string])[] = [
  ['difficulty', 'hand', '住校生活费没有着落，家长想让孩子走读。'],
  ['papers', 'inspection', '县级抽查：外出就读证明是去年的，没有本学年的。'],
  ['lists-differ', 'inspection', '县级抽查：村名册与学籍名册出生日期不一致。'],
  ['health', 'hand', '视力下降明显，家里还没有带去配镜。'],
  ['not-attending', 'hand', '每逢赶场天缺课，家长让帮忙看摊。'],
  ['other', 'hand', '父母分居，联系人电话换过两次。'],
];

export async function writeProblems(scene: Scene, found: Day): Promise<void> {
  const children = scene.crowd(
    ({ schooling, onPopulation, village }) => onPopulation && schooling?.state === 'here' && village !== 9,
  );
  for (const [index, [kind, source, note]] of WRITTEN.entries()) {
    const child = children[index * 37 + 11];
    if (!child) continue;
    const params = { childId: child.id, problemId: idFor(`problem ${index}`, found) };
    await scene.clerk.ask(addProblem, { params, body: { source, kind, foundOn: found, note } });
  }
}

/** The glasses were bought. */
export async function closeOne(scene: Scene, day: Day): Promise<void> {
  const { rows } = await scene.clerk.ask(listProblems, { query: { source: 'hand', limit: '200' } });
  for (const { childId, problems } of rows) {
    const solved = problems.find((problem) => problem.kind === 'health' && problem.problemId);
    if (!solved?.problemId) continue;
    const params = { childId, problemId: solved.problemId };
    await scene.clerk.ask(closeProblem, {
      params,
      body: { how: 'solved', on: day, note: '学校联系县医院免费验光，已配镜。' },
    });
  }
}

/** Names owner and helper for every child on the list but two. */
export async function nameOwners(scene: Scene, day: Day): Promise<void> {
  const rows: ProblemRow[] = [];
  for (let offset = 0, total = 1; offset < total; offset += 200) {
    const page = await scene.clerk.ask(listProblems, { query: { offset: String(offset), limit: '200' } });
    total = page.total.children;
    rows.push(...page.rows);
  }
  const inOrder = rows.toSorted((a, b) => (a.childName < b.childName ? -1 : 1));
  const named = inOrder.slice(WITHOUT_OWNER);
  for (const [place, group] of Map.groupBy(named, (row) => row.village ?? row.school ?? '')) {
    const owner = ownerAt(scene, place, group[0]?.village != null);
    await scene.clerk.ask(assignOwner, { body: { childIds: group.map((row) => row.childId), ...owner, on: day } });
  }
  await atOnce(HANDS, named, (row) => {
    const helper = helperOf(row);
    return scene.clerk.ask(pairChild, {
      params: { childId: row.childId, pairingId: idFor(`pair ${row.childName} ${row.childId}`, day) },
      body: { ...helper, on: day },
    });
  });
}

/** The grid worker of the village, the head of the school, or the office where neither is known. */
function ownerAt(scene: Scene, place: string, isVillage: boolean): { unitId: string; role: OwnerRole; name: string } {
  const index = place === MERGED.name ? MERGED.into : scene.villages.findIndex((village) => village.name === place);
  const village = isVillage ? scene.villages[index] : undefined;
  if (village) return { unitId: scene.village(index), role: 'grid-worker', name: village.gridWorker };
  const school = scene.schools.find((each) => each.name === place);
  if (school) return { unitId: scene.school(school.key), role: 'principal', name: school.principal };
  return { unitId: scene.unit(TOWNSHIP.code), role: 'social-affairs', name: OFFICES.socialAffairsClerk.name };
}

/** Cadres of the township and teachers, each for a few children. */
function helperOf(row: ProblemRow): { name: string; post: string; phone: string } {
  const chance = new Chance(`helper ${row.childName}`);
  const { socialAffairs: _, county: __, labour: ___, ...offices } = OFFICES;
  const { name, post, phone: number } = chance.pick(Object.values(offices));
  if (chance.happens(0.5)) return { name, post, phone: number };
  const teacher = chance.pick([
    '柏知秋',
    '顾青禾',
    '卢思齐',
    '沈望山',
    '任小满',
    '韦若谷',
    '石一诺',
    '田知夏',
  ] as const);
  return { name: teacher, post: `${row.school ?? '霁溪镇中心小学'}教师`, phone: phone(8700 + chance.whole(0, 200)) };
}
