import { pinyin } from 'pinyin-pro';

const known = new Map<string, string>();

/** How a name sounds, without tones, the surname in its own reading (单 shan): equal for homophones. */
export function soundOf(name: string): string {
  let sound = known.get(name);
  if (sound === undefined) {
    sound = pinyin(name, { toneType: 'none', surname: 'head', type: 'array' }).join(' ');
    // Names of one county repeat; beyond that the memory is not worth keeping.
    if (known.size > 200_000) known.clear();
    known.set(name, sound);
  }
  return sound;
}

/** The syllables one character may be read as, without tones, the reading as a surname among them (单 dan, chan, shan). */
export function readingsOf(character: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(character)) return [];
  return pinyin(character, { multiple: true, type: 'array', toneType: 'none' }).filter((read) => read !== character);
}
