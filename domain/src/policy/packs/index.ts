import type { Pack } from '../requirement.ts';
import { chengkou } from './chengkou/index.ts';

const packs: readonly Pack[] = [chengkou];

/** The pack of this name; without one the first pack. A file with an unknown pack does not pass `readCaseFile`. */
export function packNamed(name?: string): Pack {
  const pack = name === undefined ? chengkou : packs.find((each) => each.id === name);
  if (!pack) throw new Error(`no policy pack named ${name}`);
  return pack;
}
