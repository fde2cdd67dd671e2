import { describe, expect, it, test } from 'vitest';
import type { Cell } from '../../children/cell.ts';
import { planRow } from './plan-row.ts';
import { rosterField, rosterHead } from './roster-head.ts';
import { readCauses, readClosure, readMeasure } from './roster-words.ts';

describe('a heading of an old roster', () => {
  it.each([
    ['学生姓名', 'name'],
    ['身份证号码（18位）', 'citizenId'],
    ['辍学时间', 'foundOn'],
    ['第三次劝返时间', 'persuasionDates'],
    ['劝返时间2', 'persuasionDates'],
    ['劝返次数', 'persuasionCount'],
    ['*采取措施', 'measure'],
    ['班主任', null],
  ])('%s is %s', (heading, field) => expect(rosterField(heading)).toBe(field));

  test('is found below a title; a second column of one meaning is left to a person', () => {
    const head = rosterHead([['花名册'], ['姓名', '发现时间', '辍学时间', '备注', '说明']]);
    expect(head?.row).toBe(1);
    expect(head?.columns.map((column) => column.field)).toEqual(['name', 'foundOn', null, 'note', 'note']);
    expect(head?.missing).toEqual([]);
  });
});

test('words mean one of the lists or nothing', () => {
  expect(readCauses('厌学，随父母外出')).toEqual(['school-aversion', 'migration']);
  expect(readCauses('天气')).toEqual([]);
  expect([readMeasure('远程送教'), readMeasure('因病休学'), readMeasure('继续关注')]).toEqual([
    'remote-teaching',
    'leave',
    undefined,
  ]);
  expect([readClosure('已返校就读'), readClosure('已毕业'), readClosure('见附件')]).toEqual([
    'returned',
    'graduated',
    undefined,
  ]);
});

/** A line under these headings. */
function plan(line: Readonly<Record<string, Cell>>) {
  const headings = Object.keys(line);
  const head = rosterHead([headings]);
  return planRow({ columns: head?.columns ?? [], cells: Object.values(line), today: '2022-12-20', date1904: false });
}
const told = (line: Readonly<Record<string, Cell>>) =>
  plan({ 姓名: '牟望川', ...line }).drafts.map((draft) => `${draft.on} ${draft.kind}`);

describe('what a line tells', () => {
  it.each<[string, Readonly<Record<string, Cell>>, string[]]>([
    [
      'visits of one cell',
      { 发现时间: '2021-03-01', 劝返时间: '2021.3.5、2021.3.9；下周' },
      ['2021-03-01 report', '2021-03-05 persuasion', '2021-03-09 persuasion'],
    ],
    ['a count alone', { 发现时间: '2021-03-01', 劝返次数: { number: 5, day: null } }, ['2021-03-01 report']],
    [
      'a return with its day',
      { 发现时间: '2021-03-01', 措施: '劝返', 复学学校: '霁溪镇小学', 复学年级: '六年级', 复学时间: '2021-03-20' },
      ['2021-03-01 report', '2021-03-20 measure', '2021-03-20 placement'],
    ],
    [
      'a return without its grade',
      { 发现时间: '2021-03-01', 复学学校: '霁溪镇小学', 复学时间: '2021-03-20' },
      ['2021-03-01 report'],
    ],
    ['a striking off without reason', { 发现时间: '2021-03-01', 销号时间: '2021-06-30' }, ['2021-03-01 report']],
    ['no day of finding', { 发现时间: '2021年', 劝返时间: '2021-03-05' }, []],
  ])('%s', (_, line, entries) => expect(told(line)).toEqual(entries));

  test('and what has no day stays a note, word for word', () => {
    const [report] = plan({
      姓名: '牟望川',
      发现时间: '2021-03-01',
      核实时间: '2021年3月',
      措施: '继续关注',
      备注: '父亲电话已停机',
    }).drafts;
    expect(report?.note).toBe('名册未写失学原因；核实时间：2021年3月；处置措施：继续关注；父亲电话已停机');
  });
});
