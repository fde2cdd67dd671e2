import { whole } from './characters.ts';
import { textOf } from './numbers.ts';
import type { Child } from './people.ts';
import type { Row } from './rows.ts';

interface Lists {
  readonly population: readonly Row[];
  readonly roll: readonly Row[];
  readonly missing: readonly Child[];
  readonly outsiders: readonly Child[];
}

type Counts = ReadonlyMap<string, number>;

/** What is really in the lists, counted from the rows and not from the plan; throws where the truth contradicts itself. */
export function count({ population, roll, missing, outsiders }: Lists): Counts {
  const counts = new Map<string, number>();
  const add = (what: string, by = 1) => counts.set(what, (counts.get(what) ?? 0) + by);
  const byChild = new Map<number, Row[]>();
  for (const [list, rows] of [
    ['population', population],
    ['roll', roll],
  ] as const) {
    add(`${list}: rows`, rows.length);
    const seen = new Set<number>();
    const names = new Map<string, number>();
    for (const row of rows) {
      const { child, slips } = row;
      if (seen.has(child.id)) add(`${list}: second rows of a child`);
      seen.add(child.id);
      if (row.mangled) add(`${list}: number cell mangled`);
      if (slips.number !== 'right') add(`${list}: number ${slips.number}`);
      if (whole(row.name) !== whole(child.name)) add(`${list}: name ${slips.name}`);
      if (row.birth !== textOf(child.birth)) add(`${list}: birth ${slips.birth}`);
      names.set(whole(row.name), (names.get(whole(row.name)) ?? 0) + 1);
      if (child.twin) add(`${list}: rows of twins`);
    }
    const [[name, times] = ['', 0]] = [...names].sort((left, right) => right[1] - left[1]);
    add(`${list}: commonest name ${name}`, times);
  }
  const truth = new Map<number, string>();
  for (const { child } of [...population, ...roll]) {
    const before = truth.get(child.id) ?? textOf(child.birth);
    if (before !== textOf(child.birth)) throw new Error(`child ${child.id} has two birthdays`);
    truth.set(child.id, before);
  }
  for (const row of roll) byChild.set(row.child.id, [...(byChild.get(row.child.id) ?? []), row]);
  for (const row of population) {
    for (const other of byChild.get(row.child.id) ?? []) compare(row, other, add);
  }
  const onRoll = new Set(roll.map(({ child }) => child.id));
  const onPopulation = new Set(population.map(({ child }) => child.id));
  if (missing.some(({ id }) => onRoll.has(id) || !onPopulation.has(id)))
    throw new Error('a missing child is on the roll');
  if (outsiders.some(({ id }) => onPopulation.has(id)))
    throw new Error('a pupil from outside is on the population list');
  add('children missing from the roll', missing.length);
  add('pupils from outside', outsiders.length);
  add('  of them strangers who sound like a missing child', outsiders.filter(({ stranger }) => stranger).length);
  return counts;
}

/** How much two rows of one child have in common; none of number, name and birthday is never allowed. */
function compare(left: Row, right: Row, add: (what: string) => void): void {
  const number = left.number !== '' && left.number === right.number;
  const name = whole(left.name) === whole(right.name);
  const birth = left.birth === right.birth;
  const alike = Number(number) + Number(name) + Number(birth);
  add(`pairs of rows: ${alike} of number, name, birthday equal`);
  add(`pairs of rows: guardian ${left.guardian === right.guardian ? 'equal' : 'differs'}`);
  add(`pairs of rows: phone ${left.phone === right.phone ? 'equal' : 'differs'}`);
  if (left.number === '' && right.number === '') add('pairs of rows: no number on either side');
  else if (left.number === '' || right.number === '') add('pairs of rows: no number on one side');
  if (alike === 0) add('pairs of rows: nothing equal, told by guardian and village alone');
}

export function report(counts: Counts): string {
  return [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([what, times]) => `${String(times).padStart(8)}  ${what}`)
    .join('\n');
}
