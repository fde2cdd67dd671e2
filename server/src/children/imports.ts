import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import type { Clock } from '../basis/clock.ts';
import type { Database } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Keys } from '../basis/seal.ts';
import { ImportFiles } from './import-files.ts';
import { ImportWork } from './import-work.ts';
import type { ResultOf } from './result-of.ts';

/** What the operations of an import share: the house, the senders' files, the work going on. */
export interface Imports {
  readonly house: House;
  readonly work: ImportWork;
  readonly files: ImportFiles;
  readonly resultOf: ResultOf;
  readonly taken: ListTaken;
}

/** Told once the writing of a list has ended; what it sets off must not make anybody wait. */
export type ListTaken = (kind: ImportBatch['kind']) => void;

/** What the work on a batch is given, in the thread where it is done. */
export interface ImportTools {
  readonly database: Database;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly files: ImportFiles;
  /** Tells how far it is, in rows. */
  progress(done: number, total: number): void;
  /** Aborted when somebody cancels, or the server stops. */
  readonly signal: AbortSignal;
}

export function openImports(house: House, resultOf: ResultOf, taken: ListTaken): Imports {
  const files = new ImportFiles(house.dataDir);
  files.sweep(house.clock.now());
  const work = new ImportWork(house);
  house.app.addHook('onClose', async () => {
    await work.close();
    files.sweep(house.clock.now());
  });
  return { house, work, files, resultOf, taken };
}
