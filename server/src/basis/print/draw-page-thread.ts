import { parentPort, workerData } from 'node:worker_threads';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { stepBack } from '../thread-priority.ts';
import type { Drawn, DrawOrder } from './draw-page.ts';
import { bitmapOf, pngOf } from './pdf-page.ts';

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
    const drawn = await bitmapOf(document.getPage(page - 1), DOTS, PIXELS);
    return { pages, png: pngOf(drawn) };
  } catch {
    // Whatever these bytes are, they are no PDF.
    return null;
  }
}
