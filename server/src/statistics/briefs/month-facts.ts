import { addDays, addMonths } from '@quanxue/domain/basis/plain-date.ts';
import { BLANK, type BriefText } from '@quanxue/domain/statistics/brief-text.ts';
import { sql } from 'kysely';
import type { ActorPost } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { sayTableDay } from '../../basis/table-day.ts';
import { countOpenProblems } from '../../cases/problem-list/count-open-problems.ts';
import { countLeads } from '../../reports/count-leads.ts';
import { mustSeeExactly } from '../count-content.ts';
import { countSteps, usualBase } from '../get-overview.ts';
import { lateByUnit } from '../my-day/get-lateness.ts';
import { statisticsProblems } from '../problems.ts';
import { readArea } from '../read-area.ts';

/** Units that are named for what they leave undone. */
const WORST = 10;

/** The month in numbers, as the sender's unit has it: the ledgers on the last day, leads and lateness as they stand today. */
export async function draftOfMonth(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Tx,
  post: ActorPost,
  roles: readonly ActorPost['role'][],
  month: string,
): Promise<BriefText> {
  const today = house.clock.today();
  const first = `${month}-01`;
  if (first > today) throw statisticsProblems.briefMonthAhead({ month });
  await mustSeeExactly(tx, { id: post.unitId, name: post.unitName });
  const last = addDays(addMonths(first, 1), -1);
  const asOf = last < today ? last : today;
  await sayTableDay(tx, asOf);
  const stock = await countStock(tx);
  const area = await readArea(tx, asOf);
  const steps = await countSteps(tx, { since: first, asOf, base: usualBase(area), area });
  const of = (key: (typeof steps)[number]['key']) => steps.find((step) => step.key === key)?.count ?? 0;
  const late = await lateByUnit(house, tx, roles);
  const leads = await countLeads(tx, house.clock.now());
  const open = await countOpenProblems(tx, today);
  const sum = ({ week, month: weeks, more }: (typeof late)[number]) => week + weeks + more;
  return {
    title: `${post.unitName}控辍保学工作月报（${month}）`,
    sections: [
      {
        heading: '一、基本情况',
        sentences: [
          `截至 ${asOf}，适龄儿童少年 ${stock.children} 人，其中去向不明 ${stock.unexplained} 人，疑似辍学 ${stock.suspected} 人，辍学 ${stock.out} 人。`,
        ],
      },
      {
        heading: '二、本月变动',
        sentences: [
          `本月（${first} 至 ${asOf}）疑似辍学 ${of('suspected')} 人，核实 ${of('verified')} 人，确认辍学 ${of('dropped-out')} 人，复学 ${of('returned')} 人。`,
        ],
      },
      {
        heading: '三、存在的问题',
        sentences: [
          `截至 ${today}，未办结线索 ${leads.open} 条，其中超时 ${leads.overdue} 条。`,
          `未解决的问题 ${open.open.problems} 项，涉及 ${open.open.children} 人；没有责任人的 ${open.unowned.children} 人，没有结对的 ${open.unpaired.children} 人。`,
          ...(late.length > 0
            ? late.slice(0, WORST).map((row) => `${row.unit}：逾期 ${sum(row)} 件，最早期限 ${row.oldest ?? '—'}。`)
            : ['没有逾期的事项。']),
        ],
      },
      { heading: '四、下一步工作', sentences: [BLANK] },
      { heading: '五、需要研究和协调的事项', sentences: [BLANK] },
    ],
  };
}

async function countStock(tx: Tx) {
  const { rows } = await sql<Record<'children' | 'unexplained' | 'suspected' | 'out', number>>`
    select count(*)::int as children,
        count(*) filter (where unexplained)::int as unexplained,
        count(*) filter (where state = 'suspected')::int as suspected,
        count(*) filter (where state = 'dropped-out')::int as out
      from child_states where of_age and state <> 'left'`.execute(tx);
  return rows[0] ?? { children: 0, unexplained: 0, suspected: 0, out: 0 };
}
