const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * How many pixels a JPEG or PNG unpacks to, by its own head; undefined for anything else. A small file may claim to be a
 * picture of a thousand megapixels, and printing it would take all the memory of the machine.
 */
export function pixels(bytes: Uint8Array): number | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length >= 24 && buffer.subarray(0, 8).equals(PNG))
    return buffer.readUInt32BE(16) * buffer.readUInt32BE(20);
  if (buffer.length >= 4 && buffer.readUInt16BE(0) === 0xffd8) return jpegPixels(buffer);
  return undefined;
}

/** Walks the segments of a JPEG to its frame header (SOF0–SOF15 without DHT, JPG, DAC). */
function jpegPixels(buffer: Buffer): number | undefined {
  let at = 2;
  while (at + 9 <= buffer.length && buffer[at] === 0xff) {
    const marker = buffer.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return buffer.readUInt16BE(at + 5) * buffer.readUInt16BE(at + 7);
    }
    // Fill bytes stand alone; every other segment says its own length.
    at += marker === 0xff ? 1 : 2 + buffer.readUInt16BE(at + 2);
  }
  return undefined;
}
