import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import { isClosed, lackOf } from '@quanxue/domain/children/closing.ts';
import type { getVillageClosing, OpenWork, VillageClosing } from '@quanxue/domain/children/closing-operations.ts';
import { isSame } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { sayTableDay } from '../basis/table-day.ts';
import { problems } from './ledger-problems.ts';
import { accounted, type Base, countVillages, none, type VillageCounts, villagesInScope } from './village-counts.ts';

type Query = z.output<NonNullable<(typeof getVillageClosing)['query']>>;
type Answer = z.input<NonNullable<(typeof getVillageClosing)['answer']>>;

/** Village by village whether every child is accounted for on a day; of one village also what is open, child by child. */
export async function getTheVillageClosing(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const asOf = ask.query.asOf ?? house.clock.today();
  const base = ask.query.base ?? 'registered';
  const { villageId } = ask.query;
  return ask.inTransaction(async (tx) => {
    const { villages, noVillage } = await closings(tx, base, asOf, villageId);
    if (villageId && villages.length === 0) throw problems.noVillages();
    const cohort = await sayTableDay(tx, asOf);
    return {
      asOf,
      base,
      cohort,
      villages,
      open: villageId ? await openWork(tx, base, asOf, villageId) : [],
      explained: villageId ? await explanations(tx, base, villageId) : [],
      noVillage,
    };
  });
}

/** The villages with their numbers of the day, and with what was declared of them. */
export async function closings(
  tx: Tx,
  base: Base,
  asOf: Day,
  villageId?: string,
): Promise<{ villages: VillageClosing[]; noVillage: number }> {
  await sayTableDay(tx, asOf);
  const counted = await countVillages(tx, base, asOf);
  const villages = (await villagesInScope(tx, asOf)).filter((each) => !villageId || each.id === villageId);
  const declared = await declarations(
    tx,
    base,
    villages.map((each) => each.id),
  );
  // Whether later facts changed a day that was declared is seen by counting that day again.
  const days = new Map<Day, ReadonlyMap<string | null, VillageCounts>>([[asOf, counted]]);
  for (const { as_of } of declared.values()) {
    if (days.has(as_of)) continue;
    await sayTableDay(tx, as_of);
    days.set(as_of, await countVillages(tx, base, as_of));
  }
  return {
    noVillage: counted.get(null)?.counts.population ?? 0,
    villages: villages.map(({ id, name }) => {
      const counts = counted.get(id)?.counts ?? none();
      const last = declared.get(id);
      const again = last && (days.get(last.as_of)?.get(id) ?? { counts: none(), digest: '' });
      return {
        villageId: id,
        village: name,
        closed: isClosed(counts),
        counts,
        declared:
          last && again
            ? {
                id: last.id,
                asOf: last.as_of,
                at: last.recorded_at,
                by: last.by,
                counts: last.counts,
                changed: last.digest !== again.digest || !isSame(last.counts, again.counts),
                now: again.counts,
              }
            : null,
      };
    }),
  };
}

async function declarations(tx: Tx, base: Base, villageIds: readonly string[]) {
  if (villageIds.length === 0) return new Map<string, never>();
  const rows = await tx
    .selectFrom('village_closings')
    .innerJoin('accounts', 'accounts.id', 'village_closings.recorded_by')
    .select(['village_closings.id', 'village_id', 'as_of', 'counts', 'digest', 'recorded_at', 'accounts.name as by'])
    .distinctOn('village_id')
    .where('village_id', 'in', [...villageIds])
    .where('base', '=', base)
    .orderBy('village_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('village_closings.id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.village_id, row]));
}

const SAY = {
  unknown: {
    zh: '去向不明。请核实在哪里就读：登记就读情况，或上报疑似辍学。',
    en: 'Nobody knows where the child learns. Find out: record it, or report a suspected dropout.',
  },
  list: {
    zh: '人口名单上有，台账已不计。请写明原因和日期（迁出、死亡、重复登记、号码有误等）。',
    en: 'On the population list, but no longer counted here. Say why and since when (moved, deceased, registered twice, number error …).',
  },
  ledger: {
    zh: '台账中有，人口名单上没有。请写明原因和日期（迁入、漏报、号码有误等）。',
    en: 'Counted here, but on no population list. Say why and since when (moved in, left off the list, number error …).',
  },
};

async function openWork(tx: Tx, base: Base, asOf: Day, villageId: string): Promise<OpenWork[]> {
  const { rows } = await sql<{
    child_id: string;
    name: string;
    birth_date: Day;
    state: OpenWork['state'];
    basis: Partial<Basis>;
    until_on: Day | null;
    side: 'list' | 'ledger' | null;
    explained: boolean;
    residence_village_id: string | null;
    school_unit_id: string | null;
  }>`
    select a.child_id, c.name, c.birth_date, a.state, a.basis, a.until_on, a.side, a.explained, a.residence_village_id,
        a.school_unit_id
      from ${accounted(base)} a join children c on c.id = a.child_id
      where a.of_age and a.village_id = ${villageId}
        and (a.state <> 'here' or (a.side is not null and not a.explained))
      order by c.name, c.id`.execute(tx);
  return rows.flatMap((row) => {
    const about = {
      childId: row.child_id,
      name: row.name,
      birthDate: row.birth_date,
      state: row.state,
      residenceVillageId: row.residence_village_id,
      schoolId: row.school_unit_id,
    };
    const lack = lackOf(row.state, row.basis, row.until_on, asOf);
    const work: OpenWork[] = [];
    if (row.state === 'unknown') {
      work.push({ ...about, what: 'unknown', side: null, sentence: SAY.unknown, citation: null });
    }
    if (lack) {
      const { zh, en } = lack.citation;
      work.push({ ...about, what: 'lacking', side: null, sentence: lack.sentence, citation: { zh, en } });
    }
    if (row.side && !row.explained) {
      work.push({ ...about, what: 'difference', side: row.side, sentence: SAY[row.side], citation: null });
    }
    return work;
  });
}

async function explanations(tx: Tx, base: Base, villageId: string): Promise<Answer['explained']> {
  const { rows } = await sql<Answer['explained'][number]>`
    select e.id, e.child_id as "childId", c.name, a.side, e.kind, e.on_day as "onDay", e.reason
      from ${accounted(base)} a
        join population_explanations e on e.id = a.explanation_id
        join children c on c.id = a.child_id
      where a.of_age and a.village_id = ${villageId} and a.side is not null
      order by c.name, c.id`.execute(tx);
  return rows;
}
