import { expect, test } from 'vitest';
import { entryLines, personLine } from './read-aloud.ts';

test('a visit is read in the order of its form, with listed values by their names', () => {
  const lines = entryLines(
    {
      id: 'e2',
      kind: 'persuasion',
      on: '2022-09-08',
      // As a database gives it back: in no order.
      outcome: 'agreed-return',
      method: 'home-visit',
      met: [{ who: 'guardian', name: '敖大山' }, { who: 'child' }],
      by: [{ name: '秦望舒', unit: 'township', post: '社事办主任', phone: '13800000002' }],
      note: '路滑',
      details: {
        天气: '雨',
        同行: ['甲', '乙'],
        promisedOn: '2022-09-13',
        fromTime: '14:30',
        refusedToSign: true,
        witnesses: [{ name: '彭泽', unit: 'village', post: '村支书' }],
        signedBy: ['child', 'visitors'],
      },
    },
    'zh',
  );
  expect(lines.map((each) => `${each.label}：${each.text}`)).toEqual([
    '劝返人员：秦望舒，乡镇（街道）社事办主任，电话 13800000002',
    '方式：入户',
    '见到的人：监护人（敖大山）；学生本人',
    '结果：同意返校',
    '开始时间：14:30',
    '承诺日期（到期提醒）：2022-09-13',
    '已签字：学生本人、劝返人员',
    '拒绝签字：是',
    '拒签见证人：彭泽，村（社区）村支书',
    '其他内容：天气 雨；同行 ["甲","乙"]',
    '备注：路滑',
  ]);
});

test('an amendment says what it amends and what stands there now', () => {
  const lines = entryLines(
    {
      id: 'e9',
      kind: 'amendment',
      on: '2022-09-09',
      of: 'e2',
      replacement: { kind: 'exam', on: '2022-06-20', passed: true },
    },
    'zh',
    (id) => `第 ${id} 笔`,
  );
  expect(lines).toEqual([
    { label: '所更正的记录', text: '第 e2 笔' },
    { label: '更正为', text: '日期 2022-06-20；是否达标 是' },
  ]);
});

test('in English, too', () => {
  expect(personLine({ name: 'Qin', unit: 'village', phone: '1' }, 'en')).toBe('Qin, village, phone 1');
  expect(entryLines({ id: 'e', kind: 'session', on: '2022-09-09', mode: 'home', classHours: 2 }, 'en')).toEqual([
    { label: 'Mode', text: 'home' },
    { label: 'Class hours', text: '2' },
  ]);
});

test('a list, a question answered on the spot and a value of another shape are read out, too', () => {
  const said = (entry: Parameters<typeof entryLines>[0]) =>
    entryLines(entry, 'zh').map((each) => `${each.label}：${each.text}`);
  expect(
    said({
      id: 'e1',
      kind: 'exam',
      on: '2022-06-20',
      passed: true,
      details: { scores: [{ subject: '语文', score: 80, full: 150 }], passMark: { 语文: 60 } },
    }),
  ).toEqual(['是否达标：是', '各科成绩：学科 语文，得分 80，满分 150', '达标标准：{"语文":60}']);
  expect(
    said({
      id: 'e2',
      kind: 'document',
      on: '2022-06-20',
      document: 'on-site-assessment',
      details: { noSelfCare: { answer: true, by: '甲、乙', on: '2022-06-20' } },
    }),
  ).toEqual(['材料名称：现场确认', '无基本生活自理能力：是（甲、乙，2022-06-20）']);
});
