import { confirmImport, getChild, listChildren } from '@quanxue/domain/children/operations.ts';
import { mergeUnits } from '@quanxue/domain/people/units.ts';
import { getTable } from '@quanxue/domain/statistics/table-operations.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenNumber, previewed, rowsOf, settledImport, workbook } from '../children/testing.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';

let server: TestServer;
let clerk: TestPerson;
beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('social-affairs');
});
afterAll(() => server?.close());

const child = (name: string, sequence: number, village: string) => [
  name,
  citizenNumber('2011-07-08', sequence),
  village,
];
const list = (...rows: string[][]) => workbook([['姓名', '公民身份号码', '村（社区）'], ...rows]);
const total = async (asOf: string) =>
  (await clerk.ask(getTable, { params: { table: 'b3-1' }, query: { asOf } })).rows.map((row) => [
    row.name.zh,
    row.counts.total,
  ]);

test('a list that names a merged village leads to its successor; who was there before stays so for earlier days', async () => {
  const first = await previewed(
    clerk,
    'population',
    await list(child('向远舟', 11, '听松坪村'), child('冉小满', 24, '晒书坝村')),
  );
  await clerk.ask(confirmImport, { params: { importId: first.id } });
  await settledImport(clerk, first.id);
  const { villageA, villageB, township } = server.units;
  await clerk.ask(mergeUnits, {
    body: {
      predecessorIds: [villageA, villageB],
      successor: { name: '松坝村', code: '509999101201', parentId: township },
      onDay: '2022-09-01',
    },
  });

  // The old name, the new name, and a child that the first list did not have; 冉小满 is on it no more.
  const second = await previewed(
    clerk,
    'population',
    await list(child('向远舟', 11, '松坝村'), child('符新来', 31, '听松坪村')),
  );
  expect(second).toMatchObject({ newUnits: [], counts: { added: 1, same: 1, changed: 0, gone: 1, warnings: 1 } });
  const [added] = await rowsOf(clerk, second.id, 'added');
  expect(added?.problems.map((problem) => problem.message.zh)).toEqual([
    '“听松坪村”已于 2022-09-01 并入“松坝村”，按“松坝村”登记。请在名单中改用新的村名和代码。',
  ]);
  expect((await rowsOf(clerk, second.id, 'gone')).map((row) => row.name)).toEqual(['冉小满']);
  await clerk.ask(confirmImport, { params: { importId: second.id } });
  await settledImport(clerk, second.id);

  expect(await total('2022-09-01')).toEqual([['松坝村', 3]]);
  expect((await total('2022-08-31')).slice(0, 2)).toEqual([
    ['晒书坝村', 1],
    ['听松坪村', 1],
  ]);
  const { children } = await clerk.ask(listChildren, { query: { q: '向远舟' } });
  const detail = await clerk.ask(getChild, { params: { childId: children[0]?.id ?? '' } });
  expect(detail.registeredVillage).toBe('松坝村');
});
