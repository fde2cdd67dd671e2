import { expect, it } from 'vitest';
import { shanghaiTime } from './instant.ts';

it('shows an instant by the clock of Shanghai, on the next day where it is so', () => {
  expect(shanghaiTime('2022-09-07T18:30:00.000Z')).toBe('2022-09-08 02:30');
  expect(shanghaiTime('2022-09-07T18:30:00+08:00')).toBe('2022-09-07 18:30');
});

it('leaves alone what is no instant', () => {
  expect(shanghaiTime('2022年')).toBe('2022年');
});
