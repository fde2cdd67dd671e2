import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { Listed } from './listed.ts';

/*
 * Which child of the ledger a row is about. Numbers decide; without one, name and birth date. Where it is not sure, the
 * row is not taken in and a person decides: joining a missing child to a stranger would hide a dropout.
 */

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly birthDate: Day;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly hasNumber: boolean;
  /** Taken back with an earlier import: a row brings it back. */
  readonly withdrawn: boolean;
}

export interface Identified {
  /** The child of the ledger, or null for a new one. */
  readonly childId: string | null;
  readonly warnings: readonly Text[];
  /** Why nobody can say which child this is: the row must not be imported. */
  readonly doubt: Text | null;
}

/**
 * @param byNumber the child that carries the row's citizen number
 * @param sameDay  children born on the same day (among them all of the same name)
 * @param sound    the sound of a name, without tones: equal for homophones
 */
export function identify(
  listed: Listed,
  byNumber: Candidate | undefined,
  sameDay: readonly Candidate[],
  sound: (name: string) => string,
): Identified {
  if (byNumber) return { childId: byNumber.id, warnings: nameWarnings(listed, byNumber, sound), doubt: null };
  const namesakes = sameDay.filter((each) => each.name === listed.name && sexFits(each, listed));
  const open = namesakes.filter((each) => !listed.citizenId || !each.hasNumber);
  const living = open.filter((each) => !each.withdrawn);
  const found = living.length > 0 ? living : open;
  if (found.length > 1) return { childId: null, warnings: [], doubt: sentences.several(listed.name, found.length) };
  const one = found[0];
  if (one) return { childId: one.id, warnings: [sentences.byNameAndBirth(listed.name)], doubt: null };
  if (namesakes.some((each) => !each.withdrawn)) {
    return { childId: null, warnings: [sentences.otherNumber(listed.name)], doubt: null };
  }
  const alike = sameDay.find(
    (each) =>
      !each.withdrawn &&
      each.name !== listed.name &&
      sexFits(each, listed) &&
      (!listed.citizenId || !each.hasNumber) &&
      sound(each.name) === sound(listed.name),
  );
  // Same sound, same birthday, and at least one of the two without a number: probably one child written in two ways.
  if (alike) return { childId: null, warnings: [], doubt: sentences.homophone(listed.name, alike.name) };
  return { childId: null, warnings: [], doubt: null };
}

function sexFits(a: { sex: string }, b: { sex: string }): boolean {
  return a.sex === b.sex || a.sex === 'unknown' || b.sex === 'unknown';
}

function nameWarnings(listed: Listed, child: Candidate, sound: (name: string) => string): Text[] {
  if (listed.name === child.name) return [];
  return sound(listed.name) === sound(child.name)
    ? [sentences.nameSounds(listed.name, child.name)]
    : [sentences.nameDiffers(listed.name, child.name)];
}

/** What is remembered of a row of the same list that came before. */
interface EarlierRow {
  readonly row: number;
  readonly name: string;
  readonly sex: string;
  readonly hasNumber: boolean;
}

/** Watches one list for children that stand in it twice, or are written in two ways. */
export class Twice {
  private readonly numbers = new Map<string, EarlierRow>();
  private readonly births = new Map<string, EarlierRow[]>();
  private readonly sound: (name: string) => string;

  constructor(sound: (name: string) => string) {
    this.sound = sound;
  }

  /** What an earlier row has to do with this one; the row is remembered. */
  see(listed: Listed, row: number): { readonly doubt: Text | null; readonly warning: Text | null } {
    const earlier = listed.citizenId ? this.numbers.get(listed.citizenId) : undefined;
    if (earlier) {
      const doubt =
        earlier.name === listed.name
          ? sentences.twice(earlier.row)
          : sentences.oneNumberTwoNames(earlier.row, earlier.name);
      return { doubt, warning: null };
    }
    const entry = { row, name: listed.name, sex: listed.sex, hasNumber: listed.citizenId !== null };
    const sameDay = this.births.get(listed.birthDate ?? '') ?? [];
    const judged = this.judge(entry, sameDay);
    if (listed.citizenId) this.numbers.set(listed.citizenId, entry);
    sameDay.push(entry);
    this.births.set(listed.birthDate ?? '', sameDay);
    return judged;
  }

  private judge(entry: EarlierRow, sameDay: readonly EarlierRow[]) {
    const namesake = sameDay.find((each) => each.name === entry.name && sexFits(each, entry));
    if (namesake) {
      return namesake.hasNumber && entry.hasNumber
        ? { doubt: null, warning: sentences.namesake(namesake.row) }
        : { doubt: sentences.twiceWithoutNumber(namesake.row), warning: null };
    }
    const alike = sameDay.find(
      (each) =>
        !(each.hasNumber && entry.hasNumber) &&
        sexFits(each, entry) &&
        this.sound(each.name) === this.sound(entry.name),
    );
    return { doubt: alike ? sentences.twiceBySound(alike.row, alike.name) : null, warning: null };
  }
}

const sentences = {
  several: (name: string, count: number): Text => ({
    zh: `台账中有 ${count} 名同名同日出生的“${name}”，分不清是哪一名。请补上身份证号。`,
    en: `The ledger has ${count} children called "${name}" born on that day; it is unclear which one is meant. Add the citizen number.`,
  }),
  byNameAndBirth: (name: string): Text => ({
    zh: `没有可比对的身份证号，按姓名和出生日期认作台账中的“${name}”。请核实。`,
    en: `Without a number to compare, this was taken for "${name}" of the ledger by name and birth date. Verify it.`,
  }),
  otherNumber: (name: string): Text => ({
    zh: `台账中另有同名同日出生的“${name}”，但身份证号不同，按两名儿童处理。请核实是否同一人。`,
    en: `The ledger has another "${name}" born on that day under another number; they are kept as two children. Verify that they are not one.`,
  }),
  homophone: (name: string, other: string): Text => ({
    zh: `台账中有同日出生、读音相同的“${other}”，可能与“${name}”是同一人。请核对姓名用字，或补上身份证号后重新导入。`,
    en: `The ledger has "${other}", born on the same day and sounding the same; it may be the same child as "${name}". Check the characters of the name, or add the citizen number, and import again.`,
  }),
  nameSounds: (name: string, stands: string): Text => ({
    zh: `身份证号相同，姓名同音不同字：台账为“${stands}”，名单为“${name}”。请按户口簿核对用字。`,
    en: `The number is the same and the names sound alike: "${stands}" in the ledger, "${name}" in the list. Check the characters in the household booklet.`,
  }),
  nameDiffers: (name: string, stands: string): Text => ({
    zh: `身份证号相同但姓名不同：台账为“${stands}”，名单为“${name}”。请核实是改名还是填错了号码。`,
    en: `The number is the same but the names differ: "${stands}" in the ledger, "${name}" in the list. Find out whether the name was changed or the number is another child’s.`,
  }),
  twice: (row: number): Text => ({
    zh: `与第 ${row} 行是同一名儿童，本行不导入。请核实两行哪一行正确，删去另一行。`,
    en: `This is the child of row ${row} again; this row is not imported. Find out which of the two is right and delete the other.`,
  }),
  oneNumberTwoNames: (row: number, name: string): Text => ({
    zh: `与第 ${row} 行“${name}”的身份证号相同而姓名不同，本行不导入。请按户口簿改正其中一个号码。`,
    en: `Row ${row} ("${name}") has the same citizen number under another name; this row is not imported. Correct one of the numbers from the household booklet.`,
  }),
  twiceWithoutNumber: (row: number): Text => ({
    zh: `与第 ${row} 行同名同日出生，且至少一行没有身份证号，可能重复，本行不导入。请补上身份证号，或删去重复的一行。`,
    en: `Row ${row} has the same name and birth date, and one of the two has no citizen number; this may be the same child, so this row is not imported. Add the numbers or delete the repeated row.`,
  }),
  twiceBySound: (row: number, name: string): Text => ({
    zh: `与第 ${row} 行“${name}”同日出生、姓名同音，且至少一行没有身份证号，可能是同一人，本行不导入。请核对姓名用字并补上身份证号。`,
    en: `Row ${row} ("${name}") was born on the same day and sounds the same, and one of the two has no citizen number; this may be the same child, so this row is not imported. Check the names and add the numbers.`,
  }),
  namesake: (row: number): Text => ({
    zh: `与第 ${row} 行同名同日出生而身份证号不同，按两名儿童导入。请核实是否同一人有两个号码。`,
    en: `Row ${row} has the same name and birth date under another citizen number; both are imported as two children. Verify that it is not one child with two numbers.`,
  }),
};
