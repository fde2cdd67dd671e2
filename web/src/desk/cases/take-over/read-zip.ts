/*
 * Unpacks a .zip in the browser, so that each file in it is sent by itself like one of a folder. Windows writes Chinese
 * names in GB 18030 where it does not say UTF-8.
 */

export interface Unpacked {
  readonly path: string;
  readonly file: Blob;
}

const UTF8 = 0x0800;
const ENCRYPTED = 0x0001;
/** One scan unpacks to no more than this; what claims more is left out. */
const MOST_BYTES = 200e6;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;

/** Files of a ZIP one after another; folders, hidden and encrypted parts left out. Nothing where it is no ZIP. */
export async function* readZip(zip: Blob): AsyncGenerator<Unpacked> {
  const tailAt = Math.max(0, zip.size - END_BYTES - MOST_COMMENT);
  const tail = await viewOf(zip.slice(tailAt));
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return;
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  const directory = await viewOf(zip.slice(start, start + size));
  for (let at = 0; at + 46 <= directory.byteLength && directory.getUint32(at, true) === 0x02014b50; ) {
    const flags = directory.getUint16(at + 8, true);
    const method = directory.getUint16(at + 10, true);
    const packed = directory.getUint32(at + 20, true);
    const bytes = directory.getUint32(at + 24, true);
    const nameLength = directory.getUint16(at + 28, true);
    const local = directory.getUint32(at + 42, true);
    const path = nameOf(new Uint8Array(directory.buffer, directory.byteOffset + at + 46, nameLength), flags);
    at += 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    const hidden = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/i.test(path);
    if (path.endsWith('/') || hidden || flags & ENCRYPTED || bytes > MOST_BYTES || (method !== 0 && method !== 8))
      continue;
    const head = await viewOf(zip.slice(local, local + 30));
    if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) continue;
    const from = local + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const raw = zip.slice(from, from + packed);
    yield { path, file: method === 0 ? raw : await inflated(raw) };
  }
}

async function viewOf(blob: Blob): Promise<DataView> {
  return new DataView(await blob.arrayBuffer());
}

function nameOf(bytes: Uint8Array, flags: number): string {
  const clear = new Uint8Array(bytes);
  if (flags & UTF8) return new TextDecoder().decode(clear);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(clear);
  } catch {
    return new TextDecoder('gb18030').decode(clear);
  }
}

async function inflated(raw: Blob): Promise<Blob> {
  return new Response(raw.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
}
