import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Migration, migrate, migrationFiles } from './migrate.ts';
import { makeActor, makeUnits, type TestGround, testDatabase } from './testing.ts';
import { makeChild } from './testing-child.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await testDatabase();
});
afterAll(() => ground?.close());

const run = (migrations: readonly Migration[], views: readonly Migration[] = []) =>
  migrate({ ownerUrl: ground.ownerUrl, appUrl: ground.appUrl, schema: 'county', migrations, views });
const landed = migrationFiles();

test('a migration run again does nothing, from two servers at once either', async () => {
  expect(await Promise.all([run(landed), run(landed)])).toEqual([[], []]);
});

test('a later migration backfills a filled database under forced row security', async () => {
  const units = await makeUnits(ground);
  const { actor } = await makeActor(ground, 'social-affairs', units.township);
  for (const name of ['覃一', '覃二', '单三']) await makeChild(ground, actor, { name, villageId: units.villageA });
  const backfill: Migration = {
    name: '9002-surname.sql',
    sql: `alter table children add column surname text;
      update children set surname = left(name, 1);
      alter table children alter column surname set not null;`,
  };
  expect(await run([...landed, backfill])).toEqual(['9002-surname.sql']);
  const { rows } = await ground.database.inTransaction(actor, (tx) =>
    sql<{
      surname: string;
      n: number;
    }>`select surname, count(*) as n from children group by surname order by n`.execute(tx),
  );
  expect(rows).toEqual([
    { surname: '单', n: 1 },
    { surname: '覃', n: 2 },
  ]);

  // What landed stays as it was, and a database from the future is not touched.
  const changed = { ...backfill, sql: `${backfill.sql} -- one word more` };
  await expect(run([...landed, changed])).rejects.toMatchObject({ key: 'migration-changed' });
  await expect(run(landed)).rejects.toMatchObject({ key: 'migration-unknown', values: { name: '9002-surname.sql' } });

  const broken: Migration = { name: '9003-broken.sql', sql: 'drop table audit; select no_such_function();' };
  await expect(run([...landed, backfill, broken])).rejects.toMatchObject({ key: 'migration-failed' });
  expect((await ground.database.pool.query('select count(*) as n from audit')).rows).toEqual([{ n: 0 }]);

  const view: Migration = {
    name: 'surnames.sql',
    sql: `drop view if exists surnames; create view surnames with (security_invoker = true) as
      select surname, count(*) as n from children group by surname; grant select on surnames to quanxue_app;`,
  };
  await run([...landed, backfill], [view]);
  await run([...landed, backfill], [view]);
  expect((await ground.database.pool.query('select * from surnames')).rows).toEqual([]);
});

test('names sort by pinyin, in the table’s own collation', async () => {
  const admin = new pg.Client({ connectionString: ground.adminUrl });
  await admin.connect();
  const names = ['张伟', '曾庆', '覃兴旺', '单守仁', '阿依', '欧阳远', '吕布', '卢俊', '安好', '白露', '朱砂', '仇英'];
  const { rows } = await admin.query<{ name: string }>(
    'select name from unnest($1::text[]) name order by name collate county.pinyin',
    [names],
  );
  // 单 is dān and 仇 chóu by the dictionary; a surname's own reading is the glossary of names' business, not a collation's.
  expect(rows.map((row) => row.name)).toEqual([
    '阿依',
    '安好',
    '白露',
    '曾庆',
    '仇英',
    '单守仁',
    '卢俊',
    '吕布',
    '欧阳远',
    '覃兴旺',
    '张伟',
    '朱砂',
  ]);
  const { rows: columns } = await admin.query(`select c.relname, a.attname from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_collation l on l.oid = a.attcollation
    where l.collname = 'pinyin' and c.relkind = 'i' and c.relnamespace = 'county'::regnamespace`);
  expect(columns.map((row) => row.relname)).toContain('children_name');
  await admin.end();
});

test('missing roles are made where that may be, and told as statements where not', async () => {
  const admin = new pg.Client({ connectionString: ground.adminUrl });
  await admin.connect();
  const weak = `weak_${randomBytes(4).toString('hex')}`;
  await admin.query(`create role ${weak} login password 'x'`);
  try {
    const ownerUrl = Object.assign(new URL(ground.ownerUrl), { username: weak, password: 'x' }).href;
    await expect(
      migrate({ ownerUrl, appUrl: ground.appUrl, schema: 'county', migrations: landed, views: [] }),
    ).rejects.toMatchObject({ key: 'database-roles-missing', values: { sql: `grant quanxue_owner to "${weak}";` } });
    // An application login of another name becomes a member of the application's role.
    const login = `${weak}_app`;
    const appUrl = Object.assign(new URL(ground.appUrl), { username: login, password: 'secret' }).href;
    await migrate({ ownerUrl: ground.adminUrl, appUrl, schema: 'other', migrations: landed, views: [] });
    const app = new pg.Client({ connectionString: appUrl });
    await app.connect();
    expect((await app.query('select * from other.units')).rows).toEqual([]);
    await app.end();
    await admin.query(`drop role ${login}`);
  } finally {
    await admin.query(`drop role ${weak}`);
    await admin.end();
  }
});

test('a server that is not there is told in one sentence', async () => {
  const nowhere = 'postgres://quanxue_owner:x@127.0.0.1:1/none';
  await expect(
    migrate({ ownerUrl: nowhere, appUrl: ground.appUrl, schema: 'county', migrations: landed }),
  ).rejects.toMatchObject({ key: 'own-database-not-reached', values: { name: 'DATABASE_ADMIN_URL' } });
});
