import type { Readable } from 'node:stream';
import type { Cell } from '@quanxue/domain/children/cell.ts';
import { dayOfSerial } from '@quanxue/domain/children/dates.ts';
import { problems } from './problems.ts';
import { cellOfText, type Merge, type SheetInfo, type SheetRow, type Workbook } from './workbook.ts';
import type { ZipFile } from './zip.ts';

/*
 * Reads .xlsx row by row. Our own, because the rules need what no library's stream tells: a formula without its result,
 * an error value, merged ranges, the day behind a number; and because 60,000 rows must pass in flat memory.
 */

/** Text of shared strings that is held in memory at most. */
const MAX_SHARED = 400_000_000;
/** One row of a sheet: 16,384 cells of a reasonable length. */
const MAX_ROW = 32_000_000;
const MAX_SMALL_PART = 64_000_000;

interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

export async function readXlsx(zip: ZipFile, fileName: string): Promise<Workbook> {
  const { workbook, sheets, stylesPath, stringsPath } = await outline(zip, fileName);
  const date1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(1|true)"/.test(workbook);
  const dates = dateStyles(stylesPath ? ((await zip.text(stylesPath, MAX_SMALL_PART)) ?? '') : '');
  const strings = stringsPath ? await sharedStrings(zip, stringsPath, fileName) : [];
  const infos: SheetInfo[] = [];
  for (const sheet of sheets) infos.push(await survey(zip, sheet));
  return {
    sheets: infos,
    isXlsx: true,
    date1904,
    rows: (index) => sheetRows(zip, sheets[index]?.path ?? '', { strings, dates, date1904, fileName }),
    close: () => zip.close(),
  };
}

/** Where in the file a sheet and the formats are. */
export async function locateSheet(
  zip: ZipFile,
  fileName: string,
  sheet: string,
): Promise<{ readonly sheetPath: string; readonly stylesPath: string | undefined }> {
  const { sheets, stylesPath } = await outline(zip, fileName);
  const sheetPath = sheets.find((each) => each.name === sheet)?.path;
  if (!sheetPath) throw problems.noSuchSheet({ file: fileName, sheet });
  return { sheetPath, stylesPath };
}

async function outline(zip: ZipFile, fileName: string) {
  const rels = await relationships(zip, '_rels/.rels');
  const workbookPath = rels.find((rel) => rel.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const path = workbookPath.replace(/^\//, '');
  const folder = path.replace(/[^/]*$/, '');
  const workbook = await zip.text(path, MAX_SMALL_PART);
  if (workbook === undefined) throw problems.damaged({ file: fileName });
  const parts = await relationships(zip, `${folder}_rels/${path.slice(folder.length)}.rels`);
  const pathOf = (target: string) => (target.startsWith('/') ? target.slice(1) : normalise(folder + target));
  const sheets = sheetParts(workbook, parts, pathOf).filter((sheet) => zip.has(sheet.path));
  const part = (kind: string) => {
    const target = parts.find((rel) => rel.type.endsWith(kind))?.target;
    return target === undefined ? undefined : pathOf(target);
  };
  return { workbook, sheets, stylesPath: part('/styles'), stringsPath: part('/sharedStrings') };
}

interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationships(zip: ZipFile, path: string): Promise<readonly Relationship[]> {
  const xml = (await zip.text(path, MAX_SMALL_PART)) ?? '';
  return [...xml.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(([tag]) => ({
    id: attribute(tag, 'Id') ?? '',
    type: attribute(tag, 'Type') ?? '',
    target: plainText(attribute(tag, 'Target') ?? ''),
  }));
}

function sheetParts(workbook: string, parts: readonly Relationship[], pathOf: (target: string) => string): SheetPart[] {
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].flatMap(([tag]) => {
    const id = /\b\w+:id="([^"]*)"/.exec(tag)?.[1];
    const rel = parts.find((each) => each.id === id && each.type.endsWith('/worksheet'));
    const state = attribute(tag, 'state');
    const name = plainText(attribute(tag, 'name') ?? '');
    return rel ? [{ name, hidden: state === 'hidden' || state === 'veryHidden', path: pathOf(rel.target) }] : [];
  });
}

/** a/b/../c → a/c */
function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`[\\s]${name}="([^"]*)"`).exec(tag)?.[1];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plainText(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** For each cell format whether it shows a number as a day. */
function dateStyles(xml: string): readonly boolean[] {
  const custom = new Map<number, boolean>();
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const code = plainText(attribute(tag, 'formatCode') ?? '');
    custom.set(Number(attribute(tag, 'numFmtId')), showsDay(code));
  }
  const xfs = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
  return [...xfs.matchAll(/<(?:\w+:)?xf\s[^>]*>/g)].map(([tag]) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return custom.get(id) ?? isBuiltInDay(id);
  });
}

/** ECMA-376 18.8.30; 27–36 and 50–58 are days in the Chinese builds of Excel. */
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
}

function showsDay(code: string): boolean {
  const bare = code.split(';')[0]?.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '') ?? '';
  return /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
}

/** Reads a part as text, chunk by chunk. */
async function* chunks(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of stream) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    if (text) yield text;
  }
}

async function sharedStrings(zip: ZipFile, path: string, fileName: string): Promise<readonly string[]> {
  const stream = await zip.stream(path);
  const strings: string[] = [];
  if (!stream) return strings;
  let held = '';
  let size = 0;
  let close = '';
  for await (const chunk of chunks(stream)) {
    held += chunk;
    close ||= closingOf(held, 'sst', 'si');
    if (!close) continue;
    let from = 0;
    for (;;) {
      const end = held.indexOf(close, from);
      if (end < 0) break;
      const open = Math.max(from, held.lastIndexOf(`<${close.slice(2, -1)}`, end));
      // An empty `<si/>` is an item, too: the cells count it.
      for (const _ of held.slice(from, open).matchAll(/<(?:\w+:)?si\s*\/>/g)) strings.push('');
      const text = textIn(held.slice(open, end));
      size += text.length;
      if (size > MAX_SHARED || strings.length > 20_000_000) {
        throw problems.tooBig({ file: fileName, what: 'sharedStrings', megabytes: MAX_SHARED / 1_000_000 });
      }
      strings.push(text);
      from = end + close.length;
    }
    held = held.slice(from);
    if (held.length > MAX_ROW) throw problems.damaged({ file: fileName });
  }
  return strings;
}

/** The closing tag of an item with the prefix that the root element bears (`x:` from some generators). */
function closingOf(start: string, root: string, item: string): string {
  const match = new RegExp(`<(\\w+:)?${root}[\\s>]`).exec(start);
  return match ? `</${match[1] ?? ''}${item}>` : '';
}

/** The text of `<t>` elements, without the phonetic runs that some programs put beside Chinese names. */
function textIn(xml: string): string {
  const plain = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml;
  const single = /^[^<]*<(?:\w+:)?si[^>]*>\s*<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>\s*$/.exec(plain);
  if (single) return plainText(single[1] ?? '');
  let text = '';
  for (const match of plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)) text += match[1];
  return plainText(text);
}

/** Counts the rows and reads the merged ranges, which stand behind the rows. */
async function survey(zip: ZipFile, sheet: SheetPart): Promise<SheetInfo> {
  const stream = await zip.stream(sheet.path);
  let rows = 0;
  let held = '';
  let tail: string | undefined;
  for await (const chunk of stream ? chunks(stream) : []) {
    if (tail !== undefined) {
      if (tail.length < MAX_SMALL_PART) tail += chunk;
      continue;
    }
    held += chunk;
    const end = held.search(/<\/(?:\w+:)?sheetData>/);
    const close = held.lastIndexOf('row>', end < 0 ? undefined : end);
    if (close >= 0) rows = lastRowNumber(held, close) ?? rows + held.slice(0, close + 4).split('row>').length - 1;
    if (end >= 0) tail = held.slice(end);
    // What is kept must hold the opening tag of a row whose end is still to come.
    held = held.slice(close < 0 ? 0 : close);
    if (held.length > MAX_ROW) held = held.slice(-1000);
  }
  return { name: sheet.name, hidden: sheet.hidden, rows, merges: mergesIn(tail ?? '') };
}

function lastRowNumber(xml: string, close: number): number | undefined {
  const open = /row(\s[^>]*)?>/.exec(xml.slice(Math.max(0, xml.lastIndexOf('row ', close))))?.[1];
  const number = /\sr="(\d{1,7})"/.exec(open ?? '')?.[1];
  return number ? Number(number) : undefined;
}

function mergesIn(xml: string): readonly Merge[] {
  return [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(
    ([, left, top, right, bottom]) => ({
      top: Number(top) - 1,
      left: columnIndex(left ?? ''),
      bottom: Number(bottom) - 1,
      right: columnIndex(right ?? ''),
    }),
  );
}

/** A → 0, Z → 25, AA → 26 */
export function columnIndex(letters: string): number {
  let index = 0;
  for (let place = 0; place < letters.length; place += 1) index = index * 26 + letters.charCodeAt(place) - 64;
  return index - 1;
}

interface SheetContext {
  readonly strings: readonly string[];
  readonly dates: readonly boolean[];
  readonly date1904: boolean;
  readonly fileName: string;
}

async function* sheetRows(zip: ZipFile, path: string, context: SheetContext): AsyncGenerator<SheetRow> {
  const stream = await zip.stream(path);
  if (!stream) return;
  let held = '';
  let close = '';
  let index = -1;
  try {
    for await (const chunk of chunks(stream)) {
      held += chunk;
      close ||= closingOf(held, 'worksheet', 'row');
      if (!close) continue;
      let from = 0;
      for (;;) {
        const end = held.indexOf(close, from);
        if (end < 0) break;
        const open = held.lastIndexOf(`<${close.slice(2, -1)}`, end);
        if (open >= from) {
          const row = parseRow(held, open, end, index, context);
          index = row.index;
          if (row.cells.length > 0) yield row;
        }
        from = end + close.length;
      }
      held = held.slice(from);
      if (held.length > MAX_ROW) throw problems.damaged({ file: context.fileName });
    }
  } finally {
    stream.destroy();
  }
}

function parseRow(xml: string, open: number, end: number, before: number, context: SheetContext): SheetRow {
  const headEnd = xml.indexOf('>', open);
  const number = /\sr="(\d{1,7})"/.exec(xml.slice(open, headEnd))?.[1];
  const index = number ? Number(number) - 1 : before + 1;
  const cells: Cell[] = [];
  let at = headEnd;
  let column = -1;
  for (;;) {
    const start = nextCell(xml, at, end);
    if (start < 0) break;
    const tagEnd = xml.indexOf('>', start);
    const tag = xml.slice(start, tagEnd);
    const ref = /\sr="([A-Z]{1,3})/.exec(tag)?.[1];
    column = ref ? columnIndex(ref) : column + 1;
    if (tag.endsWith('/')) {
      at = tagEnd;
      continue;
    }
    const prefix = /^<(\w+:)?c/.exec(tag)?.[1] ?? '';
    const stop = xml.indexOf(`</${prefix}c>`, tagEnd);
    const content = xml.slice(tagEnd + 1, stop < 0 || stop > end ? end : stop);
    const cell = parseCell(tag, content, context);
    if (cell !== null && column < 16_384) {
      while (cells.length < column) cells.push(null);
      cells[column] = cell;
    }
    at = stop < 0 ? end : stop;
  }
  return { index, cells };
}

/** `<is><t>…</t></is>` and nothing else, as most programs write a text in its cell. */
function plainInline(content: string): string | undefined {
  if (!content.startsWith('<is><t>') || !content.endsWith('</t></is>')) return undefined;
  const text = content.slice(7, -9);
  return text.includes('<') ? undefined : plainText(text);
}

/** The next `<c …` or `<x:c …` before `end`, or −1. */
function nextCell(xml: string, from: number, end: number): number {
  let at = from;
  for (;;) {
    at = xml.indexOf('<', at);
    if (at < 0 || at >= end) return -1;
    // `<c ` is how nearly all of them begin; the rest is looked at more closely.
    if (xml.charCodeAt(at + 1) === 99 && xml.charCodeAt(at + 2) === 32) return at;
    const match = CELL.exec(xml.slice(at, at + 24));
    if (match) return at;
    at += 1;
  }
}

const CELL = /^<(?:\w{1,16}:)?c[\s>/]/;

function parseCell(tag: string, content: string, context: SheetContext): Cell {
  const type = /\st="(\w+)"/.exec(tag)?.[1] ?? 'n';
  if (type === 'inlineStr') return cellOfText(plainInline(content) ?? textIn(content));
  const value = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(content)?.[1];
  if (value === undefined || (value === '' && type !== 'str')) {
    const formula = /<(?:\w+:)?f(?:\s[^>]*)?(?:\/>|>([^<]*))/.exec(content);
    return formula ? { broken: 'formula', shown: `=${plainText(formula[1] ?? '')}`.slice(0, 80) } : null;
  }
  switch (type) {
    case 's':
      return cellOfText(context.strings[Number(value)] ?? '');
    case 'str':
      return cellOfText(plainText(value));
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'e':
      return { broken: 'error', shown: plainText(value) };
    case 'd':
      return { number: 0, day: value.slice(0, 10) };
    default: {
      const number = Number(value);
      if (Number.isNaN(number)) return cellOfText(plainText(value));
      const style = Number(/\ss="(\d+)"/.exec(tag)?.[1] ?? -1);
      return { number, day: context.dates[style] ? dayOfSerial(number, context.date1904) : null };
    }
  }
}
