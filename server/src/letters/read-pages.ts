import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { readSquare } from '@quanxue/domain/letters/sheet-code.ts';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { bitmapOf, type PageBitmap, pngOf } from '../basis/print/pdf-page.ts';

/*
 * Reads the codes of scanned pages: pages of a PDF are drawn by PDFium, squares read by ZXing, both as WebAssembly out of
 * the installed packages (docs/decisions/0006-reading-codes.md). Runs in a thread of its own.
 */

/** A page as it was read. */
export interface ReadPage {
  /** From 1. */
  readonly page: number;
  /** The sheet it says it is; null where no code was read, or several different ones. */
  readonly square: { readonly code: string; readonly part: number } | null;
  /** The page alone, where its file holds sheets of several papers. */
  readonly png: Uint8Array | null;
}

/** A drawn page as the reader of codes takes it. */
interface Drawn extends PageBitmap {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly colorSpace: 'srgb';
}

const DOTS = 200;
/** For a page whose code is small or faint. */
const MORE_DOTS = 300;
/** Pixels of a page at most, however large the PDF says it is. */
const PIXELS = 12_000_000;

const { resolve } = createRequire(import.meta.url);
let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** Left to itself it would fetch its own program from the internet. */
prepareZXingModule({ overrides: { wasmBinary: readFileSync(resolve('zxing-wasm/reader/zxing_reader.wasm')).buffer } });

/** The one page of a picture file. */
export async function readPicture(bytes: Uint8Array): Promise<ReadPage[]> {
  return [{ page: 1, square: await squareIn(bytes), png: null }];
}

/**
 * The pages of a PDF.
 * @returns the number of pages where there are more than `most`; undefined where it cannot be opened.
 */
export async function readPdf(bytes: Uint8Array, most: number): Promise<ReadPage[] | number | undefined> {
  library ??= PDFiumLibrary.init();
  const opened = await library;
  const document = await opened.loadDocument(bytes).catch(() => undefined);
  if (!document) return undefined;
  try {
    const count = document.getPageCount();
    if (count > most) return count;
    const pages: Omit<ReadPage, 'png'>[] = [];
    for (let i = 0; i < count; i += 1) {
      const found = await squareIn(await drawn(document.getPage(i), DOTS));
      pages.push({ page: i + 1, square: found ?? (await squareIn(await drawn(document.getPage(i), MORE_DOTS))) });
    }
    const codes = new Set(pages.map((page) => page.square?.code));
    // One paper and nothing else: the file is kept as it came.
    const whole = codes.size === 1 && !codes.has(undefined);
    const read: ReadPage[] = [];
    for (const [i, page] of pages.entries()) {
      read.push({ ...page, png: whole ? null : pngOf(await drawn(document.getPage(i), DOTS)) });
    }
    return read;
  } finally {
    document.destroy();
  }
}

async function drawn(page: Parameters<typeof bitmapOf>[0], dots: number): Promise<Drawn> {
  const { width, height, data } = await bitmapOf(page, dots, PIXELS);
  return { width, height, data: new Uint8ClampedArray(data), colorSpace: 'srgb' };
}

async function squareIn(picture: Uint8Array | Drawn): Promise<ReadPage['square']> {
  const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 8 });
  const squares = found.flatMap(({ text }) => readSquare(text) ?? []);
  const [first] = squares;
  return first && squares.every(({ code, part }) => code === first.code && part === first.part) ? first : null;
}
