import { describe, expect, test } from 'vitest';
import type { Cell } from './cell.ts';
import { checkCharacter } from './citizen-number.ts';
import type { ListKind } from './fields.ts';
import { findHead } from './headings.ts';
import { readRow } from './read-row.ts';
import {
  plainVillage,
  readClass,
  readDisabilityLevel,
  readGrade,
  readHouseholds,
  readPhone,
  readRollState,
  readSex,
} from './words.ts';

const NUMBER = (() => {
  const first17 = '50999920120506011';
  return first17 + checkCharacter(first17);
})();

function read(kind: ListKind, row: Readonly<Record<string, Cell>>) {
  const head = findHead(kind, { rows: [Object.keys(row)], merges: [] });
  if (!head) throw new Error('no head');
  const context = { kind, sheet: '名单', head, today: '2022-09-10', date1904: false };
  return readRow(context, Object.values(row), 2);
}

describe('a row of the population list', () => {
  test('is a child with its guardians, households and disability', () => {
    const { listed, problems } = read('population', {
      姓名: '骆 长河',
      身份证号: NUMBER,
      村: '听松坪村',
      父亲姓名: '骆大河',
      父亲电话: '+86 199-0000-1111',
      母亲姓名: '向小溪',
      家庭类型: '脱贫户、低保户',
      是否留守儿童: '单亲留守',
      残疾证号: `${NUMBER}52`,
    });
    expect(problems).toEqual([]);
    expect(listed).toMatchObject({
      name: '骆长河',
      citizenId: NUMBER,
      birthDate: '2012-05-06',
      sex: 'male',
      guardians: [
        { name: '骆大河', relation: '父亲', phone: '19900001111' },
        { name: '向小溪', relation: '母亲', phone: null },
      ],
      households: ['left-behind', 'registered-poor', 'subsistence'],
      disability: { category: 'intellectual', level: 2, certificateNumber: `${NUMBER}52` },
    });
  });

  test('that contradicts its number follows the number and says so', () => {
    const { listed, problems } = read('population', {
      姓名: '骆长河',
      身份证号: NUMBER,
      性别: '女',
      出生日期: '2012-06-05',
    });
    expect(listed).toMatchObject({ sex: 'male', birthDate: '2012-05-06' });
    expect(problems.map((problem) => [problem.column, problem.level])).toEqual([
      ['D', 'warning'],
      ['C', 'warning'],
    ]);
  });

  test('without number and birth date is nobody; with a birth date it is a child to be completed', () => {
    expect(read('population', { 姓名: '骆长河', 身份证号: null, 出生日期: null }).listed).toBeUndefined();
    const { listed, problems } = read('population', { 姓名: '骆长河', 身份证号: '无', 出生日期: '2012-05-06' });
    expect(listed).toMatchObject({ citizenId: null, birthDate: '2012-05-06' });
    expect(problems).toMatchObject([{ level: 'warning', column: 'B', row: 2, sheet: '名单' }]);
  });

  test('names the head of the household as guardian where there is no other', () => {
    const { listed } = read('population', { 姓名: '骆长河', 身份证号: NUMBER, 户主: '骆大河', 与户主关系: '长子' });
    expect(listed?.guardians).toEqual([{ name: '骆大河', relation: '父母', phone: null, citizenId: null }]);
  });

  test('says nothing about what it has no column for', () => {
    expect(read('population', { 姓名: '骆长河', 身份证号: NUMBER }).listed).toEqual({
      name: '骆长河',
      citizenId: NUMBER,
      birthDate: '2012-05-06',
      sex: 'male',
    });
  });
});

describe('a row of the roll', () => {
  const pupil = (row: Readonly<Record<string, Cell>>) =>
    read('roll', { 学生姓名: '骆长河', 身份证号: NUMBER, 学校名称: '霁溪镇中心小学', ...row });

  test('is a pupil with school, grade, class and marks', () => {
    const { listed, problems } = pupil({ 年级: '四年级', 班级: '四（2）班', 就读方式: '住校', 学籍号: `G${NUMBER}` });
    expect(problems).toEqual([]);
    expect(listed?.school).toMatchObject({
      school: '霁溪镇中心小学',
      grade: 4,
      class: '2班',
      state: 'enrolled',
      marks: ['boarding'],
      rollNumber: `G${NUMBER}`,
    });
  });

  test('that was expelled or has left is no longer simply enrolled', () => {
    expect(pupil({ 学籍状态: '开除' }).listed?.school?.state).toBe('suspected');
    expect(pupil({ 学籍状态: '转出' }).listed?.school?.state).toBe('unknown');
    expect(pupil({ 年级: '六年级', 学籍状态: '毕业' }).listed?.school?.state).toBe('unknown');
    expect(pupil({ 年级: '九年级', 学籍状态: '毕业' }).listed?.school?.state).toBe('completed');
  });

  test('without a school cannot be placed', () => {
    const { listed, problems } = read('roll', { 学生姓名: '骆长河', 身份证号: NUMBER, 学校名称: '' });
    expect(listed).toBeUndefined();
    expect(problems).toMatchObject([{ column: 'C', level: 'bad' }]);
  });
});

describe('the words of lists', () => {
  const grade = (text: string, expected: number | null = null) => readGrade(text, 2022, expected);

  test('grades', () => {
    for (const [text, number] of [
      ['一年级', 1],
      ['7年级', 7],
      ['七年级', 7],
      ['初一', 7],
      ['初三', 9],
      ['初中二年级', 8],
      ['小学三年级', 3],
      ['九年级（4）班', 9],
      ['七（3）班', 7],
      ['初2021级', 8],
      ['小学2020级', 3],
      ['21', 7],
    ] as const) {
      expect(grade(text), text).toMatchObject({ grade: number });
    }
    expect(grade('2021级', 2)).toMatchObject({ grade: 2 });
    expect(grade('2021级', 8)).toMatchObject({ grade: 8 });
    expect(grade('2021级')).toBeUndefined();
    expect(grade('大班')).toEqual({ outside: 'kindergarten' });
    expect(grade('高一')).toEqual({ outside: 'senior' });
    expect(grade('不清楚')).toBeUndefined();
  });

  test('classes', () => {
    for (const text of ['七（3）班', '3班', '三班', '03', '七年级三班', '703', '(3)班'])
      expect(readClass(text), text).toBe('3班');
    expect(readClass('阳光班')).toBe('阳光班');
  });

  test('sexes, levels, phones, states, villages', () => {
    expect(['男', '1', '男性', '女', '2', '9'].map(readSex)).toEqual([
      'male',
      'male',
      'male',
      'female',
      'female',
      'unknown',
    ]);
    expect(['一级', '2级', '叁级', '四', '重度'].map(readDisabilityLevel)).toEqual([1, 2, 3, 4, undefined]);
    expect(readPhone('023-59221234')).toBe('02359221234');
    expect(readPhone('1380000')).toBe('1380000');
    expect(readPhone('12')).toBeUndefined();
    expect(readRollState('02')).toEqual({ is: 'state', state: 'leave' });
    expect(readRollState('复学')).toEqual({ is: 'enrolled' });
    expect(readRollState('???')).toBeUndefined();
    expect(plainVillage('雾屏县霁溪镇听松坪村民委员会')).toBe('听松坪村');
    expect(plainVillage('霁溪街社区居委会')).toBe('霁溪街社区');
  });

  test('households: several in a cell; a near neighbour of a category is not that category', () => {
    expect(readHouseholds('脱贫户、边缘易致贫户')).toEqual({
      households: ['registered-poor', 'borderline'],
      unknown: [],
    });
    expect(readHouseholds('低保边缘')).toEqual({ households: [], unknown: ['低保边缘'] });
    expect(readHouseholds('一般户').households).toEqual([]);
    expect(readHouseholds('脱贫不稳定户').households).toEqual(['monitored']);
  });
});
