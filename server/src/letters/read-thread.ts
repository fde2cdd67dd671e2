import { parentPort } from 'node:worker_threads';
import { stepBack } from '../basis/thread-priority.ts';
import { type ReadPage, readPdf, readPicture } from './read-pages.ts';

/* The thread in which scans are read: a page takes a quarter of a second of computing, and nobody's request waits for it. */

export interface ReadTask {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly pdf: boolean;
  readonly most: number;
}

export type ReadAnswer =
  | { readonly id: number; readonly pages: readonly ReadPage[] }
  | { readonly id: number; readonly tooMany: number }
  | { readonly id: number; readonly damaged: true };

stepBack();
const port = parentPort;
if (!port) throw new Error('this file is started as a worker thread');
port.on('message', async (task: ReadTask) => port.postMessage(await answer(task)));

async function answer({ id, bytes, pdf, most }: ReadTask): Promise<ReadAnswer> {
  try {
    const read = pdf ? await readPdf(bytes, most) : await readPicture(bytes);
    if (read === undefined) return { id, damaged: true };
    return typeof read === 'number' ? { id, tooMany: read } : { id, pages: read };
  } catch {
    // Whatever these bytes are, they are neither picture nor PDF.
    return { id, damaged: true };
  }
}
