import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import {
  type Batch,
  describeBatch,
  HEAD_ROW,
  openRow,
  readBatch,
  readBatches,
  type StagedHead,
  writeBatch,
} from './import-batch.ts';
import type { Imports } from './imports.ts';
import { whyNotUndoable } from './undo-import.ts';

/** One import as it stands now. */
export async function readImport(imports: Imports, actor: Actor, batchId: string): Promise<ImportBatch> {
  return imports.house.database.inTransaction(actor, async (tx) =>
    describe(imports, tx, await settled(imports, tx, await readBatch(tx, batchId)), { head: true, undoable: true }),
  );
}

/** The imports in the asker's sight, newest first. Samples and notes are read one by one only. */
export async function listTheImports(imports: Imports, actor: Actor): Promise<{ imports: ImportBatch[] }> {
  return imports.house.database.inTransaction(actor, async (tx) => {
    const answer: ImportBatch[] = [];
    // Whether one can be undone is asked of its every child: of the newest only.
    let asked = 0;
    for (const found of await readBatches(tx)) {
      const batch = await settled(imports, tx, found);
      if (batch.state === 'confirmed') asked += 1;
      answer.push(await describe(imports, tx, batch, { head: false, undoable: asked <= NEWEST }));
    }
    return { imports: answer };
  });
}

const NEWEST = 10;

async function describe(
  imports: Imports,
  tx: Tx,
  batch: Batch,
  ask: { readonly head: boolean; readonly undoable: boolean },
): Promise<ImportBatch> {
  const progress = imports.work.progressOf(batch.id);
  const sameFile = await readSameFile(tx, batch);
  const undoable =
    ask.undoable &&
    batch.state === 'confirmed' &&
    (imports.work.isJustWritten(batch.id) || (await whyNotUndoable(tx, batch)) === null);
  return describeBatch(batch, {
    progress,
    sameFile,
    hasFile: imports.files.has(batch.id),
    undoable,
    head: ask.head ? await readHead(imports, tx, batch.id) : undefined,
  });
}

/** The very same bytes, confirmed before as the same kind of list. */
async function readSameFile(tx: Tx, batch: Batch): Promise<ImportBatch['sameFile']> {
  if (!batch.fileSha256 || batch.state === 'confirmed' || batch.state === 'undone') return null;
  const found = await tx
    .selectFrom('import_batches as b')
    .innerJoin('accounts as a', 'a.id', 'b.confirmed_by')
    .select(['b.id', 'b.confirmed_at as at', 'a.name as by'])
    .where('b.file_sha256', '=', batch.fileSha256)
    .where('b.kind', '=', batch.kind)
    .where('b.state', '=', 'confirmed')
    .where('b.id', '<>', batch.id)
    .orderBy('b.confirmed_no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.at ? { importId: found.id, on: shanghaiDay(found.at), by: found.by } : null;
}

async function readHead(imports: Imports, tx: Tx, batchId: string): Promise<StagedHead | undefined> {
  const row = await tx
    .selectFrom('import_rows')
    .select('sealed')
    .where('batch_id', '=', batchId)
    .where('row', '=', HEAD_ROW)
    .executeTakeFirst();
  if (!row?.sealed) return undefined;
  return openRow<StagedHead>(await imports.house.keys.ofBatch(tx, batchId), batchId, HEAD_ROW, row.sealed);
}

/**
 * A batch that says it is being read or written, and is not: the server was stopped meanwhile. What was being written
 * was one transaction and left nothing; what was being read must be uploaded again, for its file is gone.
 */
export async function settled(imports: Imports, tx: Tx, found: Batch): Promise<Batch> {
  if (!isWorking(found) || imports.work.isRunning(found.id)) return found;
  // The work may have ended between that reading and this asking: what it wrote stands.
  const batch = await readBatch(tx, found.id, true);
  if (!isWorking(batch) || imports.work.isRunning(batch.id)) return batch;
  const state = batch.state === 'committing' ? 'preview' : 'failed';
  const detail = state === 'failed' ? { ...batch.detail, problem: INTERRUPTED } : batch.detail;
  await writeBatch(tx, batch.id, { state, detail });
  return { ...batch, state, detail };
}

function isWorking({ state }: Batch): boolean {
  return state === 'reading' || state === 'committing';
}

const INTERRUPTED = {
  zh: '读取时服务器停止了，什么也没有写入。请重新上传该文件。',
  en: 'The server stopped while the file was being read; nothing was written. Upload the file again.',
};
