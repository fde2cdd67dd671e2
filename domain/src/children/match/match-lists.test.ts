import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findDuplicates } from './find-duplicates.ts';
import { RULES } from './judge.ts';
import { everyPair, matchLists } from './match-lists.ts';
import { listOf, matched, newLexicon, numberOf, slipped, swapped, type TestRow } from './testing.ts';

const day = '2014-07-15';
const number = numberOf(day, 12);
/** The child of the left list in every situation. */
const child: TestRow = {
  name: '李小梅',
  citizenId: number,
  birthDate: day,
  sex: '女',
  guardianName: '李大山',
  guardianPhone: '13950990001',
  registeredVillage: '东河村',
};
const nobody: TestRow = {
  citizenId: '',
  guardianName: '',
  guardianPhone: '',
  registeredVillage: '',
  sex: '',
  birthDate: '',
};
const elsewhere: TestRow = {
  guardianName: '张明',
  guardianPhone: '13950990777',
  registeredVillage: '西坡村',
};
const otherFamily: TestRow = { guardianName: '张明', guardianPhone: '' };

type Situation = readonly [
  title: string,
  rule: string,
  decision: 'joined' | 'review',
  right: TestRow,
  says: string,
  left?: TestRow,
];

/** One row of either list about the same child; the right one is the left one but for what the situation says. */
const situations: readonly Situation[] = [
  ['number and name equal', 'number-and-name', 'joined', {}, '身份证号相同；姓名相同'],
  ['the same in another village and family', 'number-and-name', 'joined', elsewhere, '身份证号相同；姓名相同'],
  [
    'the number of 15 digits',
    'number-and-name',
    'joined',
    { citizenId: number.slice(0, 6) + number.slice(8, 17) },
    '15 位旧号与 18 位号一致',
  ],
  [
    'both rows with one wrong number',
    'number-and-name',
    'joined',
    { citizenId: slipped(number, 9) },
    '身份证号相同（校验不符）',
    { citizenId: slipped(number, 9) },
  ],
  [
    'a G number where the number is missing',
    'number-and-name',
    'joined',
    { citizenId: '', rollNumber: `G${number}`, ...elsewhere },
    '身份证号相同',
  ],
  [
    'a J number and no citizen number',
    'number-and-name',
    'joined',
    { ...nobody, rollNumber: 'J509999000000000123' },
    '学籍号相同',
    { citizenId: '', rollNumber: 'J509999000000000123' },
  ],
  [
    'an L number and no citizen number',
    'number-and-name',
    'joined',
    { ...nobody, rollNumber: 'L509999000000000123' },
    '学籍号相同',
    { citizenId: '', rollNumber: 'L509999000000000123' },
  ],
  [
    'a made-up number in both rows, and two birthdays',
    'number-perhaps-lent',
    'review',
    { citizenId: slipped(number, 9), birthDate: '2015-11-30', ...elsewhere },
    '表中填写的出生日期不同',
    { citizenId: slipped(number, 9) },
  ],
  ['number equal, homophone', 'number-and-sound', 'joined', { name: '李晓美' }, '姓名同音不同字（李小梅／李晓美）'],
  [
    'number equal, variant characters',
    'number-and-sound',
    'joined',
    { name: '麗花雲' },
    '姓名同音不同字',
    { name: '丽华云' },
  ],
  [
    'number equal, a character that could not be typed',
    'number-and-near-name',
    'joined',
    { name: '李□梅' },
    '姓名差一个字',
  ],
  ['number equal, another given name, the family equal', 'number-and-kin', 'joined', { name: '李云' }, '可能改过名'],
  [
    'number equal, another given name, nothing of the family',
    'number-only',
    'review',
    { name: '李云', ...otherFamily },
    '姓名不同（李小梅／李云）',
  ],
  [
    'number equal, the sibling’s name and birthday',
    'number-perhaps-lent',
    'review',
    { name: '李云', birthDate: '2016-01-20' },
    '表中填写的出生日期不同',
  ],
  [
    'number equal, the brother’s name and sex',
    'number-perhaps-lent',
    'review',
    { name: '李云', sex: '男' },
    '性别不同',
  ],
  [
    'number differs in one digit',
    'near-number-and-name',
    'joined',
    { citizenId: slipped(number, 16) },
    '身份证号只差一位或相邻两位颠倒；姓名相同；出生日期相同',
  ],
  [
    'two neighbouring digits swapped',
    'near-number-and-name',
    'joined',
    { citizenId: swapped(number, 11) },
    '身份证号只差一位或相邻两位颠倒；姓名相同',
  ],
  [
    'a digit dropped',
    'near-number-and-name',
    'joined',
    { citizenId: number.slice(0, 8) + number.slice(9) },
    '身份证号只差一位或相邻两位颠倒',
  ],
  [
    'a final X that changed places',
    'near-number-and-name',
    'joined',
    { citizenId: swapped(numberOf(day, 8), 17) },
    '身份证号只差一位',
    { citizenId: numberOf(day, 8) },
  ],
  [
    'one digit wrong, one character of the name',
    'near-number-and-near-name',
    'joined',
    { citizenId: slipped(number, 16), name: '李小冰' },
    '姓名差一个字',
  ],
  [
    'one digit wrong, like name, another family in another village',
    'near-number-only',
    'review',
    { citizenId: slipped(number, 17), ...elsewhere },
    '监护人不同；村（社区）不同',
  ],
  [
    'one digit wrong, sounding alike elsewhere, family unknown',
    'near-number-only',
    'review',
    { citizenId: slipped(number, 17), name: '李晓美', ...elsewhere, guardianName: '' },
    '村（社区）不同',
  ],
  [
    'two digits wrong, the family equal',
    'garbled-number',
    'joined',
    { citizenId: slipped(slipped(number, 9), 16) },
    '身份证号相近，差几位',
  ],
  [
    'two digits wrong, the village equal, family unknown',
    'garbled-number-in-place',
    'joined',
    { citizenId: slipped(slipped(number, 9), 16), guardianName: '', guardianPhone: '' },
    '村（社区）相同',
  ],
  [
    'two digits wrong, another family',
    'garbled-number-only',
    'review',
    { citizenId: slipped(slipped(number, 9), 16), ...elsewhere },
    '身份证号相近，差几位',
  ],
  [
    'two digits wrong, another name, the family equal',
    'garbled-number-and-kin',
    'review',
    { citizenId: slipped(slipped(number, 9), 16), name: '李云' },
    '姓名不同',
  ],
  [
    'no number: name, birthday and guardian',
    'name-birth-kin',
    'joined',
    { citizenId: '', guardianPhone: '', registeredVillage: '西坡村' },
    '监护人相同',
  ],
  [
    'a parent’s number in the place of the child’s',
    'name-birth-kin',
    'joined',
    { citizenId: numberOf('1986-05-01', 7) },
    '至少一行没有身份证号',
  ],
  [
    'no number: homophone, birthday and phone, in another village',
    'sound-birth-kin',
    'joined',
    { citizenId: '', name: '李晓美', ...elsewhere, guardianPhone: '13950990001' },
    '姓名同音不同字（李小梅／李晓美）；出生日期相同',
  ],
  [
    'no number: day and month exchanged',
    'name-slip-kin',
    'joined',
    { citizenId: '', birthDate: '2014-12-03' },
    '出生日期像是笔误（差一位或月日颠倒）',
    { citizenId: '', birthDate: '2014-03-12' },
  ],
  [
    'no number: the lunar birthday',
    'name-slip-kin',
    'joined',
    { citizenId: '', birthDate: '2014-06-19' },
    '出生日期一为公历一为农历',
  ],
  [
    'no number: n and ng',
    'near-sound-birth-kin',
    'joined',
    { citizenId: '', name: '李小琳' },
    '姓名音近',
    { name: '李小玲' },
  ],
  [
    'no number, no family: name, birthday and village',
    'name-birth-place',
    'joined',
    { citizenId: '', guardianName: '', guardianPhone: '' },
    '村（社区）相同',
  ],
  [
    'no number, no village: name, birthday and school',
    'name-birth-place',
    'joined',
    { ...nobody, birthDate: day, school: '东河小学' },
    '姓名相同',
    { school: '东河小学' },
  ],
  [
    'no number, no birthday: name and phone',
    'name-phone',
    'joined',
    { ...nobody, guardianPhone: '13950990001' },
    '电话相同',
    { citizenId: '', birthDate: '' },
  ],
  [
    'no number, no birthday: name, guardian and village',
    'name-kin-place',
    'joined',
    { ...nobody, guardianName: '李大山', registeredVillage: '东河村' },
    '监护人相同',
    { citizenId: '', birthDate: '' },
  ],
  [
    'no number: name and birthday, another family',
    'name-birth',
    'review',
    { citizenId: '', ...elsewhere },
    '监护人不同；村（社区）不同',
  ],
  [
    'no number: name and birthday, and a father elsewhere who sounds the same',
    'name-birth',
    'review',
    { citizenId: '', ...elsewhere, guardianName: '理大山' },
    '监护人姓名同音',
  ],
  [
    'no number: like-sounding elsewhere, a father of the same name',
    'sound-birth',
    'review',
    { citizenId: '', name: '李晓美', ...elsewhere, guardianName: '李大山' },
    '监护人相同',
  ],
  [
    'no number, no birthday: nearly the sound, the guardian',
    'sound-kin',
    'review',
    { ...nobody, name: '李小琳', guardianName: '李大山' },
    '姓名音近',
    { name: '李小玲', citizenId: '', birthDate: '' },
  ],
  [
    'no number, no birthday: name and village',
    'name-place',
    'review',
    { ...nobody, registeredVillage: '东河村' },
    '村（社区）相同',
    { citizenId: '', birthDate: '' },
  ],
  [
    'no number: homophone, a slip of the birthday, the family',
    'sound-slip-kin',
    'review',
    { citizenId: '', name: '李晓美', birthDate: '2014-07-16' },
    '出生日期像是笔误',
  ],
  [
    'no number: name and family, another birthday',
    'name-kin',
    'review',
    { citizenId: '', birthDate: '2012-11-02' },
    '出生日期不同',
  ],
  [
    'no number: name, month and village',
    'name-slip-place',
    'review',
    { ...nobody, birthDate: '2014-07-28', registeredVillage: '东河村' },
    '出生年月相同，日不同',
    { guardianName: '' },
  ],
  [
    'no number: half the name, birthday and family',
    'half-name-birth-kin',
    'review',
    { citizenId: '', name: '李小冰' },
    '姓名差一个字',
  ],
  [
    'no number: another name, birthday, guardian and phone',
    'birth-and-kin',
    'review',
    { citizenId: '', name: '王冉' },
    '姓名不同',
  ],
  [
    'two valid numbers under one roll number',
    'two-numbers-one-roll',
    'review',
    { citizenId: numberOf('2012-01-01', 20), birthDate: '', rollNumber: 'J509999000000000123', ...elsewhere },
    '学籍号相同',
    { rollNumber: 'J509999000000000123' },
  ],
  ['two valid numbers, all else equal', 'two-numbers', 'review', { citizenId: numberOf(day, 34) }, '两个号码都有效'],
  [
    'two valid numbers, name, birthday and village',
    'two-numbers-in-place',
    'review',
    { citizenId: numberOf(day, 34), ...otherFamily },
    '两个号码都有效',
  ],
];

describe('one child in two lists', () => {
  for (const [title, rule, decision, right, says, left = {}] of situations) {
    test(`${title}: ${rule}, ${decision}`, () => {
      const pairs = matched([{ ...child, ...left }], [{ ...child, ...left, ...right }]);
      expect(pairs).toEqual([{ left: 0, right: 0, decision, rule, why: expect.stringContaining(says) }]);
    });
  }

  test('every rule speaks in one of the situations', () => {
    const spoken = new Set(situations.map(([, rule]) => rule));
    expect(RULES.filter((rule) => !rule.hint && !spoken.has(rule.key)).map((rule) => rule.key)).toEqual([]);
  });

  test.each([
    ['单丹', '山丹'],
    ['解云', '谢云'],
    ['翟红', '迪宏'],
  ])('a surname counts in each of its readings: %s and %s', (one, two) => {
    const [pair] = matched([{ ...child, name: one }], [{ ...child, name: two }]);
    expect(pair).toMatchObject({ decision: 'joined', rule: 'number-and-sound' });
  });
});

describe('a stranger', () => {
  const like: TestRow = { ...child, name: '李晓美', ...elsewhere };
  test.each<readonly [string, TestRow]>([
    ['with the next number', { ...like, citizenId: numberOf(day, 14) }],
    ['of equal name with another number', { ...like, name: '李小梅', citizenId: numberOf(day, 38) }],
    ['without a number', { ...like, citizenId: '' }],
    ['of equal name without a number', { ...like, name: '李小梅', citizenId: '' }],
    ['whose family is not told', { ...like, citizenId: '', guardianName: '', guardianPhone: '' }],
    [
      'of equal name whose family is not told',
      { ...child, ...elsewhere, citizenId: '', guardianName: '', guardianPhone: '' },
    ],
    ['with a slip in the next number', { ...like, citizenId: slipped(numberOf(day, 14), 17) }],
    [
      'with a number of 15 digits',
      { ...like, citizenId: numberOf(day, 14).slice(0, 6) + numberOf(day, 14).slice(8, 17) },
    ],
    ['whose father sounds the same', { ...like, citizenId: '', guardianName: '理大山' }],
    ['whose father has the same name', { ...like, citizenId: '', guardianName: '李大山' }],
    [
      'from the same school',
      { ...child, ...elsewhere, citizenId: '', guardianName: '', guardianPhone: '', school: '中心小学' },
    ],
  ])('of like-sounding name and the same birthday in another village is never joined: %s', (_, stranger) => {
    const missing = { ...child, school: '中心小学' };
    expect(matched([missing], [stranger]).filter((pair) => pair.decision === 'joined')).toEqual([]);
    expect(matched([{ ...missing, citizenId: '' }], [stranger]).filter((pair) => pair.decision === 'joined')).toEqual(
      [],
    );
  });
});

describe('several rows', () => {
  const twin: TestRow = { ...child, name: '李小云', citizenId: numberOf(day, 14) };

  test('twins whose rows carry each other’s number are joined by name', () => {
    const crossed = [
      { ...child, citizenId: twin.citizenId ?? '' },
      { ...twin, citizenId: number },
    ];
    expect(matched([child, twin], crossed)).toEqual([
      { left: 0, right: 0, decision: 'joined', rule: 'crossed', why: expect.stringContaining('两名儿童的号码互换了') },
      { left: 1, right: 1, decision: 'joined', rule: 'crossed', why: expect.stringContaining('两名儿童的号码互换了') },
    ]);
  });

  test('the missing twin is not hidden by the other’s row that carries the missing one’s number', () => {
    const pairs = matched([child, twin], [{ ...twin, citizenId: number }]);
    expect(pairs.filter((pair) => pair.left === 0 && pair.decision === 'joined')).toEqual([]);
    expect(pairs.find((pair) => pair.left === 1)).toBeDefined();
  });

  test('the missing twin is not hidden where the left list gave both one number', () => {
    const pairs = matched([child, { ...twin, citizenId: number }], [child]);
    expect(pairs).toMatchObject([
      { left: 0, right: 0, decision: 'joined', rule: 'number-and-name' },
      { left: 1, right: 0, decision: 'review', doubt: 'taken' },
    ]);
  });

  describe.each([
    ['with the twins’ birthday', { birthDate: day }],
    ['with a birthday of its own', { birthDate: '2013-02-02' }],
    ['without a birthday', { birthDate: '' }],
  ])('a third row that claims a number of crossed twins, %s', (_, born) => {
    const stranger: TestRow = { name: '张芳', citizenId: number, sex: '女', ...elsewhere, ...born };
    const crossed = [
      { ...child, citizenId: twin.citizenId ?? '' },
      { ...twin, citizenId: number },
    ];

    test.each([
      ['last', [...crossed, stranger], 2],
      ['first', [stranger, ...crossed], 0],
    ] as const)(
      'standing %s, is joined to neither, and a person is shown who else has its number',
      (_, rights, third) => {
        const pairs = matched([child, twin], rights);
        const joined = pairs.filter((pair) => pair.decision === 'joined');
        expect(joined).toHaveLength(2);
        expect(joined.filter((pair) => pair.right === third)).toEqual([]);
        expect(joined.filter((pair) => rights[pair.right]?.name !== [child, twin][pair.left]?.name)).toEqual([]);
        const doubles = findDuplicates(listOf(rights, newLexicon()));
        const claims = rights.findIndex((row) => row.name === twin.name);
        expect(doubles.map(({ left, right, decision }) => [left, right, decision])).toEqual([
          [Math.min(claims, third), Math.max(claims, third), 'review'],
        ]);
      },
    );

    test('hides no twin who is missing', () => {
      const joined = matched([child, twin], [crossed[1] ?? twin, stranger]).filter(
        (pair) => pair.decision === 'joined',
      );
      expect(joined.filter((pair) => pair.left === 0)).toEqual([]);
    });
  });

  test('the namesake is offered beside whoever holds the number that the row was given', () => {
    const pairs = matched([{ ...child, citizenId: twin.citizenId ?? '' }, twin], [child, twin]);
    expect(pairs.filter((pair) => pair.left === 0).map((pair) => pair.right)).toEqual([0, 1]);
  });

  test('twins of like-sounding names are not taken for one child', () => {
    const other = { ...child, name: '李晓美', citizenId: '' };
    const pairs = matched([child, other], [child]);
    expect(pairs.filter((pair) => pair.left === 1 && pair.decision === 'joined')).toEqual([]);
  });

  test('where two could be meant, a person tells them apart', () => {
    const { guardianName: _, guardianPhone: __, ...bare } = child;
    const pairs = matched([{ ...bare, citizenId: '' }], [bare, { ...bare, citizenId: numberOf(day, 34) }]);
    expect(pairs).toMatchObject([
      { right: 0, decision: 'review', doubt: 'rival', why: expect.stringContaining('另有相近的人') },
      { right: 1, decision: 'review', doubt: 'rival' },
    ]);
  });

  test('a child that stands twice in a list has both rows joined', () => {
    const pairs = matched([child], [child, { ...child, citizenId: slipped(number, 16) }]);
    expect(pairs.map((pair) => [pair.right, pair.decision])).toEqual([
      [0, 'joined'],
      [1, 'joined'],
    ]);
  });

  test('a number under four names is nobody’s', () => {
    const strangers = ['王明', '张芳', '冉波', '谢红'].map((name) => ({ name, citizenId: number }));
    expect(matched([child], strangers)).toEqual([]);
    expect(matched([child], strangers.slice(1))).toHaveLength(3);
  });

  test('a phone in the rows of seven children is nobody’s', () => {
    const others = ['王明', '张芳', '冉波', '谢红', '王云', '张冰'].map((name) => ({
      name,
      guardianPhone: '13950990001',
    }));
    const row = { ...nobody, name: '李小梅', guardianPhone: '13950990001' };
    const open = { ...child, citizenId: '', birthDate: '' };
    expect(matched([open], [row, ...others])).toEqual([]);
    expect(matched([open], [row, ...others.slice(1)])).toMatchObject([{ decision: 'joined', rule: 'name-phone' }]);
  });
});

describe('double entries of one list', () => {
  const found = (...rows: TestRow[]) =>
    findDuplicates(listOf(rows, newLexicon())).map(({ left, right, decision }) => [left, right, decision]);
  test.each<readonly [string, TestRow, string | undefined]>([
    ['the same row again', {}, 'joined'],
    ['a slip in the number', { citizenId: slipped(number, 16) }, 'joined'],
    ['no number, the family equal', { citizenId: '' }, 'joined'],
    ['one number under two names', { name: '李云' }, 'review'],
    ['no number, like-sounding', { citizenId: '', name: '李晓美' }, 'review'],
    ['twins', { name: '李小云', citizenId: numberOf(day, 14) }, undefined],
  ])('%s', (_, second, decision) => {
    const { name: __, ...unlike } = child;
    const third = {
      ...unlike,
      name: '王波',
      citizenId: numberOf('2013-02-02', 5),
      birthDate: '2013-02-02',
      ...elsewhere,
    };
    expect(found(child, third, { ...child, ...second })).toEqual(decision ? [[0, 2, decision]] : []);
  });
});

describe('what persons have decided', () => {
  const doubtful = { ...child, citizenId: '', ...elsewhere };

  test('a pair they joined stays joined and takes its rows', () => {
    const pairs = matched([child, { ...child, name: '王云', citizenId: '' }], [doubtful], {
      joined: [[1, 0]],
      apart: [],
    });
    expect(pairs).toMatchObject([{ left: 1, right: 0, decision: 'joined', rule: 'decided' }]);
    expect(pairs[0]?.why).toContain('经人工确认');
  });

  test('a pair they held apart is neither joined nor offered again', () => {
    expect(matched([child], [doubtful])).toHaveLength(1);
    expect(matched([child], [doubtful], { joined: [], apart: [[0, 0]] })).toEqual([]);
    expect(matched([child], [child], { joined: [], apart: [[0, 0]] })).toEqual([]);
  });
});

describe('for any lists', () => {
  const row = fc.record({
    name: fc.constantFrom('李小梅', '李晓美', '李小云', '王芳', '王方', '李云'),
    citizenId: fc.constantFrom(
      '',
      number,
      numberOf(day, 14),
      numberOf('2013-02-02', 5),
      slipped(number, 16),
      slipped(number, 9),
    ),
    birthDate: fc.constantFrom('', day, '2013-02-02', '2014-06-19'),
    sex: fc.constantFrom('', '男', '女'),
    guardianName: fc.constantFrom('', '李大山', '张明'),
    guardianPhone: fc.constantFrom('', '13950990001'),
    registeredVillage: fc.constantFrom('', '东河村', '西坡村'),
  });
  const list = fc.array(row, { minLength: 1, maxLength: 6 });

  test('the order of the rows does not change the answer', () => {
    const named = (left: readonly TestRow[], right: readonly TestRow[]) =>
      matched(left, right)
        .map((pair) => JSON.stringify([left[pair.left], right[pair.right], pair.decision, pair.rule, pair.doubt]))
        .sort();
    fc.assert(
      fc.property(list, list, (left, right) => {
        expect(named(left.toReversed(), right.toReversed())).toEqual(named(left, right));
      }),
      { numRuns: 500 },
    );
  });

  test('nobody is joined twice: rows joined to one row of the other list are certainly one child', () => {
    fc.assert(
      fc.property(list, list, (left, right) => {
        const lexicon = newLexicon();
        const [lefts, rights] = [listOf(left, lexicon), listOf(right, lexicon)];
        const joined = [...everyPair(matchLists(lefts, rights))].filter((pair) => pair.decision === 'joined');
        const certain = new Set(
          [...findDuplicates(lefts)].flatMap((pair) =>
            pair.decision === 'joined' ? [`${pair.left} ${pair.right}`] : [],
          ),
        );
        for (const [at, one] of joined.entries()) {
          for (const two of joined.slice(at + 1)) {
            if (one.right === two.right) expect(certain).toContain(`${one.left} ${two.left}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
