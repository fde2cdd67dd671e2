import { type FieldKey, fieldsOf } from '@quanxue/domain/children/fields.ts';
import type { ImportBatch, mapImport } from '@quanxue/domain/children/operations.ts';
import type { z } from 'zod';
import type { Ask } from '../basis/http.ts';
import { type Batch, EMPTY_DETAIL, readBatch, STATE_WORDS, writeBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { problems } from './problems.ts';
import { readImport, settled } from './read-imports.ts';

type Params = z.output<NonNullable<(typeof mapImport)['params']>>;
type Body = z.output<NonNullable<(typeof mapImport)['body']>>;

/** Takes what a person says of sheet, heading rows and columns, and starts the preview anew. */
export async function mapTheImport(imports: Imports, ask: Ask<Params, unknown, Body>): Promise<ImportBatch> {
  const { importId } = ask.params;
  await ask.inTransaction(async (tx) => {
    const batch = await settled(imports, tx, await readBatch(tx, importId, true));
    refuseUnless(['mapping', 'preview'], batch);
    if (!imports.files.has(importId)) throw problems.importFileGone({ file: batch.fileName });
    const said = ask.body;
    refuseMapping(batch, said.columns ?? {});
    await writeBatch(tx, importId, {
      state: 'reading',
      rowsDone: 0,
      detail: {
        ...EMPTY_DETAIL,
        sheets: batch.detail.sheets,
        mapping: batch.detail.mapping,
        said: {
          sheet: said.sheet,
          ...(said.headerRows && { headerRows: said.headerRows }),
          ...(said.columns && { columns: said.columns }),
        },
      },
    });
  });
  const { accountId } = ask.actor;
  imports.work.start({ kind: 'preview', batchId: importId, accountId, requestId: ask.requestId });
  return readImport(imports, ask.actor, importId);
}

/** @throws Problem when the batch is being worked on, or is over. */
export function refuseUnless(states: readonly Batch['state'][], batch: Batch): void {
  if (states.includes(batch.state)) return;
  const word = STATE_WORDS[batch.state];
  if (batch.state === 'reading' || batch.state === 'committing') {
    throw problems.importBusy({ file: batch.fileName, state: word.zh });
  }
  throw problems.importFinished({ file: batch.fileName, state: word.zh, stateEn: word.en });
}

function refuseMapping(batch: Batch, columns: Readonly<Record<string, string | null>>): void {
  const fields = fieldsOf(batch.kind);
  const taken = new Map<FieldKey, string>();
  for (const [column, said] of Object.entries(columns)) {
    if (said === null) continue;
    const field = fields.find((each) => each.key === said);
    if (!field) throw problems.mappingUnknownField({ field: said, column });
    const first = taken.get(field.key);
    if (first) throw problems.mappingTwice({ label: field.label.zh, first, second: column });
    taken.set(field.key, column);
  }
}
