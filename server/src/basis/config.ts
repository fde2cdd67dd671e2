import { resolve } from 'node:path';
import { problems } from './problems.ts';

/** Where things are and what to listen on. Read once from the environment at start; nothing else reads the environment. */
export interface Config {
  /** Folder of everything that must survive: database, evidence, keys. */
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** A server of one's own: the application's role, and the owner's, who migrates. Undefined: the embedded one. */
  readonly ownDatabase: { readonly appUrl: string; readonly ownerUrl: string } | undefined;
  /** The county's schema. */
  readonly schema: string;
  /** 64 hex digits; undefined: a file under `dataDir`. */
  readonly masterKey: string | undefined;
  /** The invented township in an installation of its own. */
  readonly demo: boolean;
}

/**
 * @param args `--demo`, `--data <folder>`, `--port <number>`; they win over the environment.
 * @throws Problem `wrong-setting`, `both-urls-needed`.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, args: readonly string[] = []): Config {
  const demo = args.includes('--demo');
  const set = (name: string) => (env[name] === '' ? undefined : env[name]);
  const after = (flag: string) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const port = after('--port') ?? set('QUANXUE_PORT') ?? (demo ? '8421' : '8420');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw problems.wrongSetting({ name: 'QUANXUE_PORT', value: port, should: '0–65535' });
  }
  const schema = set('QUANXUE_SCHEMA') ?? 'county';
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(schema)) {
    throw problems.wrongSetting({ name: 'QUANXUE_SCHEMA', value: schema, should: 'a–z 0–9 _' });
  }
  const appUrl = databaseUrl('DATABASE_URL', set('DATABASE_URL'));
  const ownerUrl = databaseUrl('DATABASE_ADMIN_URL', set('DATABASE_ADMIN_URL'));
  if ((appUrl === undefined) !== (ownerUrl === undefined)) {
    throw problems.bothUrlsNeeded({ missing: appUrl ? 'DATABASE_ADMIN_URL' : 'DATABASE_URL' });
  }
  const folder = after('--data') ?? set('QUANXUE_DATA');
  return {
    dataDir: resolve(folder ?? (demo ? './data-demo' : './data')),
    port: Number(port),
    host: set('QUANXUE_HOST') ?? '127.0.0.1',
    ownDatabase: appUrl && ownerUrl ? { appUrl, ownerUrl } : undefined,
    schema,
    masterKey: set('QUANXUE_MASTER_KEY'),
    demo,
  };
}

function databaseUrl(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol)) {
    // Not the value itself: it holds a password.
    throw problems.wrongSetting({ name, value: '…', should: 'postgres://user:password@host:5432/database' });
  }
  return value;
}
