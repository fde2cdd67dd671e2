import { describe, expect, test } from 'vitest';
import type { Listed } from './listed.ts';
import { type Candidate, identify, Twice } from './matching.ts';
import { Places } from './places.ts';
import { type ChildRecord, changesOf, mergeChild, mergeSchooling, type SchoolingRecord } from './record.ts';

const listed = (changes: Partial<Listed> = {}): Listed => ({
  name: '冉诗涵',
  citizenId: '509999201301020024',
  birthDate: '2013-01-02',
  sex: 'female',
  ...changes,
});
const candidate = (changes: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  name: '冉诗涵',
  birthDate: '2013-01-02',
  sex: 'female',
  hasNumber: false,
  withdrawn: false,
  ...changes,
});
const sound = (name: string) => name.replace('涵', '函');

describe('which child a row is about', () => {
  test('the number decides; another name is told, and whether it sounds the same', () => {
    expect(identify(listed(), candidate(), [], sound)).toEqual({ childId: 'a', warnings: [], doubt: null });
    const alike = identify(listed({ name: '冉诗函' }), candidate(), [], sound);
    expect([alike.childId, alike.warnings[0]?.zh]).toEqual(['a', expect.stringContaining('同音不同字')]);
    const other = identify(listed({ name: '向春生' }), candidate(), [], sound);
    expect(other.warnings[0]?.zh).toContain('姓名不同');
  });

  test('without a number to compare, name and birth date do, with a warning', () => {
    for (const row of [listed(), listed({ citizenId: null })]) {
      const who = identify(row, undefined, [candidate()], sound);
      expect([who.childId, who.warnings.length, who.doubt]).toEqual(['a', 1, null]);
    }
  });

  test('a namesake with another number is another child', () => {
    const who = identify(listed(), undefined, [candidate({ hasNumber: true })], sound);
    expect([who.childId, who.doubt]).toEqual([null, null]);
    expect(who.warnings[0]?.zh).toContain('按两名儿童处理');
  });

  test('two namesakes, or one that only sounds the same, are for a person to decide', () => {
    const two = [candidate(), candidate({ id: 'b' })];
    expect(identify(listed({ citizenId: null }), undefined, two, sound).doubt?.zh).toContain('分不清');
    const alike = identify(listed({ name: '冉诗函' }), undefined, [candidate()], sound);
    expect([alike.childId, alike.doubt?.zh]).toEqual([null, expect.stringContaining('读音相同')]);
  });

  test('a boy is not joined to a girl of the same name and day', () => {
    expect(identify(listed({ citizenId: null, sex: 'male' }), undefined, [candidate()], sound).childId).toBeNull();
  });

  test('a child that was taken back is brought back, unless a living one fits', () => {
    const gone = candidate({ id: 'gone', withdrawn: true });
    expect(identify(listed({ citizenId: null }), undefined, [gone], sound).childId).toBe('gone');
    expect(identify(listed({ citizenId: null }), undefined, [gone, candidate()], sound).childId).toBe('a');
  });
});

test('a child twice in one list is told with the row of the first', () => {
  const twice = new Twice(sound);
  expect(twice.see(listed(), 5)).toEqual({ doubt: null, warning: null });
  expect(twice.see(listed(), 9).doubt?.zh).toContain('第 5 行');
  expect(twice.see(listed({ name: '向春生' }), 10).doubt?.zh).toContain('“冉诗涵”');
  expect(twice.see(listed({ citizenId: null }), 11).doubt?.zh).toContain('至少一行没有身份证号');
  expect(twice.see(listed({ citizenId: '509999201301020040' }), 12).warning?.zh).toContain('按两名儿童导入');
  expect(twice.see(listed({ name: '冉诗函', citizenId: null }), 13).doubt?.zh).toContain('同音');
});

const RECORD: ChildRecord = {
  name: '冉诗涵',
  sex: 'female',
  birthDate: '2013-01-02',
  ethnicity: '汉族',
  households: ['left-behind', 'subsistence'],
  disabled: false,
  registeredUnitId: 'v1',
  residenceUnitId: 'v1',
  citizenId: '509999201301020024',
  guardians: [{ name: '冉大山', relation: '父亲', phone: '19900001111', citizenId: null }],
  disability: null,
  registeredAddress: null,
  address: null,
  group: null,
};
const nowhere = { registeredUnitId: null, residenceUnitId: null };

describe('what a row makes of a child', () => {
  test('the population list leads, the roll only fills what is empty', () => {
    const says = listed({ name: '冉诗函', ethnicity: '土家族', address: '3组' });
    const elsewhere = { registeredUnitId: 'v2', residenceUnitId: 'v2' };
    expect(mergeChild('roll', RECORD, says, elsewhere)).toEqual({ ...RECORD, address: '3组' });
    expect(mergeChild('population', RECORD, says, elsewhere)).toMatchObject({
      name: '冉诗函',
      ethnicity: '土家族',
      registeredUnitId: 'v2',
    });
  });

  test('an empty cell empties nothing, and a list decides only about the categories it has columns for', () => {
    expect(mergeChild('population', RECORD, listed({ ethnicity: null, guardians: [] }), nowhere)).toEqual(RECORD);
    const told = listed({ households: ['monitored'], householdsTold: ['monitored', 'subsistence'] });
    expect(mergeChild('population', RECORD, told, nowhere).households).toEqual(['left-behind', 'monitored']);
  });

  test('the same row a second time changes nothing', () => {
    const says = listed({ guardians: [{ name: '冉大山', relation: '父母', phone: null, citizenId: null }] });
    const once = mergeChild('population', null, says, nowhere);
    expect(mergeChild('population', once, says, nowhere)).toEqual(once);
    expect(changesOf(once, mergeChild('population', once, says, nowhere), null, null, () => null)).toEqual([]);
  });

  test('changes are told in words, numbers and phones masked', () => {
    const text = JSON.stringify(changesOf(null, RECORD, null, null, () => '听松坪村'));
    expect(text).toContain('509999********0024');
    expect(text).toContain('199****1111');
    expect(text).not.toContain('509999201301020024');
  });
});

describe('what the roll makes of a line of schooling', () => {
  const here: SchoolingRecord = {
    state: 'here',
    schoolUnitId: 's1',
    schoolName: '霁溪镇小学',
    grade: 4,
    class: '2班',
    marks: [],
    rollNumber: null,
  };

  test('the same line stays; another class is another line; an empty cell takes nothing away', () => {
    expect(mergeSchooling(here, false, here)).toEqual({ after: null, kept: false });
    expect(mergeSchooling(here, false, { ...here, class: null, grade: null }).after).toBeNull();
    expect(mergeSchooling(here, false, { ...here, class: '3班' }).after?.class).toBe('3班');
  });

  test('what somebody’s act says is not overruled by the roll, which is always late', () => {
    const leave = { ...here, state: 'leave' as const };
    expect(mergeSchooling(leave, true, here)).toEqual({ after: null, kept: true });
    expect(mergeSchooling(here, true, { ...here, schoolUnitId: 's2', schoolName: '乙校' }).after?.schoolName).toBe(
      '乙校',
    );
  });
});

describe('which village and school the words mean', () => {
  let made = 0;
  const places = () =>
    new Places(
      [
        { id: 'c', kind: 'county', code: '509999', name: '雾屏县', parentId: null },
        { id: 't', kind: 'township', code: '509999101', name: '霁溪镇', parentId: 'c' },
        { id: 'u', kind: 'township', code: '509999102', name: '云栖乡', parentId: 'c' },
        { id: 'v', kind: 'village', code: '509999101201', name: '听松坪村', parentId: 't' },
        { id: 's', kind: 'school', code: '5099990101', name: '霁溪镇中心小学', parentId: 't' },
        { id: 'x', kind: 'school', code: '5099990201', name: '云栖乡小学', parentId: 'u' },
      ],
      't',
      () => {
        made += 1;
        return `new${made}`;
      },
    );

  test('a village by its code, by its name in many forms, and inside an address', () => {
    const of = (changes: Partial<Listed>) => places().registered(listed(changes)).unitId;
    expect(of({ villageCode: '509999101201', registeredVillage: '听松村' })).toBe('v');
    expect(of({ registeredVillage: '霁溪镇听松坪村民委员会' })).toBe('v');
    expect(of({ registeredVillage: null, registeredAddress: '雾屏县霁溪镇听松坪村3组12号' })).toBe('v');
    expect(of({})).toBeNull();
  });

  test('an unknown village is made once, in the township it names or that of the importer', () => {
    const all = places();
    const first = all.registered(listed({ registeredVillage: '晒书坝村' })).unitId;
    expect(all.registered(listed({ registeredVillage: '晒书坝村委会' })).unitId).toBe(first);
    all.registered(listed({ registeredVillage: '云栖乡白露村' }));
    expect(all.made.map((unit) => [unit.name, unit.parentId])).toEqual([
      ['晒书坝村', 't'],
      ['白露村', 'u'],
    ]);
  });

  test('who lives outside the county has no village of residence here', () => {
    expect(places().residence(listed({ address: '澜浦市江东区望江村2组' }), 'v')).toBeNull();
    expect(places().residence(listed(), 'v')).toBe('v');
  });

  test('where a school lies says whether a pupil learns here, in the county or outside', () => {
    const state = (changes: object) =>
      places().school(
        {
          school: null,
          schoolCode: null,
          county: null,
          township: null,
          grade: null,
          class: null,
          rollNumber: null,
          state: 'enrolled',
          marks: [],
          ...changes,
        },
        'v',
      ).state;
    expect(state({ school: '雾屏县霁溪镇中心小学' })).toBe('here');
    expect(state({ schoolCode: '5099990201' })).toBe('county');
    expect(state({ school: '雾屏县城关小学' })).toBe('county');
    expect(state({ school: '星斗坪小学' })).toBe('here');
    expect(state({ school: '澜浦市枕石小学' })).toBe('out-of-county');
    expect(state({ school: '枕石小学', county: '澜浦市' })).toBe('out-of-county');
    expect(state({ school: '雾屏县特殊教育学校' })).toBe('special-education');
    expect(state({ school: '霁溪镇中心小学', state: 'leave' })).toBe('leave');
  });
});
