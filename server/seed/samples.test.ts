import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ListKind } from '@quanxue/domain/children/fields.ts';
import type { CellProblem } from '@quanxue/domain/children/operations.ts';
import { describe, expect, test } from 'vitest';
import { openList } from '../src/children/workbook/read-list.ts';

/* The lists of samples/, most of them written by other programs, read by ours. */

interface Expected {
  readonly file: string;
  readonly kind: ListKind;
  readonly program: string;
  readonly sheet: string;
  readonly headerRows: readonly number[];
  readonly fields: readonly (string | null)[];
  readonly rows: number;
  readonly bad: number;
  readonly cells: readonly { row: number; column: string; level: 'bad' | 'warning'; says: string }[];
}

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));
const { anchor, lists } = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as {
  anchor: string;
  lists: readonly Expected[];
};

async function read(file: string, kind: ListKind) {
  const list = await openList({ path: folder + file, fileName: file, kind, today: anchor });
  const rows = [];
  for await (const row of list.rows()) rows.push(row);
  list.close();
  return { opening: list.opening, rows, problems: rows.flatMap((row) => row.problems) };
}

const place = ({ row, column, level }: Pick<CellProblem, 'row' | 'column' | 'level'>) => `${level} ${column}${row}`;

describe('every list of samples/', () => {
  test.each(lists.map((each) => [each.file, each] as const))(
    '%s is understood without a hand on the mapping',
    async (file, expected) => {
      const { opening, rows, problems } = await read(file, expected.kind);
      expect(opening.problem).toBeNull();
      // An upper row that only groups may be left out of the head; the list begins below the same row.
      expect(opening.mapping?.headerRows.at(-1)).toBe(expected.headerRows.at(-1));
      const fields = opening.mapping?.columns.map((column) => column.field) ?? [];
      expect(fields.slice(0, expected.fields.length)).toEqual(expected.fields.slice(0, fields.length));
      expect(rows).toHaveLength(expected.rows);
      expect(rows.filter((row) => row.problems.some((problem) => problem.level === 'bad'))).toHaveLength(expected.bad);
      // Exactly the cells that were spoiled on purpose, and each told by a sentence about what is wrong with it.
      expect(problems.map(place).sort()).toEqual(expected.cells.map(place).sort());
      for (const cell of expected.cells) {
        const told = problems.find((problem) => problem.row === cell.row && problem.column === cell.column);
        expect(told?.message.zh, `${cell.column}${cell.row}`).toContain(cell.says);
        expect(told?.message.en).toMatch(/\w{3}/);
      }
    },
  );

  test('is named in expected.json, and half of them were written by other programs', () => {
    const files = readdirSync(folder).filter((name) => /^\d\d-/.test(name));
    const named = lists.map((each) => each.file);
    expect(files.filter((name) => !/^0[12]-/.test(name)).sort()).toEqual([...named].sort());
    expect(lists.filter((each) => each.program !== 'hucre').length).toBeGreaterThan(files.length / 2);
  });
});

test('the two full lists are read whole, and their bad rows are those that were spoiled', async () => {
  const population = await read('01-适龄儿童少年名单（全镇）.xlsx', 'population');
  expect(population.rows.length).toBeGreaterThan(1900);
  expect(population.problems.filter((problem) => problem.level === 'bad')).toHaveLength(11);
  const roll = await read('02-学籍信息（全镇）.xlsx', 'roll');
  expect(roll.opening.mapping?.headerRows).toEqual([1, 2]);
  expect(roll.rows.length).toBeGreaterThan(1600);
  expect(roll.problems.filter((problem) => problem.level === 'bad')).toHaveLength(4);
});
