/** Chance that repeats itself: the same seed draws the same lists on every machine. */
export interface Chance {
  /** A number in [0, 1). */
  unit(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True with this probability. */
  hits(rate: number): boolean;
  pick<T>(from: ArrayLike<T>): T;
  /** One of the choices, each as often as its weight says. */
  weigh<T>(choices: readonly (readonly [choice: T, weight: number])[]): T;
  shuffle<T>(list: T[]): T[];
}

/** Marsaglia's xorshift with a Weyl sequence, 32 bits at a time; the seed is stirred so that neighbours differ. */
export function chanceFrom(seed: number): Chance {
  let x = stir(seed);
  let y = stir(x ^ 0x9e3779b9);
  let z = stir(y ^ 0x85ebca6b);
  let w = stir(z ^ 0xc2b2ae35) | 1;
  let weyl = stir(w);

  const unit = () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
    weyl = (weyl + 362437) | 0;
    return ((w + weyl) >>> 0) / 0x1_0000_0000;
  };
  const whole = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  const pick = <T>(from: ArrayLike<T>): T => {
    const found = from[whole(0, from.length - 1)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  return {
    unit,
    whole,
    pick,
    hits: (rate) => unit() < rate,
    weigh(choices) {
      let left = unit() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      const last = choices.at(-1);
      if (!last) throw new Error('nothing to weigh');
      return last[0];
    },
    shuffle(list) {
      for (let at = list.length - 1; at > 0; at--) {
        const other = whole(0, at);
        const held = list[at];
        const moved = list[other];
        if (held === undefined || moved === undefined) continue;
        list[at] = moved;
        list[other] = held;
      }
      return list;
    },
  };
}

function stir(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) | 0;
}
