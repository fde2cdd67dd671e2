import { describe, expect, test } from 'vitest';
import type { Listed } from '../listed.ts';
import { rowIdentity } from './row-identity.ts';

const row: Listed = { name: '冉云', citizenId: null, birthDate: '2013-07-08', sex: 'female' };
const numbered: Listed = { ...row, citizenId: '509999201307080146' };
const mother = { name: '向梅', relation: '母亲', phone: null, citizenId: null };

describe('a row is known again in the next list', () => {
  test.each<[string, Listed, string | null, Listed, string | null]>([
    ['with a space in the name', row, null, { ...row, name: '冉 云' }, null],
    ['with columns that do not tell who it is', row, null, { ...row, ethnicity: '土家族', group: '3组' }, null],
    ['by its number, whatever the village', numbered, null, { ...numbered, registeredVillage: '听松坪村' }, null],
    ['by a number that fails its check', row, '50999920130708014x', row, ' 50999920130708014X'],
  ])('%s', (_, one, number, other, otherNumber) => {
    expect(rowIdentity(other, otherNumber)).toBe(rowIdentity(one, number));
  });
});

describe('and is not taken for another child’s', () => {
  test.each<[string, Listed, string | null]>([
    ['of another birthday', { ...row, birthDate: '2013-08-07' }, null],
    ['of another sex', { ...row, sex: 'male' }, null],
    ['without a number, of another mother', { ...row, guardians: [mother] }, null],
    ['without a number, of another village', { ...row, registeredVillage: '晒书坝村' }, null],
    ['that has a number', numbered, null],
    ['that has a number which cannot be right', row, '509999201307080147'],
  ])('%s', (_, other, number) => {
    expect(rowIdentity(other, number)).not.toBe(rowIdentity(row, null));
  });
});
