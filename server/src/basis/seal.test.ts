import { createHash } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { openKeys, readMasterKey, unwrap, wrap } from './seal.ts';
import { makeActor, makeUnits, type TestGround, testDatabase } from './testing.ts';
import { makeChild } from './testing-child.ts';

let ground: TestGround;
let clerk: Actor;
let childId: string;
beforeAll(async () => {
  ground = await testDatabase();
  const units = await makeUnits(ground);
  clerk = (await makeActor(ground, 'social-affairs', units.township)).actor;
  childId = await makeChild(ground, clerk, { villageId: units.villageA, citizenId: '509999201012030310' });
});
afterAll(() => ground?.close());

const keyFile = () => join(ground.dir, 'keys', 'master.key');

test('the master key is a file that only the server’s user reads, and stays the same', () => {
  const [first, second] = [1, 2].map(() => readMasterKey({ dataDir: ground.dir, masterKey: undefined }, false));
  expect(first).toEqual(second);
  expect(statSync(keyFile()).mode & 0o077).toBe(0);
  expect(statSync(join(ground.dir, 'keys')).mode & 0o077).toBe(0);
});

test('one child has one key, which opens what it sealed, at its place, and nothing else', async () => {
  await ground.database.inTransaction(clerk, async (tx) => {
    const key = await ground.keys.ofChild(tx, childId);
    expect((await ground.keys.ofChild(tx, childId)).id).toBe(key.id);
    const sealed = key.seal({ 电话: '13800000001' }, 'children/1');
    expect(key.open(sealed, 'children/1')).toEqual({ 电话: '13800000001' });
    expect(sealed.includes('13800000001')).toBe(false);
    expect(key.seal('x', 'p').equals(key.seal('x', 'p'))).toBe(false);
    expect(() => key.open(sealed, 'children/2')).toThrow('seal-broken');
    for (const at of [0, 5, 20, sealed.length - 1]) {
      const bent = Buffer.from(sealed);
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(() => key.open(bent, 'children/1'), `byte ${at}`).toThrow('seal-broken');
    }
    expect(() => key.open(Buffer.alloc(3), 'children/1')).toThrow('seal-broken');
  });
});

test('a number is found by its keyed digest, which is not a plain one', () => {
  const number = '509999201012030310';
  expect(ground.keys.lookup(number)).toEqual(ground.keys.lookup(number));
  expect(ground.keys.lookup(number)).not.toEqual(ground.keys.lookup('0310'));
  expect(ground.keys.lookup(number)).not.toEqual(createHash('sha256').update(number).digest());
});

test('a new master key is a new wrapping of the same data key; nothing sealed is touched', async () => {
  const config = { dataDir: ground.dir, masterKey: undefined };
  const old = readMasterKey(config, false);
  const fresh = Buffer.alloc(32, 7);
  const sealed = await ground.database.inTransaction(clerk, async (tx) => {
    const row = await tx.selectFrom('data_keys').selectAll().where('child_id', '=', childId).executeTakeFirstOrThrow();
    const rewrapped = wrap(fresh, row.id, row.wrapping + 1, unwrap(old, row), ground.clock.now());
    await tx
      .insertInto('data_keys')
      .values({ ...rewrapped, child_id: childId, batch_id: null })
      .execute();
    const lookup = await tx.selectFrom('installation_keys').selectAll().executeTakeFirstOrThrow();
    await tx
      .insertInto('installation_keys')
      .values({ ...wrap(fresh, lookup.id, 2, unwrap(old, lookup), ground.clock.now()), purpose: 'lookup' })
      .execute();
    return tx.selectFrom('children').select('sealed').where('id', '=', childId).executeTakeFirstOrThrow();
  });
  const keys = await openKeys(ground.database, ground.clock, { ...config, masterKey: fresh.toString('hex') });
  const opened = await ground.database.inTransaction(clerk, async (tx) =>
    (await keys.ofChild(tx, childId)).open(sealed.sealed ?? Buffer.alloc(0), `children/${childId}`),
  );
  expect(opened).toMatchObject({ citizenId: '509999201012030310' });
  expect(keys.lookup('1')).toEqual(ground.keys.lookup('1'));
  // The old key no longer fits the newest wrapping, and that is said at the start, not at the first child.
  await expect(openKeys(ground.database, ground.clock, config)).rejects.toThrow('seal-broken');
});

test('a lost, damaged or wrong master key stops the start with a sentence, and never is a new one made', async () => {
  const open = (masterKey?: string) =>
    openKeys(ground.database, ground.clock, { dataDir: join(ground.dir, 'elsewhere'), masterKey });
  await expect(open()).rejects.toMatchObject({ key: 'master-key-missing' });
  await expect(open('12')).rejects.toMatchObject({ key: 'master-key-damaged' });
  await expect(open('00'.repeat(32))).rejects.toMatchObject({ key: 'seal-broken' });
  rmSync(keyFile());
  writeFileSync(keyFile(), 'not a key');
  await expect(
    openKeys(ground.database, ground.clock, { dataDir: ground.dir, masterKey: undefined }),
  ).rejects.toMatchObject({
    key: 'master-key-damaged',
  });
});

test('no key of a child out of sight is given, and none is made for it', async () => {
  const owner = new pg.Client({ connectionString: ground.ownerUrl, options: '-c search_path=county' });
  await owner.connect();
  const count = async () => (await owner.query('select count(*)::int as n from data_keys')).rows[0]?.n;
  const before = await count();
  const units = await ground.database.inTransaction(null, (tx) => tx.selectFrom('units').selectAll().execute());
  const elsewhere = units.find((unit) => unit.kind === 'school')?.id ?? '';
  const { actor } = await makeActor(ground, 'principal', elsewhere);
  await expect(ground.database.inTransaction(actor, (tx) => ground.keys.ofChild(tx, childId))).rejects.toThrow(
    'row-level security',
  );
  expect(await count()).toBe(before);
  await owner.end();
});
