import { Problem } from '@quanxue/domain/basis/problem.ts';
import type { confirmImport, ImportBatch } from '@quanxue/domain/children/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Ask } from '../basis/http.ts';
import { readBatch, sentencesOf, writeBatch } from './import-batch.ts';
import type { ImportTask } from './import-work.ts';
import type { Imports, ImportTools } from './imports.ts';
import { refuseUnless } from './map-import.ts';
import { problems } from './problems.ts';
import { readImport, settled } from './read-imports.ts';
import { rememberMapping } from './remember-mapping.ts';
import { WriteImport } from './write-import.ts';

type Params = z.output<NonNullable<(typeof confirmImport)['params']>>;

/**
 * Writes a previewed import to the ledgers: one transaction, so that all of it is there or nothing is. The answer comes
 * at once; the batch says how far it is.
 */
export async function confirmTheImport(imports: Imports, ask: Ask<Params>): Promise<ImportBatch> {
  const { importId } = ask.params;
  const { accountId } = ask.actor;
  const task = { kind: 'confirm', batchId: importId, accountId, requestId: ask.requestId } as const;
  let kind: ImportBatch['kind'] | undefined;
  await imports.work.accept(task, (expect) =>
    ask.inTransaction(async (tx) => {
      const batch = await settled(imports, tx, await readBatch(tx, importId, true));
      if (batch.state === 'mapping') {
        const why = batch.detail.problem ?? { zh: '尚未指定各列', en: 'its columns are not mapped' };
        throw problems.importNotReady({ file: batch.fileName, why: why.zh, whyEn: why.en });
      }
      refuseUnless(['preview'], batch);
      kind = batch.kind;
      await writeBatch(tx, importId, { state: 'committing', rowsDone: 0 });
      expect();
    }),
  );
  void imports.work.ended(importId).then(() => kind && imports.taken(kind));
  return readImport(imports, ask.actor, importId);
}

/** The writing itself, in the thread of the imports. */
export async function writeConfirmed(tools: ImportTools, task: ImportTask): Promise<void> {
  const { database, clock, signal } = tools;
  const { batchId, accountId, requestId } = task;
  try {
    await database.inTransaction(task, (reader) =>
      database.inTransaction(task, async (tx) => {
        // One import is written at a time: two lists that name the same new village do not make it twice.
        await sql`select pg_advisory_xact_lock(hashtextextended('quanxue import', 0))`.execute(tx);
        const batch = await readBatch(tx, batchId, true);
        // Written already, or taken for interrupted meanwhile: then somebody confirms it anew.
        if (batch.state !== 'committing') return;
        await new WriteImport(tools, task, reader, tx, batch).run();
        await rememberMapping(tools, tx, accountId, batch);
        const what = { importId: batchId, counts: batch.detail.counts };
        await audit(clock, tx, { actorId: accountId, operation: 'confirmImport', requestId, what });
      }),
    );
  } catch (error) {
    // Everything was rolled back; why is told with the preview, which stays.
    const problem = error instanceof Problem ? sentencesOf(error) : signal.aborted ? null : UNEXPECTED;
    await database.inTransaction(task, async (tx) => {
      const { detail } = await readBatch(tx, batchId, true);
      await writeBatch(tx, batchId, { state: 'preview', rowsDone: 0, detail: { ...detail, problem } });
    });
    if (!signal.aborted && !(error instanceof Problem)) throw error;
  }
}

const UNEXPECTED = {
  zh: '写入时系统出现意外错误，什么也没有写入。请重试；若仍不行，请告诉管理员。',
  en: 'Something unexpected went wrong while writing; nothing was written. Try again; if it persists, tell the administrator.',
};
