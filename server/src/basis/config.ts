import { resolve } from 'node:path';

/** Where things are and what to listen on. Read once from the environment at start; nothing else reads the environment. */
export interface Config {
  /** Folder of everything that must survive: database, evidence, keys. */
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** A server of one's own: the application's role. Undefined: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The same server, the owner's role: migrates, then is not used. */
  readonly databaseAdminUrl: string | undefined;
  /** The county's schema. */
  readonly schema: string;
  /** 64 hex digits; undefined: a file under `dataDir`. */
  readonly masterKey: string | undefined;
  /** The invented township in an installation of its own. */
  readonly demo: boolean;
}

export function readConfig(env: Readonly<Record<string, string | undefined>>, args: readonly string[] = []): Config {
  const demo = args.includes('--demo');
  const set = (name: string) => (env[name] === '' ? undefined : env[name]);
  const port = Number(set('QUANXUE_PORT') ?? (demo ? 8421 : 8420));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`QUANXUE_PORT 应为 0–65535 的整数 / QUANXUE_PORT must be a whole number from 0 to 65535: ${port}`);
  }
  const schema = set('QUANXUE_SCHEMA') ?? 'county';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) {
    throw new Error(
      `QUANXUE_SCHEMA 只能用小写字母、数字和下划线 / QUANXUE_SCHEMA takes small letters, digits, underscore: ${schema}`,
    );
  }
  return {
    dataDir: resolve(set('QUANXUE_DATA') ?? (demo ? './data-demo' : './data')),
    port,
    host: set('QUANXUE_HOST') ?? '127.0.0.1',
    databaseUrl: set('DATABASE_URL'),
    databaseAdminUrl: set('DATABASE_ADMIN_URL'),
    schema,
    masterKey: set('QUANXUE_MASTER_KEY'),
    demo,
  };
}
