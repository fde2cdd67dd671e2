import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { HeldDecision } from './remembered-decisions.ts';

/** What is told of a row when it was looked for in the ledger. */
export const sentences = {
  takenBy: (row: number): Text => ({
    zh: `与第 ${row} 行对应台账中的同一名儿童，本行不导入。请核实两行哪一行正确，删去另一行。`,
    en: `Row ${row} is about the same child of the ledger; this row is not imported. Find out which of the two is right and delete the other.`,
  }),
  joined: (name: string, why: readonly Text[]): Text => ({
    zh: `认作台账中的“${name}”：${inWords(why, 'zh')}。请核实；如不是同一人，请改正本行后重新导入。`,
    en: `Taken for "${name}" of the ledger: ${inWords(why, 'en')}. Verify it; if they are not one child, correct the row and import again.`,
  }),
  asBefore: (): Text => ({
    zh: '没有可比对的身份证号；本行与以前导入的一行内容相同，认作同一名儿童。',
    en: 'There is no number to compare; the row says the same as one imported before and is taken for the same child.',
  }),
  lent: (owner: string): Text => ({
    zh: `本行的身份证号在台账中是“${owner}”的，未采用。请对照户口簿改正。`,
    en: `The citizen number in this row is that of "${owner}" in the ledger and was left out. Correct it from the household booklet.`,
  }),
  numberTaken: (owner: string): Text => ({
    zh: `本行的身份证号在台账中是“${owner}”的，而本行不是这名儿童，本行不导入。请对照户口簿改正号码后重新导入。`,
    en: `The citizen number in this row is that of "${owner}" in the ledger, who is another child; the row is not imported. Correct the number from the household booklet and import again.`,
  }),
  waits: (pairs: readonly { readonly name: string; readonly why: readonly Text[] }[]): Text => ({
    zh: `待人工判定，暂不写入：可能是台账中的${pairs.map((pair) => `“${pair.name}”（${inWords(pair.why, 'zh')}）`).join('、')}。请在“待判定”中判定。`,
    en: `Waits for a decision and is not written: it may be ${pairs.map((pair) => `"${pair.name}" (${inWords(pair.why, 'en')})`).join(', ')} of the ledger. Decide it in the review queue.`,
  }),
  decidedSame: ({ by, at, childName }: HeldDecision): Text => ({
    zh: `${by} 于 ${shanghaiDay(at)} 判定本行就是台账中的“${childName}”。`,
    en: `${by} decided on ${shanghaiDay(at)} that this row is "${childName}" of the ledger.`,
  }),
  decidedOther: ({ by, at, childName }: HeldDecision, owner: string): Text => ({
    zh: `${by} 于 ${shanghaiDay(at)} 判定本行是“${childName}”，而本行的身份证号现在是台账中“${owner}”的，两者矛盾，本行不导入。请改正号码，或在“待判定”的“已判定”中撤销那一次判定后重新导入。`,
    en: `${by} decided on ${shanghaiDay(at)} that this row is "${childName}", and its citizen number is now that of "${owner}" in the ledger. The two contradict each other; the row is not imported. Correct the number, or undo that decision under "Decided" of the review queue and import again.`,
  }),
  decidedApart: ({ by, at, childName }: HeldDecision): Text => ({
    zh: `${by} 于 ${shanghaiDay(at)} 判定本行不是“${childName}”，而两者的身份证号和姓名现在都相符，互相矛盾，本行不导入。请在“待判定”的“已判定”中撤销那一次判定，或改正本行后重新导入。`,
    en: `${by} decided on ${shanghaiDay(at)} that this row is not "${childName}", and number and name of the two now agree. That is a contradiction; the row is not imported. Undo that decision under "Decided" of the review queue, or correct the row, and import again.`,
  }),
};

function inWords(why: readonly Text[], language: 'zh' | 'en'): string {
  return why.map((each) => each[language]).join(language === 'zh' ? '；' : '; ');
}
