import type { UnitLine } from '@quanxue/domain/people/units.ts';
import { expect, test } from 'vitest';
import { shownRows } from './unit-tree.ts';

const unit = (id: string, kind: UnitLine['kind'], parentId: string | null): UnitLine => ({
  id,
  kind,
  parentId,
  name: id,
  code: null,
  aliases: [],
  stage: null,
  fromOn: '2015-01-01',
  toOn: null,
  became: null,
  formerNames: [],
  children: null,
});
const units = [
  unit('county', 'county', null),
  unit('town', 'township', 'county'),
  unit('a', 'village', 'town'),
  unit('b', 'village', 'town'),
  unit('a-grid', 'grid', 'a'),
  unit('a-group', 'group', 'a-grid'),
  unit('county-school', 'school', 'county'),
  unit('town-school', 'school', 'town'),
];
const shown = (show: 'places' | 'schools', open: string[] = []) =>
  shownRows(units, show, new Set(open)).map((row) => `${row.depth} ${row.unit.id} ${row.below}`);

test('villages stand under their township and unfold their grids and the groups in these', () => {
  expect(shown('places')).toEqual(['0 county 0', '1 town 0', '2 a 2', '2 b 0']);
  expect(shown('places', ['a']).slice(2)).toEqual(['2 a 2', '3 a-grid 0', '3 a-group 0', '2 b 0']);
});

test('schools of the county stand before those of its townships', () => {
  expect(shown('schools')).toEqual(['0 county 0', '2 county-school 0', '1 town 0', '2 town-school 0']);
});
