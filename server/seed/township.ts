import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { SCRIPTS } from './cases/index.ts';
import { type SampleCase, tell } from './cases/story.ts';
import { Registry, type SampleChild } from './children.ts';
import { Narrator } from './narratives.ts';
import { Chance } from './random.ts';

/** About as many children of school age as a mountain township has. */
const CHILDREN = 2000;

export interface SampleTownship {
  readonly anchor: Day;
  readonly children: readonly SampleChild[];
  readonly cases: readonly SampleCase[];
}

/**
 * The whole invented township on a day: who lives there and what has been done. Nothing here asks a clock; the same
 * anchor gives the same township, byte for byte. Cases with fixed days (2019–2021) need an anchor after 2021-09-30.
 */
export function inventTownship(anchor: Day): SampleTownship {
  const registry = new Registry(anchor);
  const narrator = new Narrator(new Chance('narrator'));
  const cast = SCRIPTS.map((script) => registry.cast({ ...script.child, key: script.key }));
  const cases = SCRIPTS.map((script, index) => tell(script, cast[index] as SampleChild, anchor, narrator));
  return { anchor, children: [...cast, ...registry.crowd(CHILDREN - cast.length)], cases };
}
