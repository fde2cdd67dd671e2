import { z } from 'zod';
import type { Language } from '../basis/problem.ts';
import { terms } from '../terms.ts';
import { DUTY_KINDS, type DutyKind, type DutyState } from './duties.ts';

/* What may be told outside the product: how much is to be done, by unit and kind. It is made of counts alone, so that no child can be in it. */

export const DutyCount = z
  .object({ unit: z.string(), kind: z.enum(DUTY_KINDS), overdue: z.int(), due: z.int() })
  .meta({ id: 'DutyCount' });
export type DutyCount = z.infer<typeof DutyCount>;

/** Counts what is overdue or due soon, by the unit whose turn it is. What is only announced makes no one hurry. */
export function countDuties(
  duties: readonly { kind: DutyKind; state: DutyState; turn: { unit: string } }[],
): DutyCount[] {
  const counts = new Map<string, DutyCount>();
  for (const { kind, state, turn } of duties) {
    if (state === 'coming') continue;
    const key = `${turn.unit}/${kind}`;
    const count = counts.get(key) ?? { unit: turn.unit, kind, overdue: 0, due: 0 };
    counts.set(key, { ...count, [state]: count[state] + 1 });
  }
  const order = (count: DutyCount) => DUTY_KINDS.indexOf(count.kind);
  return [...counts.values()].sort((a, b) => a.unit.localeCompare(b.unit, 'zh') || order(a) - order(b));
}

/** One line a unit, for a chat group or a mail; empty where nothing is to be done. */
export function groupText(counts: readonly DutyCount[], language: Language): string {
  const zh = language === 'zh';
  const lines = [...Map.groupBy(counts, (count) => count.unit)].flatMap(([unit, mine]) => {
    const said = (['overdue', 'due'] as const).flatMap((state) => {
      const kinds = mine.filter((count) => count[state] > 0);
      const sum = kinds.reduce((n, count) => n + count[state], 0);
      if (sum === 0) return [];
      const parts = kinds.map((count) => `${terms.dutyKind[count.kind][language]} ${count[state]}`);
      return [
        zh ? `${STATE[state].zh} ${sum} 件（${parts.join('、')}）` : `${sum} ${STATE[state].en} (${parts.join(', ')})`,
      ];
    });
    if (said.length === 0) return [];
    return [zh ? `${unit}：${said.join('；')}` : `${unit}: ${said.join('; ')}`];
  });
  if (lines.length === 0) return '';
  return [...lines, zh ? '请登录系统办理。' : 'Please sign in to see to it.'].join('\n');
}

const STATE = { overdue: { zh: '逾期', en: 'overdue' }, due: { zh: '近期到期', en: 'due soon' } } as const;
