import { expect, test } from 'vitest';
import { certificateConflicts, readDisabilityCertificate } from './disability-certificate.ts';

const OWN = '509999201606150037';

test('a certificate of twenty characters says its owner, category and level; a reissue adds two', () => {
  expect(readDisabilityCertificate(`${OWN}53`, OWN)).toMatchObject({
    certificate: { citizenId: OWN, category: 'intellectual', level: 3 },
  });
  expect(readDisabilityCertificate(`${OWN.toLowerCase()} 12B1`, null)).toMatchObject({
    certificate: { number: `${OWN}12B1`, category: 'visual', level: 2 },
  });
});

const card = (digits: string) => `${OWN}${digits}`;
test.each([
  ['all agree', { number: card('52'), category: 'intellectual', level: 2, citizenId: OWN }, []],
  [
    'entered level 2, card ends in 53',
    { number: card('53'), category: 'intellectual', level: 2, citizenId: OWN },
    ['level'],
  ],
  [
    'entered hearing, card says sight',
    { number: card('12'), category: 'hearing', level: 2, citizenId: OWN },
    ['category'],
  ],
  ['both digits', { number: card('41'), category: 'mental', level: 4, citizenId: OWN }, ['category', 'level']],
  [
    'another person',
    { number: card('52'), category: 'intellectual', level: 2, citizenId: '509999201705060024' },
    ['owner'],
  ],
  ['child without a number', { number: card('52'), category: 'intellectual', level: 2, citizenId: null }, []],
  ['not a certificate', { number: '12345', category: 'intellectual', level: 2, citizenId: OWN }, ['form']],
  [
    'issued after it ends',
    {
      number: card('52'),
      category: 'intellectual',
      level: 2,
      citizenId: OWN,
      issuedOn: '2022-05-01',
      validUntil: '2021-05-01',
    },
    ['days'],
  ],
] as const)('conflicts: %s', (_, entered, expected) => {
  const found = certificateConflicts(entered);
  expect(found.map((each) => each.about)).toEqual(expected);
  for (const each of found) expect(each.sentence.zh + each.sentence.en).not.toMatch(/\{|undefined/);
});
