import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { returnSheet } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { readBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { refuseUnless } from './map-import.ts';
import { problems } from './problems.ts';
import { settled } from './read-imports.ts';
import type { ChildResult } from './result-of.ts';

type Params = z.output<NonNullable<(typeof returnSheet)['params']>>;
type Query = z.output<NonNullable<(typeof returnSheet)['query']>>;

const NAMES = { errors: '退回更正', all: '核对', results: '核实结果' } as const;

/** The sender's own workbook: with reasons and colours, or with the answers filled in. */
export async function giveSheetBack(imports: Imports, ask: Ask<Params, Query>): Promise<FileAnswer> {
  const { importId } = ask.params;
  const { what } = ask.query;
  const { files, work, house } = imports;
  const { batch, results } = await ask.inTransaction(async (tx) => {
    const found = await settled(imports, tx, await readBatch(tx, importId));
    refuseUnless(['preview', 'confirmed'], found);
    if (!files.has(importId)) throw problems.importFileGone({ file: found.fileName });
    if (what === 'results' && (found.kind !== 'suspected' || found.state !== 'confirmed'))
      throw problems.noResults({ file: found.fileName });
    // It holds the numbers as they came: who took it away is kept.
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'returnSheet',
      requestId: ask.requestId,
      what: { importId, what },
    });
    return { batch: found, results: what === 'results' ? await readResults(imports, tx, importId) : undefined };
  });
  const to = files.returned(importId);
  await work.run({
    kind: 'return',
    batchId: importId,
    accountId: ask.actor.accountId,
    requestId: ask.requestId,
    order: { what, to, ...(results && { results }) },
  });
  const content = createReadStream(to);
  content.once('close', () => void rm(to, { force: true }));
  return {
    content,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${batch.fileName.replace(/\.[^.]*$/, '')}（${NAMES[what]}）.xlsx`,
  };
}

/** Row → what is known of its child today. */
async function readResults(imports: Imports, tx: Tx, importId: string): Promise<ReadonlyMap<number, ChildResult>> {
  const { rows } = await sql<{ row: number; child_id: string }>`
    select row, child_id from list_rows where batch_id = ${importId} and child_id is not null`.execute(tx);
  const known = await imports.resultOf(
    tx,
    imports.house.keys,
    rows.map((row) => row.child_id),
  );
  return new Map(
    rows.flatMap(({ row, child_id }) => {
      const result = known.get(child_id);
      return result ? [[row, result] as const] : [];
    }),
  );
}
