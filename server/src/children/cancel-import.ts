import type { cancelImport, ImportBatch } from '@quanxue/domain/children/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Ask } from '../basis/http.ts';
import { readBatch, writeBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { refuseUnless } from './map-import.ts';
import { clearRows } from './preview-import.ts';
import { readImport } from './read-imports.ts';

type Params = z.output<NonNullable<(typeof cancelImport)['params']>>;

/** Stops reading or writing, and throws the staged rows and the file away. Nothing of it is in the ledgers. */
export async function cancelTheImport(imports: Imports, ask: Ask<Params>): Promise<ImportBatch> {
  const { importId } = ask.params;
  const { clock } = imports.house;
  // In the asker's sight, or not at all.
  await ask.inTransaction((tx) => readBatch(tx, importId));
  await imports.work.cancel(importId, { zh: '已取消，什么也没有写入。', en: 'Cancelled; nothing was written.' });
  await ask.inTransaction(async (tx) => {
    const batch = await readBatch(tx, importId, true);
    if (batch.state === 'cancelled') return;
    // Whatever was going on has just been stopped: a batch that was being written has been rolled back.
    if (batch.state !== 'reading' && batch.state !== 'committing')
      refuseUnless(['mapping', 'preview', 'failed'], batch);
    await clearRows(tx, importId);
    await writeBatch(tx, importId, { state: 'cancelled' });
    await audit(clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'cancelImport',
      requestId: ask.requestId,
      what: { importId },
    });
  });
  await imports.files.remove(importId);
  return readImport(imports, ask.actor, importId);
}
