import type { Clock } from './clock.ts';
import { freshBytes } from './random.ts';

/** Random bits of a UUIDv7: 12 and 62. */
const BITS = 74n;

let last = { ms: -1, tail: 0n };

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then randomness. Those of one millisecond ascend (method 2 of section
 * 6.2), so that ids sort in the order in which one process made them.
 */
export function newId(clock: Clock): string {
  const ms = Date.parse(clock.now());
  const random = freshBytes(10);
  const step = BigInt(random.readUInt32BE(0)) + 1n;
  const fresh = BigInt(`0x${random.toString('hex')}`) >> 7n;
  const tail = ms === last.ms && last.tail + step < 1n << BITS ? last.tail + step : fresh;
  last = { ms, tail };
  const hex = ms.toString(16).padStart(12, '0');
  const a = (tail >> 62n).toString(16).padStart(3, '0');
  const b = ((tail & ((1n << 62n) - 1n)) | (1n << 63n)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${a}-${b.slice(0, 4)}-${b.slice(4)}`;
}
