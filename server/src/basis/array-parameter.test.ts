import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { booleanArray, bytesArray, dayArray, intArray, jsonArray, textArray, uuidArray } from './array-parameter.ts';
import { type TestGround, testDatabase } from './testing.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await testDatabase();
});
afterAll(() => ground?.close());

test('what goes in as a binary array comes out as it was, nothing and odd signs among it', async () => {
  const id = '0182f674-6740-738f-bf42-e289f9f69fc0';
  const { rows } = await ground.database.inTransaction(null, (tx) =>
    sql`
      select * from unnest(
        ${uuidArray([id, null, id])}::uuid[], ${intArray([0, -7, null])}::int[],
        ${booleanArray([true, false, null])}::boolean[], ${dayArray(['2022-09-01', null, '1999-12-31'])}::date[],
        ${textArray(['', '冉𬱖"\\,{}', null])}::text[], ${bytesArray([Buffer.from([0, 255]), null, Buffer.alloc(0)])}::bytea[],
        ${jsonArray(['{"姓名": "\\"\\\\"}', '[1, null]', 'true'])}::jsonb[]
      ) as r (id, number, truth, day, name, bytes, json)`.execute(tx),
  );
  expect(rows).toEqual([
    { id, number: 0, truth: true, day: '2022-09-01', name: '', bytes: Buffer.from([0, 255]), json: { 姓名: '"\\' } },
    { id: null, number: -7, truth: false, day: null, name: '冉𬱖"\\,{}', bytes: null, json: [1, null] },
    { id, number: null, truth: null, day: '1999-12-31', name: null, bytes: Buffer.alloc(0), json: true },
  ]);
});

test('an array of nothing is empty', async () => {
  const { rows } = await ground.database.inTransaction(null, (tx) =>
    sql`select cardinality(${textArray([])}::text[]) as count`.execute(tx),
  );
  expect(rows).toEqual([{ count: 0 }]);
});
