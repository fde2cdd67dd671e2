import { describe, expect, test } from 'vitest';
import { codeFault, type UnitKind, villageHint } from './unit-code.ts';

describe('the code of a unit', () => {
  test.each<[string, UnitKind, string, string | null, 'shape' | 'elsewhere' | null]>([
    ['a village under its township', 'village', '509999101201', '509999101', null],
    ['a village of the next township', 'village', '509999102201', '509999101', 'elsewhere'],
    ['a village whose township has no code yet', 'village', '509999102201', null, null],
    ['eleven digits', 'village', '50999910120', '509999101', 'shape'],
    ['a letter among the digits', 'village', '50999910120O', '509999101', 'shape'],
    ['the code of the township itself, filled up with noughts', 'village', '509999101000', '509999101', 'shape'],
    ['a township under its county', 'township', '509999101', '509999', null],
    ['a township of another county', 'township', '509998101', '509999', 'elsewhere'],
    ['a county', 'county', '509999', null, null],
    ['a school, wherever it lies', 'school', '5099980101', '509999101', null],
    ['a school of nine digits', 'school', '509998010', null, 'shape'],
    ['a grid with a sign of its own', 'grid', '听松坪-03', '509999101201', null],
    ['a grid named by a blank', 'grid', ' ', '509999101201', 'shape'],
  ])('%s', (_, kind, code, parent, fault) => {
    expect(codeFault(kind, code, parent)).toBe(fault);
  });

  test('of a village hints at what it is, and only within the known ranges', () => {
    expect(['001', '199', '200', '399', '400'].map((part) => villageHint(`509999101${part}`))).toEqual([
      'community',
      'community',
      'village-committee',
      'village-committee',
      null,
    ]);
    expect(villageHint('5099991012')).toBeNull();
  });
});
