import { type Day, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { LeadView } from '@quanxue/domain/reports/operations.ts';
import { BLANK, type BriefText, hiddenName } from '@quanxue/domain/statistics/brief-text.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { sql } from 'kysely';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { problems } from '../../basis/problems.ts';
import { sayTableDay } from '../../basis/table-day.ts';
import { viewLead } from '../../reports/get-lead.ts';

/** What an event brief is about. */
export interface Event {
  readonly leadId: string | null;
  readonly caseId: string | null;
  readonly childId: string | null;
}

/** What of a brief is drafted: facts of the ledgers, the lead and the case, and blanks where only a person can speak. */
export async function draftOfEvent(
  house: Pick<House, 'clock' | 'keys' | 'evidence'>,
  tx: Tx,
  actor: Actor,
  of: { leadId?: string; caseId?: string },
): Promise<{ event: Event; text: BriefText }> {
  const today = house.clock.today();
  await sayTableDay(tx, today);
  const lead = of.leadId ? await viewLead(house, tx, actor, of.leadId) : undefined;
  const found = of.caseId
    ? await tx.selectFrom('cases').select(['id', 'child_id']).where('id', '=', of.caseId).executeTakeFirst()
    : undefined;
  if (of.caseId && !found) throw problems.notFound();
  const childId = lead?.childId ?? found?.child_id ?? null;
  const caseId = found?.id ?? lead?.caseId ?? null;
  const child = childId ? await readChild(tx, childId, today) : undefined;
  const known = child?.name ?? (lead?.unlisted ? lead.name : undefined);
  const name = known ? hiddenName(known) : '一名儿童';
  const steps = [...(lead ? stepsOfLead(lead) : []), ...(caseId ? await stepsOfCase(tx, caseId) : [])];
  return {
    event: { leadId: of.leadId ?? null, caseId, childId },
    text: {
      title: `关于${child?.village ?? lead?.village ?? ''}${name}${lead && lead.outcome !== 'confirmed' && !caseId ? '疑似辍学' : '辍学'}情况的专报`,
      sections: [
        {
          heading: '一、基本情况',
          sentences: [
            child
              ? aboutChild(name, child)
              : `${name}，${lead?.village ?? BLANK}，${lead?.school ?? '无就读学校记录'}。`,
            ...(lead ? [aboutLead(lead)] : []),
            ...(caseId ? [await aboutCase(tx, caseId)] : []),
          ],
        },
        { heading: '二、已采取的措施', sentences: steps.length > 0 ? steps : ['尚无记录。'] },
        { heading: '三、责任人', sentences: childId ? await responsibles(tx, childId) : [`责任人：${BLANK}`] },
        { heading: '四、需要研究和协调的事项', sentences: [BLANK] },
      ],
    },
  };
}

interface Child {
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly age: number;
  readonly village: string | null;
  readonly school: string | null;
  readonly grade: number | null;
  readonly state: string | null;
  readonly since: Day | null;
}

async function readChild(tx: Tx, childId: string, today: Day): Promise<Child> {
  const { rows } = await sql<Child>`
    select c.name, c.sex, extract(year from age(${today}::date, c.birth_date))::int as age,
        coalesce(home.name, listed.name) as village, coalesce(school.name, s.school_name) as school, s.grade, s.state,
        s.from_on as since
      from children c
        left join unit_villages residence on residence.unit_id = c.residence_unit_id
        left join unit_villages registered on registered.unit_id = c.registered_unit_id
        left join units home on home.id = residence.village_id
        left join units listed on listed.id = registered.village_id
        left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
        left join units school on school.id = s.school_unit_id
      where c.id = ${childId}`.execute(tx);
  const child = rows[0];
  if (!child) throw problems.notFound();
  return child;
}

function aboutChild(name: string, child: Child): string {
  const sex = child.sex === 'unknown' ? '' : child.sex === 'male' ? '男，' : '女，';
  const state = child.state && (terms.schooling as Record<string, { zh: string }>)[child.state]?.zh;
  const parts = [
    `${name}，${sex}${child.age} 周岁`,
    child.village,
    child.school ? `${child.school}${child.grade ? ` ${child.grade} 年级` : ''}` : '无就读学校记录',
  ].filter(Boolean);
  return `${parts.join('，')}。${state ? `台账中就读情况：${state}（${child.since} 起）。` : ''}`;
}

function aboutLead(lead: LeadView): string {
  const begun = `${lead.onDay} 发现（来源：${terms.leadSource[lead.source].zh}），${shanghaiDay(lead.openedAt)} 登记为线索，由${lead.owner.unit}核实`;
  const end = lead.outcome && lead.outcome !== 'joined' ? terms.leadOutcome[lead.outcome].zh : undefined;
  return end ? `${begun}；${lead.concludedOn} 结论：${end}。` : `${begun}；尚未作出结论。`;
}

/** What each side answered, as a state: words that were said of the child stay in the lead. */
function stepsOfLead(lead: LeadView): string[] {
  return lead.events.flatMap((event) =>
    event.side && event.state ? [`${event.onDay} ${event.by.unit}核实：${terms.leadOutcome[event.state].zh}。`] : [],
  );
}

async function aboutCase(tx: Tx, caseId: string): Promise<string> {
  const row = await tx
    .selectFrom('cases')
    .select(['opened_on', 'stage', 'stage_since'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const stage = (terms.stage as Record<string, { zh: string }>)[row.stage]?.zh ?? row.stage;
  return `${row.opened_on} 建立一生一案，现阶段：${stage}（${row.stage_since} 起）。`;
}

/** Days on which the last ones of a kind are named. */
const DAYS_NAMED = 5;

/** By kind how often and when; not what was said. */
async function stepsOfCase(tx: Tx, caseId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: keyof typeof terms.kind; days: Day[] }>`
    select kind, array_agg(on_day::text order by on_day) as days from entries
      where case_id = ${caseId} and kind not in ('report', 'verification', 'responsibility', 'amendment')
      group by kind order by min(on_day), kind`.execute(tx);
  return rows.map(({ kind, days }) => {
    const named = days.slice(-DAYS_NAMED).join('、');
    const word = terms.kind[kind]?.zh ?? kind;
    return days.length > DAYS_NAMED
      ? `${word} ${days.length} 次，最近为 ${named}。`
      : `${word} ${days.length} 次（${named}）。`;
  });
}

async function responsibles(tx: Tx, childId: string): Promise<string[]> {
  const { rows } = await sql<{ grid: string | null; principal: string | null; school: string | null }>`
    select grid.name as grid, principal.name as principal, unit_name_on(r.school_id, table_day()) as school
      from child_responsibles r
        left join holders grid on grid.id = r.grid_holder_id
        left join holders principal on principal.id = r.principal_holder_id
      where r.child_id = ${childId}`.execute(tx);
  const found = rows[0];
  return [
    `第一责任人（校长）：${found?.principal ? `${found.principal}（${found.school ?? ''}）` : '未落实'}。`,
    `直接责任人（网格员）：${found?.grid ?? '未落实'}。`,
  ];
}
