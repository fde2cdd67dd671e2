/*
 * Finds a name by the initials of its pinyin: the sign before which each letter's part of the dictionary begins, compared
 * by the browser's own Chinese collation. A surname read otherwise (单, 曾) is found by its characters.
 */

const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫匝';
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const byPinyin = new Intl.Collator('zh-CN-u-co-pinyin');

/** 王小明 → wxm. Signs that are no Chinese characters stay as they are, in lower case. */
export function initialsOf(name: string): string {
  return [...name]
    .map((sign) => {
      if (!/\p{Script=Han}/u.test(sign)) return sign.toLowerCase();
      const index = [...FIRST].findLastIndex((first) => byPinyin.compare(first, sign) <= 0);
      return LETTERS[index] ?? sign;
    })
    .join('');
}

/** Whether a name fits what was typed: part of the name, or initials from its beginning. */
export function fits(name: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return true;
  return name.toLowerCase().includes(wanted) || (/^[a-z]+$/.test(wanted) && initialsOf(name).startsWith(wanted));
}
