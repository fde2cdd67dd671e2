import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import {
  addRelief,
  addReliefResult,
  answerReferral,
  listAddressedReferrals,
} from '@quanxue/domain/cases/joint-control.ts';
import { idFor, type Scene } from './scene.ts';

/* What other offices answered, and what families without a case lack. */

/** The justice office held its meeting and asks back about the other matter; the federation has taken its one on. */
export async function answerReferrals(scene: Scene, day: Day): Promise<void> {
  for (const role of ['justice', 'womens-federation'] as const) {
    const person = scene.person(role);
    const { referrals } = await person.ask(listAddressedReferrals);
    for (const { id, subject } of referrals) {
      const body = ANSWERS[subject];
      if (!body) continue;
      const params = { referralId: id, answerId: idFor(`answer ${subject} ${id}`, day) };
      await person.ask(answerReferral, { params, body: { ...body, on: day } });
    }
  }
}

const ANSWERS: Readonly<Record<string, { kind: 'accepted' | 'done' | 'question'; text: string }>> = {
  publicity: { kind: 'done', text: '在村委会院坝召开宣讲会，到场二十六户，发放资料三十份。' },
  'legal-aid': { kind: 'question', text: '监护人是否愿意到司法所面谈？' },
  care: { kind: 'accepted', text: '' },
};

const LACKS = [
  { difficulty: '离校十五里，没有交通工具', help: '与学校商定住校床位', unit: 'school', settled: '已住校。' },
  { difficulty: '父母外出，随年迈祖母生活', help: '村干部每周上门照看，联系外出父母', unit: 'village' },
  { difficulty: '冬季校服和被褥缺少', help: '申请临时救助', unit: 'civil-affairs' },
] as const;

/** Key households whose children are in school all the same. */
export async function writeRelief(scene: Scene, day: Day): Promise<void> {
  const children = scene.crowd(
    ({ households, schooling }) =>
      schooling?.state === 'here' && households.some((each) => each === 'monitored' || each === 'subsistence'),
  );
  for (const [index, { difficulty, help, unit, ...rest }] of LACKS.entries()) {
    const child = children[index * 3];
    if (!child) continue;
    const reliefId = idFor(`relief ${index}`, day);
    await scene.clerk.ask(addRelief, {
      params: { childId: child.id, reliefId },
      body: { difficulty, help, unit, on: addDays(day, -6) },
    });
    if (!('settled' in rest)) continue;
    await scene.clerk.ask(addReliefResult, {
      params: { childId: child.id, reliefId, resultId: idFor(`relief result ${index}`, day) },
      body: { result: rest.settled, on: day, settled: true },
    });
  }
}
