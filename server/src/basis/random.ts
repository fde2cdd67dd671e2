import { randomFillSync } from 'node:crypto';

const POOL = 8192;
let pool = Buffer.alloc(0);
let used = 0;

/**
 * Random bytes from the system's generator, drawn in large portions: an import needs half a million nonces and salts,
 * and each draw of its own costs more than the encryption. No byte is given out twice.
 */
export function freshBytes(size: number): Buffer {
  if (used + size > pool.length) {
    pool = randomFillSync(Buffer.alloc(POOL));
    used = 0;
  }
  used += size;
  return pool.subarray(used - size, used);
}
