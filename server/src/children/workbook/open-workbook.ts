import { open, readFile, stat } from 'node:fs/promises';
import { isBroken } from '@quanxue/domain/children/cell.ts';
import type { CellValue, Sheet } from 'hucre';
import { problems } from './problems.ts';
import { readCsv, type TextEncoding } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { cellOfText, type SheetInfo, type SheetRow, type Workbook } from './workbook.ts';
import { openZip, type ZipFile } from './zip.ts';

/*
 * The one door to files that offices send: what a file is, is told by its bytes, never by its name. The library behind
 * the rarer formats is loaded when one of them comes: the thread that reads a plain .xlsx starts without it.
 */

/** Largest files of the formats that must be read as a whole; .xlsx and .csv are streamed and have no such limit. */
const WHOLE = { xls: 60_000_000, xlsb: 60_000_000, ods: 60_000_000, odsContent: 400_000_000, html: 60_000_000 };

/**
 * Opens a list of whatever format. `fileName` is only for sentences and for the name of a sheet that has none.
 * @throws Problem of `problems.ts` when it cannot be read.
 */
export async function openWorkbook(path: string, fileName: string): Promise<Workbook> {
  const bytes = (await stat(path)).size;
  if (bytes === 0) throw problems.emptyFile({ file: fileName });
  const start = await head(path, 64 * 1024);
  if (start.readUInt32BE(0) === 0x504b0304 || start.readUInt32BE(0) === 0x504b0506)
    return readZip(path, fileName, bytes);
  if (start.subarray(0, 8).equals(OLE)) return readOle(path, fileName, bytes, start);
  const what = otherFormat(start);
  if (what) throw problems.notWorkbook({ file: fileName, what });
  return readText(path, fileName, bytes, start);
}

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function head(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, 0);
    // Four bytes at least, so that every signature can be looked at.
    return buffer.subarray(0, Math.max(8, bytesRead));
  } finally {
    await file.close();
  }
}

function otherFormat(start: Buffer): string | undefined {
  const ascii = start.subarray(0, 64).toString('latin1');
  if (ascii.startsWith('%PDF')) return 'PDF';
  if (ascii.startsWith('Rar!') || ascii.startsWith('7z\xbc\xaf') || start.readUInt16BE(0) === 0x1f8b) {
    return '压缩包，请先解压 / an archive: unpack it first';
  }
  if (start.readUInt32BE(0) === 0x89504e47 || start.readUInt16BE(0) === 0xffd8 || ascii.startsWith('GIF8')) {
    return '图片 / a picture';
  }
  if (ascii.startsWith('{\\rtf')) return 'RTF 文档 / an RTF document';
  if (/^\s*[[{]\s*("|\{|\[)/.test(ascii)) return 'JSON';
  return undefined;
}

async function readZip(path: string, fileName: string, bytes: number): Promise<Workbook> {
  const zip = await openZip(path, fileName);
  try {
    if (zip.has('xl/workbook.bin')) {
      const { readXlsb } = await import('hucre/xlsx');
      return whole(await readXlsb(await load(path, bytes, WHOLE.xlsb, fileName, '.xlsb')), fileName);
    }
    if (zip.has('xl/workbook.xml') || zip.has('_rels/.rels')) {
      if (zip.has('word/document.xml')) throw notThis(fileName, 'Word 文档 / a Word document');
      if (zip.has('ppt/presentation.xml')) throw notThis(fileName, '演示文稿 / a presentation');
      if (!(await isExcel(zip))) throw notThis(fileName, '压缩包，请先解压 / an archive: unpack it first');
      return await readXlsx(zip, fileName);
    }
    if (zip.has('content.xml')) return whole(await ods(zip, path, fileName, bytes), fileName);
    throw notThis(fileName, '压缩包，请先解压 / an archive: unpack it first');
  } catch (error) {
    zip.close();
    throw asProblem(error, fileName);
  }
}

async function isExcel(zip: ZipFile): Promise<boolean> {
  return zip.has('xl/workbook.xml') || /officeDocument/.test((await zip.text('_rels/.rels', 1_000_000)) ?? '');
}

async function ods(zip: ZipFile, path: string, fileName: string, bytes: number) {
  const type = (await zip.text('mimetype', 1_000)) ?? '';
  if (/opendocument\.text/.test(type)) throw notThis(fileName, '文字文档 / a text document');
  const manifest = (await zip.text('META-INF/manifest.xml', 1_000_000)) ?? '';
  if (manifest.includes('encryption-data')) throw problems.password({ file: fileName });
  // Looked at before unpacking: the library holds it all.
  const content = await zip.stream('content.xml');
  let size = 0;
  for await (const chunk of content ?? []) {
    size += (chunk as Buffer).length;
    if (size > WHOLE.odsContent) {
      throw problems.tooBig({ file: fileName, what: '.ods', megabytes: WHOLE.odsContent / 1_000_000 });
    }
  }
  const { readOds } = await import('hucre/ods');
  return readOds(await load(path, bytes, WHOLE.ods, fileName, '.ods'));
}

async function readOle(path: string, fileName: string, bytes: number, start: Buffer): Promise<Workbook> {
  const file = await load(path, bytes, WHOLE.xls, fileName, '.xls');
  const named = (name: string) => file.includes(Buffer.from(name, 'utf16le'));
  if (named('EncryptedPackage') || isEncryptedBiff(file)) throw problems.password({ file: fileName });
  if (named('WordDocument')) throw notThis(fileName, 'Word 文档 / a Word document');
  if (!named('Workbook') && named('Book')) {
    throw problems.oldFormat({ file: fileName, what: 'Excel 5.0/95 格式 / Excel 5.0/95' });
  }
  if (!named('Workbook')) throw notThis(fileName, start.length > 0 ? 'OLE 文件 / an OLE file' : '');
  try {
    const { readXls } = await import('hucre/xlsx');
    return whole(await readXls(file), fileName);
  } catch (error) {
    throw asProblem(error, fileName);
  }
}

/** FILEPASS among the first records behind the workbook's BOF: the rest is scrambled. */
function isEncryptedBiff(file: Buffer): boolean {
  for (let sector = 512; sector + 8 < file.length; sector += 512) {
    if (file.readUInt16LE(sector) !== 0x0809 || file.readUInt16LE(sector + 4) !== 0x0600) continue;
    for (let at = sector, count = 0; count < 8 && at + 4 < file.length; count += 1) {
      if (file.readUInt16LE(at) === 0x002f) return true;
      at += 4 + file.readUInt16LE(at + 2);
    }
  }
  return false;
}

async function readText(path: string, fileName: string, bytes: number, start: Buffer): Promise<Workbook> {
  const encoding = encodingOf(start, bytes);
  if (!encoding) throw notThis(fileName, '程序或其他二进制文件 / a program or another binary file');
  const text = decodeStart(start, encoding);
  if (/^\s*<\?xml[\s\S]*urn:schemas-microsoft-com:office:spreadsheet/.test(text)) {
    throw problems.oldFormat({ file: fileName, what: '“XML 表格 2003”格式 / an "XML Spreadsheet 2003"' });
  }
  if (/^(MIME-Version|From:|Content-Type:)/i.test(text.trimStart())) {
    throw problems.oldFormat({ file: fileName, what: '单个文件网页（.mht）/ a single-file web page (.mht)' });
  }
  if (/^\s*<(!doctype\s+html|html|head|body|meta|table|div|style|\?xml|!--)/i.test(text)) {
    return html(path, fileName, bytes, text, encoding);
  }
  return readCsv(path, encoding, text, fileName, bytes);
}

/** By its mark; else UTF-8 where that fits, else GB 18030 where that fits; undefined for what is no text. */
function encodingOf(start: Buffer, bytes: number): TextEncoding | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  // Zero bytes at the end are this buffer's own when the file is shorter than a signature.
  const sample = start.subarray(0, Math.min(start.length, bytes));
  if (sample.includes(0)) return undefined;
  return (['utf-8', 'gb18030'] as const).find((encoding) => {
    try {
      // A character may be cut at the end of the sample: `stream` leaves it open.
      const text = new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true });
      return !/[\p{Cc}--\s]/v.test(text);
    } catch {
      return false;
    }
  });
}

function decodeStart(start: Buffer, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(start, { stream: true }).replaceAll('\0', '');
}

async function html(path: string, fileName: string, bytes: number, start: string, encoding: TextEncoding) {
  const file = await load(path, bytes, WHOLE.html, fileName, 'HTML');
  const declared = /charset=["']?\s*(gb2312|gbk|gb18030|x-gbk)/i.test(start) ? 'gb18030' : encoding;
  // A page may call itself gb2312 and be UTF-8: what fits without fault wins.
  const text = new TextDecoder(encoding === 'utf-8' && declared === 'gb18030' ? 'utf-8' : declared).decode(file);
  const tables = text.match(/<table\b[\s\S]*?<\/table\s*>/gi) ?? (/<table\b/i.test(text) ? [text] : []);
  if (tables.length === 0) throw problems.noTable({ file: fileName });
  const name = fileName.replace(/\.[^.]*$/, '');
  const { fromHtml } = await import('hucre');
  const sheets = tables.map((table, index) =>
    fromHtml(table, { typeInference: false, sheetName: index === 0 ? name : `${name} (${index + 1})` }),
  );
  return whole({ sheets }, fileName);
}

async function load(path: string, bytes: number, limit: number, fileName: string, what: string): Promise<Buffer> {
  if (bytes > limit) throw problems.tooBig({ file: fileName, what, megabytes: limit / 1_000_000 });
  return readFile(path);
}

function whole(book: { sheets: readonly Sheet[] }, fileName: string): Workbook {
  if (book.sheets.length === 0) throw problems.damaged({ file: fileName });
  return {
    sheets: book.sheets.map(
      (sheet): SheetInfo => ({
        name: sheet.name,
        rows: sheet.rows.length,
        hidden: Boolean(sheet.hidden || sheet.veryHidden),
        merges: (sheet.merges ?? []).map((merge) => ({
          top: merge.startRow,
          left: merge.startCol,
          bottom: merge.endRow,
          right: merge.endCol,
        })),
      }),
    ),
    date1904: false,
    rows: async function* (index) {
      for (const [row, values] of (book.sheets[index]?.rows ?? []).entries()) {
        const cells = (values ?? []).map(cellOf);
        if (cells.some((cell) => cell !== null)) yield { index: row, cells } satisfies SheetRow;
      }
    },
    close: () => {},
  };
}

function cellOf(value: CellValue) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    const cell = cellOfText(value.trim());
    return isBroken(cell) ? cell : cellOfText(value);
  }
  if (typeof value === 'number') return { number: value, day: null };
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return { number: 0, day: Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10) };
}

function notThis(file: string, what: string) {
  return problems.notWorkbook({ file, what });
}

function asProblem(error: unknown, fileName: string): unknown {
  if (error instanceof Error && error.name === 'EncryptedFileError') return problems.password({ file: fileName });
  if (error instanceof Error && error.name === 'Problem') return error;
  return problems.damaged({ file: fileName });
}
