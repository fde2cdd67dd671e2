import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'jpeg-js';

/*
 * For tests and the bench only: what a scanner or a phone makes of a printed sheet. The page is drawn by poppler (not by
 * the reader's own PDFium), then turned, warped, made noisy and pressed into a JPEG.
 */

export interface ScanHow {
  readonly dots?: number;
  /** Degrees that the sheet lay askew. */
  readonly askew?: number;
  /** How much narrower the far edge of a photo is: 0.1 is a tenth. */
  readonly warp?: number;
  /** Noise of the sensor: the widest step of grey. */
  readonly noise?: number;
  /** Of the JPEG, 1 to 100. */
  readonly quality?: number;
  /** Something lies on the code. */
  readonly cover?: boolean;
  /** For another run of noise. */
  readonly seed?: number;
}

interface Gray {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One page of a PDF as the JPEG of a scanner. */
export function scanOf(pdf: string, page: number, how: ScanHow): Buffer {
  return jpegOf(distort(drawPage(pdf, page, how.dots ?? 200), how), how.quality ?? 85);
}

/** A page of a PDF in grey. */
export function drawPage(pdf: string, page: number, dots: number): Gray {
  const folder = mkdtempSync(join(tmpdir(), 'quanxue-scan-'));
  try {
    const range = ['-f', String(page), '-l', String(page)];
    execFileSync('pdftoppm', ['-gray', '-r', String(dots), ...range, pdf, join(folder, 'page')]);
    const [name] = readdirSync(folder);
    return readPgm(readFileSync(join(folder, name ?? '')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readPgm(bytes: Buffer): Gray {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
  if (!head) throw new Error('not a PGM');
  return { width: Number(head[1]), height: Number(head[2]), data: bytes.subarray(head[0].length) };
}

/** Each pixel of the scan is looked up where it lay on the sheet. */
export function distort(from: Gray, how: ScanHow): Gray {
  const { width, height } = from;
  const turn = ((how.askew ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const random = randomFrom(how.seed ?? 1);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    // Seen from the foot of the sheet, its head is narrower, and its lines lie closer.
    const far = 1 - y / height;
    const narrow = 1 + (how.warp ?? 0) * far;
    const deep = (how.warp ?? 0) * far * far * height * 0.5;
    for (let x = 0; x < width; x += 1) {
      const u = (x - width / 2) * narrow;
      const v = y - height / 2 - deep;
      const value = sample(from, width / 2 + u * cos + v * sin, height / 2 - u * sin + v * cos);
      const covered = how.cover && y > height * 0.86 && x < width / 2;
      const noisy = (covered ? 90 : value * 0.88 + 14) + (random() - 0.5) * 2 * (how.noise ?? 0);
      data[y * width + x] = Math.max(0, Math.min(255, noisy));
    }
  }
  return { width, height, data };
}

/** Between four pixels; beyond the sheet lies the dark table. */
function sample({ width, height, data }: Gray, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 70;
  const at = top * width + left;
  const [a = 0, b = 0, c = 0, d = 0] = [data[at], data[at + 1], data[at + width], data[at + width + 1]];
  const [dx, dy] = [x - left, y - top];
  return a * (1 - dx) * (1 - dy) + b * dx * (1 - dy) + c * (1 - dx) * dy + d * dx * dy;
}

export function jpegOf({ width, height, data }: Gray, quality: number): Buffer {
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let i = 0; i < data.length; i += 1) {
    const value = data[i] ?? 0;
    rgba[4 * i] = value;
    rgba[4 * i + 1] = value;
    rgba[4 * i + 2] = value;
  }
  return Buffer.from(new Uint8Array(encode({ width, height, data: rgba }, quality).data));
}

/** JPEGs of A4 pages as one PDF, as a scanner with a feeder writes it. */
export function pdfOf(folder: string, jpegs: readonly Buffer[]): Buffer {
  const objects: Uint8Array[] = [
    Buffer.from('<</Type/Catalog/Pages 2 0 R>>'),
    Buffer.from(`<</Type/Pages/Count ${jpegs.length}/Kids[${jpegs.map((_, i) => `${3 + 3 * i} 0 R`).join(' ')}]>>`),
  ];
  for (const [i, jpeg] of jpegs.entries()) {
    const { width, height } = sizeOf(jpeg);
    const draw = 'q 595 0 0 842 0 0 cm /S Do Q';
    objects.push(
      Buffer.from(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${4 + 3 * i} 0 R/Resources<</XObject<</S ${5 + 3 * i} 0 R>>>>>>`,
      ),
      Buffer.from(`<</Length ${draw.length}>>stream\n${draw}\nendstream`),
      Buffer.concat([
        Buffer.from(
          `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
        ),
        jpeg,
        Buffer.from('\nendstream'),
      ]),
    );
  }
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.4\n')];
  const places: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [i, body] of objects.entries()) {
    places.push(length());
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'));
  }
  const start = length();
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${lines}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  const pdf = Buffer.concat(parts);
  writeFileSync(join(folder, 'stack.pdf'), pdf);
  return pdf;
}

function sizeOf(jpeg: Buffer): { width: number; height: number } {
  for (let at = 2; at + 9 < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xc3) {
      return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
    }
  }
  throw new Error('no frame in this JPEG');
}

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
