import { describe, expect, it } from 'vitest';
import {
  document,
  findingOf,
  judged,
  measure,
  messageFaults,
  placement,
  reopening,
  type Situation,
  untried,
} from '../testing.ts';

const chosen = measure('2022-09-05', 'return');
const on = '2022-09-30';

const situations: Situation[] = [
  {
    name: 'nothing is on file: the papers are missing, what follows the return is pending',
    on,
    facts: [chosen],
    expect: {
      'B4-1.roll-certificate': 'missing',
      'B4-1.placement': 'missing',
      'B4-1.photo': 'pending',
      'A2-1.grade': 'pending',
    },
  },
  {
    name: 'the child is back with everything on file',
    on,
    facts: [
      chosen,
      document('2022-09-06', 'roll-certificate'),
      placement('2022-09-20'),
      document('2022-09-21', 'in-school-photo'),
    ],
    expect: {
      'B4-1.roll-certificate': 'met',
      'B4-1.placement': 'met',
      'B4-1.photo': 'met',
      'A2-1.grade': 'met',
    },
  },
  ...(['class', 'headTeacher', 'headTeacherPhone'] as const).map(
    (field): Situation => ({
      name: `a placement without ${field} is a breach`,
      on,
      facts: [chosen, placement('2022-09-20', { [field]: undefined })],
      expect: { 'B4-1.placement': 'breach' },
    }),
  ),
  {
    name: 'the last placement in effect decides',
    on,
    facts: [chosen, placement('2022-09-20', { class: undefined, grade: 3 }), placement('2022-09-21')],
    expect: { 'B4-1.placement': 'met', 'A2-1.grade': 'met' },
  },
  {
    name: 'a reopening ends the effect of the placement',
    on,
    facts: [chosen, placement('2022-09-20'), document('2022-09-21', 'in-school-photo'), reopening('2022-09-25')],
    expect: { 'B4-1.placement': 'missing', 'B4-1.photo': 'pending', 'A2-1.grade': 'pending' },
  },
  {
    name: 'a photo on the day of the placement is in time',
    on,
    facts: [chosen, document('2022-09-20', 'in-school-photo'), placement('2022-09-20')],
    expect: { 'B4-1.photo': 'met' },
  },
  {
    name: 'a photo from the day before the placement is not of the child returned',
    on,
    facts: [chosen, document('2022-09-19', 'in-school-photo'), placement('2022-09-20')],
    expect: { 'B4-1.photo': 'breach' },
  },
  {
    name: 'one photo from before and one from after: one that satisfies is enough',
    on,
    facts: [
      chosen,
      document('2022-09-19', 'in-school-photo'),
      placement('2022-09-20'),
      document('2022-09-22', 'in-school-photo'),
    ],
    expect: { 'B4-1.photo': 'met' },
  },
  {
    name: 'the child is back and no photo is on file',
    on,
    facts: [chosen, placement('2022-09-20')],
    expect: { 'B4-1.photo': 'missing' },
  },
  ...(
    [
      [8, 'breach'],
      [7, 'met'],
      [6, 'met'],
      [5, 'breach'],
    ] as const
  ).map(
    ([grade, status]): Situation => ({
      name: `a child of grade 7 placed in grade ${grade}`,
      on,
      facts: [chosen, placement('2022-09-20', { grade })],
      expect: { 'A2-1.grade': status },
    }),
  ),
  {
    name: 'the original grade is not on file',
    on,
    child: { grade: undefined },
    facts: [chosen, placement('2022-09-20')],
    expect: { 'A2-1.grade': 'missing' },
  },
  {
    name: 'without a placement the grade is pending, on file or not',
    on,
    child: { grade: undefined },
    facts: [chosen],
    expect: { 'A2-1.grade': 'pending' },
  },
];

describe('return', () => {
  it.each(situations)('$name', (situation) => {
    expect(judged(situation)).toEqual(situation.expect);
    expect(messageFaults(situation)).toEqual([]);
  });

  it('is tried in every status that its rows can have', () => {
    expect(
      untried(
        {
          'B4-1.roll-certificate': ['met', 'missing'],
          'B4-1.placement': ['met', 'missing', 'breach'],
          'B4-1.photo': ['met', 'missing', 'breach', 'pending'],
          'A2-1.grade': ['met', 'missing', 'breach', 'pending'],
        },
        situations,
      ),
    ).toEqual([]);
  });

  it('names the entries that break a condition', () => {
    const facts = [
      chosen,
      document('2022-09-19', 'in-school-photo', { id: 'photo' }),
      placement('2022-09-20', { id: 'back', grade: 9 }),
    ];
    expect(findingOf({ on, facts }, 'B4-1.photo')?.entries).toEqual(['photo']);
    expect(findingOf({ on, facts }, 'A2-1.grade')?.entries).toEqual(['back']);
  });
});
