import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { countForDeclaration, declareMonth } from '@quanxue/domain/reports/declaration-operations.ts';
import { draftStatement, reviseStatement, sendStatement } from '@quanxue/domain/statistics/statement-operations.ts';
import { periodOn } from '@quanxue/domain/statistics/statement-periods.ts';
import type { Author } from './cases/story.ts';
import { COUNTY } from './county.ts';
import { atOnce, idFor, nextMonth, type Scene } from './scene.ts';

/* Zero is declared month by month, and the statements are sent. */

const HANDS = 3;
/** Who has not declared the latest month. */
const SILENT: readonly Author[] = ['village:3', 'principal:zhuying'];

/** @param latest the last month that can be declared: two of its declarations are still missing. */
export async function declareAMonth(scene: Scene, first: Day, latest: boolean): Promise<void> {
  const month = first.slice(0, 7);
  const units: [Author, string][] = [
    ...scene.villages.map((_, index): [Author, string] => [`village:${index}`, scene.village(index)]),
    ...scene.schools.map(({ key }): [Author, string] => [`principal:${key}`, scene.school(key)]),
  ];
  const due = units.filter(([author]) => !latest || !SILENT.includes(author));
  await atOnce(HANDS, due, async ([author, unitId]) => {
    const person = scene.person(author);
    const { count } = await person.ask(countForDeclaration, { params: { unitId, month } });
    const { enrolled, suspected, dropped } = count;
    const params = { unitId, month, declarationId: idFor(`declared ${author} ${month}`, first) };
    await person.ask(declareMonth, { params, body: { enrolled, suspected, dropped } });
  });
}

/** The month can be declared from its 25th on. */
export function mayBeDeclared(first: Day, today: Day): boolean {
  return today >= addDays(first, 24);
}

/** Each school's statement of a month that is over; the county's, where a quarter ended with it. */
export async function sendStatements(scene: Scene, first: Day): Promise<void> {
  const asOf = addDays(nextMonth(first), -1);
  await atOnce(HANDS, scene.schools, async ({ key }) => {
    const person = scene.person(`principal:${key}`);
    const body = { kind: 'school-monthly' as const, unitId: scene.school(key), period: first.slice(0, 7), asOf };
    const { id } = await person.ask(draftStatement, { body });
    await person.ask(sendStatement, { params: { statementId: id } });
  });
  const quarter = periodOn('county-quarterly', asOf);
  if (quarter.to !== asOf) return;
  const county = scene.person('county-committee');
  const body = { kind: 'county-quarterly' as const, unitId: scene.unit(COUNTY.code), period: quarter.period, asOf };
  const { id } = await county.ask(draftStatement, { body });
  await county.ask(sendStatement, { params: { statementId: id } });
}

/** The month that still runs: two schools have begun to write. */
export async function draftStatements(scene: Scene): Promise<void> {
  const { anchor } = scene.days;
  for (const key of ['centre', 'middle']) {
    const person = scene.person(`principal:${key}`);
    const body = {
      kind: 'school-monthly' as const,
      unitId: scene.school(key),
      period: anchor.slice(0, 7),
      asOf: anchor,
    };
    const { id } = await person.ask(draftStatement, { body });
    const remark = '本月请假学生已由班主任逐一回访；月底定稿前再核对一次在册人数。';
    await person.ask(reviseStatement, { params: { statementId: id }, body: { asOf: anchor, remark } });
  }
}
