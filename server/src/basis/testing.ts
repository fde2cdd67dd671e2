import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation, Role } from '@quanxue/domain/basis/operation.ts';
import type { ProblemJson } from '@quanxue/domain/basis/problem.ts';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import type { z } from 'zod';
import type { Actor } from './actor.ts';
import { type SettableClock, settableClock } from './clock.ts';
import { type Database, openDatabase } from './database.ts';
import { type EvidenceStore, openEvidenceStore } from './evidence.ts';
import type { House } from './house.ts';
import { newId } from './ids.ts';
import { type Jobs, openJobs } from './jobs.ts';
import { logLines } from './log-line.ts';
import { type Keys, openKeys } from './seal.ts';
import { beginSession, csrfOf, readActor, SESSION_COOKIE } from './sessions.ts';

/*
 * For tests only: a database of its own on the run's PostgreSQL, and what stands on it. `testDatabase` is below the
 * capabilities; the whole server is `testServer` of server/src/testing.ts.
 */

/** The first instant of a test's clock: 1 September 2022, half past eight in the morning in Shanghai. */
export const TEST_START = '2022-09-01T00:30:00.000Z';

/** The invented units that a set-up test database holds. */
export interface TestUnits {
  readonly county: string;
  readonly township: string;
  readonly villageA: string;
  readonly villageB: string;
  readonly school: string;
}

export interface TestGround {
  readonly database: Database;
  readonly clock: SettableClock;
  readonly keys: Keys;
  readonly evidence: EvidenceStore;
  readonly jobs: Jobs;
  /** Lines that the server logged: bugs. */
  readonly logged: string[];
  readonly say: House['say'];
  /** A folder thrown away at the end. */
  readonly dir: string;
  readonly dataDir: string;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  close(): Promise<void>;
}

/** A fresh migrated database, empty, with a clock that stands still. Call `close` in afterAll. */
export async function testDatabase(): Promise<TestGround> {
  const { template, ...urls } = inject('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: urls.adminUrl });
  await admin.connect();
  await admin.query(`create database ${name} template ${template} owner quanxue_owner strategy wal_log`);
  const on = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const clock = settableClock(TEST_START);
  const dir = mkdtempSync(join(tmpdir(), 'quanxue-test-files-'));
  const appUrl = on(urls.appUrl);
  const database = await openDatabase({ appUrl, schema: 'county', clock, connections: 4 });
  const keys = await openKeys(database, clock, { dataDir: dir, masterKey: undefined });
  const logged: string[] = [];
  const say = logLines((line) => logged.push(line));
  const jobs = await openJobs(database, clock, say);
  return {
    database,
    clock,
    keys,
    evidence: openEvidenceStore(join(dir, 'evidence')),
    jobs,
    logged,
    say,
    dir,
    dataDir: dir,
    adminUrl: on(urls.adminUrl),
    ownerUrl: on(urls.ownerUrl),
    appUrl,
    close: async () => {
      await jobs.close();
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Writes the invented county, township, two villages and a school; all exist since 2015. */
export async function makeUnits(ground: Pick<House, 'database' | 'clock'>): Promise<TestUnits> {
  const id = () => newId(ground.clock);
  const units: TestUnits = { county: id(), township: id(), villageA: id(), villageB: id(), school: id() };
  const row = (
    key: keyof TestUnits,
    kind: 'county' | 'township' | 'village' | 'school',
    code: string,
    name: string,
  ) => ({
    id: units[key],
    kind,
    code,
    name,
    parent_id: kind === 'county' ? null : kind === 'township' ? units.county : units.township,
    valid_from: '2015-01-01',
  });
  await ground.database.inTransaction(null, (tx) =>
    tx
      .insertInto('units')
      .values([
        row('county', 'county', '509999', '雾屏县'),
        row('township', 'township', '509999101', '霁溪镇'),
        row('villageA', 'village', '509999101201', '听松坪村'),
        row('villageB', 'village', '509999101202', '晒书坝村'),
        row('school', 'school', '5099990001', '霁溪镇小学'),
      ])
      .execute(),
  );
  return units;
}

/** An account with one post, made without a password; and a session for it. */
export async function makeActor(
  ground: Pick<House, 'database' | 'clock'>,
  role: Role,
  unitId: string,
): Promise<{ actor: Actor; token: string }> {
  const { clock } = ground;
  return ground.database.inTransaction(null, async (tx) => {
    const id = newId(clock);
    const account = `${role}-${id.slice(-6)}`;
    const name = '测试员';
    const now = clock.now();
    await tx
      .insertInto('accounts')
      .values({ id, account, name, password_hash: 'none', created_at: now, created_by: null })
      .execute();
    await tx
      .insertInto('posts')
      .values({
        id: newId(clock),
        account_id: id,
        role,
        unit_id: unitId,
        from_on: '2015-01-01',
        created_at: now,
        created_by: null,
      })
      .execute();
    const actor = await readActor(clock, tx, id);
    if (!actor) throw new Error('the account that was just made is not there');
    return { actor, token: await beginSession(clock, tx, id) };
  });
}

type Input<S extends z.ZodType> = S extends z.ZodUndefined ? undefined : z.input<S>;

interface Sent<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  readonly params?: Input<P>;
  readonly query?: Input<Q>;
  readonly body?: Input<B>;
  /** Instead of `body`, for an upload. */
  readonly upload?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back: the answer of the contract, or the problem. */
export interface Got<A> {
  readonly status: number;
  readonly answer: A;
  readonly problem: ProblemJson;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

/** Speaks HTTP with the server as one signed-in person (or as nobody). */
export interface Client {
  /** Sends and gives back whatever came. */
  send<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    operation: Operation<P, Q, B, A>,
    sent?: Sent<P, Q, B>,
  ): Promise<Got<z.output<A>>>;
  /** Sends and gives back the answer; anything but 200 fails the test with the problem's sentence. */
  ask<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    operation: Operation<P, Q, B, A>,
    sent?: Sent<P, Q, B>,
  ): Promise<z.output<A>>;
}

export function makeClient(app: FastifyInstance, token?: string): Client {
  const client: Client = {
    send: async (operation, sent = {}) => {
      const params = (sent.params ?? {}) as Record<string, string>;
      const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
      const query = Object.fromEntries(
        Object.entries((sent.query ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        ),
      );
      const reply = await app.inject({
        method: operation.method,
        url: path,
        query,
        headers: {
          ...(sent.upload
            ? { 'content-type': 'application/octet-stream' }
            : sent.body === undefined
              ? {}
              : { 'content-type': 'application/json' }),
          ...(token && { 'x-quanxue-csrf': csrfOf(token) }),
          ...sent.headers,
        },
        ...(token && { cookies: { [SESSION_COOKIE]: token } }),
        ...(sent.upload
          ? { payload: sent.upload }
          : sent.body === undefined
            ? {}
            : { payload: JSON.stringify(sent.body) }),
      });
      const json = String(reply.headers['content-type']).includes('json') ? reply.json() : undefined;
      return {
        status: reply.statusCode,
        answer: json,
        problem: json,
        headers: reply.headers,
        bytes: reply.rawPayload,
      };
    },
    ask: async (operation, sent) => {
      const got = await client.send(operation, sent);
      if (got.status !== 200) {
        const at = got.problem?.at?.map((each) => `${each.path}: ${each.en}`).join('; ') ?? '';
        throw new Error(`${operation.name} → ${got.status} ${got.problem?.type}: ${got.problem?.en} ${at}`);
      }
      return got.answer;
    },
  };
  return client;
}
