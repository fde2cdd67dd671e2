import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataKey } from '../basis/seal.ts';

/*
 * The senders' own files. A list with citizen numbers in clear lies on the disk only while it is being read; between
 * times it is sealed with the key of its batch, so that it can be mapped anew, or go back with what was found.
 */

const SEALED = '.sealed';
/** docs/readings.md, R87. */
const KEPT_DAYS = 180;

export class ImportFiles {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'imports');
  }

  /** At the start and the end of the server: what lies in clear was left behind by a crash and goes, and what is old. */
  sweep(now: string): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const oldest = Date.parse(now) - KEPT_DAYS * 86_400_000;
    for (const name of readdirSync(this.folder)) {
      const path = join(this.folder, name);
      if (!name.endsWith(SEALED) || statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
    }
  }

  /** Where the upload of a batch is written, in clear. */
  plain(batchId: string): string {
    return join(this.folder, batchId);
  }

  /** True while the file of a batch can be read again. */
  has(batchId: string): boolean {
    return existsSync(this.sealed(batchId)) || existsSync(this.plain(batchId));
  }

  /** Lends the file of a batch in clear, whatever becomes of `work`; sealed before, if it was not yet. */
  async lend<T>(key: DataKey, batchId: string, work: (path: string) => Promise<T>): Promise<T> {
    const sealed = this.sealed(batchId);
    const upload = this.plain(batchId);
    if (!existsSync(sealed)) {
      await key.sealFile(upload, `${sealed}.part`, place(batchId));
      await rename(`${sealed}.part`, sealed);
    }
    // A copy of its own for each reader: one that ends must not take another's away.
    const path = `${upload}.${process.hrtime.bigint()}`;
    if (existsSync(upload)) await rename(upload, path);
    else await key.openFile(sealed, path, place(batchId));
    try {
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** A place for what goes back to the sender; whoever asked for it takes it away. */
  returned(batchId: string): string {
    return `${this.plain(batchId)}.returned.${process.hrtime.bigint()}`;
  }

  async remove(batchId: string): Promise<void> {
    await rm(this.plain(batchId), { force: true });
    await rm(this.sealed(batchId), { force: true });
  }

  private sealed(batchId: string): string {
    return join(this.folder, batchId + SEALED);
  }
}

function place(batchId: string): string {
  return `imports/${batchId}`;
}
