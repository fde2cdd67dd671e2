import { encode } from 'uqr';
import { png } from '../basis/print/png.ts';

/** Of the parts of a code that may be torn, wet or stamped over: a quarter. */
const ECC = 'Q';
const BORDER = 4;
/** Dots of a module in the picture for Word: 18 mm at some 400 dots an inch. */
const DOTS = 10;

/** A square as SVG, sharp at any size. */
export function squareSvg(text: string): string {
  const { data, size } = encode(text, { ecc: ECC, border: BORDER });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}

/** The same as a PNG. */
export function squarePng(text: string): Buffer {
  const { data, size } = encode(text, { ecc: ECC, border: BORDER });
  const width = size * DOTS;
  const gray = Buffer.alloc(width * width, 255);
  for (const [y, row] of data.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue;
      for (let line = 0; line < DOTS; line += 1) {
        const from = (y * DOTS + line) * width + x * DOTS;
        gray.fill(0, from, from + DOTS);
      }
    }
  }
  return png(width, width, 1, gray);
}
