import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { generate } from '../../../bench/match/generate.ts';
import { score } from '../../../bench/match/score.ts';
import { citizenNumber, workbook } from '../children/testing.ts';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quanxue-match-'));
afterAll(() => rmSync(folder, { recursive: true }));

function quanxue(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface PairLine {
  readonly left: number;
  readonly right: number;
  readonly decision: string;
  readonly score: number;
  readonly why: readonly string[];
}

const linesOf = <Line>(out: string, name: string): Line[] =>
  readFileSync(join(out, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** GBK as offices write it: no encoder is at hand, so the decoder is asked for every two bytes. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const bytes = new Map<string, number[]>();
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      bytes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Buffer.from([...text].flatMap((sign) => bytes.get(sign) ?? [sign.charCodeAt(0)]));
}

const first = citizenNumber('2014-07-15', 12);
const slip = `${first.slice(0, 15)}${(Number(first[15]) + 1) % 10}${first.slice(16)}`;
const second = citizenNumber('2013-02-02', 5);
const third = citizenNumber('2012-11-20', 8);

describe('quanxue match', () => {
  const population = async () =>
    put(
      '适龄儿童.xlsx',
      await workbook([
        ['青石镇适龄儿童花名册'],
        ['序号', '姓名', '公民身份号码', '性别', '出生日期', '户籍村', '监护人姓名', '监护人电话'],
        [1, '单小梅', first, '女', '2014-07-15', '东河村', '单大山', '13950990001'],
        [2, '解云', second, '男', '2013-02-02', '西坡村', '解大明', '13950990002'],
        [3, '翟红', '', '女', '2015-03-12', '西坡村', '翟明', '13950990003'],
        [4, '王冰', third, '女', '2012-11-20', '东河村', '王大海', ''],
        [5, '王冰', third, '女', '2012-11-20', '东河村', '王大海', ''],
        ['合计', 5],
      ]),
    );
  const roll = put(
    '学籍.csv',
    gbk(
      [
        '学校,姓名,性别,出生日期,身份证件号,全国学籍号,父亲姓名,联系电话,户口所在村',
        `中心小学,单小美,女,20140715,${slip},,单大山,13950990001,东河村`,
        `中心小学,谢云,男,20130202,${second},G${second},解大明,,西坡村`,
        '中心小学,翟红,女,20150312,,J509999000000000123,张三,,北岭村',
        '制表人：张三',
        '',
      ].join('\r\n'),
    ),
  );

  it('joins, doubts and lists the missing, with rows counted from 1 below the headings and the reasons in words', async () => {
    const out = join(folder, 'out');
    const { code, out: said } = await quanxue('match', await population(), roll, '--out', out, '--lang', 'zh');
    expect(code).toBe(0);
    expect(said).toContain('已对上 2 对，待人工核对 1 对');
    const pairs = linesOf<PairLine>(out, 'pairs.jsonl').sort((a, b) => a.left - b.left);
    expect(pairs).toEqual([
      {
        left: 1,
        right: 1,
        decision: 'joined',
        score: 0.98,
        why: [
          '身份证号只差一位或相邻两位颠倒',
          '姓名同音不同字（单小梅／单小美）',
          '出生日期相同',
          '监护人相同',
          '电话相同',
          '村（社区）相同',
        ],
      },
      {
        left: 2,
        right: 2,
        decision: 'joined',
        score: 0.99,
        why: ['身份证号相同', '姓名同音不同字（解云／谢云）', '出生日期相同', '监护人相同', '村（社区）相同'],
      },
      {
        left: 3,
        right: 3,
        decision: 'review',
        score: 0.45,
        why: ['至少一行没有身份证号', '姓名相同', '出生日期相同', '监护人不同', '村（社区）不同'],
      },
    ]);
    expect(linesOf(out, 'missing.jsonl')).toEqual([{ left: 3, review: true }, { left: 4 }, { left: 5 }]);
    expect(linesOf(out, 'duplicates.jsonl')).toMatchObject([{ list: 'left', rows: [4, 5], decision: 'joined' }]);
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toMatchObject({
      left: { rows: 5, leftOut: 1 },
      right: { rows: 3, leftOut: 1 },
      joined: 2,
      review: 1,
      missing: 3,
      missingInReview: 1,
      onlyRight: 1,
      duplicates: { left: 1, right: 0, review: 0 },
    });
  });

  it('gives the reasons in English where asked', async () => {
    const out = join(folder, 'english');
    const { code, out: said } = await quanxue(
      'match',
      await population(),
      roll,
      '--out',
      out,
      '--lang',
      'en',
      '--json',
    );
    expect([code, JSON.parse(said)]).toEqual([0, expect.objectContaining({ joined: 2 })]);
    const pair = linesOf<PairLine>(out, 'pairs.jsonl').find(({ left }) => left === 1);
    expect(pair?.why.slice(0, 3)).toEqual([
      'number differs in one digit or two swapped ones',
      'name sounds the same, other characters (单小梅／单小美)',
      'birth date equal',
    ]);
  });

  it.each<readonly [string, () => Promise<string> | string, string]>([
    ['no such file', () => join(folder, '没有.csv'), '没有“'],
    ['a folder', () => folder, '是文件夹'],
    ['a picture', () => put('名单.png', Buffer.from('89504e470d0a1a0a0000', 'hex')), '名单.png'],
    ['an empty file', () => put('空.csv', ''), '空.csv'],
    ['no headings', () => put('无表头.csv', '一,二\n三,四\n'), '“无表头.csv”'],
    ['no names', () => put('无姓名.csv', '身份证号,出生日期,户籍村\n1,2014-01-01,东河村\n'), '没有“姓名”列'],
    ['names and nothing else', () => put('只有姓名.csv', '序号,姓名,学校\n1,王冰,中心小学\n'), '请至少补上一列'],
    ['headings and no child', () => put('无人.csv', '姓名,身份证号,出生日期\n'), '没有一名儿童'],
    [
      'a workbook whose list has no names',
      async () =>
        put(
          '无姓名.xlsx',
          await workbook(
            [
              ['身份证号', '出生日期', '户籍村'],
              [first, '2014-07-15', '东河村'],
            ],
            '学籍',
          ),
        ),
      '“无姓名.xlsx › 学籍”',
    ],
  ])('refuses %s with one sentence that names it', async (_, make, sentence) => {
    const { code, out, err } = await quanxue(
      'match',
      roll,
      await make(),
      '--out',
      join(folder, 'refused'),
      '--lang',
      'zh',
    );
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('refuses the left list as the right one', async () => {
    const { code, err } = await quanxue('match', folder, roll, '--out', join(folder, 'refused'), '--lang', 'en');
    expect([code, err]).toEqual([2, expect.stringContaining('is a folder')]);
  });

  it('refuses a folder for the answer that is a file', async () => {
    const { code, err } = await quanxue('match', roll, roll, '--out', put('文件', 'x'), '--lang', 'zh');
    expect([code, err]).toEqual([2, expect.stringContaining('请换一个可写的文件夹')]);
  });

  it('hides no missing child and joins no strangers on lists of known truth', async () => {
    const lists = generate(6000, 11);
    const out = join(folder, 'truth');
    const { code } = await quanxue('match', put('左.csv', lists.left), put('右.csv', lists.right), '--out', out);
    expect(code).toBe(0);
    const pairs = linesOf<PairLine>(out, 'pairs.jsonl').map((pair) => ({
      ...pair,
      joined: pair.decision === 'joined',
    }));
    const { hidden, wrong, recall, review } = score(pairs, lists);
    expect([hidden, wrong]).toEqual([0, 0]);
    expect(recall).toBeGreaterThanOrEqual(0.999);
    expect(review).toBeLessThanOrEqual(0.01);
  });
});
