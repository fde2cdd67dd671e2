import { createHash } from 'node:crypto';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { type Cell, textOf } from '@quanxue/domain/children/cell.ts';
import { FIELD_KEYS, type FieldKey, type ListKind } from '@quanxue/domain/children/fields.ts';
import {
  findHead,
  type Head,
  headProblems,
  type Leftover,
  leftoverOf,
  missingOf,
  PLACE_FIELDS,
  type SheetTop,
  samplesOf,
  TOP_ROWS,
} from '@quanxue/domain/children/headings.ts';
import type { CellProblem, SheetMapping } from '@quanxue/domain/children/operations.ts';
import { type ReadRow, readRow } from '@quanxue/domain/children/read-row.ts';
import { openWorkbook } from './open-workbook.ts';
import { problems } from './problems.ts';
import type { Merge, SheetInfo, Workbook } from './workbook.ts';

/** What to read, and what a person has said of it. */
export interface ListRequest {
  readonly path: string;
  readonly fileName: string;
  readonly kind: ListKind;
  readonly today: Day;
  readonly sheet?: string | undefined;
  /** Counted from 1. */
  readonly headerRows?: readonly number[] | undefined;
  /** Column letter → field, or null to leave the column out. */
  readonly columns?: Readonly<Record<string, string | null>> | undefined;
  /** What columns meant in lists confirmed before, the likeliest first; only asked where a person has said nothing. */
  readonly remembered?: readonly RememberedMapping[] | undefined;
}

export interface RememberedMapping {
  readonly id: string;
  readonly fingerprint: string;
  readonly headerRows: readonly number[];
  readonly columns: Readonly<Record<string, string | null>>;
}

/** What is known before the rows are read. */
export interface ListOpening {
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
  readonly mapping: SheetMapping | null;
  /** The remembered mapping that fitted, by its id. */
  readonly rememberedId: string | null;
  readonly fingerprint: string;
  /** Why the rows cannot be read yet: no headings, a required column missing. */
  readonly problem: Text | null;
  readonly notes: readonly CellProblem[];
}

export interface NumberedRow extends ReadRow {
  /** Counted from 1. */
  readonly row: number;
}

export interface OpenList {
  readonly opening: ListOpening;
  /** The children of the list, one after another; the notes (rows left out) are whole when it has ended. */
  rows(): AsyncGenerator<NumberedRow>;
  readonly notes: readonly CellProblem[];
  close(): void;
}

/** Notes on rows left out are given one by one up to this number. */
const MOST_NOTES = 50;

/**
 * Opens a file, chooses the sheet that looks most like a list of this kind, finds its headings.
 * @throws Problem when the file cannot be read at all.
 */
export async function openList(request: ListRequest): Promise<OpenList> {
  const book = await openWorkbook(request.path, request.fileName);
  const filled = book.sheets.map((sheet, index) => ({ sheet, index })).filter(({ sheet }) => sheet.rows > 0);
  if (filled.length === 0) {
    book.close();
    throw problems.emptySheets({ file: request.fileName, sheets: book.sheets.map((each) => each.name).join('、') });
  }
  const chosen = await chooseSheet(book, filled, request);
  if (!chosen) {
    book.close();
    throw problems.noSuchSheet({ file: request.fileName, sheet: request.sheet ?? '' });
  }
  const { sheet, index, top } = chosen;
  const columns = chosen.remembered?.columns ?? request.columns;
  const head = chosen.head ? withColumns(request.kind, chosen.head, columns) : undefined;
  const notes: CellProblem[] = [...headNotes(sheet.name, head), ...otherSheets(filled, sheet)];
  return {
    opening: {
      sheets: book.sheets.map(({ name, rows }) => ({ name, rows })),
      mapping: head ? mappingOf(sheet.name, top, head) : emptyMapping(sheet.name, top),
      rememberedId: chosen.remembered?.id ?? null,
      fingerprint: head ? fingerprintOf(head) : '',
      problem: head
        ? head.missing.length > 0
          ? headProblems.missing(head.missing)
          : null
        : headProblems.noHead(request.kind),
      notes: [...notes],
    },
    notes,
    rows: () => listRows(book, index, sheet, head, request, notes),
    close: () => book.close(),
  };
}

interface Chosen {
  readonly sheet: SheetInfo;
  readonly index: number;
  readonly top: SheetTop;
  readonly head: Head | undefined;
  readonly remembered?: RememberedMapping;
}

/** The headings of a sheet in their order, as one short text: the same for the same form. */
function fingerprintOf(head: Head): string {
  const headings = head.columns.map((column) => column.heading);
  return createHash('sha256').update(headings.join('\n')).digest('hex');
}

async function chooseSheet(
  book: Workbook,
  filled: readonly { sheet: SheetInfo; index: number }[],
  request: ListRequest,
): Promise<Chosen | undefined> {
  const wanted = request.sheet === undefined ? filled : filled.filter(({ sheet }) => sheet.name === request.sheet);
  let best: { chosen: Chosen; score: number } | undefined;
  for (const { sheet, index } of wanted) {
    const top = { rows: await topOf(book, index), merges: sheet.merges };
    const known = request.columns || request.headerRows ? undefined : fittingMemory(request, top);
    if (known) return { sheet, index, top, ...known };
    const head = findHead(request.kind, top, request.sheet === undefined ? undefined : request.headerRows);
    const fields = head?.columns.filter((column) => column.field).length ?? 0;
    const score =
      fields * 10 +
      (head && head.missing.length === 0 ? 100 : 0) +
      Math.log10(sheet.rows + 1) -
      (sheet.hidden ? 1000 : 0);
    if (!best || score > best.score) best = { chosen: { sheet, index, top, head }, score };
  }
  return best?.chosen;
}

/** The head that a remembered mapping points at, when it still says the same. */
function fittingMemory(request: ListRequest, top: SheetTop) {
  for (const remembered of request.remembered ?? []) {
    const head = findHead(request.kind, top, remembered.headerRows);
    if (head && fingerprintOf(head) === remembered.fingerprint) return { head, remembered };
  }
  return undefined;
}

async function topOf(book: Workbook, index: number): Promise<readonly (readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  for await (const row of book.rows(index)) {
    if (row.index >= TOP_ROWS) break;
    while (rows.length < row.index) rows.push([]);
    rows.push(row.cells);
  }
  return rows;
}

/** The head with the columns that a person has said otherwise. */
function withColumns(kind: ListKind, head: Head, columns: ListRequest['columns']): Head {
  if (!columns) return head;
  const changed = head.columns.map((column) => {
    const said = columns[column.letter];
    return said === undefined ? column : { ...column, field: fieldKey(said) };
  });
  // A field that a person gave to one column is taken from the column that was guessed.
  const given = new Set(Object.values(columns));
  const settled = changed.map((column) =>
    column.field && given.has(column.field) && columns[column.letter] === undefined
      ? { ...column, field: null }
      : column,
  );
  const missing = missingOf(
    kind,
    settled.flatMap((column) => column.field ?? []),
  );
  return { ...head, columns: settled, missing, notes: head.notes.filter((note) => !(note.column in columns)) };
}

function fieldKey(text: string | null): FieldKey | null {
  return FIELD_KEYS.find((key) => key === text) ?? null;
}

function mappingOf(sheet: string, top: SheetTop, head: Head): SheetMapping {
  const samples = samplesOf(top, head);
  return {
    sheet,
    headerRows: [...head.headerRows],
    columns: head.columns.map(({ letter, heading, field }, index) => ({
      letter,
      heading,
      field,
      sample: (samples[index] ?? []).map((text) => text.slice(0, 60)),
    })),
  };
}

/** Without a head the first row is offered, so that a person can point at the right one. */
function emptyMapping(sheet: string, top: SheetTop): SheetMapping {
  const first = top.rows.findIndex((row) => row.some((cell) => cell !== null));
  const columns = findHead('population', top, [first + 1])?.columns ?? [];
  return mappingOf(sheet, top, { headerRows: [first + 1], columns, notes: [], missing: [] });
}

async function* listRows(
  book: Workbook,
  index: number,
  sheet: SheetInfo,
  head: Head | undefined,
  request: ListRequest,
  notes: CellProblem[],
): AsyncGenerator<NumberedRow> {
  if (!head || head.missing.length > 0) return;
  const context = {
    kind: request.kind,
    sheet: sheet.name,
    head,
    today: request.today,
    date1904: book.date1904,
  };
  const firstRow = head.headerRows.at(-1) ?? 0;
  const fill = mergedFill(sheet.merges, head, firstRow);
  for await (const row of book.rows(index)) {
    if (row.index < firstRow) continue;
    const number = row.index + 1;
    const leftover = leftoverOf(row.cells, head, number === firstRow + 1);
    if (leftover) {
      if (leftover !== 'blank' && notes.length < MOST_NOTES)
        notes.push(leftoverNote(sheet.name, number, row.cells, leftover));
      continue;
    }
    yield { ...readRow(context, fill(row.index, row.cells), number), row: number };
  }
}

/** Village, school or class written once over merged cells holds for every row beside it. */
function mergedFill(merges: readonly Merge[], head: Head, firstRow: number) {
  const places = new Set(
    head.columns.filter(({ field }) => field && PLACE_FIELDS.has(field)).map((column) => column.index),
  );
  const waiting = merges
    .filter((merge) => merge.bottom > merge.top && merge.top >= firstRow && places.has(merge.left))
    .sort((a, b) => b.top - a.top);
  let active: { merge: Merge; value: Cell }[] = [];
  return (row: number, cells: readonly Cell[]): readonly Cell[] => {
    active = active.filter(({ merge }) => merge.bottom >= row);
    for (let next = waiting.at(-1); next && next.top <= row; next = waiting.at(-1)) {
      waiting.pop();
      active.push({ merge: next, value: next.top === row ? (cells[next.left] ?? null) : null });
    }
    const filling = active.filter(({ merge, value }) => merge.top < row && value !== null);
    if (filling.length === 0) return cells;
    const filled = [...cells];
    for (const { merge, value } of filling) {
      while (filled.length <= merge.left) filled.push(null);
      filled[merge.left] ??= value;
    }
    return filled;
  };
}

function headNotes(sheet: string, head: Head | undefined): CellProblem[] {
  return (head?.notes ?? []).map((note) => ({
    sheet,
    row: note.row,
    column: note.column,
    heading: note.heading,
    value: '',
    level: 'warning',
    message: note.message,
  }));
}

function otherSheets(filled: readonly { sheet: SheetInfo }[], chosen: SheetInfo): CellProblem[] {
  const others = filled.filter(({ sheet }) => sheet !== chosen).map(({ sheet }) => sheet.name);
  if (others.length === 0) return [];
  const names = others.slice(0, 10).join('、');
  return [
    {
      sheet: chosen.name,
      row: 0,
      column: '',
      heading: '',
      value: '',
      level: 'warning',
      message: {
        zh: `文件中还有其他有内容的工作表（${names}），本次只读取“${chosen.name}”。其他表如也是名单，请另行上传并选择。`,
        en: `The file has other sheets with content (${names}); only "${chosen.name}" is read. If they are lists, too, upload the file again and choose them.`,
      },
    },
  ];
}

const LEFT_OUT: Readonly<Record<Exclude<Leftover, 'blank'>, Text>> = {
  total: { zh: '合计行，不作为名单内容。', en: 'A row of totals: not part of the list.' },
  signature: { zh: '填表、审核等落款行，不作为名单内容。', en: 'A row of signatures: not part of the list.' },
  remark: { zh: '说明行，不作为名单内容。', en: 'A row of remarks: not part of the list.' },
  numbering: { zh: '表头下的栏号行，不作为名单内容。', en: 'The numbering under the headings: not part of the list.' },
  heading: { zh: '重复的表头，不作为名单内容。', en: 'The headings repeated: not part of the list.' },
};

function leftoverNote(
  sheet: string,
  row: number,
  cells: readonly Cell[],
  leftover: Exclude<Leftover, 'blank'>,
): CellProblem {
  const value = cells.map(textOf).filter(Boolean).join(' ').slice(0, 80);
  return { sheet, row, column: '', heading: '', value, level: 'warning', message: LEFT_OUT[leftover] };
}
