import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, type ReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileTypeFromFile } from 'file-type';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './database.ts';
import { problems } from './problems.ts';

/** Largest file taken, in megabytes (10⁶ bytes): a minute or two of a phone's video. */
export const EVIDENCE_MEGABYTES = 200;

export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
  /** By the bytes, never by the name. */
  readonly mediaType: string;
}

/** Files under their SHA-256: `<dir>/aa/bb/<sha256>`. What is there is whole, and never changes. */
export interface EvidenceStore {
  /**
   * Takes in a file: hashed while written to a temporary name, on disk (file and folder synced) before this returns.
   * @throws Problem `evidence-hash-differs`, `evidence-kind-unknown`, `too-large`; then nothing is kept.
   */
  receive(stream: Readable, sha256: string): Promise<StoredFile>;
  /** @throws Problem `evidence-missing` when the file has not arrived. */
  read(sha256: string): ReadStream;
  has(sha256: string): boolean;
}

/** @param dir made where missing; `<data>/evidence`. */
export function openEvidenceStore(dir: string): EvidenceStore {
  const temporary = join(dir, 'arriving');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw problems.notFound();
    return join(dir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    has: (sha256) => existsSync(pathOf(sha256)),
    read: (sha256) => {
      const path = pathOf(sha256);
      if (!existsSync(path)) throw problems.evidenceMissing();
      return createReadStream(path);
    },
    receive: async (stream, sha256) => {
      const path = pathOf(sha256);
      const arriving = join(temporary, randomUUID());
      try {
        const bytes = await write(stream, arriving, sha256);
        const mediaType = await kindOf(arriving);
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        await rename(arriving, path);
        for (const folder of [dirname(path), dirname(dirname(path)), dir]) await sync(folder);
        return { sha256, bytes, mediaType };
      } finally {
        await rm(arriving, { force: true });
      }
    },
  };
}

async function write(stream: Readable, path: string, sha256: string): Promise<number> {
  const hash = createHash('sha256');
  let bytes = 0;
  // A line that goes dead before the loop below listens must not end the server; the loop is told of it all the same.
  stream.on('error', () => {});
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > EVIDENCE_MEGABYTES * 1e6) throw problems.tooLarge({ megabytes: EVIDENCE_MEGABYTES });
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== sha256) throw problems.evidenceHashDiffers();
  return bytes;
}

const OFFICE =
  /^application\/(pdf|zip|x-cfb|rtf|vnd\.(openxmlformats-officedocument|ms-|oasis\.opendocument)[\w.+-]*)$/;

async function kindOf(path: string): Promise<string> {
  if ((await stat(path)).size === 0) throw problems.evidenceKindUnknown();
  const mime = (await fileTypeFromFile(path))?.mime;
  // An SVG or HTML page could carry a script; neither is recognised by bytes, and neither is evidence.
  if (!mime || !(/^(image|audio|video)\//.test(mime) || OFFICE.test(mime)) || mime.includes('svg')) {
    throw problems.evidenceKindUnknown();
  }
  return mime;
}

/** Makes a rename outlive a power cut. Windows cannot open a folder; its file system journals the rename itself. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Notes in the database that a file has arrived; to be done after `receive` and before the receipt is given. */
export async function noteArrival(
  clock: Clock,
  tx: Tx,
  actor: Pick<Actor, 'accountId'>,
  file: StoredFile,
): Promise<void> {
  await tx
    .insertInto('evidence')
    .values({
      sha256: file.sha256,
      bytes: file.bytes,
      media_type: file.mediaType,
      received_at: clock.now(),
      received_by: actor.accountId,
    })
    // Somebody else may have brought the same bytes, out of this actor's sight.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
