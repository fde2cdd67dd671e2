import { createReadStream } from 'node:fs';

/* The floor of bench/check.ts: the same lines, read as `quanxue check` reads them, through JSON.parse and no further. */

const NEWLINE = 0x0a;
const utf8 = new TextDecoder('utf-8', { fatal: true });
const [path = ''] = process.argv.slice(2);
let rest: Buffer[] = [];
let files = 0;
for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
  let start = 0;
  for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
    const bytes = chunk.subarray(start, end);
    const whole = rest.length > 0 ? Buffer.concat([...rest, bytes]) : bytes;
    rest = [];
    start = end + 1;
    if (typeof JSON.parse(utf8.decode(whole)) === 'object') files += 1;
  }
  if (start < chunk.length) rest.push(chunk.subarray(start));
}
process.stdout.write(`${files}\n`);
