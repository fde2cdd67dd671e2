import { describe, expect, test } from 'vitest';
import type { Listed } from './listed.ts';
import { type FormerPlace, Places } from './places.ts';

/* 松坝村 was made of 听松坪村 and 晒书坝村 on 2022-03-01; 书坝社区 was 伞坡村; the township's school has another name. */
const former = (changes: Partial<FormerPlace>): FormerPlace => ({
  kind: 'village',
  name: '',
  code: null,
  unitId: 'v',
  formerId: 'a',
  how: 'merged',
  onDay: '2022-03-01',
  ...changes,
});
const places = () =>
  new Places(
    [
      { id: 'c', kind: 'county', code: '509999', name: '雾屏县', parentId: null },
      { id: 't', kind: 'township', code: '509999101', name: '霁溪镇', parentId: 'c' },
      { id: 'u', kind: 'township', code: '509999102', name: '云栖乡', parentId: 'c' },
      { id: 'v', kind: 'village', code: '509999101201', name: '松坝村', parentId: 't' },
      { id: 'w', kind: 'village', code: '509999101002', name: '书坝社区', parentId: 't' },
      { id: 'x', kind: 'village', code: '509999102201', name: '白露村', parentId: 'u' },
      { id: 's', kind: 'school', code: '5099990101', name: '霁溪镇中心小学', parentId: 't' },
    ],
    't',
    () => 'new',
    {
      former: [
        former({ name: '听松坪村', code: '509999101211', formerId: 'a' }),
        former({ name: '晒书坝村', code: '509999101202', formerId: 'b' }),
        former({
          name: '伞坡村',
          code: '509999101205',
          unitId: 'w',
          formerId: 'w',
          how: 'renamed',
          onDay: '2021-05-01',
        }),
        former({
          name: '松坝村',
          code: '509999101231',
          unitId: 'v',
          formerId: 'v',
          how: 'renamed',
          onDay: '2022-06-01',
        }),
        former({ kind: 'school', name: '霁溪镇完小', unitId: 's', formerId: 's', how: 'alias' }),
      ],
    },
  );
const listed = (changes: Partial<Listed>) => changes as Listed;

describe('a village of a list that has become another since', () => {
  test.each<[string, Partial<Listed>, string, string | null]>([
    ['by the code of a merged village', { villageCode: '509999101202' }, 'v', '“晒书坝村”已于 2022-03-01 并入“松坝村”'],
    [
      'by the name of a merged village',
      { registeredVillage: '霁溪镇听松坪村委会' },
      'v',
      '“听松坪村”已于 2022-03-01 并入',
    ],
    ['in an address', { registeredVillage: null, registeredAddress: '雾屏县霁溪镇晒书坝村3组' }, 'v', null],
    ['by a name it bore before', { registeredVillage: '伞坡村' }, 'w', '“伞坡村”自 2021-05-01 起叫“书坝社区”'],
    [
      'by a code it bore before',
      { villageCode: '509999101231' },
      'v',
      '“松坝村”的代码 509999101231 已于 2022-06-01 变更',
    ],
    [
      'by the code of today, whatever the name says',
      { villageCode: '509999101201', registeredVillage: '听松坪村' },
      'v',
      null,
    ],
  ])('%s leads to the one that stands, and says so', (_, row, unitId, says) => {
    const all = places();
    const found = all.registered(listed(row));
    expect(found.unitId).toBe(unitId);
    expect(found.warning?.zh ?? null).toEqual(says === null ? null : expect.stringContaining(says));
    expect(all.made).toEqual([]);
  });

  test.each<[string, Partial<Listed>, string | null, string | null, [string, string | null, string][]]>([
    ['unknown, without a name', { villageCode: '509999101299' }, null, '没有代码为 509999101299 的村，村留空', []],
    [
      'unknown, with the name of a village that has another code',
      { villageCode: '509999101299', registeredVillage: '松坝村' },
      'v',
      '按村名登记为“松坝村”',
      [],
    ],
    [
      'unknown, with a new name: the village is made with it',
      { villageCode: '509999101299', registeredVillage: '鹿回湾村' },
      'new',
      null,
      [['鹿回湾村', '509999101299', 't']],
    ],
    [
      'of the next township: the village is made there',
      { villageCode: '509999102202', registeredVillage: '鹿回湾村' },
      'new',
      null,
      [['鹿回湾村', '509999102202', 'u']],
    ],
    [
      'of a township that nobody knows: the village is made without it',
      { villageCode: '509999109202', registeredVillage: '鹿回湾村' },
      'new',
      '没有代码为 509999109202 的村',
      [['鹿回湾村', null, 't']],
    ],
    [
      'of another county: no village is made',
      { villageCode: '509998101202', registeredVillage: '望江村' },
      null,
      '不属于本县',
      [],
    ],
  ])('a code %s', (_, row, unitId, says, made) => {
    const all = places();
    const found = all.registered(listed(row));
    expect(found.unitId).toBe(unitId);
    expect(found.warning?.zh ?? null).toEqual(says === null ? null : expect.stringContaining(says));
    expect(all.made.map((unit) => [unit.name, unit.code, unit.parentId])).toEqual(made);
  });

  test('a child written under the old village stays there; one of another village moves', () => {
    const all = places();
    expect(all.sameUnit('a', 'v')).toBe('a');
    expect(all.sameUnit('w', 'v')).toBe('v');
    expect(all.sameUnit(null, 'v')).toBe('v');
    expect(all.sameUnit('a', null)).toBeNull();
    expect(all.withFormer('v')).toEqual(['v', 'a', 'b', 'v']);
  });

  test('a school is known by its other name', () => {
    const school = { school: '霁溪镇完小', schoolCode: null, county: null, township: null, grade: null, class: null };
    const found = places().school({ ...school, rollNumber: null, state: 'enrolled', marks: [] }, 'v');
    expect(found).toEqual({ schoolUnitId: 's', schoolName: '霁溪镇中心小学', state: 'here' });
  });
});
