import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { problems } from './problems.ts';

export const OWNER_ROLE = 'quanxue_owner';
export const APP_ROLE = 'quanxue_app';

const SERVER = fileURLToPath(new URL('../../', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The product's own migrations, in order. */
export function migrationFiles(): readonly Migration[] {
  return sqlFiles(join(SERVER, 'migrations'));
}

function sqlFiles(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Brings one county's schema to the newest state: roles where they may be made, then each new file of
 * server/migrations in one transaction of its own, then the views of server/views anew. Safe to run from two servers at
 * once (advisory lock) and to run again.
 *
 * @param options.ownerUrl connects as quanxue_owner, or as whoever may become it (a superuser, say).
 * @param options.appUrl the application's login; granted the role quanxue_app where it is another and that may be done.
 * @returns names of the files run now.
 * @throws Problem of the catalogue: the database is too old, newer than us, a landed file was changed, a file failed.
 */
export async function migrate(options: {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly schema: string;
  readonly migrations?: readonly Migration[];
  readonly views?: readonly Migration[];
}): Promise<string[]> {
  const migrations = options.migrations ?? migrationFiles();
  const views = options.views ?? sqlFiles(join(SERVER, 'views'));
  const schema = pg.escapeIdentifier(options.schema);
  const client = new pg.Client({ connectionString: options.ownerUrl });
  client.on('error', () => {}); // A lost connection also fails the query under way, which tells it better.
  try {
    await client.connect();
  } catch (error) {
    throw problems.databaseNotReached({ name: 'DATABASE_ADMIN_URL', reason: (error as Error).message });
  }
  try {
    const version = await client.query<{ server_version: string; server_version_num: string }>(
      `select current_setting('server_version') as server_version, current_setting('server_version_num') as server_version_num`,
    );
    if (Number(version.rows[0]?.server_version_num) < 150_000) {
      throw problems.databaseTooOld({ found: version.rows[0]?.server_version ?? '?' });
    }
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`quanxue migrate ${options.schema}`]);
    await prepareRoles(client, options.appUrl);
    await client.query(`create schema if not exists ${schema} authorization ${OWNER_ROLE}`);
    await client.query(`set role ${OWNER_ROLE}`);
    await client.query(`set search_path to ${schema}`);
    await client.query(`grant usage on schema ${schema} to ${APP_ROLE}`);
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, run_at timestamptz not null default now())',
    );
    await client.query(`grant select on migrations to ${APP_ROLE}`);
    const ran = await runNew(client, migrations);
    for (const view of views) await runFile(client, view);
    return ran;
  } finally {
    await client.end();
  }
}

async function runNew(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations');
  const landed = new Map(rows.map((row) => [row.name, row.sha256]));
  for (const name of landed.keys()) {
    if (!migrations.some((migration) => migration.name === name)) throw problems.migrationUnknown({ name });
  }
  const ran: string[] = [];
  for (const migration of migrations) {
    const sha256 = createHash('sha256').update(migration.sql).digest('hex');
    const before = landed.get(migration.name);
    if (before === sha256) continue;
    if (before) throw problems.migrationChanged({ name: migration.name });
    await runFile(client, migration, sha256);
    ran.push(migration.name);
  }
  return ran;
}

async function runFile(client: pg.Client, file: Migration, sha256?: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(file.sql);
    if (sha256) await client.query('insert into migrations (name, sha256) values ($1, $2)', [file.name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw problems.migrationFailed({ name: file.name, reason: (error as Error).message });
  }
}

/** Makes what is missing where this connection may; else says which statements somebody else has to run. */
async function prepareRoles(client: pg.Client, appUrl: string): Promise<void> {
  const app = new URL(appUrl);
  const login = decodeURIComponent(app.username) || APP_ROLE;
  const { rows } = await client.query<{ me: string; may: boolean; roles: string[]; owner: boolean; app: boolean }>(
    `select current_user as me,
       (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may,
       (select array_agg(rolname::text) from pg_roles where rolname = any($1)) as roles,
       coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = '${OWNER_ROLE}'), false) as owner,
       coalesce((select pg_has_role(l.oid, r.oid, 'member') from pg_roles l, pg_roles r
         where l.rolname = $2 and r.rolname = '${APP_ROLE}'), false) as app`,
    [[OWNER_ROLE, APP_ROLE, login], login],
  );
  const state = rows[0];
  if (!state) return;
  const there = new Set(state.roles ?? []);
  const statements: string[] = [];
  if (!there.has(OWNER_ROLE)) statements.push(`create role ${OWNER_ROLE} nologin nosuperuser nobypassrls`);
  if (!there.has(APP_ROLE)) statements.push(`create role ${APP_ROLE} nologin nosuperuser nobypassrls`);
  if (!there.has(login)) {
    const password = app.password ? ` password ${pg.escapeLiteral(decodeURIComponent(app.password))}` : '';
    const verb = login === APP_ROLE ? 'alter' : 'create';
    statements.push(`${verb} role ${pg.escapeIdentifier(login)} login nosuperuser nobypassrls${password}`);
  }
  if (!state.owner) statements.push(`grant ${OWNER_ROLE} to ${pg.escapeIdentifier(state.me)}`);
  if (!state.app && login !== APP_ROLE) statements.push(`grant ${APP_ROLE} to ${pg.escapeIdentifier(login)}`);
  if (statements.length === 0) return;
  if (!state.may) {
    const missing = [OWNER_ROLE, APP_ROLE, login].filter((role) => !there.has(role));
    throw problems.rolesMissing({
      missing: missing.join(', ') || `${OWNER_ROLE}/${APP_ROLE}`,
      role: state.me,
      sql: statements.map((statement) => `${statement.replace(/ password '.*'/, '')};`).join(' '),
    });
  }
  for (const statement of statements) await client.query(statement);
}
