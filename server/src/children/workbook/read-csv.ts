import { createReadStream } from 'node:fs';
import { problems } from './problems.ts';
import { cellOfText, type SheetRow, type Workbook } from './workbook.ts';

/* Reads .csv and text with tabs, as a stream: UTF-8, UTF-16 with its mark, or the GBK family (as GB 18030). */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Longest field; more is no cell but a quotation mark that was never closed. */
const MAX_FIELD = 1_000_000;

export function readCsv(
  path: string,
  encoding: TextEncoding,
  start: string,
  fileName: string,
  bytes: number,
): Workbook {
  const delimiter = delimiterOf(start);
  const lines = start.split('\n').length;
  return {
    // Counting would need a reading: the length of the first lines tells about how many there are.
    sheets: [
      {
        name: fileName.replace(/\.[^.]*$/, ''),
        hidden: false,
        rows: Math.max(lines, Math.round((bytes / Math.max(1, Buffer.byteLength(start))) * lines)),
        merges: [],
      },
    ],
    date1904: false,
    text: { encoding, delimiter },
    rows: () => csvRows(path, encoding, delimiter, fileName),
    close: () => {},
  };
}

/** The sign that stands most often, and outside quotation marks, in the first lines. */
export function delimiterOf(start: string): string {
  const bare = start.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [',', '\t', ';', '|', '，'].map((sign) => ({ sign, count: bare.split(sign).length - 1 }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0] && counts[0].count > 0 ? counts[0].sign : ',';
}

async function* csvRows(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  fileName: string,
): AsyncGenerator<SheetRow> {
  const decoder = new TextDecoder(encoding);
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  const parser = csvParser(delimiter);
  let index = 0;
  try {
    for await (const chunk of stream) {
      for (const fields of parser.push(decoder.decode(chunk as Buffer, { stream: true }))) {
        const cells = fields.map(cellOf);
        if (cells.some((cell) => cell !== null)) yield { index, cells };
        index += 1;
      }
      if (parser.pending() > MAX_FIELD) throw problems.damaged({ file: fileName });
    }
    for (const fields of parser.end()) {
      const cells = fields.map(cellOf);
      if (cells.some((cell) => cell !== null)) yield { index, cells };
      index += 1;
    }
  } finally {
    stream.destroy();
  }
}

/** ="509999…" is how some exports keep a program from making a number of a number. */
function cellOf(field: string) {
  const kept = /^="([^"]*)"$/.exec(field.trim())?.[1];
  return cellOfText((kept ?? field).trim());
}

/** RFC 4180, and what is met besides: any line end, quotation marks inside a bare field, blanks around. */
export function csvParser(delimiter: string) {
  let field = '';
  let fields: string[] = [];
  let quoted = false;
  /** A quotation mark was the last sign inside quotes: doubled, or the end. */
  let closing = false;
  let afterReturn = false;

  const endField = () => {
    fields.push(field);
    field = '';
  };

  function* push(text: string): Generator<string[]> {
    for (let at = 0; at < text.length; at += 1) {
      const sign = text[at] ?? '';
      if (quoted && !closing) {
        if (sign === '"') closing = true;
        else field += sign;
        continue;
      }
      if (closing) {
        closing = false;
        if (sign === '"') {
          field += '"';
          continue;
        }
        quoted = false;
      }
      if (sign === '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      afterReturn = sign === '\r';
      if (sign === '"' && field.trim() === '') {
        field = '';
        quoted = true;
      } else if (sign === delimiter) {
        endField();
      } else if (sign === '\n' || sign === '\r') {
        endField();
        yield fields;
        fields = [];
      } else {
        field += sign;
      }
    }
  }

  function* end(): Generator<string[]> {
    if (field !== '' || fields.length > 0) {
      endField();
      yield fields;
    }
  }

  return { push, end, pending: () => field.length };
}
