import type { Text } from '../basis/problem.ts';
import { checkCharacter, parseCitizenNumber } from './citizen-number.ts';

/**
 * The number on the national student register (学籍号), 19 characters: G and the citizen number; J and 18 generated
 * characters for a pupil without one; L and 18 digits, temporary, to be converted.
 */
export interface RollNumber {
  readonly number: string;
  readonly type: 'G' | 'J' | 'L';
  /** The citizen number inside a G number. */
  readonly citizenId: string | null;
}

/** Reads a roll number; `citizenId` is the child's own, where known: a G number must carry it. */
export function readRollNumber(
  text: string,
  citizenId: string | null,
): { roll: RollNumber; warning: Text | null } | { problem: Text } {
  const number = text.replace(/[\s'"-]/g, '').toUpperCase();
  const match = /^([GJL])(\d{17}[\dX])$/.exec(number);
  const rest = match?.[2];
  if (!match || !rest) {
    return {
      problem: {
        zh: '学籍号应为 19 位：字母 G、J 或 L 加 18 位。请从学籍系统重新复制；学籍号未导入。',
        en: 'A roll number has 19 characters: the letter G, J or L and 18 more. Copy it again from the register; it was left out.',
      },
    };
  }
  if (match[1] === 'G') {
    const owner = parseCitizenNumber(rest);
    if (!owner) {
      return {
        problem: {
          zh: 'G 字头学籍号中的身份证号校验不符。请从学籍系统重新复制；学籍号未导入。',
          en: 'The citizen number inside this G roll number fails its check. Copy it again from the register; it was left out.',
        },
      };
    }
    if (citizenId && owner.number !== citizenId) {
      return {
        problem: {
          zh: '学籍号中的身份证号与本行身份证号不一致。请核对两者哪个正确；学籍号未导入。',
          en: 'The citizen number inside the roll number is not the one in this row. Find out which is right; the roll number was left out.',
        },
      };
    }
    return { roll: { number, type: 'G', citizenId: owner.number }, warning: null };
  }
  if (match[1] === 'J' && checkCharacter(rest) !== rest[17]) {
    return {
      problem: {
        zh: 'J 字头学籍号校验不符。请从学籍系统重新复制；学籍号未导入。',
        en: 'This J roll number fails its check. Copy it again from the register; it was left out.',
      },
    };
  }
  return {
    roll: { number, type: match[1] === 'J' ? 'J' : 'L', citizenId: null },
    warning:
      match[1] === 'L'
        ? {
            zh: 'L 字头是临时学籍号，请尽快在学籍系统中转为正式学籍。',
            en: 'An L number is a temporary one: have it converted in the register soon.',
          }
        : null,
  };
}
