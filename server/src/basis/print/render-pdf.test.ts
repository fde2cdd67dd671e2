import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { closePrinter, renderPdf } from './render-pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'quanxue-print-'));
afterAll(() => {
  closePrinter();
  rmSync(folder, { recursive: true });
});

const template = (body: string) =>
  `#let sheet = json(bytes(sys.inputs.data))\n#set text(font: "Noto Serif SC", lang: "zh", region: "cn")\n${body}`;

/** The text of a PDF as another program (poppler) reads it. */
function textOf(pdf: Uint8Array): string {
  const path = join(folder, 'read.pdf');
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

test('what a person typed is printed as it stands and never run as Typst source', async () => {
  const typed = '#panic("x") $a$ *b* _c_ @d <e> \\ "f" 重庆';
  expect(textOf(await renderPdf({ template: template('#sheet.data'), data: typed }))).toContain(
    '#panic("x") $a$ *b* _c_ @d <e> \\ "f"',
  );
});

test('a paper says of itself that it is PDF/A-2b and carries its fonts', async () => {
  const pdf = await renderPdf({ template: template('#sheet.data'), data: '劝返记录' });
  const text = Buffer.from(pdf).toString('latin1');
  expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
  expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
  expect(text).toContain('NotoSerifSC');
});

test('a character that no font here has is printed as its code instead of an empty box', async () => {
  // U+10FFFD-style private use is marked always; U+2FFFE is no character at all, so that no font can have it.
  const text = textOf(await renderPdf({ template: template('#sheet.data'), data: '周\u{2FFFE}䶮' }));
  expect(text).toContain('周〔U+2FFFE〕䶮');
});

test('an unknown font is an error and not a paper in another font', async () => {
  await expect(renderPdf({ template: '#set text(font: "仿宋_无此字体")\n正文', data: null })).rejects.toThrow(
    'unknown font',
  );
});

test('a template cannot read the files of the machine', async () => {
  await expect(renderPdf({ template: '#read("../../../package.json")', data: null })).rejects.toThrow('Typst');
});

test('a damaged picture is left out and the rest is printed', async () => {
  const png = picture();
  const pdf = await renderPdf({
    template: template('#for each in ("good", "bad") [#each: #(each in sheet.pictures) ]'),
    data: null,
    pictures: { good: png, bad: png.subarray(0, 60) },
  });
  expect(textOf(pdf)).toMatch(/good:\s*true\s*bad:\s*false/);
});

test('after a paper that failed the next one is printed', async () => {
  const failed = renderPdf({ template: '#nothing', data: null });
  const next = renderPdf({ template: template('#sheet.data'), data: '下一份' });
  await expect(failed).rejects.toThrow('Typst');
  expect(textOf(await next)).toContain('下一份');
});

/** A PNG of 8 × 8 points, made by hand. */
function picture(): Uint8Array {
  const raw = Buffer.alloc(8 * 25, 0x40);
  for (let row = 0; row < 8; row++) raw[row * 25] = 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
