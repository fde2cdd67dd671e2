import type { Readable } from 'node:stream';
import { columnLetter } from '@quanxue/domain/children/cell.ts';
import { MarkedStyles } from './marked-styles.ts';
import { problems } from './problems.ts';
import { columnIndex, locateSheet } from './read-xlsx.ts';
import { ZipWriter } from './write-zip.ts';
import { openZip, type ZipFile } from './zip.ts';

/*
 * Gives a sender's own .xlsx back with some cells changed: the parts are copied as they are, one sheet is gone through row
 * by row. Columns, their order, formats, widths, other sheets stay what they were.
 */

/** What becomes of one row; numbers and letters as the spreadsheet program shows them. */
export interface RowEdit {
  /** Texts to be written, by column letter; what stands there goes. */
  readonly write: ReadonlyMap<string, string>;
  /** Cells to be coloured, by column letter. */
  readonly mark: ReadonlyMap<string, 'bad' | 'warning'>;
}

export interface SheetEdit {
  readonly sheet: string;
  /** @param row counted from 1; `undefined` leaves the row out, and those below move up. */
  edit(row: number): RowEdit | undefined;
  /** Rows are left out: references that would point astray go with them. */
  readonly sparse: boolean;
}

export const UNTOUCHED: RowEdit = { write: new Map(), mark: new Map() };

/** @throws Problem when the file cannot be read. */
export async function editXlsx(from: string, to: string, fileName: string, change: SheetEdit): Promise<void> {
  const zip = await openZip(from, fileName);
  try {
    const { sheetPath, stylesPath } = await locateSheet(zip, fileName, change.sheet);
    const styles = new MarkedStyles((stylesPath && (await zip.text(stylesPath, 64_000_000))) || '');
    const out = new ZipWriter(to);
    for (const name of zip.names) {
      if (name === stylesPath || name.endsWith('/')) continue;
      // The chain of calculation names cells of rows that may be gone; a program makes it anew.
      if (change.sparse && /calcChain\.xml$/.test(name)) continue;
      const stream = await zip.stream(name);
      if (!stream) continue;
      if (name === sheetPath) await out.add(name, editedSheet(stream, change, styles, fileName));
      else if (change.sparse && /(^\[Content_Types\]\.xml|workbook\.xml\.rels)$/.test(name))
        await out.add(name, withoutChain(zip, name));
      else await out.add(name, stream as AsyncIterable<Buffer>);
    }
    // Behind the sheet, for only then is it known which formats are wanted in colour.
    if (stylesPath) await out.add(stylesPath, one(styles.xml()));
    await out.end();
  } finally {
    zip.close();
  }
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function* withoutChain(zip: ZipFile, name: string): AsyncGenerator<string> {
  const xml = (await zip.text(name, 64_000_000)) ?? '';
  yield xml.replace(/<(Override|Relationship)\b[^>]*calcChain[^>]*\/>/g, '');
}

/** How wide the sheet is: one more than the last column that any row uses. */
export async function widthOfSheet(from: string, fileName: string, sheet: string): Promise<number> {
  const zip = await openZip(from, fileName);
  try {
    const { sheetPath } = await locateSheet(zip, fileName, sheet);
    const stream = await zip.stream(sheetPath);
    let width = 0;
    for await (const piece of stream ? pieces(stream, fileName) : []) {
      if (!piece.row) continue;
      const at = piece.text.lastIndexOf(' r="');
      const letters = at < 0 ? undefined : /^ r="([A-Z]{1,3})\d/.exec(piece.text.slice(at, at + 16))?.[1];
      if (letters) width = Math.max(width, columnIndex(letters) + 1);
      else width = Math.max(width, piece.text.split(/<(?:\w+:)?c[\s>/]/).length - 1);
    }
    return width;
  } finally {
    zip.close();
  }
}

interface Piece {
  readonly row: boolean;
  readonly text: string;
  readonly prefix: string;
}

/** The sheet cut into what stands before, the rows one by one, what stands behind. */
async function* pieces(stream: Readable, fileName: string): AsyncGenerator<Piece> {
  const decoder = new TextDecoder('utf-8');
  let held = '';
  let prefix: string | undefined;
  let inside = false;
  for await (const chunk of stream) {
    held += decoder.decode(chunk as Buffer, { stream: true });
    prefix ??= /<(\w+:)?worksheet[\s>]/.exec(held) ? (/<(\w+:)?worksheet[\s>]/.exec(held)?.[1] ?? '') : undefined;
    if (prefix === undefined) continue;
    for (;;) {
      if (!inside) {
        const open = new RegExp(`<${prefix}sheetData\\s*/?>`).exec(held);
        if (!open) break;
        const end = open.index + open[0].length;
        yield { row: false, text: held.slice(0, end), prefix };
        held = held.slice(end);
        if (open[0].endsWith('/>')) {
          prefix = `${prefix}`;
          break;
        }
        inside = true;
      }
      const next = held.search(new RegExp(`<${prefix}row[\\s>/]|</${prefix}sheetData>`));
      if (next < 0 || held.startsWith(`</${prefix}sheetData>`, next)) break;
      const tagEnd = held.indexOf('>', next);
      if (tagEnd < 0) break;
      const empty = held[tagEnd - 1] === '/';
      const close = empty ? tagEnd : held.indexOf(`</${prefix}row>`, tagEnd);
      if (close < 0) break;
      const end = empty ? tagEnd + 1 : close + `</${prefix}row>`.length;
      yield { row: true, text: held.slice(next, end), prefix };
      held = held.slice(end);
    }
    if (held.length > 64_000_000) throw problems.damaged({ file: fileName });
  }
  yield { row: false, text: held + decoder.decode(), prefix: prefix ?? '' };
}

async function* editedSheet(
  stream: Readable,
  change: SheetEdit,
  styles: MarkedStyles,
  fileName: string,
): AsyncGenerator<string> {
  let row = 0;
  let dropped = 0;
  let first = true;
  for await (const piece of pieces(stream, fileName)) {
    if (!piece.row) {
      yield first ? withoutDimension(piece.text) : tailOf(piece.text, piece.prefix, change);
      first = false;
      continue;
    }
    const number = /^<[^>]*?\sr="(\d{1,7})"/.exec(piece.text)?.[1];
    row = number ? Number(number) : row + 1;
    const edit = change.edit(row);
    if (!edit) {
      dropped += 1;
      continue;
    }
    const edited = editRow(piece.text, piece.prefix, row, edit, styles);
    yield dropped > 0 || change.sparse ? movedUp(edited, piece.prefix, row, row - dropped) : edited;
  }
}

/** What a program takes for the used range would leave the new column out. */
function withoutDimension(head: string): string {
  return head.replace(/<(?:\w+:)?dimension\b[^>]*\/>/, '');
}

/** Merged ranges, filters and rules below rows that are gone would point at others. */
function tailOf(tail: string, prefix: string, change: SheetEdit): string {
  if (!change.sparse) return tail;
  const names = ['autoFilter', 'mergeCells', 'conditionalFormatting', 'dataValidations', 'hyperlinks'];
  return names.reduce(
    (text, name) =>
      text.replace(new RegExp(`<${prefix}${name}\\b(?:[^>]*/>|[\\s\\S]*?</${prefix}${name}>)`, 'g'), (whole) =>
        name === 'mergeCells' ? mergesOfHead(whole, change) : '',
      ),
    tail,
  );
}

/** Merged ranges whose rows all stay, in their old places: those of the head. */
function mergesOfHead(xml: string, change: SheetEdit): string {
  let first = 1;
  while (change.edit(first) && first < 100) first += 1;
  const kept = [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*\bref="[A-Z]+(\d+):[A-Z]+(\d+)"[^>]*\/>/g)]
    .filter(([, , bottom]) => Number(bottom) < first)
    .map(([whole]) => whole);
  if (kept.length === 0) return '';
  return xml.replace(/(<[^>]*>)[\s\S]*(<\/[^>]*>)$/, (_all, open: string, close: string) => {
    return open.replace(/count="\d+"/, `count="${kept.length}"`) + kept.join('') + close;
  });
}

/** The row under a new number. Formulas become the values that they had: their references would point astray. */
function movedUp(xml: string, prefix: string, from: number, to: number): string {
  return xml
    .replace(new RegExp(`<${prefix}f\\b(?:[^>]*/>|[^>]*>[^<]*</${prefix}f>)`, 'g'), '')
    .replace(/^(<[^>]*?\sr=")\d+"/, `$1${to}"`)
    .replace(new RegExp(`(<${prefix}c\\b[^>]*?\\sr="[A-Z]{1,3})${from}"`, 'g'), `$1${to}"`);
}

function editRow(xml: string, prefix: string, row: number, edit: RowEdit, styles: MarkedStyles): string {
  if (edit.write.size === 0 && edit.mark.size === 0) return xml;
  const tagEnd = xml.indexOf('>');
  const empty = xml[tagEnd - 1] === '/';
  // `spans` would leave the new column out.
  const open = xml.slice(0, empty ? tagEnd - 1 : tagEnd).replace(/\sspans="[^"]*"/, '');
  const cells = new Map<number, string>();
  let column = -1;
  for (const [whole, tag = ''] of xml.slice(tagEnd + 1).matchAll(cellPattern(prefix))) {
    const letters = /\sr="([A-Z]{1,3})/.exec(tag)?.[1];
    column = letters ? columnIndex(letters) : column + 1;
    cells.set(column, whole);
  }
  for (const [letter, level] of edit.mark) {
    const at = columnIndex(letter);
    const cell = cells.get(at) ?? `<${prefix}c r="${letter}${row}"/>`;
    cells.set(at, withStyle(cell, styles.marked(styleOf(cell), level)));
  }
  for (const [letter, text] of edit.write) {
    const at = columnIndex(letter);
    const style = styleOf(cells.get(at) ?? '');
    const s = style === undefined ? '' : ` s="${style}"`;
    cells.set(
      at,
      `<${prefix}c r="${letter}${row}"${s} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`,
    );
  }
  const inOrder = [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
  return `${open}>${inOrder.join('')}</${prefix}row>`;
}

const patterns = new Map<string, RegExp>();

function cellPattern(prefix: string): RegExp {
  let pattern = patterns.get(prefix);
  if (!pattern) {
    pattern = new RegExp(`(<${prefix}c(?:\\s[^>]*)?)(?:(?<=/)>|>[\\s\\S]*?</${prefix}c>)`, 'g');
    patterns.set(prefix, pattern);
  }
  return pattern;
}

function styleOf(cell: string): number | undefined {
  const style = /^<[^>]*?\ss="(\d+)"/.exec(cell)?.[1];
  return style === undefined ? undefined : Number(style);
}

function withStyle(cell: string, style: number): string {
  return /^<[^>]*?\ss="\d+"/.test(cell)
    ? cell.replace(/^(<[^>]*?\ss=")\d+"/, `$1${style}"`)
    : cell.replace(/^<((?:\w+:)?c)\b/, `<$1 s="${style}"`);
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

/** Letter behind the last column of a sheet so wide. */
export function letterAfter(width: number, more = 0): string {
  return columnLetter(width + more);
}
