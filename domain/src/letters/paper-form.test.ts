import { describe, expect, test } from 'vitest';
import { FORMS, PAPER_KINDS } from './forms/index.ts';
import { fillPaper, ISSUER_KINDS, type Span } from './paper-form.ts';

const GIVEN = { number: '霁府限复〔2022〕12号', office: '雾屏县霁溪镇人民政府', issuedOn: '2022-09-20' };

describe.each(PAPER_KINDS)('the form %s', (kind) => {
  const form = FORMS[kind];
  const value = (field: (typeof form.fields)[number]) =>
    field.kind === 'day' ? '2022-09-30' : field.key.slice(0, field.most);
  const least = Object.fromEntries(
    form.fields.filter((field) => field.required).map((field) => [field.key, value(field)]),
  );
  const issuers = ISSUER_KINDS.filter((issuer) => form.titles[issuer]);

  test('is filled for each office that may issue it, with lines where nothing is known', () => {
    expect(issuers.length).toBeGreaterThan(0);
    for (const issuer of issuers) {
      const spans = spansOf(fillPaper(form, issuer, least, GIVEN));
      const text = spans.map((span) => ('text' in span ? span.text : '')).join('');
      expect(text).toContain(form.titles[issuer]);
      expect(text).toContain(GIVEN.number);
      expect(text).not.toMatch(/undefined|[{}]/);
      expect(spans.some((span) => 'blank' in span)).toBe(true);
    }
  });

  test('names each hole in a required field, and every field stands somewhere on the paper', () => {
    const [issuer] = issuers;
    if (!issuer) throw new Error('nobody issues it');
    for (const field of form.fields) {
      if (field.required) {
        expect(() => fillPaper(form, issuer, { ...least, [field.key]: ' ' }, GIVEN)).toThrow(field.label.en);
      }
      expect(JSON.stringify(form.parts)).toContain(`{${field.key}}`);
    }
  });

  test('is nobody else’s to issue', () => {
    for (const issuer of ISSUER_KINDS.filter((each) => !form.titles[each])) {
      expect(() => fillPaper(form, issuer, least, GIVEN)).toThrow('not-the-issuer');
    }
  });
});

function spansOf(paper: ReturnType<typeof fillPaper>): Span[] {
  return paper.parts
    .flatMap((part) => part.blocks)
    .flatMap((block) => {
      if (block.is === 'sign') return [...block.office, ...block.day];
      return block.is === 'table' ? block.rows.flatMap((row) => row.text) : block.text;
    });
}
