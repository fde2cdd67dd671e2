import { setTimeout as sleep } from 'node:timers/promises';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import { confirmImport, getImport, type ImportBatch, uploadImport } from '@quanxue/domain/children/operations.ts';
import type { Progress } from '../src/basis/jobs.ts';
import type { Person } from './post.ts';

export interface SampleList {
  readonly kind: ListKind;
  readonly fileName: string;
  readonly upload: Uint8Array;
  readonly sender?: string;
}

/** Reads a list up to its preview and leaves it there for somebody to look at. */
export async function previewList(
  clerk: Person,
  progress: Progress,
  text: Text,
  list: SampleList,
): Promise<ImportBatch> {
  const { kind, fileName, upload, sender } = list;
  progress.step(text, 0, 0);
  const batch = await clerk.ask(uploadImport, { query: { kind, fileName, ...(sender && { sender }) }, upload });
  return settle(clerk, progress, text, batch, 'reading', 'preview');
}

/** Reads a list and writes it. */
export async function importList(clerk: Person, progress: Progress, text: Text, list: SampleList): Promise<void> {
  const batch = await previewList(clerk, progress, text, list);
  const writing = await clerk.ask(confirmImport, { params: { importId: batch.id } });
  await settle(clerk, progress, text, writing, 'committing', 'confirmed');
}

async function settle(
  clerk: Person,
  progress: Progress,
  text: Text,
  begun: ImportBatch,
  waiting: ImportBatch['state'],
  wanted: ImportBatch['state'],
): Promise<ImportBatch> {
  let batch = begun;
  while (batch.state === waiting) {
    progress.signal.throwIfAborted();
    progress.step(text, batch.progress.done, batch.progress.total);
    await sleep(50);
    batch = await clerk.ask(getImport, { params: { importId: batch.id } });
  }
  if (batch.state !== wanted) {
    throw new Error(`The sample's ${batch.kind} list is ${batch.state}, not ${wanted}: ${batch.problem?.en ?? ''}`);
  }
  return batch;
}
