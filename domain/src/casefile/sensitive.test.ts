import { expect, test } from 'vitest';
import { sensitivePlaces } from './sensitive.ts';

const pointers = (entry: Record<string, unknown>) => sensitivePlaces(entry).map((place) => place.join('/'));

test('the words of a visit, whom it met and every telephone number are sensitive; who went, when and how it ended are not', () => {
  const entry = {
    id: 'e1',
    kind: 'persuasion',
    on: '2022-09-10',
    recordedBy: { name: '黎书航', unit: 'school', phone: '13800000001' },
    by: [
      { name: '黎书航', unit: 'school', phone: '13800000001' },
      { name: '秦望舒', unit: 'township' },
    ],
    method: 'home-visit',
    met: [{ who: 'guardian' }, { who: 'relative', name: '欧阳远' }],
    summary: '父亲说读书无用',
    outcome: 'refused',
    evidence: [{ kind: 'photo', name: '欧阳家.jpg', position: { lat: 31, lon: 108 } }],
  };
  expect(pointers(entry)).toEqual([
    'recordedBy/phone',
    'evidence/0/name',
    'evidence/0/position',
    'by/0/phone',
    'met/1/name',
    'summary',
  ]);
});

test('a replacement is as sensitive as an entry of its kind, and wholly where its kind is not known', () => {
  const replacement = { kind: 'relief', on: '2022-09-10', difficulty: '欠债', help: '临时救助', unit: 'township' };
  expect(pointers({ id: 'e2', kind: 'amendment', on: '2022-09-11', of: 'e1', note: '改', replacement })).toEqual([
    'note',
    'replacement/difficulty',
    'replacement/help',
  ]);
  expect(pointers({ id: 'e2', kind: 'amendment', of: 'e1', replacement: { kind: 'gossip', words: '…' } })).toEqual([
    'replacement',
  ]);
});

test('the canonical form, with digests in their places, has the same sensitive places', () => {
  const digest = { sha256: '0'.repeat(64) };
  expect(pointers({ kind: 'report', reasons: digest, note: digest })).toEqual(['note', 'reasons']);
  expect(pointers({ kind: 'document', hospital: digest, details: digest })).toEqual(['details', 'hospital']);
});
