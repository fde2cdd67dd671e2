import { type Day, schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import { ENROLLED_STATES } from '@quanxue/domain/children/counted-filters.ts';
import type { Figure, Rate } from '@quanxue/domain/statistics/overview-operations.ts';
import { percent } from '@quanxue/domain/statistics/rates.ts';
import type { ChildFilter } from '@quanxue/domain/statistics/table-operations.ts';
import type { TableBase } from '@quanxue/domain/statistics/tables.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { type Area, within } from './read-area.ts';

/** The rates of the asker's area on a day. The views must have been told the day. */
export async function countRates(tx: Tx, asOf: Day, base: TableBase, area: Area): Promise<Rate[]> {
  const inArea = within(base, area);
  return [
    await countEnrolment(tx, asOf, inArea),
    await countRetention(tx, asOf, inArea),
    await countYearRetention(tx, asOf, inArea),
  ];
}

type InArea = ReturnType<typeof within>;
const enrolled = sql`state = any(${[...ENROLLED_STATES]}::text[])`;

async function countEnrolment(tx: Tx, asOf: Day, { where, filter }: InArea): Promise<Rate> {
  const { rows } = await sql<Record<'total' | 'enrolled' | 'completed' | 'leave' | 'deferral' | 'exemption', number>>`
    select count(*)::int as total,
        count(*) filter (where ${enrolled})::int as enrolled,
        count(*) filter (where state = 'completed')::int as completed,
        count(*) filter (where state = 'leave')::int as leave,
        count(*) filter (where state = 'deferral')::int as deferral,
        count(*) filter (where state = 'exemption')::int as exemption
      from placed_children where counts and ${where}`.execute(tx);
  const n = rows[0] ?? { total: 0, enrolled: 0, completed: 0, leave: 0, deferral: 0, exemption: 0 };
  const all: ChildFilter = { ofAge: 'true', asOf, ...filter };
  const state = (key: 'completed' | 'leave' | 'deferral' | 'exemption'): Figure => ({
    key,
    label: terms.schooling[key],
    count: n[key],
    filter: { ...all, state: key },
  });
  return {
    rate: 'enrolment',
    percent: percent(n.enrolled + n.completed, n.total),
    figures: [
      {
        key: 'enrolled',
        label: { zh: '适龄在校', en: 'Enrolled' },
        count: n.enrolled,
        filter: { ...all, enrolled: 'true' },
      },
      { ...state('completed'), label: { zh: '提前完成', en: 'Finished early' } },
      { key: 'total', label: { zh: '适龄人口', en: 'Of school age' }, count: n.total, filter: all },
    ],
    ...(n.total === 0 && { missing: { zh: '没有适龄儿童，无法计算。', en: 'There is no child of school age.' } }),
    beside: [state('leave'), state('deferral'), state('exemption')],
  };
}

/** Of those who sat in grade one nine years ago, as far as the ledger goes back; where it does not, that is said. */
async function countRetention(tx: Tx, asOf: Day, { where, filter }: InArea): Promise<Rate> {
  const year = schoolYearOf(asOf) - 9;
  const day = `${year}-09-30`;
  const { rows } = await sql<{ entrants: number; gone: number; completed: number }>`
    select count(*)::int as entrants,
        count(*) filter (where state = 'left')::int as gone,
        count(*) filter (where state = 'completed')::int as completed
      from placed_children
      where ${where} and exists (${lineOn(day)} and line.grade = 1)`.execute(tx);
  const { entrants, gone, completed } = rows[0] ?? { entrants: 0, gone: 0, completed: 0 };
  const all: ChildFilter = { asOf, gradeOneOn: day, ...filter };
  return {
    rate: 'retention',
    percent: percent(completed, entrants - gone),
    figures: [
      { key: 'completed', label: terms.schooling.completed, count: completed, filter: { ...all, state: 'completed' } },
      {
        key: 'entrants',
        label: { zh: `${year} 年秋季一年级`, en: `Grade one, autumn ${year}` },
        count: entrants,
        filter: all,
      },
      {
        key: 'gone',
        label: { zh: '其中已离开', en: 'Of them moved away' },
        count: gone,
        filter: { ...all, state: 'left' },
      },
    ],
    ...(entrants - gone === 0 && {
      missing: {
        zh: `台账里没有 ${year} 学年一年级的数据，不作推算。录入或导入当年一年级学籍后即可计算。`,
        en: `The ledger holds no grade one of school year ${year}, and nothing is guessed. Import that year’s roll to compute it.`,
      },
    }),
    beside: [],
  };
}

async function countYearRetention(tx: Tx, asOf: Day, { where, filter }: InArea): Promise<Rate> {
  const start = `${schoolYearOf(asOf)}-09-30`;
  const day = start < asOf ? start : asOf;
  const then = await sayTableDay(tx, day);
  await sayTableDay(tx, asOf);
  const { rows } = await sql<{ before: number; still: number; completed: number; leave: number; lost: number }>`
    select count(*)::int as before,
        count(*) filter (where ${enrolled})::int as still,
        count(*) filter (where state = 'completed')::int as completed,
        count(*) filter (where state = 'leave')::int as leave,
        count(*) filter (where state in ('suspected', 'dropped-out', 'unknown'))::int as lost
      from placed_children
      where ${where}
        and exists (select from children where children.id = placed_children.child_id
          and birth_date between ${then.bornFrom}::date and ${then.bornTo}::date)
        and exists (${lineOn(day)} and line.state = any(${[...ENROLLED_STATES]}::text[]))`.execute(tx);
  const n = rows[0] ?? { before: 0, still: 0, completed: 0, leave: 0, lost: 0 };
  const all: ChildFilter = { asOf, enrolledOn: day, ...filter };
  return {
    rate: 'year-retention',
    percent: percent(n.still + n.completed, n.before),
    figures: [
      {
        key: 'still',
        label: { zh: '现仍在校', en: 'Still enrolled' },
        count: n.still,
        filter: { ...all, enrolled: 'true' },
      },
      {
        key: 'completed',
        label: terms.schooling.completed,
        count: n.completed,
        filter: { ...all, state: 'completed' },
      },
      { key: 'before', label: { zh: `${day} 在校`, en: `Enrolled on ${day}` }, count: n.before, filter: all },
    ],
    ...(n.before === 0 && {
      missing: {
        zh: `台账里没有 ${day} 的在校记录，无法计算。`,
        en: `The ledger holds nobody enrolled on ${day}.`,
      },
    }),
    beside: [{ key: 'leave', label: terms.schooling.leave, count: n.leave, filter: { ...all, state: 'leave' } }],
  };
}

/** The line of schooling `line` of a child of `placed_children` on another day; a condition may be added. */
function lineOn(day: Day): RawBuilder<unknown> {
  return sql`
    select from schooling line
      where line.id = (
        select id from schooling
          where schooling.child_id = placed_children.child_id and withdrawn_at is null
            and from_on <= ${day}::date and (to_on is null or to_on >= ${day}::date)
          order by from_on desc, id desc limit 1
      )`;
}
