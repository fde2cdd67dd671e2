import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { ImportBatch, uploadImport } from '@quanxue/domain/children/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Ask, Upload } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { describeBatch, EMPTY_DETAIL, readBatch } from './import-batch.ts';
import type { Imports } from './imports.ts';
import { problems } from './problems.ts';

/** Largest list, in megabytes (10⁶ bytes): a million rows as .xlsx. */
export const LIST_MEGABYTES = 200;

type Query = z.output<NonNullable<(typeof uploadImport)['query']>>;

/** Takes in a list and starts its preview; the answer comes as soon as the file is here. */
export async function uploadTheImport(
  imports: Imports,
  ask: Ask<unknown, Query>,
  upload: Upload,
): Promise<ImportBatch> {
  const { clock } = imports.house;
  if ((upload.bytes ?? 0) > LIST_MEGABYTES * 1e6) throw problems.uploadTooLarge({ megabytes: LIST_MEGABYTES });
  const id = newId(clock);
  const fileName = ask.query.fileName.replace(/^.*[\\/]/, '').slice(0, 200) || 'list';
  imports.work.warm();
  try {
    const sha256 = await receive(upload.stream, imports.files.plain(id));
    const batch = await ask.inTransaction(async (tx) => {
      await tx
        .insertInto('import_batches')
        .values({
          id,
          kind: ask.query.kind,
          unit_id: ask.post.unitId,
          file_name: fileName,
          file_sha256: sha256,
          sender: ask.query.sender?.trim() || null,
          state: 'reading',
          created_at: clock.now(),
          created_by: ask.actor.accountId,
          detail: JSON.stringify(EMPTY_DETAIL),
        })
        .execute();
      await audit(clock, tx, {
        actorId: ask.actor.accountId,
        operation: 'uploadImport',
        requestId: ask.requestId,
        what: { importId: id, kind: ask.query.kind, sha256 },
      });
      return readBatch(tx, id);
    });
    const { accountId } = ask.actor;
    imports.work.start({ kind: 'preview', batchId: id, accountId, requestId: ask.requestId });
    return describeBatch(batch);
  } catch (error) {
    await imports.files.remove(id);
    throw error;
  }
}

/** Writes the upload to a file that only the server reads; returns its SHA-256. */
async function receive(stream: Readable, path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LIST_MEGABYTES * 1e6) throw problems.uploadTooLarge({ megabytes: LIST_MEGABYTES });
      hash.update(chunk);
      await file.write(chunk);
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Problem') throw error;
    throw problems.uploadBroken();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
