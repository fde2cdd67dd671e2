import pg from 'pg';
import type { Remembered } from './remember.ts';

export const DATABASE = 'quanxue';
export const OWNER = 'quanxue_owner';
export const APP = 'quanxue_app';

/**
 * Sees to the two roles and the database; does nothing where they are. The owner migrates and owns; the application
 * owns nothing. Neither is superuser nor passes by row security.
 */
export async function prepareDatabase(adminUrl: string, passwords: Remembered['passwords']): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {}); // A lost connection also fails the query under way, which tells it better.
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      'select rolname as name from pg_roles where rolname = any($1) union all select datname from pg_database where datname = $2',
      [[OWNER, APP], DATABASE],
    );
    const there = new Set(rows.map((row) => row.name));
    const plain = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
    if (!there.has(OWNER)) await client.query(`create role ${OWNER} ${plain} password '${passwords.owner}'`);
    if (!there.has(APP)) await client.query(`create role ${APP} ${plain} password '${passwords.app}'`);
    if (!there.has(DATABASE)) {
      await client.query(`create database ${DATABASE} owner ${OWNER} template template0 encoding 'UTF8'`);
    }
    await client.query(`revoke all on database ${DATABASE} from public`);
    await client.query(`grant connect on database ${DATABASE} to ${APP}`);
  } finally {
    await client.end();
  }
}
