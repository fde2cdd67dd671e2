import { setTimeout as pause } from 'node:timers/promises';
import { listLeads } from '@quanxue/domain/reports/operations.ts';
import { afterAll, expect, test } from 'vitest';
import { citizenNumber, confirmed, previewed, workbook } from '../children/testing.ts';
import { type TestServer, testServer } from '../testing.ts';

let server: TestServer;
afterAll(() => server?.close());

test('a platform list that was confirmed has its leads at once, on those alone whom the ledger does not explain', async () => {
  server = await testServer();
  const clerk = await server.as('social-affairs');
  const [lost, found] = [citizenNumber('2012-03-04', 12), citizenNumber('2012-05-06', 13)];
  const lists = [
    [
      'population',
      [
        ['姓名', '身份证号', '户籍村'],
        ['谭小兰', lost, '听松坪村'],
        ['谭大山', found, '听松坪村'],
      ],
    ],
    [
      'roll',
      [
        ['姓名', '身份证号', '学校', '年级'],
        ['谭大山', found, '霁溪镇小学', '五年级'],
      ],
    ],
    [
      'suspected',
      [
        ['姓名', '身份证号', '学籍学校'],
        ['谭小兰', lost, '霁溪镇小学'],
        ['谭大山', found, '霁溪镇小学'],
      ],
    ],
  ] as const;
  for (const [kind, rows] of lists) {
    expect(await clerk.ask(listLeads, { query: {} })).toMatchObject({ leads: [] });
    const batch = await previewed(clerk, kind, await workbook(rows.map((row) => [...row])));
    expect(await confirmed(clerk, batch.id)).toMatchObject({ state: 'confirmed' });
  }
  let { leads } = await clerk.ask(listLeads, { query: {} });
  while (leads.length === 0) {
    await pause(20);
    ({ leads } = await clerk.ask(listLeads, { query: {} }));
  }
  expect(leads).toMatchObject([{ name: '谭小兰', source: 'platform-list' }]);
});
