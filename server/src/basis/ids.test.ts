import { expect, test } from 'vitest';
import { z } from 'zod';
import { settableClock } from './clock.ts';
import { newId } from './ids.ts';

test('ids are UUIDs of version 7 that begin with their millisecond', () => {
  const clock = settableClock('2022-09-01T00:30:00.000Z');
  const id = newId(clock);
  expect(z.uuidv7().safeParse(id).success).toBe(true);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse(clock.now()));
});

test('ten thousand ids of one millisecond are all different and ascend', () => {
  const clock = settableClock('2022-09-01T00:30:00.000Z');
  const ids = Array.from({ length: 10_000 }, () => newId(clock));
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});
