import { createReadStream } from 'node:fs';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { readCaseFile } from '@quanxue/domain/casefile/read.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { systemClock } from '../basis/clock.ts';

/** One case file of the input, or the reasons why it is none. `line` only for .jsonl, counted from 1. */
export type Document =
  | { readonly name: string; readonly line: number | undefined; readonly file: CaseFile; readonly asOf: string }
  | { readonly line: number | undefined; readonly faults: readonly (Text & { path?: string })[] };

const NEWLINE = 0x0a;

/**
 * Reads the case files of one argument: a .json file, a .jsonl file (one a line, blank lines skipped), or '-' for
 * standard input (one case file). Streams: of a .jsonl only one line is held at a time.
 */
export async function* readDocuments(name: string, asOf: string | undefined): AsyncGenerator<Document> {
  const input: AsyncIterable<Buffer> =
    name === '-' ? process.stdin : createReadStream(name, { highWaterMark: 1 << 18 });
  const byLine = name.toLowerCase().endsWith('.jsonl');
  let line = 1;
  let rest: Buffer[] = [];
  try {
    for await (const chunk of input) {
      let start = 0;
      if (byLine) {
        for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
          const bytes = chunk.subarray(start, end);
          const whole = rest.length > 0 ? Buffer.concat([...rest, bytes]) : bytes;
          rest = [];
          start = end + 1;
          const document = readOne(name, whole, asOf, line++, true);
          if (document) yield document;
        }
      }
      if (start < chunk.length) rest.push(chunk.subarray(start));
    }
  } catch (error) {
    yield { line: undefined, faults: [cannotRead(error)] };
    return;
  }
  const last = readOne(name, Buffer.concat(rest), asOf, byLine ? line : undefined, byLine);
  if (last) yield last;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** One document from its bytes; undefined for a blank line of a .jsonl. */
function readOne(
  name: string,
  bytes: Buffer,
  asOf: string | undefined,
  line: number | undefined,
  mayBeBlank: boolean,
): Document | undefined {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { line, faults: [{ zh: '不是 UTF-8 文本，请另存为 UTF-8', en: 'not UTF-8 text; save it as UTF-8' }] };
  }
  if (mayBeBlank && text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { line, faults: [{ path: '$', zh: `不是 JSON（${reason}）`, en: `not JSON (${reason})` }] };
  }
  const read = readCaseFile(value);
  if (!read.ok) return { line, faults: read.faults };
  return { name, line, file: read.file, asOf: asOf ?? read.file.asOf ?? systemClock.today() };
}

function cannotRead(error: unknown): Text {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return { zh: '没有这个文件，请核对路径', en: 'there is no such file; check the path' };
  if (code === 'EISDIR') return { zh: '这是文件夹，请给出文件', en: 'this is a folder; name a file' };
  if (code === 'EACCES') return { zh: '没有读取这个文件的权限', en: 'this file may not be read' };
  return { zh: `读不了这个文件（${code || error}）`, en: `the file cannot be read (${code || error})` };
}
