import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor, ActorPost } from './actor.ts';
import { faultsOf } from './chain.ts';
import { readChanges, recordChanges, verifyChanges } from './ledger-events.ts';
import { appendEntry, readLog, type StoredEntry, verifyLog } from './log.ts';
import { makeActor, makeUnits, type TestGround, type TestUnits, testDatabase } from './testing.ts';
import { makeCase, makeChild } from './testing-child.ts';

let ground: TestGround;
let units: TestUnits;
let clerk: Actor;
let post: ActorPost;
beforeAll(async () => {
  ground = await testDatabase();
  units = await makeUnits(ground);
  clerk = (await makeActor(ground, 'social-affairs', units.township)).actor;
  const [first] = clerk.posts;
  if (!first) throw new Error('no post');
  post = first;
});
afterAll(() => ground?.close());

const PHONE = '13800000001';
const NUMBER = '509999201012030310';

const entries: Entry[] = [
  {
    id: 'e1',
    kind: 'report',
    on: '2022-08-30',
    recordedAt: '2022-08-30T18:30:00+08:00',
    source: 'school',
    reasons: ['sickness'],
    note: `监护人电话 ${PHONE}`,
  },
  { id: 'e2', kind: 'responsibility', on: '2022-08-30', unit: 'school', name: '黎书航', phone: PHONE },
  {
    id: 'e3',
    kind: 'persuasion',
    on: '2022-08-31',
    by: [{ name: '黎书航', unit: 'school', phone: PHONE }],
    method: 'home-visit',
    met: [{ who: 'guardian', name: '欧阳远' }],
    summary: '父亲说读书无用',
    outcome: 'refused',
    evidence: [{ kind: 'photo', name: '欧阳家.jpg', sha256: 'b'.repeat(64), position: { lat: 31.9, lon: 108.6 } }],
    details: { card: NUMBER, half: 0.1, '键~/': [null, true] },
  },
  {
    id: 'e4',
    kind: 'amendment',
    on: '2022-09-01',
    of: 'e3',
    replacement: {
      kind: 'persuasion',
      on: '2022-08-31',
      by: [{ name: '黎书航', unit: 'school', phone: PHONE }],
      method: 'home-visit',
      summary: '母亲答应再想想',
      outcome: 'undecided',
      evidence: [{ kind: 'photo', sha256: 'c'.repeat(64) }],
    },
  },
  { id: 'e5', kind: 'measure', on: '2022-09-01', measure: 'return' },
];

async function caseWith(list: readonly Entry[]): Promise<{ caseId: string; childId: string; stored: StoredEntry[] }> {
  const childId = await makeChild(ground, clerk, {
    villageId: units.villageA,
    citizenId: NUMBER,
    guardianPhone: PHONE,
  });
  const caseId = await makeCase(ground, clerk, childId);
  const stored: StoredEntry[] = [];
  for (const entry of list) {
    ground.clock.advance(1);
    const { stored: one } = await ground.database.inTransaction(clerk, (tx) =>
      appendEntry(ground, tx, { caseId, entry, actor: clerk, post }),
    );
    stored.push(one);
  }
  return { caseId, childId, stored };
}

/** Changes what is stored the way an intruder with the owner's password would. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: ground.ownerUrl, options: '-c search_path=county' });
  await owner.connect();
  await owner.query(sql, values);
  await owner.end();
}

const verify = (caseId: string, withKeys = true) =>
  ground.database.inTransaction(clerk, (tx) => verifyLog(withKeys ? ground.keys : undefined, tx, caseId));

test('what was appended is read back whole, in order, with its author, its times and a chain that holds', async () => {
  const { caseId, stored } = await caseWith(entries);
  const read = await ground.database.inTransaction(clerk, (tx) => readLog(ground.keys, tx, caseId));
  expect(read.map((each) => each.entry)).toEqual(entries);
  expect(read).toEqual(stored);
  expect(read.map((each) => each.position)).toEqual([1, 2, 3, 4, 5]);
  expect(read[0]).toMatchObject({ author: '测试员', post: { role: 'social-affairs', unit: '霁溪镇' } });
  expect(await verify(caseId)).toEqual([]);
});

test('a redacted copy, without any key, still verifies', async () => {
  const { caseId } = await caseWith(entries);
  expect(await verify(caseId, false)).toEqual([]);
});

test('the same entry sent again is answered and not written twice; another under its id is refused', async () => {
  const { caseId, stored } = await caseWith(entries.slice(0, 2));
  const again = await ground.database.inTransaction(clerk, (tx) =>
    appendEntry(ground, tx, { caseId, entry: structuredClone(entries[1] as Entry), actor: clerk, post }),
  );
  expect(again).toEqual({ stored: stored[1], repeated: true });
  const other = { ...(entries[1] as Entry), note: '别的' } as Entry;
  await expect(
    ground.database.inTransaction(clerk, (tx) => appendEntry(ground, tx, { caseId, entry: other, actor: clerk, post })),
  ).rejects.toMatchObject({ key: 'entry-id-taken' });
  expect(await verify(caseId)).toEqual([]);
});

test('twenty entries sent at once stand in one unbroken chain', async () => {
  const { caseId } = await caseWith([]);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      ground.database.inTransaction(clerk, (tx) =>
        appendEntry(ground, tx, {
          caseId,
          entry: { id: `p${index}`, kind: 'publicity', on: '2022-09-01', topic: `第${index}次` },
          actor: clerk,
          post,
        }),
      ),
    ),
  );
  const read = await ground.database.inTransaction(clerk, (tx) => readLog(ground.keys, tx, caseId));
  expect(read.map((each) => each.position)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(await verify(caseId)).toEqual([]);
});

test('every way to tamper with a stored entry is found', async () => {
  const ways: [string, string][] = [
    [`update entries set body = jsonb_set(body, '{outcome}', '"returned"') where case_id = $1 and id = 'e3'`, 'hashed'],
    [
      `update entries set body = jsonb_set(body, '{summary}', '"clear"') where case_id = $1 and id = 'e3'`,
      'not a digest',
    ],
    [`update entries set on_day = '2022-08-01' where case_id = $1 and id = 'e3'`, 'columns say other'],
    [`update entries set received_at = '2022-08-01' where case_id = $1 and id = 'e3'`, 'hashed'],
    [`update entries set recorded_at = null where case_id = $1 and id = 'e1'`, 'hashed'],
    [`update entries set author_name = '别人' where case_id = $1 and id = 'e3'`, 'hashed'],
    [`update entries set post_role = 'village' where case_id = $1 and id = 'e3'`, 'hashed'],
    [`update entries set hash = sha256('x') where case_id = $1 and id = 'e3'`, 'does not follow'],
    [`update entries set prev_hash = null where case_id = $1 and id = 'e3'`, 'does not follow'],
    [`delete from evidence_uses where case_id = $1`, ''],
    [`delete from entries where case_id = $1 and id = 'e4'`, 'missing'],
    [`update entries set position = 9 where case_id = $1 and id = 'e4'`, 'missing'],
  ];
  for (const [sql, expected] of ways) {
    const { caseId } = await caseWith(entries);
    if (sql.includes(`id = 'e4'`)) await tamper('delete from evidence_uses where case_id = $1', [caseId]);
    await tamper(sql, [caseId]);
    const faults = await verify(caseId);
    if (expected === '') expect(faults, sql).toEqual([]);
    else expect(faults.map((each) => each.fault).join('; '), sql).toContain(expected);
  }
});

test('a sealed value cannot be moved to another entry, nor opened with another key', async () => {
  const { caseId } = await caseWith(entries);
  await tamper(
    `update entries set sealed = (select sealed from entries where case_id = $1 and id = 'e1') where case_id = $1 and id = 'e3'`,
    [caseId],
  );
  await expect(verify(caseId)).rejects.toMatchObject({ key: 'seal-broken' });
  expect(await verify(caseId, false)).toEqual([]);
});

test('a sealed value other than the digested one is found', () => {
  const body = { kind: 'relief', help: { sha256: '0'.repeat(64) } };
  const faults = faultsOf(body, [['help']], { '/help': { salt: 'AAAA', value: '临时救助' } });
  expect(faults).toEqual(['/help is not the value that was digested']);
});

test('no telephone number, citizen number, word of a visit or reason lies anywhere in the database in clear', async () => {
  const { childId } = await caseWith(entries);
  await ground.database.inTransaction(clerk, (tx) =>
    recordChanges(ground, tx, clerk, [
      { childId, kind: 'child-added', body: { name: '欧阳春生' }, secret: { citizenId: NUMBER, phone: PHONE } },
    ]),
  );
  const admin = new pg.Client({ connectionString: ground.adminUrl, options: '-c search_path=county' });
  await admin.connect();
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'county'::regnamespace and relkind = 'r'`,
  );
  let read = 0;
  for (const { name } of tables) {
    // As text, and every bytea also as the text that its bytes would be.
    const { rows } = await admin.query<{ line: string }>(`select t::text as line from ${name} t`);
    for (const { line } of rows) {
      read++;
      const bytes = [...line.matchAll(/\\\\x([0-9a-f]+)|\\x([0-9a-f]+)/g)]
        .map((match) => Buffer.from(match[1] ?? match[2] ?? '', 'hex').toString('utf8'))
        .join(' ');
      for (const secret of [PHONE, NUMBER, '读书无用', '欧阳远', '再想想', 'sickness', '108.6', '欧阳家']) {
        expect(`${line} ${bytes}`.includes(secret), `${secret} in ${name}`).toBe(false);
      }
    }
  }
  await admin.end();
  expect(read).toBeGreaterThan(20);
});

test('text that cannot be kept is refused with its place, and nothing is written', async () => {
  const { caseId } = await caseWith([]);
  for (const note of ['a\0b', '半个字\ud83d']) {
    const entry: Entry = { id: 'bad', kind: 'reopening', on: '2022-09-01', details: { inner: [note] } };
    await expect(
      ground.database.inTransaction(clerk, (tx) => appendEntry(ground, tx, { caseId, entry, actor: clerk, post })),
    ).rejects.toMatchObject({ key: 'unreadable-text', values: { path: '/details/inner/0' } });
  }
  expect(await ground.database.inTransaction(clerk, (tx) => readLog(ground.keys, tx, caseId))).toEqual([]);
});

test('an entry is not appended to a case out of sight', async () => {
  const { caseId } = await caseWith([]);
  const { actor } = await makeActor(ground, 'village', units.villageB);
  await expect(
    ground.database.inTransaction(actor, (tx) =>
      appendEntry(ground, tx, { caseId, entry: entries[4] as Entry, actor, post }),
    ),
  ).rejects.toMatchObject({ key: 'not-found' });
});

test('changes of the ledgers are chained by child and by unit, opened again, and tampering is found', async () => {
  const { childId } = await caseWith([]);
  const changes = [
    { childId, kind: 'child-added', body: { name: '甲' }, secret: { citizenId: NUMBER } },
    { unitId: units.villageA, kind: 'unit-renamed', body: { before: '听松村', after: '听松坪村' } },
    { childId, kind: 'child-changed', body: { name: ['甲', '乙'] } },
  ];
  await ground.database.inTransaction(clerk, (tx) => recordChanges(ground, tx, clerk, changes));
  await ground.database.inTransaction(clerk, (tx) =>
    recordChanges(ground, tx, clerk, [{ childId, kind: 'child-changed', body: {}, secret: { phone: PHONE } }]),
  );
  const of = (chain: string) =>
    ground.database.inTransaction(clerk, async (tx) => ({
      events: await readChanges(ground.keys, tx, chain),
      faults: await verifyChanges(ground.keys, tx, chain),
    }));
  const child = await of(childId);
  expect(child.faults).toEqual([]);
  expect(child.events.map((event) => [event.position, event.kind])).toEqual([
    [1, 'child-added'],
    [2, 'child-changed'],
    [3, 'child-changed'],
  ]);
  expect(child.events[0]?.body).toEqual({ name: '甲', secret: { citizenId: NUMBER } });
  expect((await of(units.villageA)).events).toHaveLength(1);

  await tamper(`update ledger_events set body = '{"name": ["甲", "丙"]}' where chain_id = $1 and position = 2`, [
    childId,
  ]);
  expect((await of(childId)).faults.map((each) => each.fault)).toContain('is not what was hashed');
});
