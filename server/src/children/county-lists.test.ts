import { getVillageClosing } from '@quanxue/domain/children/closing-operations.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../basis/ids.ts';
import { type TestPerson, type TestServer, testServer } from '../testing.ts';
import { platformLeads } from './platform-leads.ts';
import { citizenNumber, confirmed, previewed, workbook } from './testing.ts';

let server: TestServer;
let county: TestPerson;
let here: TestPerson;
let there: TestPerson;
let villageThere: string;
let suspectedId: string;

const HERE = '听松坪村';
const THERE = '云脚村';
const NUMBERS = new Map(
  ['甲在册', '乙除名', '丙在册', '丁除名'].map((n, at) => [n, citizenNumber('2012-05-06', 20 + at)]),
);
const row = (name: string, village: string) => [name, NUMBERS.get(name) ?? null, village];
const bring = async (kind: 'population' | 'suspected', rows: (string | null)[][]) => {
  const heads = ['姓名', '公民身份号码', '村（社区）'];
  const batch = await previewed(county, kind, await workbook([heads, ...rows]), `${kind}.xlsx`);
  expect(await confirmed(county, batch.id)).toMatchObject({ state: 'confirmed' });
  return batch.id;
};

beforeAll(async () => {
  server = await testServer();
  const township = newId(server.clock);
  villageThere = newId(server.clock);
  const unit = { valid_from: '2015-01-01' };
  await server.database.inTransaction(null, (tx) =>
    tx
      .insertInto('units')
      .values([
        { ...unit, id: township, kind: 'township', code: '509999102', name: '云脚乡', parent_id: server.units.county },
        { ...unit, id: villageThere, kind: 'village', code: '509999102201', name: THERE, parent_id: township },
      ])
      .execute(),
  );
  county = await server.as('county-committee', server.units.county);
  here = await server.as('social-affairs');
  there = await server.as('social-affairs', township);
  await bring('population', [row('甲在册', HERE), row('乙除名', HERE), row('丙在册', THERE), row('丁除名', THERE)]);
  await bring('population', [row('甲在册', HERE), row('丙在册', THERE)]);
  suspectedId = await bring('suspected', [row('甲在册', HERE), row('丙在册', THERE)]);
});
afterAll(() => server?.close());

const asActor = <T extends object>(who: TestPerson, query: ReturnType<typeof sql<T>>) =>
  server.database.inTransaction(who.actor, async (tx) => (await query.execute(tx)).rows);

test('a township knows who is gone from the county’s list, and counts its village as the county does', async () => {
  const told = async (who: TestPerson, villageId: string) => {
    const { villages, open } = await who.ask(getVillageClosing, { query: { villageId } });
    return { counts: villages[0]?.counts, open: open.map(({ name, what, side }) => `${name} ${what} ${side}`).sort() };
  };
  const seen = await told(there, villageThere);
  expect(seen.open).toContain('丁除名 difference ledger');
  expect(seen).toEqual(await told(county, villageThere));
  expect(await told(here, server.units.villageA)).toEqual(await told(county, server.units.villageA));
});

test.each([
  ['the one township', () => here, ['乙除名 true', '甲在册 false']],
  ['the other', () => there, ['丁除名 true', '丙在册 false']],
  ['the county', () => county, ['丁除名 true', '丙在册 false', '乙除名 true', '甲在册 false']],
] as const)('asked by SQL, %s is told of its own children alone', async (_, who, expected) => {
  const rows = await asActor(
    who(),
    sql<{ childId: string; gone: boolean }>`select child_id as "childId", gone from population_listing()`,
  );
  const names = await asActor(county, sql<{ id: string; name: string }>`select id, name from children`);
  const nameOf = new Map(names.map((each) => [each.id, each.name]));
  expect(rows.map((each) => `${nameOf.get(each.childId)} ${each.gone}`).sort()).toEqual([...expected].sort());
});

test('the county’s list of suspected children makes leads in each township, of its own children alone', async () => {
  const found = async (who: TestPerson) =>
    server.database.inTransaction(who.actor, async (tx) => {
      const leads = await platformLeads.find(undefined, tx);
      expect(leads.every((lead) => lead.sourceId === `list ${suspectedId}` && lead.detail.includes('雾屏县'))).toBe(
        true,
      );
      return leads.length;
    });
  expect([await found(here), await found(there), await found(county)]).toEqual([1, 1, 2]);
});

test('of the county’s list a township reads the rows of its own, and writes none into it', async () => {
  const read = sql<{ name: string }>`select name from list_rows where batch_id = ${suspectedId}`;
  expect(await asActor(there, read)).toEqual([{ name: '丙在册' }]);
  const copy = sql<object>`insert into list_rows select (r).* from (select jsonb_populate_record(r, '{"row": 99}') as r
    from list_rows r where batch_id = ${suspectedId}) made`;
  await expect(asActor(there, copy)).rejects.toThrow(/row-level security/);
});

test('functions that look further than the asker are bound to their tables, and nobody else may call them', async () => {
  const rows = await asActor(
    county,
    sql<{ name: string; bound: boolean; open: boolean }>`
      select proname as name, prosqlbody is not null as bound,
          proacl is null or exists (select from aclexplode(proacl) where grantee = 0 and privilege_type = 'EXECUTE') as open
        from pg_proc where prosecdef and pronamespace = current_schema()::regnamespace
          and proname in ('lists_in_reach', 'class_lists_in_reach', 'population_listing')
        order by proname`,
  );
  expect(rows).toEqual(
    ['class_lists_in_reach', 'lists_in_reach', 'population_listing'].map((name) => ({
      name,
      bound: true,
      open: false,
    })),
  );
});
