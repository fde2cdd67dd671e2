import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { declareClosed, explainDifference, getVillageClosing } from '@quanxue/domain/children/closing-operations.ts';
import { setSchooling } from '@quanxue/domain/children/ledger-operations.ts';
import { getChild } from '@quanxue/domain/children/operations.ts';
import { idFor, type Scene } from './scene.ts';

/* One village of which every child is accounted for on three days of its history; the others are still at work. */

/** 桐花湾村. */
export const CLOSED_VILLAGE = 9;

/** The three days: soon after the opening of last school year and of its second term, and the day of the sample. */
export function closingDays(scene: Scene): Day[] {
  const { year, anchor } = scene.days;
  return [`${year - 1}-09-10`, `${year}-03-01`, anchor];
}

/** Gets the papers of this school year for children of the village who learn elsewhere, and asks where the lost ones are. */
export async function accountForChildren(scene: Scene, day: Day): Promise<void> {
  const villageId = scene.village(CLOSED_VILLAGE);
  const { open } = await scene.clerk.ask(getVillageClosing, { query: { villageId, asOf: day } });
  for (const { childId, what, state } of open) {
    if (what === 'difference') {
      const body = { kind: 'moved-in' as const, onDay: day, reason: '派出所补录：随父母落户，当月名单未列' };
      await scene.clerk.ask(explainDifference, { params: { childId }, body });
      continue;
    }
    // Whoever was lost sight of without a case is found by the same paper.
    if (what === 'lacking' && state !== 'out-of-county' && state !== 'suspected') continue;
    const { schooling } = await scene.clerk.ask(getChild, { params: { childId } });
    const since = schooling && schooling.fromOn > day ? schooling.fromOn : day;
    await scene.clerk.ask(setSchooling, {
      params: { childId },
      body: {
        state: 'out-of-county',
        fromOn: since,
        schoolName: schooling?.school ?? '澜浦市枕石小学',
        grade: schooling?.grade ?? null,
        class: schooling?.class ?? null,
        basis: {
          kind: 'paper',
          title: '学籍（就读）证明',
          number: `枕石〔${day.slice(0, 4)}〕${idFor(childId, day).slice(-2)}号`,
          on: day,
        },
      },
    });
  }
}

/** Freezes the numbers of the village for each of the days on which nothing of it is open. */
export async function closeVillage(scene: Scene): Promise<void> {
  const villageId = scene.village(CLOSED_VILLAGE);
  for (const asOf of closingDays(scene)) {
    const { villages } = await scene.clerk.ask(getVillageClosing, { query: { villageId, asOf } });
    if (villages.every((village) => village.closed)) {
      await scene.clerk.ask(declareClosed, { params: { villageId }, body: { asOf, base: 'registered' } });
    }
  }
}
