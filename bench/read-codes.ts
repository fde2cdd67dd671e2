import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decode } from 'jpeg-js';
import jsqr from 'jsqr';
import { FORMS } from '../domain/src/letters/forms/index.ts';
import { fillPaper } from '../domain/src/letters/paper-form.ts';
import { codeOf, squareText } from '../domain/src/letters/sheet-code.ts';
import { closePrinter } from '../server/src/basis/print/render-pdf.ts';
import { printPaper } from '../server/src/letters/print-paper.ts';
import { readPicture } from '../server/src/letters/read-pages.ts';
import { distort, drawPage, jpegOf, randomFrom, type ScanHow } from '../server/src/letters/testing-scans.ts';

/*
 * How many codes of scanned sheets are read: the product's own notice, drawn by poppler, spoiled as scanners and phones do,
 * pressed into a JPEG, read by the product (ZXing) and, with --peer, by a second reader (jsQR) from the same JPEG.
 *
 *     npm run bench:codes -- --scans 200 --peer
 */

const { values } = parseArgs({
  options: { scans: { type: 'string', default: '200' }, peer: { type: 'boolean', default: false } },
});
const scans = Number(values.scans);

const random = randomFrom(20220920);
const between = (low: number, high: number) => low + random() * (high - low);
const KINDS: Readonly<Record<string, () => ScanHow>> = {
  'scanner, 200 dpi, askew to 3°, noise, JPEG 50': () => ({
    askew: between(-3, 3),
    noise: between(8, 32),
    quality: 50,
  }),
  'scanner, upside down, JPEG 50': () => ({ askew: 180 + between(-2, 2), noise: between(8, 24), quality: 50 }),
  'phone, from one side, JPEG 60': () => ({ askew: between(-6, 6), warp: between(0.05, 0.25), noise: 16, quality: 60 }),
  'fax, 100 dpi, JPEG 40': () => ({ dots: 100, askew: between(-2, 2), noise: between(8, 24), quality: 40 }),
};

const paper = fillPaper(
  FORMS['return-notice'],
  'township',
  { guardian: '敖大成', child: '敖知远', born: '2010-10-10', school: '霁溪镇小学', deadline: '2022-09-30' },
  { number: '霁府限复〔2022〕12号', office: '雾屏县霁溪镇人民政府', issuedOn: '2022-09-20' },
);
const folder = mkdtempSync(join(tmpdir(), 'quanxue-codes-'));
const code = codeOf(Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)));
const pdf = join(folder, 'paper.pdf');
writeFileSync(pdf, await printPaper(paper, code));
closePrinter();
const pages = new Map<string, ReturnType<typeof drawPage>>();
const pageAt = (page: number, dots: number) => {
  const key = `${page} ${dots}`;
  const known = pages.get(key) ?? drawPage(pdf, page, dots);
  pages.set(key, known);
  return known;
};

const totals = { zxing: 0, jsqr: 0, all: 0 };
for (const [name, how] of Object.entries(KINDS)) {
  const tally = { zxing: 0, jsqr: 0, all: 0, zxingMs: 0, jsqrMs: 0 };
  for (let i = 0; i < Math.ceil(scans / Object.keys(KINDS).length); i += 1) {
    const spoiled = { ...how(), seed: i + 1 };
    const part = (i % 3) + 1;
    const jpeg = jpegOf(distort(pageAt(part, spoiled.dots ?? 200), spoiled), spoiled.quality ?? 85);
    tally.all += 1;
    const before = performance.now();
    const [read] = await readPicture(jpeg);
    tally.zxingMs += performance.now() - before;
    if (read?.square?.code === code && read.square.part === part) tally.zxing += 1;
    if (!values.peer) continue;
    const then = performance.now();
    const { data, width, height } = decode(jpeg, { useTArray: true, maxMemoryUsageInMB: 1024 });
    const other = jsqr.default(new Uint8ClampedArray(data), width, height);
    tally.jsqrMs += performance.now() - then;
    if (other?.data === squareText(code, part)) tally.jsqr += 1;
  }
  for (const key of ['zxing', 'jsqr', 'all'] as const) totals[key] += tally[key];
  const each = (ms: number) => `${Math.round(ms / tally.all)} ms`;
  const peer = values.peer ? `, jsQR ${tally.jsqr}/${tally.all} (${each(tally.jsqrMs)})` : '';
  console.log(`${name}: ZXing ${tally.zxing}/${tally.all} (${each(tally.zxingMs)})${peer}`);
}
console.log(`all: ZXing ${totals.zxing}/${totals.all}${values.peer ? `, jsQR ${totals.jsqr}/${totals.all}` : ''}`);
rmSync(folder, { recursive: true });
