import { describe, expect, it, test } from 'vitest';
import { DOCUMENTS, type Entry, entrySchemas, KINDS } from '../../casefile/schema.ts';
import { sensitivePlaces } from '../../casefile/sensitive.ts';
import { asks, DETAIL_SHEETS, detailField, detailKeys, readDetails, schemaOfSheet, sheetsOf } from './index.ts';

const fields = DETAIL_SHEETS.flatMap((sheet) =>
  Object.entries(sheet.fields).map(([key, field]) => [sheet.kind, key, field, sheet] as const),
);

describe('every key of the details', () => {
  it.each(fields)(
    'of %s: %s is called by a name in both languages, by a source, and so are its columns',
    (_, key, field) => {
      for (const text of [
        field.label,
        field.source,
        ...Object.values(field.options ?? {}),
        ...Object.values(field.columns ?? {}).flatMap((each) => [each.label, ...Object.values(each.options ?? {})]),
      ]) {
        expect(text.zh, key).toMatch(/[\p{Script=Han}]/u);
        expect(text.en, key).toMatch(/^[^\p{Script=Han}]+$/u);
      }
    },
  );

  it.each(KINDS)('of kind %s means one thing on all its forms', (kind) => {
    const own = new Set(Object.keys(entrySchemas[kind].shape));
    for (const key of detailKeys(kind)) {
      const all = sheetsOf(kind).flatMap((sheet) => sheet.fields[key] ?? []);
      const [first] = all;
      for (const each of all) {
        expect({ label: each.label, as: each.as, confidential: each.confidential }, key).toEqual({
          label: first?.label,
          as: first?.as,
          confidential: first?.confidential,
        });
      }
      // `details.from` beside `from` would be read as the same.
      expect(own.has(key), key).toBe(false);
    }
  });

  it('is asked for by an existing form', () => {
    for (const sheet of DETAIL_SHEETS) {
      if (sheet.of?.at !== 'document') continue;
      for (const document of sheet.of.is) expect(DOCUMENTS).toContain(document);
    }
  });
});

test('a key is asked for by its own form only', () => {
  expect(asks('document', 'noSelfCare', { document: 'on-site-assessment' })).toBe(true);
  expect(asks('document', 'noSelfCare', { document: 'diagnosis' })).toBe(false);
  expect(asks('persuasion', 'witnesses', { details: {} })).toBe(false);
  expect(asks('persuasion', 'witnesses', { details: { refusedToSign: true } })).toBe(true);
});

test('a form’s schema keeps keys that it does not know and asks for none', () => {
  for (const sheet of DETAIL_SHEETS) expect(schemaOfSheet(sheet).parse({ 天气: '雨' })).toEqual({ 天气: '雨' });
});

test('whoever reckons with details is given only what has its shape', () => {
  const entry: Entry = {
    id: 'e1',
    kind: 'persuasion',
    on: '2022-09-07',
    by: [],
    method: 'phone',
    outcome: 'undecided',
    details: { promisedOn: '下周', fromTime: '14:30', 天气: '雨' },
  };
  expect(readDetails(entry)).toEqual({ fromTime: '14:30' });
  expect(detailField('persuasion', '天气')).toBeUndefined();
});

test('details are sealed as one, whatever they hold', () => {
  expect(
    sensitivePlaces({ kind: 'document', document: 'on-site-assessment', details: { noSelfCare: { answer: true } } }),
  ).toContainEqual(['details']);
});
