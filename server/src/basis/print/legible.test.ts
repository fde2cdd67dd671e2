import { expect, test } from 'vitest';
import { legible, withoutPrivateUse } from './legible.ts';

const sheet = (data: unknown) => ({ data, pictures: [] });

test('a character that no font can show becomes its code, wherever it stands', () => {
  const showable = (text: string) => !text.includes('𫚈');
  const { sheet: marked, marks } = legible(sheet({ name: '周𫚈', rows: [['𫚈𫚈', 3, null]] }), showable);
  expect(marked.data).toEqual({ name: '周〔U+2B688〕', rows: [['〔U+2B688〕〔U+2B688〕', 3, null]] });
  expect(marks).toBe(1);
});

test('what can be shown is left as it is', () => {
  const data = { name: '周䶮', note: 'a b' };
  const { sheet: same, marks } = legible(sheet(data), () => true);
  expect(same.data).toEqual(data);
  expect(marks).toBe(0);
});

test('characters of the private use areas are marked and control characters dropped', () => {
  expect(withoutPrivateUse(sheet(['\u{E123}石\u0007', 'a\nb'])).data).toEqual(['〔U+E123〕石', 'a\nb']);
});
