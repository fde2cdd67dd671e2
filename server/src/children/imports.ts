import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../basis/house.ts';
import { ImportWork } from './import-work.ts';

/** What the operations of an import share: the house, the folder of files being read, the work going on. */
export interface Imports {
  readonly house: House;
  readonly work: ImportWork;
  /** Where the file of a batch lies until the batch is confirmed or cancelled. */
  fileOf(batchId: string): string;
}

/**
 * Opens the folder of uploads, emptied: a list with citizen numbers in clear does not outlive the server that was to
 * read it. A preview does not need its file any more; only a new mapping asks for another upload.
 */
export function openImports(house: House): Imports {
  const folder = join(house.dataDir, 'imports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const work = new ImportWork();
  house.app.addHook('onClose', async () => {
    await work.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { house, work, fileOf: (batchId) => join(folder, batchId) };
}
