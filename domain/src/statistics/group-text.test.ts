import { expect, it } from 'vitest';
import { countDuties, groupText } from './group-text.ts';

const duty = (unit: string, kind: 'persuasion' | 'leave', state: 'overdue' | 'due' | 'coming') => ({
  kind,
  state,
  turn: { unit },
  child: { id: null, name: '王小明', place: '雁字沟村三社' },
  what: { zh: '王小明 13800000000 509999201103020015', en: 'Wang Xiaoming' },
});

const list = [
  duty('雁字沟村', 'persuasion', 'overdue'),
  duty('雁字沟村', 'persuasion', 'overdue'),
  duty('雁字沟村', 'leave', 'overdue'),
  duty('雁字沟村', 'leave', 'due'),
  duty('霁溪镇小学', 'persuasion', 'due'),
  duty('听松坪村', 'persuasion', 'coming'),
];

it('tells each unit how much of what is overdue and due', () => {
  expect(groupText(countDuties(list), 'zh')).toBe(
    [
      '霁溪镇小学：近期到期 1 件（劝返 1）',
      '雁字沟村：逾期 3 件（劝返 2、休学 1）；近期到期 1 件（休学 1）',
      '请登录系统办理。',
    ].join('\n'),
  );
  expect(groupText(countDuties(list), 'en')).toContain(
    '雁字沟村: 3 overdue (persuasion 2, leave 1); 1 due soon (leave 1)',
  );
});

it('holds nothing of a child, whatever the duties say of one', () => {
  const counts = countDuties(list);
  for (const count of counts) expect(Object.keys(count).sort()).toEqual(['due', 'kind', 'overdue', 'unit']);
  for (const language of ['zh', 'en'] as const) {
    expect(groupText(counts, language)).not.toMatch(/王小明|Wang|三社|\d{5,}/);
  }
});

it('is empty where nothing is overdue or due', () => {
  expect(groupText(countDuties([duty('听松坪村', 'persuasion', 'coming')]), 'zh')).toBe('');
});
