/* What a reader of workbooks hands to the rules: one value per cell, with what the rules must still know about it. */

/** A number as it stood in the file. `day` is set where the cell's format shows it as a date. */
export interface NumberCell {
  readonly number: number;
  readonly day: string | null;
}

/** `#N/A` and its like, or a formula that the writing program left without a result (`formula`). */
export interface BrokenCell {
  readonly broken: 'error' | 'formula';
  readonly shown: string;
}

/** Empty, text, a number, or a cell that holds no value one could take. Booleans arrive as the text TRUE or FALSE. */
export type Cell = null | string | NumberCell | BrokenCell;

/** True for a cell without a value that could be read: an error, or a formula without its result. */
export function isBroken(cell: Cell): cell is BrokenCell {
  return cell !== null && typeof cell === 'object' && 'broken' in cell;
}

export function isNumber(cell: Cell): cell is NumberCell {
  return cell !== null && typeof cell === 'object' && 'number' in cell;
}

/** The cell as people see it, for messages and samples: numbers without an exponent up to 21 digits. */
export function shown(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if ('broken' in cell) return cell.shown;
  return cell.day ?? plainNumber(cell.number);
}

/** A number in digits as a spreadsheet shows it in a wide enough column: no exponent below 1e21, no 0.1+0.2 tails. */
export function plainNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(Number(number.toPrecision(15)));
}

const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/**
 * Text as a person means it: full-width digits, letters and signs narrowed (NFKC), invisible characters removed, runs of
 * white space made one space, ends trimmed. Chinese characters stay as they are written: NFKC would replace the
 * compatibility ideographs of some names by others, so they are left out of it.
 */
export function tidy(text: string): string {
  // Most cells are tidy: nothing but plain signs and characters, and no white space at all.
  if (TIDY.test(text)) return text;
  return text
    .replace(/[^\u{f900}-\u{faff}\u{2f800}-\u{2fa1f}]+/gu, (run) => (PLAIN.test(run) ? run : run.normalize('NFKC')))
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
}

const TIDY = /^[\u0021-\u007e\u4e00-\u9fff]*$/;
const PLAIN = /^[\u0020-\u007e\u4e00-\u9fff]*$/;

/** The cell as tidy text; empty for an empty or broken cell. */
export function textOf(cell: Cell): string {
  if (cell === null || isBroken(cell)) return '';
  return typeof cell === 'string' ? tidy(cell) : shown(cell);
}

/** The letters a spreadsheet program shows above a column, counted from 0: A … Z, AA … */
export function columnLetter(index: number): string {
  let rest = index + 1;
  let letters = '';
  while (rest > 0) {
    const digit = (rest - 1) % 26;
    letters = String.fromCharCode(65 + digit) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

/** Words people write where there is nothing to write: no number, no phone, no name. */
const NOTHING =
  /^(无|没有|暂无|不详|未知|不清楚|未办理?|未上户|无户口|待查|空|null|none|n\/a|na|-+|—+|\/+|\\+|\.+|、|0+|\*+)$/i;

export function isNothing(text: string): boolean {
  return text === '' || NOTHING.test(text);
}
