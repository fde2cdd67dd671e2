import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';
import type { ImportBatch } from '@quanxue/domain/children/operations.ts';
import { listChildren, mapImport, uploadImport } from '@quanxue/domain/children/operations.ts';
import { writeXlsx } from 'hucre';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { citizenNumber, previewed, rowsOf, settledImport, workbook } from './testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());
afterEach(async () => {
  // Whatever was uploaded: nothing is in the ledger, no bug was logged, the server answers.
  expect((await clerk.ask(listChildren, {})).total).toBe(0);
  expect(server.logged).toEqual([]);
});

const HEADS = ['姓名', '身份证号', '出生日期', '户籍村'];
const GOOD = ['骆长河', citizenNumber('2012-05-06', 11), '2012-05-06', '听松坪村'];
const NUMBER = citizenNumber('2012-05-06', 11);

const preview = (file: Buffer | string, fileName: string, kind: 'population' | 'roll' = 'population') =>
  previewed(clerk, kind, Buffer.from(file as string), fileName);

async function refused(file: Buffer | string, fileName: string): Promise<string> {
  const batch = await preview(file, fileName);
  expect(batch.state, JSON.stringify(batch.problem)).toBe('failed');
  expect(batch.counts.rows).toBe(0);
  return `${batch.problem?.zh} ${batch.problem?.en}`;
}

async function readsAll(file: Buffer | string, fileName: string): Promise<ImportBatch> {
  const batch = await preview(file, fileName);
  expect(batch, JSON.stringify(batch.problem)).toMatchObject({
    state: 'preview',
    counts: { rows: 1, added: 1, bad: 0 },
  });
  const [row] = await rowsOf(clerk, batch.id);
  expect(row?.name).toBe('骆长河');
  return batch;
}

/** A ZIP of these parts. */
function zip(parts: Readonly<Record<string, Buffer | string>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, path, packed]);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, entry.subarray(2), path]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** The least .xlsx around the XML of a sheet. */
function bareXlsx(sheetData: string, extra: Readonly<Record<string, string>> = {}): Buffer {
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  return zip({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships>${rel('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${rel('rId1', 'worksheet', 'worksheets/sheet1.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...extra,
  });
}

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const xmlRow = (...cells: string[]) => `<row>${cells.join('')}</row>`;

describe('what is no list is told for what it is', () => {
  test('an empty file, a PDF, a picture, a Word document, an archive, a program', async () => {
    expect(await refused('', '空.xlsx')).toContain('空文件');
    expect(await refused('%PDF-1.7 …', '名单.xlsx')).toContain('PDF');
    expect(await refused(Buffer.from('ffd8ffe000104a46', 'hex'), '名单.xls')).toContain('图片');
    expect(await refused(zip({ '_rels/.rels': '<a/>', 'word/document.xml': '<a/>' }), '名单.xlsx')).toContain('Word');
    expect(await refused(zip({ 'a/名单.xlsx': 'x' }), '名单.zip')).toContain('解压');
    expect(await refused(Buffer.from('7f454c46020101000000000000000000', 'hex'), '名单.csv')).toContain('二进制');
  });

  test('a workbook cut off in the middle', async () => {
    const whole = await workbook([HEADS, GOOD]);
    expect(await refused(whole.subarray(0, whole.length / 2), '名单.xlsx')).toContain('损坏');
  });

  test('a password, on .xlsx, .xls and .ods', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: '名单', rows: [HEADS, GOOD] }],
      encryption: { password: 'x', spinCount: 10 },
    });
    expect(await refused(Buffer.from(locked), '名单.xlsx')).toContain('密码');
    expect(await refused(encryptedBiff(), '名单.xls')).toContain('取消密码');
    const ods = zip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': 'scrambled',
      'META-INF/manifest.xml':
        '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>',
    });
    expect(await refused(ods, '名单.ods')).toContain('password');
  });

  test('a zip bomb, before it is unpacked', async () => {
    const bomb = bareXlsx('', { 'xl/worksheets/sheet2.xml': '0'.repeat(120_000_000) });
    expect(bomb.length).toBeLessThan(500_000);
    expect(await refused(bomb, '炸弹.xlsx')).toMatch(/解压后约 120 MB.*倍/);
  });

  test('a workbook whose sheets are all empty', async () => {
    const empty = await writeXlsx({
      sheets: [
        { name: '甲', rows: [] },
        { name: '乙', rows: [] },
      ],
    });
    expect(await refused(Buffer.from(empty), '空表.xlsx')).toMatch(/甲、乙.*空/);
  });

  test('formats that only a spreadsheet program can convert', async () => {
    const xml2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>';
    expect(await refused(xml2003, '名单.xls')).toContain('另存为');
    expect(await refused('MIME-Version: 1.0\r\nContent-Type: multipart/related', '名单.xls')).toContain('.mht');
    expect(await refused('<html><body><p>没有表</p></body></html>', '名单.xls')).toContain('没有表格');
  });

  test('more than can be taken is refused at the door', async () => {
    const got = await clerk.send(uploadImport, {
      query: { kind: 'population', fileName: '大.csv' },
      upload: Buffer.alloc(1),
      headers: { 'content-length': '200000001' },
    });
    expect([got.status, got.problem?.type]).toEqual([413, 'upload-too-large']);
  });
});

describe('whatever the format, a list is read', () => {
  test.each([
    ['population-libreoffice.xls', '名单.xls'],
    ['population-libreoffice.xls', '名单.et'],
    ['population-libreoffice.ods', '名单.ods'],
    ['population-libreoffice-html.xls', '名单.xls'],
    ['population-libreoffice.xlsx', '名单.xlsx'],
    ['population-openpyxl.xlsx', '名单.xlsx'],
    ['population-1904.xlsx', '名单.xlsx'],
  ])('%s, made by another program, sent as %s', async (fixture, fileName) => {
    const batch = await preview(readFileSync(new URL(`fixtures/${fixture}`, import.meta.url)), fileName);
    expect(batch, JSON.stringify(batch.problem)).toMatchObject({
      state: 'preview',
      counts: { rows: 2, added: 2, bad: 0, warnings: 0 },
    });
    const rows = await rowsOf(clerk, batch.id);
    expect(rows.map((row) => row.name)).toEqual(['骆长河', '秦小满']);
    expect(rows.map((row) => row.changes.find((change) => change.field === 'birthDate')?.after)).toEqual([
      '2012-05-06',
      '2013-01-02',
    ]);
    expect(rows[1]?.changes.find((change) => change.field === 'registeredUnitId')?.after).toBe('晒书坝村');
    expect(rows[1]?.changes.find((change) => change.field === 'households')?.after).toBe('低保户');
  });

  test('.csv in UTF-8 with and without its mark, in GBK, and with tabs in UTF-16', async () => {
    const csv = `${HEADS.join(',')}\r\n${GOOD.join(',')}\r\n`;
    await readsAll(csv, '名单.csv');
    await readsAll(`\ufeff${csv}`, '名单.csv');
    await readsAll(Buffer.from(GBK, 'hex'), '名单.csv');
    const utf16 = Buffer.from(`\ufeff${[HEADS, GOOD].map((row) => row.join('\t')).join('\r\n')}`, 'utf16le');
    await readsAll(utf16, '名单.txt');
  });

  test('a .csv with quoted line breaks and numbers kept as text by =""', async () => {
    await readsAll(
      `"姓\n名",身份证号,"户籍地址"\n骆长河,="${NUMBER}","雾屏县霁溪镇,听松坪村\n2组 ""老屋"""\n`,
      '名单.csv',
    );
  });

  test('a table of a web page that is called .xls', async () => {
    const rows = [HEADS, GOOD].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
    await readsAll(`<html><head><meta charset="utf-8"></head><body><table>${rows}</table></body></html>`, '导出.xls');
  });

  test('an .xlsx with prefixed elements, without row numbers, with phonetic runs', async () => {
    const cell = (value: string) =>
      `<x:c t="inlineStr"><x:is><x:t>${value}</x:t><x:rPh sb="0" eb="1"><x:t>XX</x:t></x:rPh></x:is></x:c>`;
    const row = (cells: string[]) => `<x:row>${cells.map(cell).join('')}</x:row>`;
    await readsAll(
      bareXlsx('', {
        'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${row(HEADS)}${row(GOOD)}</x:sheetData></x:worksheet>`,
      }),
      '名单.xlsx',
    );
  });
});

describe('cells that cannot be taken as they are, each with its place and reason', () => {
  async function problemsOf(rows: unknown[][], kind: 'population' | 'roll' = 'population') {
    const batch = await preview(await workbook(rows as never), '名单.xlsx', kind);
    expect(batch.state).toBe('preview');
    const all = (await rowsOf(clerk, batch.id)).flatMap((row) => row.problems);
    return {
      batch,
      all,
      at: (row: number, column: string) => all.filter((each) => each.row === row && each.column === column),
    };
  }

  test('formulas without a result and error values', async () => {
    const rows = [
      xmlRow(...HEADS.map(text)),
      xmlRow(text('骆长河'), '<c><f>A1&amp;"x"</f></c>', text('2012-05-06'), text('听松坪村')),
      xmlRow('<c t="e"><v>#N/A</v></c>', text(NUMBER), text('2012-05-06'), text('听松坪村')),
      xmlRow(
        '<c t="str"><f>B1</f><v>骆长河</v></c>',
        text(citizenNumber('2012-05-07', 13)),
        '<c t="e"><v>#REF!</v></c>',
        text(''),
      ),
    ].join('');
    const batch = await preview(bareXlsx(rows), '公式.xlsx');
    const [formula, error, computed] = await rowsOf(clerk, batch.id);
    expect(formula).toMatchObject({ outcome: 'bad', problems: [{ column: 'B', row: 2, value: '=A1&"x"' }] });
    expect(formula?.problems[0]?.message.zh).toContain('公式');
    expect(error).toMatchObject({ outcome: 'bad', problems: [{ column: 'A', row: 3, value: '#N/A' }] });
    expect(computed).toMatchObject({ outcome: 'added', name: '骆长河' });
    expect(computed?.problems.map((each) => [each.column, each.level])).toContainEqual(['C', 'warning']);
  });

  test('citizen numbers that became numbers say how to export again', async () => {
    const { batch, at } = await problemsOf([
      HEADS,
      ['骆长河', Number(`${NUMBER.slice(0, 17)}2`), '2012-05-06', '听松坪村'],
      ['骆长江', '5.09999E+17', '2012-05-06', '听松坪村'],
    ]);
    expect(batch.counts).toMatchObject({ bad: 2, added: 0 });
    for (const row of [2, 3]) {
      expect(at(row, 'B')[0]).toMatchObject({ heading: '身份证号', level: 'bad', sheet: '名单' });
      expect(at(row, 'B')[0]?.message.zh).toContain('重新导出');
    }
  });

  test('dates as text, numbers, 民国 and 农历; full-width digits', async () => {
    const wide = [...NUMBER].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
    const { batch, at } = await problemsOf([
      HEADS,
      ['甲一', '', 41_035, '听松坪村'],
      ['甲二', '', '民国101年5月6日', '听松坪村'],
      ['甲三', '', '农历二〇一二年四月初五', '听松坪村'],
      ['甲四', wide, '２０１２年５月６日', '听松坪村'],
      ['甲五', '', new Date(Date.UTC(2012, 4, 6)), '听松坪村'],
    ]);
    expect(batch.counts).toMatchObject({ rows: 5, bad: 1, added: 4 });
    expect(at(3, 'C')[0]?.message.zh).toContain('民国');
    expect(at(4, 'C')[0]).toMatchObject({ level: 'bad', value: '农历二〇一二年四月初五' });
    const rows = await rowsOf(clerk, batch.id, 'added');
    const births = rows.map((row) => row.changes.find((change) => change.field === 'birthDate')?.after);
    expect(births).toEqual(['2012-05-06', '2012-05-06', '2012-05-06', '2012-05-06']);
  });

  test('text that looks like a command stays text', async () => {
    const { batch } = await problemsOf([
      [...HEADS, '家庭住址'],
      ["=cmd|'/c calc'!A1", NUMBER, '2012-05-06', '听松坪村', '+1+1'],
    ]);
    const [row] = await rowsOf(clerk, batch.id);
    expect(row).toMatchObject({ outcome: 'added', name: "=cmd|'/c calc'!A1" });
    expect(row?.changes.find((change) => change.field === 'address')?.after).toBe('+1+1');
  });

  test('a child twice, one number under two names, homophones on one birthday', async () => {
    const { batch, at } = await problemsOf([
      HEADS,
      ['骆长河', NUMBER, '2012-05-06', '听松坪村'],
      ['骆长河', NUMBER, '2012-05-06', '晒书坝村'],
      ['向春生', NUMBER, '2012-05-06', '晒书坝村'],
      ['冉诗涵', '', '2013-01-02', '听松坪村'],
      ['冉诗函', '', '2013-01-02', '听松坪村'],
    ]);
    expect(batch.counts).toMatchObject({ added: 2, bad: 3 });
    expect(at(3, 'B').at(-1)?.message.zh).toContain('与第 2 行是同一名儿童');
    expect(at(4, 'B').at(-1)?.message.zh).toContain('“骆长河”');
    expect(at(6, 'A').at(-1)?.message.zh).toContain('同音');
  });

  test('states that compulsory education does not know, and schools elsewhere', async () => {
    const { batch } = await problemsOf(
      [
        ['学生姓名', '身份证件号', '学校名称', '年级', '学生状态'],
        ['骆长河', NUMBER, '霁溪镇小学', '四年级', '退学'],
        ['骆长江', citizenNumber('2012-05-07', 11), '澜浦市枕石小学', '四年级', '在读'],
        ['骆长湖', citizenNumber('2012-05-08', 11), '雾屏县特殊教育学校', '四年级', '在读'],
      ],
      'roll',
    );
    const rows = await rowsOf(clerk, batch.id);
    const states = rows.map((row) => row.changes.find((change) => change.field === 'state')?.after);
    expect(states).toEqual(['疑似辍学', '县外就读', '特殊教育学校就读']);
    expect(rows[0]?.problems[0]?.message.zh).toContain('没有“退学”');
    expect(batch.newUnits).toEqual([{ kind: 'school', name: '雾屏县特殊教育学校', code: null }]);
  });
});

describe('headings', () => {
  test('title above, two merged rows, numbering, totals, remarks and signatures: all told, none imported', async () => {
    const file = await writeXlsx({
      sheets: [
        { name: '说明', rows: [['填表说明'], ['请勿改动表头']] },
        {
          name: '花名册',
          rows: [
            ['雾屏县霁溪镇适龄儿童少年花名册（2022年秋）'],
            ['序号', '儿童信息', '', '', '户籍村', '父亲', '', '备注'],
            ['', '姓名', '身份证号', '性别', '', '姓名', '联系电话', ''],
            [1, 2, 3, 4, 5, 6, 7, 8],
            [1, '骆长河', NUMBER, '男', '听松坪村', '骆大河', '19900001111', ''],
            [2, '骆长江', citizenNumber('2012-05-07', 11), '男', '', '骆大江', '19900002222', ''],
            ['序号', '姓名', '身份证号', '性别', '户籍村', '姓名', '联系电话', '备注'],
            [3, '骆小溪', citizenNumber('2013-05-07', 22), '女', '晒书坝村', '', '', ''],
            [4, '', '', '', '', '', '', ''],
            ['合计', '3人', '', '', '', '', '', ''],
            ['注：以户口簿为准', '', '', '', '', '', '', ''],
            ['填表人：丁一禾', '', '', '审核人：祝长宁', '', '负责人（签字）：', '', ''],
          ],
          merges: [{ startRow: 4, startCol: 4, endRow: 5, endCol: 4 }],
        },
      ],
    });
    const batch = await preview(Buffer.from(file), '花名册.xlsx');
    expect(batch).toMatchObject({ state: 'preview', counts: { rows: 3, added: 3, bad: 0 } });
    expect(batch.mapping).toMatchObject({ sheet: '花名册', headerRows: [2, 3] });
    expect(batch.mapping?.columns.map((column) => column.field)).toEqual([
      null,
      'name',
      'citizenId',
      'sex',
      'registeredVillage',
      'fatherName',
      'fatherPhone',
      null,
    ]);
    const notes = batch.notes.map((note) => `${note.row} ${note.message.zh}`).join('\n');
    for (const told of [
      '1 表头以上',
      '4 表头下的栏号',
      '7 重复的表头',
      '10 合计',
      '11 说明',
      '12 填表',
      '0 文件中还有',
    ]) {
      expect(notes).toContain(told);
    }
    // The village written once over two merged rows holds for both.
    const rows = await rowsOf(clerk, batch.id);
    expect(rows.map((row) => row.changes.find((change) => change.field === 'registeredUnitId')?.after)).toEqual([
      '听松坪村',
      '听松坪村',
      '晒书坝村',
    ]);
  });

  test('none at all, or a required one missing, asks for the mapping and says which', async () => {
    const none = await preview(
      await workbook([
        ['a', 'b'],
        ['1', '2'],
      ]),
      '名单.xlsx',
    );
    expect(none).toMatchObject({ state: 'mapping', problem: { zh: expect.stringContaining('找不到表头') } });
    const noSchool = await preview(await workbook([['姓名', '身份证号'], GOOD.slice(0, 2)]), '学籍.xlsx', 'roll');
    expect(noSchool).toMatchObject({ state: 'mapping', problem: { zh: expect.stringContaining('学校名称') } });
  });

  test('twice: the first is taken, the second told, and a person can choose the other', async () => {
    const other = citizenNumber('2013-03-04', 15);
    const batch = await preview(
      await workbook([
        ['姓名', '身份证号', '身份证号', '曾用名'],
        ['骆长河', NUMBER, other, '骆小河'],
      ]),
      '名单.xlsx',
    );
    expect(batch.notes.map((note) => [note.column, note.message.zh])).toContainEqual([
      'C',
      expect.stringContaining('出现两次（B 列和 C 列）'),
    ]);
    await clerk.ask(mapImport, {
      params: { importId: batch.id },
      body: { sheet: '名单', columns: { B: null, C: 'citizenId', A: null, D: 'name' } },
    });
    const mapped = await settledImport(clerk, batch.id);
    expect(mapped).toMatchObject({ state: 'preview', counts: { added: 1 } });
    const [row] = await rowsOf(clerk, batch.id);
    expect(row?.name).toBe('骆小河');
    expect(row?.changes.find((change) => change.field === 'birthDate')?.after).toBe('2013-03-04');
    const twice = await clerk.send(mapImport, {
      params: { importId: batch.id },
      body: { sheet: '名单', columns: { A: 'name', D: 'name' } },
    });
    expect(twice.problem).toMatchObject({ type: 'mapping-two-columns', zh: expect.stringContaining('A 列和 D 列') });
    const unknown = await clerk.send(mapImport, {
      params: { importId: batch.id },
      body: { sheet: '名单', columns: { A: 'shoeSize' } },
    });
    expect(unknown.problem?.type).toBe('mapping-unknown-field');
  });

  test('a sheet that is not there', async () => {
    const batch = await preview(await workbook([HEADS, GOOD]), '名单.xlsx');
    await clerk.ask(mapImport, { params: { importId: batch.id }, body: { sheet: '别的' } });
    expect(await settledImport(clerk, batch.id)).toMatchObject({
      state: 'failed',
      problem: { zh: expect.stringContaining('没有工作表“别的”') },
    });
  });
});

/** HEADS and GOOD as .csv in GBK: no encoder is at hand, so the bytes of the Chinese words stand here. */
const GBK = [
  'd0d5c3fb 2c c9edb7ddd6a4bac5 2c b3f6c9fac8d5c6da 2c bba7bcaeb4e5 0d0a c2e6b3a4bad3 2c',
  Buffer.from(`${NUMBER},2012-05-06,`).toString('hex'),
  'ccfdcbc9c6bab4e5 0d0a',
]
  .join('')
  .replaceAll(' ', '');

/** The head of an .xls whose workbook is scrambled: a BOF record and behind it FILEPASS. */
function encryptedBiff(): Buffer {
  const file = Buffer.alloc(2048);
  file.write('d0cf11e0a1b11ae1', 0, 'hex');
  file.write('0908100000060500', 512, 'hex');
  file.write('2f003600', 512 + 4 + 16, 'hex');
  file.write('Workbook', 1024, 'utf16le');
  return file;
}
