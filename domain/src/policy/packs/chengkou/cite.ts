import type { Text } from '../../../basis/problem.ts';

/* How the clauses of the notice 咸宜府发〔2022〕56号 are printed. docs/papers.md tells what each says, in our own words. */

/** An article of the plan. */
export const plan = (zh: string, en: string): Text => ({ zh: `实施方案${zh}`, en: `Plan, article ${en}` });

/** A volume of annex 1, with the number of its item where it has one. */
export const annex1 = (volume: string, item = ''): Text => ({
  zh: `附件1 ${volume}${item && `(${item})`}`,
  en: `Annex 1, ${volume}${item && `(${item})`}`,
});

/** A measure of annex 2. */
export const annex2 = (item: string): Text => ({ zh: `附件2 第${item}项`, en: `Annex 2, item ${item}` });

/** The note at the end of annex 2. */
export const note: Text = { zh: '附件2 说明', en: 'Annex 2, note' };

export const text = (zh: string, en: string): Text => ({ zh, en });
