import { explain } from '@quanxue/domain/children/match/explain.ts';
import { findDuplicates } from '@quanxue/domain/children/match/find-duplicates.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import { jsonArray, uuidArray } from '../basis/array-parameter.ts';
import type { ImportTask } from './import-work.ts';
import type { ImportTools } from './imports.ts';
import { newLexicon, peopleOfChildren } from './match-people.ts';
import { readPlaces } from './read-places.ts';
import { readStanding, type Standing } from './standing.ts';

/** Children opened at once: between two portions somebody can cancel. */
const CHUNK = 1000;

/**
 * Compares the children in the asker's sight with each other and keeps what may be one child twice, in place of what the
 * search before had found. Whoever has left for good is left out, unless as a double registration: a third may be that
 * child, too.
 */
export async function searchLedger(tools: ImportTools, task: ImportTask): Promise<void> {
  const { database, keys, clock, signal } = tools;
  await database.inTransaction(task, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select c.id from children c
        left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
        where c.withdrawn_at is null and (coalesce(s.state, 'unknown') <> 'left'
          or exists (select from duplicate_decisions d where d.gone_line_id = s.id))
        order by c.id`.execute(tx);
    const standing: Standing[] = [];
    for (let from = 0; from < rows.length; from += CHUNK) {
      signal.throwIfAborted();
      const portion = rows.slice(from, from + CHUNK).map((row) => row.id);
      standing.push(...(await readStanding(keys, tx, portion)).values());
      tools.progress(standing.length, rows.length);
    }
    standing.sort((a, b) => (a.id < b.id ? -1 : 1));
    const { units, ...before } = await readPlaces(tx, clock.today());
    const people = peopleOfChildren(newLexicon(), standing, new Places(units, '', () => '', before));
    const pairs = findDuplicates(people);
    signal.throwIfAborted();
    await tx.deleteFrom('duplicate_pairs').execute();
    const idsOf = (side: 'left' | 'right') => uuidArray(pairs.map((pair) => standing[pair[side]]?.id ?? ''));
    await sql`
      insert into duplicate_pairs (child_a, child_b, score, why, found_at)
        select least(a, b), greatest(a, b), score, why, ${clock.now()}
          from unnest(${idsOf('left')}::uuid[], ${idsOf('right')}::uuid[], ${pairs.map((pair) => pair.score)}::real[],
            ${jsonArray(pairs.map((pair) => JSON.stringify(explain(people, people, pair))))}::jsonb[]
          ) as found (a, b, score, why)
        on conflict do nothing`.execute(tx);
  });
}
