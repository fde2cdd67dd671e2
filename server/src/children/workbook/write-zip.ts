import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';

/* Writes a ZIP part by part as the bytes come: sizes and checksum follow each part, so that nothing is held. */

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** Deflate, sizes behind the data, names in UTF-8. */
const FLAGS = 0x0808;
const DOS_DAY = 0x21;

export class ZipWriter {
  private readonly out: WriteStream;
  private readonly parts: Written[] = [];
  private at = 0;

  constructor(path: string) {
    this.out = createWriteStream(path, { mode: 0o600 });
  }

  async add(name: string, content: AsyncIterable<Buffer | string>): Promise<void> {
    const path = Buffer.from(name);
    const at = this.at;
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(DOS_DAY, 12);
    head.writeUInt16LE(path.length, 26);
    await this.write(Buffer.concat([head, path]));
    const start = this.at;
    let crc = 0;
    let size = 0;
    const deflate = createDeflateRaw({ level: 6 });
    const packed = (async () => {
      for await (const chunk of deflate) await this.write(chunk as Buffer);
    })();
    for await (const piece of content) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      crc = crc32(bytes, crc);
      size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    }
    deflate.end();
    await packed;
    const written = { name: path, crc, size, packed: this.at - start, at };
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(crc, 4);
    tail.writeUInt32LE(written.packed, 8);
    tail.writeUInt32LE(size, 12);
    await this.write(tail);
    this.parts.push(written);
  }

  async end(): Promise<void> {
    const start = this.at;
    for (const { name, crc, packed, size, at } of this.parts) {
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      entry.writeUInt16LE(20, 4);
      entry.writeUInt16LE(20, 6);
      entry.writeUInt16LE(FLAGS, 8);
      entry.writeUInt16LE(8, 10);
      entry.writeUInt16LE(DOS_DAY, 14);
      entry.writeUInt32LE(crc, 16);
      entry.writeUInt32LE(packed, 20);
      entry.writeUInt32LE(size, 24);
      entry.writeUInt16LE(name.length, 28);
      entry.writeUInt32LE(at, 42);
      await this.write(Buffer.concat([entry, name]));
    }
    const last = Buffer.alloc(22);
    last.writeUInt32LE(0x06054b50, 0);
    last.writeUInt16LE(this.parts.length, 8);
    last.writeUInt16LE(this.parts.length, 10);
    last.writeUInt32LE(this.at - start, 12);
    last.writeUInt32LE(start, 16);
    await this.write(last);
    this.out.end();
    await once(this.out, 'close');
  }

  private async write(bytes: Buffer): Promise<void> {
    this.at += bytes.length;
    if (!this.out.write(bytes)) await once(this.out, 'drain');
  }
}
