import type { ImportRow, listImportRows } from '@quanxue/domain/children/operations.ts';
import { changesOf } from '@quanxue/domain/children/record.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ask } from '../basis/http.ts';
import { openRow, readBatch, type StagedRow } from './import-batch.ts';
import type { Imports } from './imports.ts';

type Params = z.output<NonNullable<(typeof listImportRows)['params']>>;
type Query = z.output<NonNullable<(typeof listImportRows)['query']>>;

/** The staged rows of an import in the order of the sheet, those that are gone last. */
export async function listTheImportRows(
  imports: Imports,
  ask: Ask<Params, Query>,
): Promise<{ total: number; rows: ImportRow[] }> {
  const { importId } = ask.params;
  const { outcome, offset = 0, limit = 100 } = ask.query;
  return ask.inTransaction(async (tx) => {
    const batch = await readBatch(tx, importId);
    const wanted =
      outcome === undefined
        ? sql`row <> 0`
        : outcome === 'warning'
          ? sql`row <> 0 and has_warning`
          : sql`row <> 0 and outcome = ${outcome}`;
    const { rows: count } = await sql<{ total: number }>`
      select count(*)::int as total from import_rows where batch_id = ${importId} and ${wanted}`.execute(tx);
    const { rows } = await sql<{
      row: number;
      outcome: ImportRow['outcome'];
      child_id: string | null;
      name: string;
      sealed: Buffer;
    }>`
      select row, outcome, child_id, name, sealed from import_rows
      where batch_id = ${importId} and ${wanted}
      order by row < 0, abs(row) offset ${offset} limit ${limit}`.execute(tx);
    const key = await imports.house.keys.ofBatch(tx, importId);
    const units = new Map(batch.detail.newUnits.map((unit) => [unit.id, unit.name]));
    for (const unit of await tx.selectFrom('units').select(['id', 'name']).execute()) units.set(unit.id, unit.name);
    const nameOf = (unitId: string) => units.get(unitId) ?? null;
    return {
      total: count[0]?.total ?? 0,
      rows: rows.map((row) => {
        const staged = openRow<StagedRow>(key, importId, row.row, row.sealed);
        const changes = changesOf(staged.before, staged.after, staged.schoolingBefore, staged.schoolingAfter, nameOf);
        return {
          row: Math.max(0, row.row),
          outcome: row.outcome,
          childId: staged.isNew && batch.state !== 'confirmed' && batch.state !== 'undone' ? null : row.child_id,
          name: row.name,
          changes: staged.listsNow && row.outcome === 'changed' ? [LISTED, ...changes] : changes,
          problems: [...staged.problems],
        };
      }),
    };
  });
}

/** A child that only the roll knew comes onto the population list. */
const LISTED: ImportRow['changes'][number] = {
  field: 'listed',
  label: { zh: '适龄儿童名单', en: 'Population list' },
  before: '不在名单',
  after: '在名单',
};
