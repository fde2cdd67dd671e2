import { expect, test } from 'vitest';
import { pixels } from './pixels.ts';

const png = (width: number, height: number) => {
  const head = Buffer.alloc(24);
  head.write('89504e470d0a1a0a0000000d49484452', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};
/** Start, a segment of four bytes, the frame header. */
const jpeg = (width: number, height: number) => {
  const head = Buffer.from('ffd8ffe000040000ffc00011080000000003', 'hex');
  head.writeUInt16BE(height, 13);
  head.writeUInt16BE(width, 15);
  return head;
};

test('a picture says how large it is before anybody unpacks it', () => {
  expect(pixels(png(800, 600))).toBe(480_000);
  expect(pixels(png(60_000, 60_000))).toBe(3_600_000_000);
  expect(pixels(jpeg(4000, 3000))).toBe(12_000_000);
});

test('what is no picture, or breaks off, has no size', () => {
  expect(pixels(Buffer.from('%PDF-1.7 and so on and on'))).toBeUndefined();
  expect(pixels(jpeg(10, 10).subarray(0, 9))).toBeUndefined();
  expect(pixels(Buffer.alloc(0))).toBeUndefined();
});
