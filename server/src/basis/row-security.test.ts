import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { openDatabase } from './database.ts';
import { appendEntry } from './log.ts';
import { makeActor, makeUnits, type TestGround, type TestUnits, testDatabase } from './testing.ts';
import { makeCase, makeChild } from './testing-child.ts';

let ground: TestGround;
let units: TestUnits;
let clerkA: Actor;
let clerkB: Actor;
let office: Actor;
let administrator: Actor;
let childA: string;
let childB: string;

const SHA = 'a'.repeat(64);

beforeAll(async () => {
  ground = await testDatabase();
  units = await makeUnits(ground);
  clerkA = (await makeActor(ground, 'village', units.villageA)).actor;
  clerkB = (await makeActor(ground, 'village', units.villageB)).actor;
  office = (await makeActor(ground, 'social-affairs', units.township)).actor;
  administrator = (await makeActor(ground, 'administrator', units.township)).actor;
  childA = await makeChild(ground, clerkA, { name: '甲', villageId: units.villageA });
  childB = await makeChild(ground, office, { name: '乙', villageId: units.villageB });
  for (const childId of [childA, childB]) {
    const caseId = await makeCase(ground, office, childId);
    const [post] = office.posts;
    if (!post) throw new Error('no post');
    await ground.database.inTransaction(office, async (tx) => {
      await appendEntry(ground, tx, {
        caseId,
        actor: office,
        post,
        entry: {
          id: 'e1',
          kind: 'report',
          on: '2022-08-30',
          source: 'matching',
          reasons: ['poverty'],
          evidence: [{ kind: 'photo', sha256: SHA }],
        },
      });
      await tx
        .insertInto('evidence')
        .values({
          sha256: SHA,
          bytes: 1,
          media_type: 'image/png',
          received_at: ground.clock.now(),
          received_by: office.accountId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await tx
        .insertInto('schooling')
        .values({
          id: crypto.randomUUID(),
          child_id: childId,
          state: 'here',
          from_on: '2022-09-01',
          recorded_at: ground.clock.now(),
          recorded_by: office.accountId,
        })
        .execute();
      await tx
        .insertInto('audit')
        .values({
          id: crypto.randomUUID(),
          at: ground.clock.now(),
          actor_id: office.accountId,
          operation: 'test',
          child_id: childId,
          request_id: 'r',
        })
        .execute();
    });
  }
});
afterAll(() => ground?.close());

/** Raw SQL as the application's role, in this actor's name: what the server could do if its code were wrong. */
async function raw(actor: Actor | null, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = await ground.database.pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('quanxue.actor', $1, true)`, [actor?.accountId ?? '']);
    return (await client.query(sql, values)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const WITH_CHILDREN = [
  'children',
  'schooling',
  'data_keys',
  'cases',
  'entries',
  'evidence',
  'evidence_uses',
  'ledger_events',
  'audit',
  'import_batches',
  'import_rows',
];

test('whoever has not said who asks sees no child, and nothing of any child', async () => {
  for (const table of WITH_CHILDREN) {
    expect(await raw(null, `select * from ${table}`), table).toEqual([]);
  }
  expect(await raw({ ...clerkA, accountId: crypto.randomUUID() }, 'select * from children')).toEqual([]);
  // Without any setting at all, as a forgotten transaction would ask.
  expect((await ground.database.pool.query('select * from children')).rows).toEqual([]);
});

test('every table that names a child, a case or an import row is under forced row security', async () => {
  const { rows } = await ground.database.pool.query(
    `
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
    from pg_class c where c.relnamespace = 'county'::regnamespace and c.relkind in ('r', 'p') and (
      c.relname = any($1) or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname in ('child_id', 'case_id', 'batch_id')))`,
    [WITH_CHILDREN],
  );
  expect(rows.length).toBeGreaterThanOrEqual(WITH_CHILDREN.length);
  expect(rows.filter((row) => !row.forced)).toEqual([]);
});

test('every view asks as the person who asks', async () => {
  const { rows } = await ground.database.pool.query(`
    select relname from pg_class where relnamespace = 'county'::regnamespace and relkind in ('v', 'm')
      and not coalesce(reloptions @> array['security_invoker=true'], false)`);
  expect(rows).toEqual([]);
});

test('a clerk of village A sees no child of B: not in a list, not by id, not by search, not by a join', async () => {
  expect(await raw(clerkA, 'select name from children')).toEqual([{ name: '甲' }]);
  expect(await raw(clerkA, 'select * from children where id = $1', [childB])).toEqual([]);
  expect(await raw(clerkA, `select * from children where name >= '乙' and name < '丁'`)).toEqual([]);
  expect(await raw(clerkA, 'select count(*)::int as n from children')).toEqual([{ n: 1 }]);
  for (const sql of [
    'select e.* from entries e join cases c on c.id = e.case_id where c.child_id = $1',
    'select s.* from units u left join children c on c.registered_unit_id = u.id join schooling s on s.child_id = c.id where c.id = $1',
    'select * from schooling where child_id = $1',
    'select * from data_keys where child_id = $1',
    'select * from evidence_uses where child_id = $1',
    'select * from ledger_events where child_id = $1',
    'select * from audit where child_id = $1',
  ]) {
    expect(await raw(clerkA, sql, [childB]), sql).toEqual([]);
    expect((await raw(office, sql, [childB])).length > 0 || sql.includes('ledger_events'), sql).toBe(true);
  }
});

test('nothing of B is written or changed by A either', async () => {
  expect(await raw(clerkA, `update children set name = '丙' where id = $1 returning id`, [childB])).toEqual([]);
  const refused = /row-level security/;
  const insert = `insert into children (id, name, sex, birth_date, owner_unit_id, created_at, created_by, changed_at)
    values (gen_random_uuid(), '丁', 'male', '2012-01-01', $1, now(), $2, now())`;
  await expect(raw(clerkA, insert, [units.villageB, clerkA.accountId])).rejects.toThrow(refused);
  await raw(clerkA, insert, [units.villageA, clerkA.accountId]);
  // Not even its own child can be pushed out of everybody's sight …
  await expect(
    raw(clerkA, 'update children set registered_unit_id = $1, residence_unit_id = $1, owner_unit_id = $1', [
      units.villageB,
    ]),
  ).rejects.toThrow(refused);
  // … and nobody writes in another's name.
  await expect(
    raw(
      clerkA,
      `insert into audit (id, at, actor_id, operation, request_id) values (gen_random_uuid(), now(), $1, 'x', 'r')`,
      [clerkB.accountId],
    ),
  ).rejects.toThrow(refused);
});

test('a child is seen from where it lives, where it is registered and where it learns', async () => {
  const migrant = await makeChild(ground, office, { name: '迁', villageId: units.villageA });
  await ground.database.inTransaction(office, (tx) =>
    tx
      .updateTable('children')
      .set({ residence_unit_id: units.villageB, school_unit_id: units.school })
      .where('id', '=', migrant)
      .execute(),
  );
  const principal = (await makeActor(ground, 'principal', units.school)).actor;
  for (const actor of [clerkA, clerkB, principal, office]) {
    expect(await raw(actor, 'select id from children where id = $1', [migrant]), actor.account).toHaveLength(1);
  }
  expect(await raw(principal, 'select name from children')).toEqual([{ name: '迁' }]);
});

test('an evidence file is seen through a case that names it, and by nobody else but who brought it', async () => {
  expect(await raw(clerkA, 'select sha256 from evidence')).toEqual([{ sha256: SHA }]);
  const elsewhere = (await makeActor(ground, 'principal', units.school)).actor;
  expect(await raw(elsewhere, 'select sha256 from evidence')).toEqual([]);
});

test("the administrator's post shows the ledger, for the import, and no case", async () => {
  expect((await raw(administrator, 'select id from children')).length).toBeGreaterThan(0);
  for (const table of ['cases', 'entries', 'evidence', 'evidence_uses']) {
    expect(await raw(administrator, `select * from ${table}`), table).toEqual([]);
  }
});

test('a post that has ended, or not begun, or of a closed account shows nothing', async () => {
  const { actor } = await makeActor(ground, 'social-affairs', units.township);
  const set = (sql: string) => ground.database.pool.query(sql, [actor.accountId]);
  expect((await raw(actor, 'select id from children')).length).toBeGreaterThan(0);
  await set(`update posts set to_on = '2022-08-31' where account_id = $1`);
  expect(await raw(actor, 'select id from children')).toEqual([]);
  await set(`update posts set to_on = null where account_id = $1`);
  await set(`update accounts set closed_at = now() where id = $1`);
  expect(await raw(actor, 'select id from children')).toEqual([]);
});

test('what is recorded can only be added to, tried with the connection of the running server', async () => {
  const appendOnly = [
    'entries',
    'evidence',
    'evidence_uses',
    'ledger_events',
    'audit',
    'data_keys',
    'installation_keys',
    'settings',
    'sign_in_attempts',
  ];
  for (const table of appendOnly) {
    const { rows: columns } = await ground.database.pool.query<{ name: string; may: boolean }>(
      `select attname as name, has_column_privilege(attrelid, attnum, 'update') as may from pg_attribute
       where attrelid = $1::regclass and attnum > 0`,
      [table],
    );
    expect(
      columns.filter((column) => column.may),
      table,
    ).toEqual([]);
    for (const { name } of columns) {
      await expect(raw(office, `update ${table} set "${name}" = "${name}"`), table).rejects.toThrow(
        'permission denied',
      );
    }
    await expect(raw(office, `delete from ${table}`), table).rejects.toThrow('permission denied');
  }
  const { rows } = await ground.database.pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'county'::regnamespace and relkind = 'r'`,
  );
  expect(rows.length).toBeGreaterThan(15);
  for (const { name } of rows) {
    for (const sql of [
      `truncate ${name}`,
      `alter table ${name} add column x int`,
      `alter table ${name} disable row level security`,
      `alter table ${name} no force row level security`,
      `drop table ${name}`,
      `create policy anybody on ${name} using (true)`,
      `create rule r as on insert to ${name} do instead nothing`,
      `alter table ${name} owner to quanxue_app`,
    ]) {
      await expect(raw(office, sql), sql).rejects.toThrow(/permission denied|must be owner/);
    }
  }
  for (const sql of [
    'drop policy entries_scope on entries',
    'alter policy entries_scope on entries using (true)',
    `create or replace function current_actor() returns uuid language sql as 'select null::uuid'`,
    'create table loot (x int)',
    'create function f() returns int language sql as $$ select 1 $$',
    'set role quanxue_owner',
    'set session authorization quanxue_owner',
    'alter role quanxue_app bypassrls',
    'drop schema county cascade',
  ]) {
    await expect(raw(office, sql), sql).rejects.toThrow(/permission denied|must (be|have)/);
  }
  await raw(office, 'set local row_security = off');
  await expect(raw(office, 'set local row_security = off; select * from children')).rejects.toThrow(
    /row-level security/,
  );
});

test('only named columns of a schooling state, a case, a post can change', async () => {
  for (const sql of [
    `update schooling set state = 'unknown'`,
    `update schooling set from_on = '2020-01-01'`,
    `update cases set child_id = gen_random_uuid()`,
    `update cases set opened_on = '2020-01-01'`,
    `update posts set role = 'administrator'`,
    `update posts set unit_id = gen_random_uuid()`,
    `update accounts set account = 'x'`,
    `update import_batches set created_by = gen_random_uuid()`,
    'delete from children',
    'delete from schooling',
    'delete from cases',
    'delete from sessions',
  ]) {
    await expect(raw(office, sql), sql).rejects.toThrow('permission denied');
  }
  await raw(office, `update schooling set to_on = '2022-09-30'`);
});

test('the server does not start as owner, superuser or with another role that is too strong', async () => {
  const start = (appUrl: string) => openDatabase({ appUrl, schema: 'county', clock: ground.clock });
  await expect(start(ground.ownerUrl)).rejects.toMatchObject({
    key: 'application-role-too-strong',
    values: { why: 'owner' },
  });
  await expect(start(ground.adminUrl)).rejects.toMatchObject({ values: { why: 'superuser' } });
  const admin = new pg.Client({ connectionString: ground.adminUrl });
  await admin.connect();
  const role = `strong_${process.pid}`;
  await admin.query(`create role ${role} login bypassrls password 'x'`);
  await admin.query(`grant quanxue_app to ${role}`);
  try {
    const url = Object.assign(new URL(ground.appUrl), { username: role, password: 'x' }).href;
    await expect(start(url)).rejects.toMatchObject({ values: { why: 'bypassrls' } });
    await admin.query(`alter role ${role} nobypassrls`);
    await (await start(url)).close();
    await admin.query(`grant quanxue_owner to ${role}`);
    await expect(start(url)).rejects.toMatchObject({ values: { why: 'owner' } });
  } finally {
    await admin.query(`drop role ${role}`);
    await admin.end();
  }
  await expect(start('postgres://quanxue_app:wrong@127.0.0.1:1/none')).rejects.toMatchObject({
    key: 'own-database-not-reached',
  });
});
