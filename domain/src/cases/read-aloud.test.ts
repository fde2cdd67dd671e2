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
      details: { 天气: '雨', 同行: ['甲', '乙'] },
    },
    'zh',
  );
  expect(lines.map((each) => `${each.label}：${each.text}`)).toEqual([
    '劝返人员：秦望舒，乡镇（街道）社事办主任，电话 13800000002',
    '方式：入户',
    '见到的人：监护人（敖大山）；学生本人',
    '结果：同意返校',
    '其他内容：天气 雨；同行 ["甲","乙"]',
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
