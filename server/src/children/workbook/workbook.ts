import type { Cell } from '@quanxue/domain/children/cell.ts';

/* What every reader of a file gives, whatever the file is: sheets, and their rows one after another. */

export interface Merge {
  /** Rows and columns counted from 0, both ends included. */
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetInfo {
  readonly name: string;
  /** Rows up to the last one with anything in it; an estimate where counting would need a reading. */
  readonly rows: number;
  readonly hidden: boolean;
  readonly merges: readonly Merge[];
}

/** One row with something in it: `index` counted from 0. */
export interface SheetRow {
  readonly index: number;
  readonly cells: readonly Cell[];
}

export interface Workbook {
  readonly sheets: readonly SheetInfo[];
  /** Days are counted from 1904. */
  readonly date1904: boolean;
  /** The file is an .xlsx, whose parts can be copied. */
  readonly isXlsx?: true;
  /** Set where the file is delimited text, which a reader in a hurry may split by itself. */
  readonly text?: { readonly encoding: string; readonly delimiter: string };
  /** The rows of a sheet in order; may be called again, and left early. */
  rows(sheet: number): AsyncIterable<SheetRow>;
  close(): void;
}

const ERRORS =
  /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|UNKNOWN!|N\/A!|名称\?|数值!|值!|引用!)$/i;

/** Text from a file as a cell: an error value is told apart from text, an empty text is an empty cell. */
export function cellOfText(text: string): Cell {
  if (text === '') return null;
  if (text.charCodeAt(0) === 35 && ERRORS.test(text.trim())) return { broken: 'error', shown: text.trim() };
  return text;
}
