import { describe, expect, test } from 'vitest';
import type { Cell } from './cell.ts';
import type { FieldKey, ListKind } from './fields.ts';
import { fieldsOf } from './fields.ts';
import { fieldOfHeading, findHead, leftoverOf, type SheetTop } from './headings.ts';

const top = (...rows: Cell[][]): SheetTop => ({ rows, merges: [] });

function found(kind: ListKind, sheet: SheetTop): Record<string, FieldKey | null> {
  const head = findHead(kind, sheet);
  return Object.fromEntries((head?.columns ?? []).map((column) => [column.heading, column.field]));
}

/** Headings as twenty offices and systems write them, and what each column is. */
const VARIANTS: readonly (readonly [string, ListKind, Readonly<Record<string, FieldKey | null>>])[] = [
  [
    'police export',
    'population',
    {
      姓名: 'name',
      公民身份号码: 'citizenId',
      性别: 'sex',
      出生日期: 'birthDate',
      民族: 'ethnicity',
      户籍地址: 'registeredAddress',
      与户主关系: 'headRelation',
      户号: null,
    },
  ],
  [
    'police with village',
    'population',
    {
      居村委: 'registeredVillage',
      姓名: 'name',
      公民身份号码: 'citizenId',
      户主: 'headName',
      户籍地详址: 'registeredAddress',
      现住址: 'address',
    },
  ],
  [
    'township list',
    'population',
    {
      序号: null,
      '村（社区）': 'registeredVillage',
      '组（社）': 'group',
      儿童姓名: 'name',
      身份证号码: 'citizenId',
      监护人姓名: 'guardianName',
      联系电话: 'guardianPhone',
      备注: null,
    },
  ],
  [
    'village sheet',
    'population',
    {
      行政村: 'registeredVillage',
      村民小组: 'group',
      适龄儿童姓名: 'name',
      出生年月日: 'birthDate',
      家长姓名: 'guardianName',
      家长电话: 'guardianPhone',
    },
  ],
  [
    'household list',
    'population',
    {
      户主姓名: 'headName',
      家庭成员姓名: 'name',
      身份证号: 'citizenId',
      与户主关系: 'headRelation',
      户主身份证号: 'guardianCitizenId',
      农户类型: 'households',
    },
  ],
  [
    'poverty columns',
    'population',
    {
      姓名: 'name',
      身份证: 'citizenId',
      是否建档立卡: 'registeredPoor',
      是否低保: 'subsistence',
      是否监测户: 'monitored',
      是否孤儿: 'orphan',
      是否留守儿童: 'leftBehind',
    },
  ],
  [
    'disability columns',
    'population',
    {
      姓名: 'name',
      证件号码: 'citizenId',
      残疾类别: 'disabilityCategory',
      残疾等级: 'disabilityLevel',
      残疾证号: 'certificateNumber',
    },
  ],
  [
    'required marks',
    'population',
    { '*姓名': 'name', '*身份证号(18位)': 'citizenId', '出生日期（必填）': 'birthDate', '性别：': 'sex' },
  ],
  [
    'stretched words',
    'population',
    { '姓 名': 'name', '性 别': 'sex', '身份证\n号码': 'citizenId', '出生\r\n年月': 'birthDate' },
  ],
  [
    'full-width signs',
    'population',
    { '姓名＊': 'name', '身份证号码（１８位）': 'citizenId', '村／社区': 'registeredVillage' },
  ],
  ['numbered headings', 'population', { '1.姓名': 'name', '2.身份证号': 'citizenId', '3、现居住地': 'address' }],
  [
    'square brackets',
    'population',
    { 姓名: 'name', '身份证号【文本】': 'citizenId', '户籍所在村（社区）': 'registeredVillage', 村代码: 'villageCode' },
  ],
  [
    'flat parents',
    'population',
    {
      姓名: 'name',
      身份证号: 'citizenId',
      父亲姓名: 'fatherName',
      父亲电话: 'fatherPhone',
      母亲姓名: 'motherName',
      母亲身份证号码: 'motherCitizenId',
    },
  ],
  [
    'national register',
    'roll',
    {
      学籍号: 'rollNumber',
      姓名: 'name',
      身份证件号: 'citizenId',
      学校名称: 'school',
      学校标识码: 'schoolCode',
      年级名称: 'grade',
      班级名称: 'class',
      学生当前状态: 'state',
      就读方式: 'boarding',
      学籍辅号: null,
    },
  ],
  [
    'register, other words',
    'roll',
    {
      全国学籍号: 'rollNumber',
      学生姓名: 'name',
      学生身份证号: 'citizenId',
      学籍学校: 'school',
      就读年级: 'grade',
      所在班级: 'class',
      学籍状态: 'state',
    },
  ],
  [
    'school’s own list',
    'roll',
    {
      学校: 'school',
      班级: 'class',
      年级: 'grade',
      学生姓名: 'name',
      身份证号: 'citizenId',
      是否住校: 'boarding',
      家庭住址: 'address',
    },
  ],
  [
    'where they learn',
    'roll',
    {
      姓名: 'name',
      身份证号: 'citizenId',
      就读学校: 'school',
      学校所在区县: 'schoolCounty',
      学校所在乡镇: 'schoolTownship',
      就读状态: 'state',
    },
  ],
  [
    'special needs',
    'roll',
    {
      姓名: 'name',
      身份证号: 'citizenId',
      学校名称: 'school',
      是否随班就读: 'regularClass',
      是否送教上门: 'homeTeaching',
      残疾类型: 'disabilityCategory',
    },
  ],
  [
    'guardians of the register',
    'roll',
    {
      姓名: 'name',
      身份证件号: 'citizenId',
      学校名称: 'school',
      成员1姓名: 'guardianName',
      成员1关系: 'guardianRelation',
      成员1联系电话: 'guardianPhone',
    },
  ],
  [
    'without number',
    'roll',
    { 学籍姓名: 'name', 出生日期: 'birthDate', 国家学籍号: 'rollNumber', 学校全称: 'school', 是否寄宿: 'boarding' },
  ],
];

describe('headings of twenty kinds of lists are recognised', () => {
  test.each(VARIANTS)('%s', (_name, kind, columns) => {
    const headings = Object.keys(columns);
    const expected = Object.fromEntries(
      Object.entries(columns).map(([heading, field]) => [heading.normalize('NFKC').replace(/\s+/g, ' ').trim(), field]),
    );
    expect(
      found(
        kind,
        top(
          ['2022年秋季名单'],
          headings,
          headings.map(() => '值'),
        ),
      ),
    ).toEqual(expected);
    expect(findHead(kind, top(['2022年秋季名单'], headings))?.missing).toEqual([]);
  });
});

describe('a head of two rows', () => {
  test('gives the person of the upper row to the plain words below', () => {
    const sheet = top(
      ['序号', '学生基本信息', null, null, '父亲信息', null, '监护人', null, '备注'],
      [null, '姓名', '身份证号', '学校名称', '姓名', '联系电话', '姓名', '与学生关系', null],
      ['1', '甲', '509999201606150037', '某校', '乙', '1', '丙', '父', ''],
    );
    expect(findHead('roll', sheet)?.headerRows).toEqual([1, 2]);
    expect(found('roll', sheet)).toEqual({
      序号: null,
      '学生基本信息 / 姓名': 'name',
      '学生基本信息 / 身份证号': 'citizenId',
      '学生基本信息 / 学校名称': 'school',
      '父亲信息 / 姓名': 'fatherName',
      '父亲信息 / 联系电话': 'fatherPhone',
      '监护人 / 姓名': 'guardianName',
      '监护人 / 与学生关系': 'guardianRelation',
      备注: null,
    });
  });

  test('is not made of a head and the first child below it', () => {
    const sheet = top(
      ['姓名', '身份证号', '村'],
      ['骆长河', '509999201606150037', '听松坪村'],
      ['冉小满', '', '晒书坝村'],
    );
    expect(findHead('population', sheet)?.headerRows).toEqual([1]);
  });
});

test('a second plain heading behind a guardian is the guardian’s', () => {
  const sheet = top(['姓名', '身份证号', '监护人姓名', '身份证号', '联系电话']);
  expect(findHead('population', sheet)?.columns.map((column) => column.field)).toEqual([
    'name',
    'citizenId',
    'guardianName',
    'guardianCitizenId',
    'guardianPhone',
  ]);
});

test('what is missing is named; a sheet without a head has none', () => {
  const head = findHead('roll', top(['姓名', '性别', '年级']));
  expect(head?.missing.map((each) => each.zh)).toEqual(['身份证号、学籍号或出生日期', '学校名称']);
  expect(findHead('population', top(['a', 'b'], ['1', '2']))).toBeUndefined();
});

test('no heading means two fields', () => {
  for (const kind of ['population', 'roll'] as const) {
    const words = fieldsOf(kind).flatMap((field) => field.words);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    for (const field of fieldsOf(kind))
      for (const word of field.words) expect(fieldOfHeading(kind, word)).toBe(field.key);
  }
});

describe('rows that are no child', () => {
  const head = findHead('population', top(['姓名', '身份证号', '出生日期', '村']));
  const judge = (row: Cell[], first = false) => (head ? leftoverOf(row, head, first) : undefined);

  test('totals, signatures, remarks, numbering, the head again, pre-filled lines', () => {
    expect(judge(['合计', '32人'])).toBe('total');
    expect(judge(['填表人：丁一禾', '', '', '审核人：'])).toBe('signature');
    expect(judge(['说明：以户口簿为准'])).toBe('remark');
    expect(judge(['1', '2', '3', '4'], true)).toBe('numbering');
    expect(judge(['姓名', '身份证号', '出生日期', '村'])).toBe('heading');
    expect(judge([null, null, null, '听松坪村'])).toBe('blank');
  });

  test('a child is never taken for one of them', () => {
    expect(judge(['合计', '509999201606150037'])).toBeNull();
    expect(judge(['负责人', null, '2016-06-15', '听松坪村'])).toBeNull();
    expect(judge(['骆长河', { broken: 'formula', shown: '=B2' }, null, null])).toBeNull();
    expect(judge(['骆长河', null, null, null])).toBeNull();
  });
});
