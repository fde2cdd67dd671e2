import type { listStatements, StatementRow } from '@quanxue/domain/statistics/statement-operations.ts';
import { lastPeriods, type StatementKind, statementsOf } from '@quanxue/domain/statistics/statement-periods.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';

type Query = z.output<NonNullable<(typeof listStatements)['query']>>;

/** Periods of each kind that are looked back on: a school year. */
const BACK: Readonly<Record<StatementKind, number>> = { 'school-monthly': 12, 'county-quarterly': 4, term: 2, year: 1 };

/**
 * What each unit of the asker's area had to send in the last school year, since the office works with this, and what it
 * sent. The latest period first.
 */
export async function listTheStatements(house: House, ask: Ask<unknown, Query>) {
  const today = house.clock.today();
  const { kind, state } = ask.query;
  const statements = await ask.inTransaction((tx) => readDue(tx, today));
  return {
    today,
    statements: statements.filter((row) => (!kind || row.kind === kind) && (!state || row.state === state)),
  };
}

interface Sent {
  readonly id: string;
  readonly kind: StatementKind;
  readonly unit_id: string;
  readonly period: string;
  readonly as_of: string;
  readonly state: 'draft' | 'sent';
  readonly sent_at: string | null;
  readonly sent_by: string | null;
  readonly supersedes: string | null;
}

async function readDue(tx: Tx, today: string): Promise<StatementRow[]> {
  const { rows: units } = await sql<{ id: string; name: string; kind: string; valid_from: string }>`
    select id, name, kind, valid_from from units
      where kind in ('county', 'township', 'school') and id in (select units_in_scope())
        and valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date)
      order by array_position(array['county', 'township', 'school'], kind), name, id`.execute(tx);
  const { rows: sent } = await sql<Sent>`
    select statements.id, kind, unit_id, period, as_of, state, sent_at, accounts.name as sent_by, supersedes
      from statements left join accounts on accounts.id = sent_by
      where state <> 'dropped' order by drafted_at desc, statements.id desc`.execute(tx);
  // Nothing is owed of the time before the office began to work with this: there are no facts to count.
  const { rows: began } = await sql<{ on: string | null }>`
    select min((created_at at time zone 'Asia/Shanghai')::date) as "on" from accounts`.execute(tx);
  const since = began[0]?.on ?? today;
  return units
    .flatMap((unit) =>
      statementsOf(unit.kind).flatMap((kind) =>
        // One more than is looked back on: the period that runs today.
        lastPeriods(kind, today, BACK[kind] + 1).map((period) => ({ unit, kind, period })),
      ),
    )
    .filter(({ unit, period }) => unit.valid_from <= period.to && since <= period.to)
    .map(({ unit, kind, period }) => {
      const all = sent.filter(
        (each) => each.unit_id === unit.id && each.kind === kind && each.period === period.period,
      );
      const draft = all.find((each) => each.state === 'draft');
      const inForce = all.find(
        (each) => each.state === 'sent' && !all.some((later) => later.supersedes === each.id && later.state === 'sent'),
      );
      const shown = draft ?? inForce;
      return {
        kind,
        unitId: unit.id,
        unit: unit.name,
        ...period,
        state: shown ? shown.state : period.to < today ? ('due' as const) : ('running' as const),
        statementId: shown?.id ?? null,
        asOf: shown?.as_of ?? null,
        sentAt: inForce?.sent_at ?? null,
        sentBy: inForce?.sent_by ?? null,
        corrections: all.filter((each) => each.state === 'sent' && each.supersedes).length,
      };
    })
    .toSorted((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : 0));
}
