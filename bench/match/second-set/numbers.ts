import type { Chance } from './chance.ts';
import type { Sex } from './characters.ts';
import { TOWNSHIPS } from './places.ts';

const AREA = '509999';
const DAY = 86_400_000;
/** GB 11643: the remainder of the weighted sum by 11 names the last character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Days are counted since 1970. */
export const dayOf = (text: string) => Date.parse(text) / DAY;
export const textOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

export function withCheck(seventeen: string): string {
  let sum = 0;
  for (const [at, weight] of WEIGHTS.entries()) sum += weight * Number(seventeen[at]);
  return seventeen + '10X98765432'[sum % 11];
}

/**
 * Each police station has its own block of the day's sequence numbers, so neighbours born on one day differ in a digit
 * or two, and twins nearly always in neighbouring ones.
 */
export class Registry {
  readonly #given = new Set<string>();
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  issue(birth: number, sex: Sex, township: number, beside?: string): string {
    const chance = this.#chance;
    const block = Math.floor(999 / TOWNSHIPS.length);
    const head = AREA + textOf(birth).replaceAll('-', '');
    const odd = sex === '男' ? 1 : 0;
    let sequence = beside ? Number(beside.slice(14, 17)) + 1 : township * block + chance.whole(1, block - 1);
    for (let tried = 0; ; tried++) {
      if (sequence % 2 !== odd) sequence++;
      if (sequence > 0 && sequence < 1000) {
        const number = withCheck(head + String(sequence).padStart(3, '0'));
        if (!this.#given.has(number)) {
          this.#given.add(number);
          return number;
        }
      }
      if (tried > 20_000) throw new Error('a day has run out of numbers');
      sequence =
        beside && tried < 20
          ? sequence + 2
          : tried < 20
            ? township * block + chance.whole(1, block - 1)
            : chance.whole(1, 998);
    }
  }
}

/** 509999 + yymmdd + sequence, as before 1999. */
export const oldNumber = (number: string) => number.slice(0, 6) + number.slice(8, 17);

/** What the pupil system makes where there is no citizen number: it looks like one and belongs to nobody. */
export const generatedRollNumber = (chance: Chance, day: string) =>
  `J${withCheck(AREA + day.replaceAll('-', '') + String(chance.whole(1, 999)).padStart(3, '0'))}`;

export const temporaryRollNumber = (chance: Chance, day: string) =>
  `L${AREA}${day.replaceAll('-', '')}${String(chance.whole(0, 9999)).padStart(4, '0')}`;

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** The day of the farmers' calendar written as if it were the other; may be a 30 February. */
export function lunarText(day: number): string {
  const parts = new Map<string, string>(lunar.formatToParts(day * DAY).map(({ type, value }) => [type, value]));
  const two = (value: string | undefined) => String(Number.parseInt(value ?? '', 10)).padStart(2, '0');
  return `${parts.get('relatedYear')}-${two(parts.get('month'))}-${two(parts.get('day'))}`;
}
