/* What a brief may and may not hold. Pure. */

export interface BriefText {
  title: string;
  sections: { heading: string; sentences: string[] }[];
}

/** Left in a draft for what only a person can say. */
export const BLANK = '____';

/** 王小明 → 王○○: as a child stands in a brief unless the sender says otherwise. */
export function hiddenName(name: string): string {
  const [first = ''] = name.trim();
  return `${first}○○`;
}

const whole = ({ title, sections }: BriefText) =>
  [title, ...sections.flatMap(({ heading, sentences }) => [heading, ...sentences])].join('\n');

export function blanksOf(text: BriefText): number {
  return whole(text).split(BLANK).length - 1;
}

/** Whether a child can be named by the text: its name, or a row of digits as long as a citizen number. */
export function namesAnyone(text: BriefText, names: readonly string[]): boolean {
  const said = whole(text).replaceAll(/\s/g, '');
  return names.some((name) => name.trim().length > 1 && said.includes(name.trim())) || /\d{17}[\dXx]/.test(said);
}
