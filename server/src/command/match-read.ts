import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { problem } from '@quanxue/domain/basis/problem.ts';
import type { Cell } from '@quanxue/domain/children/cell.ts';
import { findHead, type Head, headProblems, leftoverOf, TOP_ROWS } from '@quanxue/domain/children/headings.ts';
import type { Lexicon } from '@quanxue/domain/children/match/people.ts';
import { People } from '@quanxue/domain/children/match/people.ts';
import { personReader } from '@quanxue/domain/children/match/read-person.ts';
import { systemClock } from '../basis/clock.ts';
import { openWorkbook } from '../children/workbook/open-workbook.ts';
import { csvParser } from '../children/workbook/read-csv.ts';
import type { Workbook } from '../children/workbook/workbook.ts';

/* Reads a list for comparing: every row below the headings, those too that an import would refuse. */

export interface ReadList {
  readonly people: People;
  /** Rows below the headings that are no child: blank, totals, signatures. */
  readonly leftOut: number;
}

const problems = {
  noFile: problem(
    'match-no-file',
    404,
    '没有“{file}”这个文件。请核对路径。',
    'There is no file "{file}". Check the path.',
  ),
  folder: problem(
    'match-folder',
    422,
    '“{file}”是文件夹。请给出一个名单文件。',
    '"{file}" is a folder. Name a file with a list.',
  ),
  noHead: problem('match-no-head', 422, '“{file}”：{zh}', '"{file}": {en}'),
  noName: problem(
    'match-no-name',
    422,
    '“{file}”没有“姓名”列。请把表头写成“姓名”后重试。',
    '"{file}" has no column 姓名 (name). Write that heading and try again.',
  ),
  nothingElse: problem(
    'match-nothing-to-compare',
    422,
    '“{file}”只有姓名，没有身份证号、学籍号、出生日期、监护人或电话，无法比对。请至少补上一列。',
    '"{file}" has names but no citizen number, roll number, birth date, guardian or phone to compare. Add at least one such column.',
  ),
  empty: problem(
    'match-empty',
    422,
    '“{file}”的表头下面没有一名儿童。请确认文件是否完整。',
    '"{file}" has no child below its headings. Make sure that the file is complete.',
  ),
};

const IDENTIFYING = new Set([
  'citizenId',
  'rollNumber',
  'birthDate',
  'guardianName',
  'fatherName',
  'motherName',
  'guardianPhone',
  'fatherPhone',
  'motherPhone',
]);

/**
 * @throws Problem where the file cannot be read, has no headings, or has nothing to compare by.
 */
export async function readPeople(path: string, lexicon: Lexicon): Promise<ReadList> {
  const file = basename(path);
  const book = await openWorkbook(path, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw problems.noFile({ file: path });
    if (error.code === 'EISDIR') throw problems.folder({ file: path });
    throw error;
  });
  try {
    const { head, sheet } = await findList(book, file);
    const name = book.sheets[sheet]?.name;
    // A workbook may have many sheets: say which one was taken for the list.
    const where = book.text || !name ? file : `${file} › ${name}`;
    const fields = new Set(head.columns.flatMap((column) => column.field ?? []));
    if (!fields.has('name')) throw problems.noName({ file: where });
    if (![...fields].some((field) => IDENTIFYING.has(field))) throw problems.nothingElse({ file: where });
    const people = new People(lexicon);
    const take = taker(head, people, book.date1904);
    const firstRow = head.headerRows.at(-1) ?? 0;
    if (book.text) await readLines(path, book.text, firstRow, take.cells);
    else {
      for await (const row of book.rows(sheet))
        if (row.index >= firstRow) take.cells(row.cells, row.index - firstRow + 1);
    }
    people.close();
    if (people.size === 0) throw problems.empty({ file: where });
    return { people, leftOut: take.leftOut() };
  } finally {
    book.close();
  }
}

/** The sheet that looks most like a list of children, and its headings. */
async function findList(book: Workbook, file: string): Promise<{ head: Head; sheet: number }> {
  let best: { head: Head; sheet: number; fields: number } | undefined;
  for (const [sheet, info] of book.sheets.entries()) {
    if (info.rows === 0) continue;
    const rows: (readonly Cell[])[] = [];
    for await (const row of book.rows(sheet)) {
      if (row.index >= TOP_ROWS) break;
      while (rows.length < row.index) rows.push([]);
      rows.push(row.cells);
    }
    // The words of the roll are those of the population and the school's besides.
    const head = findHead('roll', { rows, merges: info.merges });
    const fields = head?.columns.filter((column) => column.field).length ?? 0;
    const weight = info.hidden ? fields - 1000 : fields;
    if (head && (!best || weight > best.fields)) best = { head, sheet, fields: weight };
  }
  if (!best) {
    const { zh, en } = headProblems.noHead('population');
    throw problems.noHead({ file, zh, en });
  }
  return best;
}

function taker(head: Head, people: People, date1904: boolean) {
  const today = Number(systemClock.today().replaceAll('-', ''));
  const read = personReader(head.columns, today, date1904);
  let leftOut = 0;
  return {
    leftOut: () => leftOut,
    /** `row`: counted from 1 below the heading. */
    cells: (cells: readonly Cell[], row: number) => {
      const person = read(cells);
      // A row with a name and a number is a child; only others may be totals, signatures or blank forms.
      if (person.name !== '' && person.number.text !== '') people.add(person, row);
      else if (leftoverOf(cells, head, row === 1)) leftOut += 1;
      else people.add(person, row);
    },
  };
}

/** The lines below the head, split; a line with quotation marks is parsed sign by sign, with those it runs on into. */
async function readLines(
  path: string,
  { encoding, delimiter }: NonNullable<Workbook['text']>,
  firstRow: number,
  take: (cells: readonly Cell[], row: number) => void,
): Promise<void> {
  const decoder = new TextDecoder(encoding);
  let parser = csvParser(delimiter);
  let rest = '';
  let inside = false;
  let index = 0;
  const row = (fields: readonly string[]) => {
    index += 1;
    if (index > firstRow) take(fields, index - firstRow);
  };
  const line = (text: string) => {
    if (!inside && !text.includes('"')) {
      row((text.endsWith('\r') ? text.slice(0, -1) : text).split(delimiter));
      return;
    }
    inside = true;
    for (const fields of parser.push(`${text}\n`)) {
      inside = false;
      parser = csvParser(delimiter);
      row(fields.map(unquoted));
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const text = rest + decoder.decode(chunk as Buffer, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      line(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
  }
  rest += decoder.decode();
  if (rest !== '' || inside) line(rest);
  if (inside) for (const fields of parser.end()) row(fields.map(unquoted));
}

/** ="509999…" is how some exports keep a program from making a number of a number. */
function unquoted(field: string): string {
  return /^="([^"]*)"$/.exec(field.trim())?.[1] ?? field.trim();
}
