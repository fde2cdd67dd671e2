import { crc32, deflateSync } from 'node:zlib';

/** Kinds of colour in a PNG by the bytes of a pixel. */
const COLOUR = { 1: 0, 3: 2 } as const;

/** A PNG of eight-bit pixels, row by row: one byte each for grey, three for red, green and blue. */
export function png(width: number, height: number, channels: 1 | 3, pixels: Uint8Array): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = COLOUR[channels];
  const line = width * channels;
  const rows = Buffer.alloc((line + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * line;
    const to = y * (line + 1) + 1;
    // Each row as its difference to the one above: scanned paper shrinks to half of what plain rows take.
    rows[to - 1] = y === 0 ? 0 : 2;
    for (let x = 0; x < line; x += 1) {
      rows[to + x] = ((pixels[from + x] ?? 0) - (y === 0 ? 0 : (pixels[from - line + x] ?? 0))) & 255;
    }
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
