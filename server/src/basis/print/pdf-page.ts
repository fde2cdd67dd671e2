import type { PDFiumLibrary } from '@hyzyla/pdfium';
import { png } from './png.ts';

type PdfPage = ReturnType<
  Awaited<ReturnType<Awaited<ReturnType<typeof PDFiumLibrary.init>>['loadDocument']>>['getPage']
>;

/** A drawn page: four bytes a pixel, blue first. */
export interface PageBitmap {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/**
 * Draws a page of a PDF. Blocks its thread: only in one of its own.
 *
 * @param dots to the inch.
 * @param most pixels of the picture, however large the PDF says that its page is.
 */
export async function bitmapOf(page: PdfPage, dots: number, most: number): Promise<PageBitmap> {
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = Math.min(dots / 72, Math.sqrt(most / Math.max(1, originalWidth * originalHeight)));
  return page.render({ scale, colorSpace: 'BGRA', render: 'bitmap' });
}

export function pngOf({ width, height, data }: PageBitmap): Uint8Array {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i += 1) {
    pixels[3 * i] = data[4 * i + 2] ?? 0;
    pixels[3 * i + 1] = data[4 * i + 1] ?? 0;
    pixels[3 * i + 2] = data[4 * i] ?? 0;
  }
  return png(width, height, 3, pixels);
}
