import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import { writeXlsxStream } from 'hucre/xlsx';

/* An invented population list of a county as the police office exports it: nothing in it is anybody's. */

const HEADINGS = [
  '序号',
  '姓名',
  '性别',
  '民族',
  '出生日期',
  '公民身份号码',
  '村（社区）',
  '组',
  '户籍地址',
  '现居住地址',
  '户主姓名',
  '与户主关系',
  '监护人姓名',
  '与监护人关系',
  '监护人电话',
  '监护人身份证号',
  '父亲姓名',
  '父亲电话',
  '母亲姓名',
  '母亲电话',
  '家庭类别',
  '是否留守儿童',
  '是否残疾',
  '健康状况',
  '备注',
];
export const COLUMNS = HEADINGS.length;

const SURNAMES = [
  ...'王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚',
];
const GIVEN = [
  ...'一乙小大山水云雨雪风月星辰光明亮清远舟航帆海江河溪泉石林森木花草竹梅兰菊松柏桐枫春夏秋冬晨曦晓岚宇轩浩然子涵梓萱雅琪思彤佳怡欣悦嘉瑞祥安宁康乐文武斌杰豪英俊',
];
const VILLAGES = 120;

/** Numbers from 0 to below `below`, always the same for the same place. */
function pick(seed: number, salt: number, below: number): number {
  let hash = Math.imul(seed ^ (salt * 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % below;
}

const at = (signs: readonly string[], index: number) => signs[index % signs.length] ?? '';

function person(seed: number, salt: number, surname = at(SURNAMES, pick(seed, salt, 997))): string {
  return `${surname}${at(GIVEN, pick(seed, salt + 1, 991))}${at(GIVEN, pick(seed, salt + 2, 983))}`;
}

function rowOf(index: number): (string | number)[] {
  // Some twenty children a day over nine years: two share a birth date far more often than a name.
  const day = new Date(Date.UTC(2011, 8, 1) + (index % 3285) * 86_400_000).toISOString().slice(0, 10);
  const sequence = Math.floor(index / 3285) * 20 + pick(index, 1, 20);
  const first17 = `509999${day.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  const surname = at(SURNAMES, pick(index, 3, 997));
  const village = `${at(GIVEN, index % VILLAGES)}${at(GIVEN, (index % VILLAGES) + 17)}坪村`;
  const phone = (salt: number) => `1990000${String(pick(index, salt, 10_000)).padStart(4, '0')}`;
  const father = person(index, 20, surname);
  const number = `509999198${pick(index, 30, 10)}0${1 + pick(index, 31, 9)}1${pick(index, 32, 10)}${String(pick(index, 33, 1000)).padStart(3, '0')}`;
  return [
    index + 1,
    person(index, 10, surname),
    sequence % 2 === 1 ? '男' : '女',
    index % 11 === 0 ? '土家族' : '汉族',
    day,
    first17 + checkCharacter(first17),
    village,
    `${1 + pick(index, 4, 9)}组`,
    `雾屏县霁溪镇${village}${1 + pick(index, 4, 9)}组${1 + pick(index, 5, 300)}号`,
    `雾屏县霁溪镇${village}${1 + pick(index, 4, 9)}组${1 + pick(index, 5, 300)}号`,
    father,
    '子',
    father,
    '父亲',
    phone(7),
    number + checkCharacter(number),
    father,
    phone(7),
    person(index, 40),
    phone(8),
    ['', '', '', '', '脱贫户', '低保', '监测户'][pick(index, 9, 7)] ?? '',
    index % 5 === 0 ? '是' : '否',
    '否',
    '健康',
    index % 40 === 0 ? '随父母在外' : '',
  ];
}

/** Writes such a list row by row. */
export async function writeInventedList(path: string, rows: number): Promise<void> {
  function* lines() {
    yield HEADINGS;
    for (let index = 0; index < rows; index += 1) yield rowOf(index);
  }
  const stream = writeXlsxStream(lines(), { name: '名单' });
  await pipeline(Readable.fromWeb(stream as never), createWriteStream(path));
}
