import { expect, test } from 'vitest';
import { groupHouseholds, type HouseholdMember } from './households.ts';

type Given = Partial<Omit<HouseholdMember, 'childId'>>;
const father = (name: string, phone?: string) => [{ name, ...(phone && { phone }) }];

const SITUATIONS: readonly {
  readonly name: string;
  readonly a: Given;
  readonly b: Given;
  readonly together: boolean;
}[] = [
  {
    name: 'the same phone, written differently',
    a: { guardians: father('向远', '13000000001') },
    b: { guardians: father('冉桂', '+86 130-0000-0001') },
    together: true,
  },
  {
    name: 'the same phone in another village',
    a: { guardians: father('向远', '13000000001') },
    b: { villageId: 'other', guardians: father('向远', '13000000001') },
    together: false,
  },
  {
    name: 'the same father at the same address',
    a: { guardians: father('向远'), address: '三组 12 号' },
    b: { guardians: father('向 远'), address: '三组12号' },
    together: true,
  },
  {
    name: 'fathers of the same name at different addresses',
    a: { guardians: father('向远'), address: '三组12号' },
    b: { guardians: father('向远'), address: '五组3号' },
    together: false,
  },
  {
    name: 'fathers of the same name with different phones',
    a: { guardians: father('向远', '13000000001') },
    b: { guardians: father('向远', '13000000002') },
    together: false,
  },
  {
    name: 'the same father and nothing else known',
    a: { guardians: father('向远') },
    b: { guardians: father('向远') },
    together: true,
  },
  { name: 'nobody known', a: { guardians: [] }, b: { guardians: [] }, together: false },
  {
    name: 'the same address only',
    a: { guardians: father('向远'), address: '三组' },
    b: { guardians: father('冉桂'), address: '三组' },
    together: false,
  },
];

test.each(SITUATIONS)('one household? $name → $together', ({ a, b, together }) => {
  const member = (childId: string, given: Given): HouseholdMember => ({
    childId,
    villageId: 'village',
    gridId: null,
    guardians: [],
    ...given,
  });
  expect(groupHouseholds([member('a', a), member('b', b)])).toHaveLength(together ? 1 : 2);
});

test('what one child shares with each of two others joins all three', () => {
  const [group, ...others] = groupHouseholds([
    { childId: 'a', villageId: 'v', gridId: null, guardians: father('向远', '13000000001') },
    { childId: 'b', villageId: 'v', gridId: null, guardians: father('冉桂', '13000000002') },
    {
      childId: 'c',
      villageId: 'v',
      gridId: 'grid',
      guardians: [...father('向远', '13000000001'), ...father('冉桂', '13000000002')],
    },
  ]);
  expect(others).toEqual([]);
  expect(group).toEqual({ villageId: 'v', gridId: 'grid', childIds: ['a', 'b', 'c'] });
});

test('a phone that stands beside many families is the village office’s and joins nobody', () => {
  const members = Array.from({ length: 8 }, (_, i) => ({
    childId: `c${i}`,
    villageId: 'v',
    gridId: null,
    guardians: father(`向${i}`, '02300000001'),
  }));
  expect(groupHouseholds(members)).toHaveLength(8);
});
