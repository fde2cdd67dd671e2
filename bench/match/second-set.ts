import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chanceFrom } from './second-set/chance.ts';
import { count, report } from './second-set/count.ts';
import { type Child, County } from './second-set/people.ts';
import { layOut } from './second-set/places.ts';
import { POPULATION_HEAD, populationRow, ROLL_HEAD, type Row, rollRow } from './second-set/rows.ts';
import { crossTwins, type Plan, planFor, type Slips } from './second-set/slips.ts';

/**
 * A second pair of lists with known truth, written without knowledge of the matcher: opened once, after its thresholds
 * were frozen. `node bench/match/second-set.ts --rows 60000 --seed 20261125 --out DIR`
 */

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '60000' },
    seed: { type: 'string', default: '20261125' },
    out: { type: 'string' },
  },
});
const rows = Number(values.rows);
const seed = Number(values.seed);
if (!values.out || !Number.isInteger(rows) || rows < 100 || !Number.isInteger(seed)) {
  console.error('usage: node bench/match/second-set.ts --rows 60000 --seed 20261125 --out DIR');
  process.exit(2);
}

const DUPLICATES = 0.005;
const MISSING = 0.03;
const STRANGERS = 0.2;
const OUTSIDE = 0.05;
const NO_SLIPS: Slips = { number: 'right', name: 'right', birth: 'right' };

const chance = chanceFrom(seed);
const places = layOut(chance);
const county = new County(chance, places);

const twiceOnPopulation = Math.round(rows * DUPLICATES);
const listed: Child[] = [];
while (listed.length < rows - twiceOnPopulation) {
  const family = county.family();
  county.fill(family);
  // The last family may be too large for the list; it keeps the children that fit.
  family.children.length = Math.min(family.children.length, rows - twiceOnPopulation - listed.length);
  const kept = new Set(family.children);
  for (const child of family.children) if (child.twin && !kept.has(child.twin)) delete child.twin;
  listed.push(...family.children);
}

const missing = chance.shuffle([...listed]).slice(0, Math.round(listed.length * MISSING));
const absent = new Set(missing);
const present = listed.filter((child) => !absent.has(child));
const outsiders = outsidePupils(Math.round((present.length * OUTSIDE) / (1 - OUTSIDE)));
const plans = new Map<Child, Plan>([...listed, ...outsiders].map((child) => [child, planFor(chance, child)]));
for (const child of listed) if (child.twin && child.id < child.twin.id) crossTwins(chance, plans, child, child.twin);

const population = listed.map((child) => {
  const plan = planOf(child);
  return populationRow(chance, child, plan.population, plan.supported);
});
for (let at = 0; at < twiceOnPopulation; at++) {
  const child = chance.pick(listed);
  const slips = again(child, planOf(child).population);
  population.push(populationRow(chance, child, slips, planOf(child).supported));
}
population.sort((left, right) => left.sortKey - right.sortKey);

const pupils = [...present, ...outsiders];
const roll = pupils.map((child) => {
  const plan = planOf(child);
  return rollRow(chance, county, child, plan.roll, plan.supported);
});
for (let at = 0; at < Math.round(pupils.length * DUPLICATES); at++) {
  const child = chance.pick(pupils);
  const slips = again(child, planOf(child).roll);
  const at = chance.hits(0.5) ? child.school : county.anySchool(child.grade, child.family.village.township);
  roll.push(rollRow(chance, county, child, slips, planOf(child).supported, at));
}
roll.sort((left, right) => schoolKey(left) - schoolKey(right) || left.sortKey - right.sortKey);

const folder = values.out;
mkdirSync(folder, { recursive: true });
write('population.csv', POPULATION_HEAD, population, true);
write('roll.csv', ROLL_HEAD, roll, false);
const truth = { left: population.map(({ child }) => child.id), right: roll.map(({ child }) => child.id) };
writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth)}\n`);
console.error(report(count({ population, roll, missing, outsiders })));

/** Pupils of no listed child: strangers to some missing children, brothers and sisters, families from elsewhere. */
function outsidePupils(wanted: number): Child[] {
  const found = missing.slice(0, Math.round(missing.length * STRANGERS)).map((child) => county.stranger(child));
  while (found.length < wanted) {
    if (chance.hits(0.1)) {
      const sibling = county.sibling(chance.pick(listed).family);
      if (sibling) found.push(sibling);
    } else {
      found.push(county.child(county.family(), county.anyBirth()));
    }
  }
  return found;
}

function planOf(child: Child): Plan {
  const plan = plans.get(child);
  if (!plan) throw new Error(`child ${child.id} has no plan`);
  return plan;
}

/** The second row of a child: mostly the same mistakes, sometimes none, sometimes one of its own. */
function again(child: Child, first: Slips): Slips {
  if (chance.hits(0.6)) return first;
  if (child.twin || chance.hits(0.6)) return NO_SLIPS;
  return chance.pick<Slips>([
    { ...NO_SLIPS, number: 'digit' },
    { ...NO_SLIPS, name: 'sound' },
    { ...NO_SLIPS, birth: 'year' },
  ]);
}

function schoolKey({ cells, child }: Row): number {
  let key = 0;
  for (const each of cells[5] ?? '') key = (key * 31 + (each.codePointAt(0) ?? 0)) % 1_000_003;
  return key * 100 + child.grade * 10 + Number(child.group[0]);
}

function write(name: string, head: string, lines: readonly Row[], numbered: boolean): void {
  const text = [head, ...lines.map(({ cells }, at) => (numbered ? [String(at + 1), ...cells] : cells).join(','))];
  writeFileSync(join(folder, name), `${text.join('\r\n')}\r\n`);
}
