import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { Problem, type Text, type Values } from '@quanxue/domain/basis/problem.ts';
import { takeOverProblems } from '@quanxue/domain/cases/take-over/problems.ts';
import { ROSTER_ROWS } from '@quanxue/domain/cases/take-over/roster-operations.ts';
import type { Cell } from '@quanxue/domain/children/cell.ts';
import type { House } from '../../basis/house.ts';
import type { Upload } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { problems } from '../../basis/problems.ts';

export interface RosterGrid {
  readonly name: string;
  readonly rows: readonly { readonly index: number; readonly cells: readonly Cell[] }[];
}

export interface ReadRoster {
  readonly sha256: string;
  readonly grids: readonly RosterGrid[];
  readonly date1904: boolean;
}

export interface ReadingOrder {
  readonly path: string;
  readonly fileName: string;
  readonly most: number;
}

export type FromRosterWorker =
  | { readonly type: 'read'; readonly grids: readonly RosterGrid[]; readonly date1904: boolean }
  | { readonly type: 'too-long' }
  | {
      readonly type: 'problem';
      readonly problem: { readonly key: string; readonly status: number; readonly text: Text; readonly values: Values };
    }
  | { readonly type: 'bug'; readonly stack: string };

const MEGABYTES = 20;
const HEAP_MB = 512;

/**
 * Reads a roster in a thread of its own. It lies in clear on the disk for that moment only, among the lists that are swept
 * at the next start.
 */
export async function readRoster(
  house: Pick<House, 'clock' | 'dataDir'>,
  fileName: string,
  upload: Upload,
): Promise<ReadRoster> {
  if ((upload.bytes ?? 0) > MEGABYTES * 1e6) throw problems.tooLarge({ megabytes: MEGABYTES });
  const folder = join(house.dataDir, 'imports');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, newId(house.clock));
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        done(bytes > MEGABYTES * 1e6 ? problems.tooLarge({ megabytes: MEGABYTES }) : null, chunk);
      },
    });
    await pipeline(upload.stream, measure, createWriteStream(path, { mode: 0o600 }));
    if (bytes === 0) throw problems.emptyUpload();
    const read = await inThread({ path, fileName, most: ROSTER_ROWS });
    return { sha256: hash.digest('hex'), ...read };
  } finally {
    await rm(path, { force: true });
  }
}

function inThread(order: ReadingOrder): Promise<Pick<ReadRoster, 'grids' | 'date1904'>> {
  const worker = new Worker(new URL('./roster-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    worker.once('message', (message: FromRosterWorker) => {
      switch (message.type) {
        case 'read':
          return resolve(message);
        case 'too-long':
          return reject(takeOverProblems.rosterTooLong({ file: order.fileName, rows: order.most }));
        case 'problem': {
          const { key, status, text, values } = message.problem;
          return reject(new Problem(key, status, text, values));
        }
        case 'bug':
          return reject(new Error(`reading failed in its thread: ${message.stack}`));
      }
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the reading thread ended without a last word')));
  });
}
