import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile as OpenZip } from 'yauzl';
import { problems } from './problems.ts';

/** A ZIP whose central directory has been looked at before anything in it is unpacked. */
export interface ZipFile {
  readonly names: readonly string[];
  has(path: string): boolean;
  /** A part's bytes as a stream that fails when it grows past what the directory said; undefined where there is none. */
  stream(path: string): Promise<Readable | undefined>;
  /** A whole part as text. @throws Problem `workbook-too-big` */
  text(path: string, limit: number): Promise<string | undefined>;
  close(): void;
}

/** No list unpacks to more than this, and none this big is this many times smaller when packed. */
const MOST = 4_000_000_000;
const SUSPICIOUS = { from: 100_000_000, ratio: 100 };

/** @throws Problem `workbook-bomb`, `workbook-damaged` */
export async function openZip(path: string, fileName: string): Promise<ZipFile> {
  const zip = await open(path, fileName);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  let packed = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        unpacked += entry.uncompressedSize;
        packed += entry.compressedSize;
        entries.set(entry.fileName, entry);
        if (entries.size > 20_000) reject(problems.damaged({ file: fileName }));
        else zip.readEntry();
      });
      zip.on('end', resolve);
      zip.on('error', () => reject(problems.damaged({ file: fileName })));
      zip.readEntry();
    });
    const ratio = Math.round(unpacked / Math.max(1, packed));
    if (unpacked > MOST || (unpacked > SUSPICIOUS.from && ratio > SUSPICIOUS.ratio)) {
      throw problems.bomb({ file: fileName, megabytes: Math.round(unpacked / 1_000_000), ratio });
    }
  } catch (error) {
    zip.close();
    throw error;
  }
  // Some programs write the same path in another case or with a backslash.
  const find = (name: string) =>
    entries.get(name) ??
    [...entries.values()].find((entry) => entry.fileName.replaceAll('\\', '/').toLowerCase() === name.toLowerCase());
  const stream = async (name: string) => {
    const entry = find(name);
    if (!entry) return undefined;
    if (entry.isEncrypted()) throw problems.password({ file: fileName });
    return new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, readable) => {
        if (error) reject(problems.damaged({ file: fileName }));
        else resolve(readable);
      });
    });
  };
  return {
    names: [...entries.keys()],
    has: (name) => find(name) !== undefined,
    stream,
    text: async (name, limit) => {
      const entry = find(name);
      if (entry && entry.uncompressedSize > limit) {
        throw problems.tooBig({ file: fileName, what: name, megabytes: limit / 1_000_000 });
      }
      const readable = await stream(name);
      if (!readable) return undefined;
      const parts: Buffer[] = [];
      for await (const part of readable) parts.push(part as Buffer);
      return new TextDecoder('utf-8').decode(Buffer.concat(parts));
    },
    close: () => zip.close(),
  };
}

function open(path: string, fileName: string): Promise<OpenZip> {
  return new Promise((resolve, reject) => {
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true },
      (error, zip) => {
        if (error) reject(problems.damaged({ file: fileName }));
        else resolve(zip);
      },
    );
  });
}
