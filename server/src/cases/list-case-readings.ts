import type { Role } from '@quanxue/domain/basis/operation.ts';
import { type CaseReading, READING_HOWS, type ReadingHow } from '@quanxue/domain/cases/reading-operations.ts';
import { sql } from 'kysely';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { postTitle } from './author.ts';

/** Which requests are readings of a case, by the name under which the audit has them. */
const HOW_OF: Readonly<Record<string, ReadingHow>> = {
  getCase: 'opened',
  getEvidence: 'evidence',
  previewPaper: 'paper',
  getPaperFile: 'paper',
  getScan: 'paper',
  exportCaseFile: 'exported',
  printCaseFile: 'printed',
  unmaskChild: 'unmasked',
};

interface Row {
  readonly on: string;
  readonly person: string;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: Readonly<Record<string, number>>;
  readonly posts: readonly { readonly unit: string; readonly role: Role }[];
  readonly total: number;
}

/** Who has read this case, as the audit has it: one row a person and day, the latest first. */
export async function listTheCaseReadings(
  ask: Ask<{ caseId: string }, { offset?: number | undefined; limit?: number | undefined }>,
): Promise<{ total: number; readings: CaseReading[] }> {
  const { caseId } = ask.params;
  const { offset = 0, limit = 20 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const file = await tx.selectFrom('cases').select('child_id').where('id', '=', caseId).executeTakeFirst();
    if (!file) throw problems.notFound();
    // A number is seen whole on the child's page: that reading names no case.
    const { rows } = await sql<Row>`
      with seen as (
        select actor_id, operation, (at at time zone 'Asia/Shanghai')::date as day, count(*)::int as times,
            min(at) as first_at, max(at) as last_at
          from audit
          where child_id = ${file.child_id} and operation = any (${Object.keys(HOW_OF)})
            and (case_id = ${caseId} or (case_id is null and operation = 'unmaskChild'))
            and actor_id is not null
          group by 1, 2, 3
      ), days as (
        select actor_id, day, min(first_at) as first_at, max(last_at) as last_at,
            jsonb_object_agg(operation, times) as times
          from seen group by 1, 2
      )
      select days.day as on, accounts.name as person, days.first_at as "firstAt", days.last_at as "lastAt", days.times,
          count(*) over ()::int as total,
          coalesce((
            select jsonb_agg(jsonb_build_object('unit', units.name, 'role', posts.role) order by posts.id)
              from posts join units on units.id = posts.unit_id
              where posts.account_id = days.actor_id and posts.from_on <= days.day
                and (posts.to_on is null or posts.to_on >= days.day)
          ), '[]') as posts
        from days join accounts on accounts.id = days.actor_id
        order by days.last_at desc, days.actor_id
        offset ${offset} limit ${limit}`.execute(tx);
    return {
      total: rows[0]?.total ?? 0,
      readings: rows.map(({ times, posts, total: _total, ...row }) => ({
        ...row,
        posts: posts.map(({ unit, role }) => postTitle(unit, role)),
        hows: READING_HOWS.flatMap((how) => {
          const sum = Object.entries(times).reduce((n, [name, each]) => (HOW_OF[name] === how ? n + each : n), 0);
          return sum > 0 ? [{ how, times: sum }] : [];
        }),
      })),
    };
  });
}
