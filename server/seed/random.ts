/**
 * A seeded source of chance (mulberry32): the same seed gives the same township on every machine. Each part of the
 * sample takes a source of its own by name, so that a change in one part leaves the others as they were.
 */
export class Chance {
  #state: number;

  constructor(name: string) {
    this.#state = 2_166_136_261;
    for (const char of name) this.#state = Math.imul(this.#state ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  }

  /** A number from 0 (included) to 1 (not included). */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True in `share` of all cases (0–1). */
  happens(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const item = list[Math.floor(this.next() * list.length)];
    if (item === undefined) throw new Error('Nothing to pick from an empty list.');
    return item;
  }

  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(choices)[0];
  }

  /** The list in another order (Fisher and Yates); the given one stays. */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let end = copy.length - 1; end > 0; end--) {
      const other = this.whole(0, end);
      const a = copy[end] as T;
      copy[end] = copy[other] as T;
      copy[other] = a;
    }
    return copy;
  }

  /** A UUIDv7 for an instant (milliseconds since 1970), its random part from this source. */
  uuid(instant: number): string {
    const hex = (digits: number) =>
      Array.from({ length: digits }, () => Math.floor(this.next() * 16).toString(16)).join('');
    const time = instant.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[this.whole(0, 3)]}${hex(3)}-${hex(12)}`;
  }
}
