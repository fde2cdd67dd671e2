import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { problems } from './problems.ts';

/** What an installation keeps about its own PostgreSQL, in `postgres.json`, readable by the server's user alone. */
const Remembered = z.object({
  /** The folder of cluster, log and lock; absent: `postgres` in the data folder, wherever that is moved. */
  place: z.string().optional(),
  /** The loopback port of the last run; taken again when free. */
  port: z.int().optional(),
  passwords: z.object({ admin: z.string(), owner: z.string(), app: z.string() }),
});
export type Remembered = z.infer<typeof Remembered>;

/** Reads `postgres.json`; undefined when there is none yet. A file we cannot understand is never replaced. */
export function recall(file: string): Remembered | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return Remembered.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw problems.rememberedDamaged({ path: file });
  }
}

/** Writes `postgres.json` whole or not at all, and to the disk before anything depends on its passwords. */
export function remember(file: string, remembered: Remembered): void {
  const fresh = `${file}.new`;
  const handle = openSync(fresh, 'w', 0o600);
  writeSync(handle, `${JSON.stringify(remembered, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(fresh, file);
}

/** Three passwords that nobody has to type. */
export function newPasswords(): Remembered['passwords'] {
  const password = () => randomBytes(24).toString('base64url');
  return { admin: password(), owner: password(), app: password() };
}
