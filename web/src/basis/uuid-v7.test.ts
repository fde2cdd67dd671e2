import { expect, it } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

it('makes UUIDs of version 7 that carry the time and never repeat', () => {
  const before = Date.now();
  const ids = Array.from({ length: 1000 }, uuidV7);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(1000);
  const time = Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
});
