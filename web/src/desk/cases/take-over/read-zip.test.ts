import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readZip } from './read-zip.ts';

/* A ZIP as Windows packs a folder: names in GB 18030, no word on UTF-8. */

interface Part {
  readonly name: Buffer;
  readonly content: string;
  readonly flags: number;
}

function pack(parts: readonly Part[]): Blob {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, flags } of parts) {
    const data = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    pieces.push(local, name, data);
    directory.push(entry, name);
    at += local.length + name.length + data.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return new Blob([new Uint8Array(Buffer.concat([...pieces, central, end]))]);
}

const read = async (zip: Blob) => {
  const found: [string, string][] = [];
  for await (const { path, file } of readZip(zip)) found.push([path, await file.text()]);
  return found;
};

test('each file comes out under its Chinese name, whichever way the name is written', async () => {
  // 牟望 in GB 18030.
  const gb = Buffer.from([0xc4, 0xb2, 0xcd, 0xfb]);
  const zip = pack([
    { name: Buffer.concat([gb, Buffer.from('/1.jpg')]), content: 'one', flags: 0 },
    { name: Buffer.from('牟望川/2.jpg'), content: 'two', flags: 0x0800 },
  ]);
  expect(await read(zip)).toEqual([
    ['牟望/1.jpg', 'one'],
    ['牟望川/2.jpg', 'two'],
  ]);
});

test('folders, hidden and encrypted parts are left out, and what is no ZIP is empty', async () => {
  const zip = pack([
    { name: Buffer.from('a/'), content: '', flags: 0 },
    { name: Buffer.from('__MACOSX/a.jpg'), content: 'x', flags: 0 },
    { name: Buffer.from('b.jpg'), content: 'secret', flags: 1 },
    { name: Buffer.from('c.jpg'), content: 'kept', flags: 0 },
  ]);
  expect(await read(zip)).toEqual([['c.jpg', 'kept']]);
  expect(await read(new Blob(['not a zip']))).toEqual([]);
});
