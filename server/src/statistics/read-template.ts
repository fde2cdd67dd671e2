import { placeholdersOf } from '@quanxue/domain/statistics/placeholders.ts';
import type { TableTemplate } from '@quanxue/domain/statistics/table-operations.ts';
import { TABLES, type TableKey } from '@quanxue/domain/statistics/tables.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { Ask } from '../basis/http.ts';

/** The office's own sheet for a table, if one is in use. */
export async function readTemplate(tx: Tx, table: TableKey): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('table_templates')
    .select('content')
    .where('table_key', '=', table)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.content ?? undefined;
}

/** The sheets in use, and what placeholders each table knows. */
export async function listTheTemplates(ask: Ask) {
  const { rows } = await ask.inTransaction((tx) =>
    sql<Omit<TableTemplate, 'table'> & { table: TableKey; inUse: boolean }>`
      select distinct on (table_key) table_key as "table", file_name as "fileName", placeholders,
          uploaded_at as "uploadedAt", accounts.name as "uploadedBy", content is not null as "inUse"
        from table_templates join accounts on accounts.id = uploaded_by
        order by table_key, uploaded_at desc, table_templates.id desc`.execute(tx),
  );
  return {
    templates: rows.filter((row) => row.inUse),
    known: TABLES.map((table) => ({
      table,
      placeholders: placeholdersOf(table).map(({ key, label }) => ({ key, label })),
    })),
  };
}
