import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import { OWNER_ROLE } from './migrate.ts';
import { problems } from './problems.ts';
import type { Tables } from './tables.ts';

/** One transaction in which the database knows who asks. */
export type Tx = Transaction<Tables>;

/** The application's way to the database: always a transaction, always in somebody's name. */
export interface Database {
  /**
   * Runs `work` in one transaction as `actor`: row security sees the actor's posts. `null` is nobody (a sign-in, the
   * start of the server): tables with children in them then look empty.
   */
  inTransaction<T>(actor: Pick<Actor, 'accountId'> | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Where it is: a thread of this server opens a pool of its own there. */
  readonly address: DatabaseAddress;
  /** For the tests of grants and policies, which try raw SQL with this very connection. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** The application's own role and the county's schema. */
export interface DatabaseAddress {
  readonly appUrl: string;
  readonly schema: string;
}

const { INT8, DATE, TIMESTAMPTZ, NUMERIC } = pg.types.builtins;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8 || oid === NUMERIC) return Number;
    if (oid === DATE) return (text: string) => text;
    if (oid === TIMESTAMPTZ) return readInstant;
    return pg.types.getTypeParser(oid, format);
  },
};

/** '2022-09-07 10:30:00.12+00' → '2022-09-07T10:30:00.120Z'; the connection's zone is UTC. */
function readInstant(text: string): string {
  const [day, time] = text.replace('+00', '').split(' ');
  const [seconds, fraction = ''] = (time ?? '').split('.');
  return `${day}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

/**
 * Opens the pool and makes sure that the role behind it is as weak as row security needs.
 * @throws Problem `application-role-too-strong`, `own-database-not-reached`.
 */
export async function openDatabase(options: {
  readonly appUrl: string;
  readonly schema: string;
  readonly clock: Clock;
  /** Most connections at once; default 10. */
  readonly connections?: number;
}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: options.appUrl,
    max: options.connections ?? 10,
    options: `-c search_path=${options.schema} -c timezone=UTC -c datestyle=ISO`,
    types,
  });
  // An idle connection that breaks (the database was restarted) is replaced at the next request; it must not end the server.
  pool.on('error', () => {});
  // Nor must one that breaks while a request holds it: that request's query fails and tells it.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await refuseStrongRole(pool, options.schema);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    address: { appUrl: options.appUrl, schema: options.schema },
    pool,
    close: () => kysely.destroy(),
    inTransaction: (actor, work) =>
      kysely.transaction().execute(async (tx) => {
        await sql`select set_config('quanxue.actor', ${actor?.accountId ?? ''}, true),
          set_config('quanxue.today', ${options.clock.today()}, true)`.execute(tx);
        return work(tx);
      }),
  };
}

async function refuseStrongRole(pool: pg.Pool, schema: string): Promise<void> {
  const ask = `select current_user as role, rolsuper, rolbypassrls, rolcreaterole,
      coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = $1), false) as is_owner,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = $2 and pg_has_role(current_user, c.relowner, 'member')) as owns
    from pg_roles where rolname = current_user`;
  let row: Record<string, unknown> | undefined;
  try {
    row = (await pool.query(ask, [OWNER_ROLE, schema])).rows[0];
  } catch (error) {
    throw problems.databaseNotReached({ name: 'DATABASE_URL', reason: (error as Error).message });
  }
  const why = row?.rolsuper
    ? 'superuser'
    : row?.rolbypassrls
      ? 'bypassrls'
      : row?.rolcreaterole
        ? 'createrole'
        : row?.is_owner || row?.owns
          ? 'owner'
          : undefined;
  if (why) throw problems.ownerConnection({ role: String(row?.role), why });
}
