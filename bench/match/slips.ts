import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import { SOUNDS, SURNAME_SOUNDS, VARIANTS } from './names.ts';

/* How people write things down wrongly. */

/** mulberry32: the same lists for the same seed, everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const soundOf = new Map<string, string>();
for (const group of [...SOUNDS, ...SURNAME_SOUNDS]) for (const sign of group) soundOf.set(sign, group);
const variantOf = new Map<string, string>();
for (const pair of VARIANTS) {
  variantOf.set(pair[0] ?? '', pair[1] ?? '');
  variantOf.set(pair[1] ?? '', pair[0] ?? '');
}

/** The slips of one run of chance. `day`: a day of birth drawn afresh. */
export function slips(next: () => number, day: () => string) {
  const chance = (share: number) => next() < share;
  const below = (count: number) => Math.floor(next() * count);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;

  const homophone = (name: string): string => {
    const signs = [...name];
    const open = signs.flatMap((each, at) =>
      (soundOf.get(each)?.length ?? 0) > 1 && (at > 0 || chance(0.1)) ? [at] : [],
    );
    if (open.length === 0) return name;
    const at = pick(open);
    const others = [...(soundOf.get(signs[at] ?? '') ?? '')].filter((each) => each !== signs[at]);
    signs[at] = pick(others);
    return signs.join('');
  };
  const variant = (name: string) => [...name].map((each) => variantOf.get(each) ?? each).join('');
  const wrongDigit = (number: string): string => {
    const at = below(17);
    const one = number[at] ?? '0';
    const kind = next();
    if (kind < 0.45) return number.slice(0, at) + String((Number(one) + 1 + below(9)) % 10) + number.slice(at + 1);
    if (kind < 0.85) {
      const swapped = number.slice(0, at) + (number[at + 1] ?? '') + one + number.slice(at + 2);
      return swapped === number ? wrongDigit(number) : swapped;
    }
    return kind < 0.93 ? number.slice(0, at) + number.slice(at + 1) : number.slice(0, at) + one + number.slice(at);
  };
  const otherDigits = (number: string) => wrongDigit(wrongDigit(number));
  const oldNumber = (number: string) => number.slice(0, 6) + number.slice(8, 17);
  const wrongBirth = (birth: string): string => {
    const [year = '', month = '', date = ''] = birth.split('-');
    const kind = next();
    if (kind < 0.3 && Number(date) <= 12) return `${year}-${date}-${month}`;
    if (kind < 0.5) return `${Number(year) + (chance(0.5) ? 1 : -1)}-${month}-${date}`;
    if (kind < 0.75) return lunar(birth);
    if (kind < 0.95) return `${year}-${month}-${String(1 + ((Number(date) + below(26)) % 28)).padStart(2, '0')}`;
    return day();
  };
  /** A number made up by the register: J has a check character, L is temporary and has none. */
  const rollNumber = () => {
    const digits = `509999${String(below(100_000_000_000)).padStart(11, '0')}`;
    return chance(0.7) ? `J${digits}${checkCharacter(digits)}` : `L${digits}${below(10)}`;
  };
  /** As a person in a hurry types a name: a space inside, a remark behind. */
  const typed = (name: string) => {
    const signs = [...name];
    return pick([signs.join(' '), signs.join('　'), `${name}（寄宿）`, ` ${name}`, `${name}.`]);
  };
  return { homophone, variant, wrongDigit, otherDigits, oldNumber, wrongBirth, rollNumber, typed };
}

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** The day of the lunar calendar, written as if it were solar. */
function lunar(birth: string): string {
  const parts = new Map(
    chinese.formatToParts(Date.parse(birth)).map(({ type, value }) => [String(type), Number.parseInt(value, 10)]),
  );
  const two = (part: string) => String(parts.get(part) ?? 1).padStart(2, '0');
  return `${parts.get('relatedYear')}-${two('month')}-${two('day')}`;
}
