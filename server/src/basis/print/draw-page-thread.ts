import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { stepBack } from '../thread-priority.ts';
import type { Drawn, DrawOrder } from './draw-page.ts';
import { png } from './png.ts';

/* The thread in which one page of a PDF is drawn; what a file was made to do to its reader ends with it. */

const DOTS = 110;
/** Pixels of a page at most, however large the PDF says it is. */
const PIXELS = 4_000_000;

stepBack();
const { bytes, page } = workerData as DrawOrder;
parentPort?.postMessage(await draw());

async function draw(): Promise<Drawn | null> {
  try {
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(bytes);
    const pages = document.getPageCount();
    if (page < 1 || page > pages) return { pages, png: null };
    const wanted = document.getPage(page - 1);
    const { originalWidth, originalHeight } = wanted.getOriginalSize();
    const scale = Math.min(DOTS / 72, Math.sqrt(PIXELS / Math.max(1, originalWidth * originalHeight)));
    const { width, height, data } = await wanted.render({ scale, colorSpace: 'BGRA', render: 'bitmap' });
    const pixels = Buffer.alloc(width * height * 3);
    for (let i = 0; i < width * height; i += 1) {
      for (const channel of [0, 1, 2]) pixels[3 * i + channel] = data[4 * i + 2 - channel] ?? 0;
    }
    return { pages, png: png(width, height, 3, pixels) };
  } catch {
    // Whatever these bytes are, they are no PDF.
    return null;
  }
}
