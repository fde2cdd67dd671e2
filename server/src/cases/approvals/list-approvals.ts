import type { ApprovalRow, listApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import { seesReduced } from '@quanxue/domain/cases/visible.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { rolesOf } from '../author.ts';
import { refreshStale } from '../project-case.ts';
import { readReturns } from './read-notes.ts';
import { waitingForMe } from './waiting-cases.ts';

type Query = z.output<NonNullable<(typeof listApprovals)['query']>>;
type Listed = z.input<NonNullable<(typeof listApprovals)['answer']>>;

/** What waits for the asker, the longest first; what the law says of each holds today. */
export async function listTheApprovals(house: House, ask: Ask<unknown, Query>): Promise<Listed> {
  const { matter, offset = 0, limit = 100 } = ask.query;
  return ask.inTransaction(async (tx) => {
    await refreshStale(house, tx);
    const all = await waitingForMe(house, tx, ask.actor);
    const counts = Map.groupBy(all, (row) => row.matter);
    const chosen = matter ? (counts.get(matter) ?? []) : all;
    const page = chosen.slice(offset, offset + limit);
    const names = await namesOf(
      tx,
      page.map((row) => row.childId),
    );
    const returns = await readReturns(house, tx, [...new Set(page.flatMap((row) => (row.sentBack ? row.caseId : [])))]);
    // A finding's sentence may tell of health: a village is told that something is to be looked at, not what.
    const hidden = seesReduced(rolesOf(ask.actor));
    return {
      total: chosen.length,
      matters: [...counts].map(([each, rows]) => ({ matter: each, count: rows.length })),
      rows: page.flatMap((row): ApprovalRow[] => {
        const name = names.get(row.childId);
        if (!name) return [];
        return [
          {
            caseId: row.caseId,
            childId: row.childId,
            ...name,
            matter: row.matter,
            step: row.step,
            since: row.since,
            sentBack: returns.get(row.caseId)?.find((note) => note.id === row.sentBack) ?? null,
            concerns: row.concerns,
            doubts: hidden && row.concerns > 0 ? [LOOK] : [...row.doubts],
            own: row.own,
            onBehalfOf: row.deputy ? `${row.deputy.title} ${row.deputy.holder}` : null,
            position: row.position,
          },
        ];
      }),
    };
  });
}

const LOOK = { zh: '材料有缺或不合要求，请打开案卷查看', en: 'something is missing or wrong; open the file' };

async function namesOf(
  tx: Tx,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<ApprovalRow, 'childName' | 'village' | 'school'>>> {
  const { rows } = await sql<{ id: string; childName: string; village: string | null; school: string | null }>`
    select children.id, children.name as "childName", village.name as village,
        coalesce(school.name, learning.school_name) as school
      from children
        left join unit_villages registered on registered.unit_id = children.registered_unit_id
        left join unit_villages residence on residence.unit_id = children.residence_unit_id
        left join units village on village.id = coalesce(residence.village_id, registered.village_id)
        left join schooling learning on learning.child_id = children.id and learning.to_on is null
          and learning.withdrawn_at is null
        left join units school on school.id = learning.school_unit_id
      where children.id = any(${[...childIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}
