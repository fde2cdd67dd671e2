import { describe, expect, it } from 'vitest';
import { type Dated, datedOn, valueOn } from './citation.ts';

describe('a dated value', () => {
  const citation = { paper: 'xianyi-2022-56', zh: '附件1', en: 'Annex 1' };
  const history: Dated<number> = [
    { to: '2020-06-27', value: 1, citation },
    { from: '2020-06-28', to: '2021-05-31', value: 2, citation },
    { from: '2022-01-01', value: 3, citation },
  ];

  it.each([
    ['1999-01-01', 1],
    ['2020-06-27', 1],
    ['2020-06-28', 2],
    ['2021-05-31', 2],
    ['2021-06-01', undefined],
    ['2021-12-31', undefined],
    ['2022-01-01', 3],
    ['2099-01-01', 3],
  ])('on %s is %s', (day, value) => {
    expect(valueOn(history, day)).toBe(value);
  });

  it('comes with its period and its source', () => {
    expect(datedOn(history, '2021-01-01')).toEqual({ from: '2020-06-28', to: '2021-05-31', value: 2, citation });
  });
});
