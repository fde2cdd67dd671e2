import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pinyin } from 'pinyin-pro';
import type { FoundPair } from './score.ts';

/*
 * The floor to stand beside: what a script of an afternoon does in DuckDB. Equal number; of the rest, equal sound and
 * birthday; of the rest, numbers one digit apart under one birthday. Every hit is a join.
 */

/** As much of DuckDB's interface as is used: the package is installed here on demand and is no dependency of anything. */
interface Duck {
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
  createAppender(table: string): Promise<Appender>;
}
interface Appender {
  appendVarchar(text: string): void;
  endRow(): void;
  closeSync(): void;
}

export async function floor(left: string, right: string): Promise<{ pairs: FoundPair[]; seconds: number }> {
  const { DuckDBInstance } = await duck();
  const began = performance.now();
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  // Lists name the column of the number in their own words and write days in several ways: the floor reads them, too.
  const read = (table: string, path: string) =>
    connection.run(`create table ${table} as
      select (row_number() over ())::int as row, 姓名 as name, trim("${numberHeading(path)}") as number,
        strftime(try_strptime(出生日期, ['%Y-%m-%d', '%Y%m%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日']), '%Y%m%d') as birth
      from read_csv('${path.replaceAll("'", "''")}', all_varchar = true, header = true)`);
  await connection.run('set threads = 2');
  await read('l', left);
  await read('r', right);
  await sounds(connection);
  await connection.run(`
    create table found as select l.row as l, r.row as r from l join r on l.number = r.number where length(l.number) >= 15;
    create view lo as select l.*, sound from l join sounds using (name) where row not in (select l from found);
    create view ro as select r.*, sound from r join sounds using (name) where row not in (select r from found);
    create table alike as select lo.row as l, ro.row as r from lo join ro using (sound, birth);
    insert into found select * from alike;
    create table near as select lo.row as l, ro.row as r from lo join ro on lo.birth = ro.birth
      where length(lo.number) >= 15 and length(ro.number) >= 15 and damerau_levenshtein(lo.number, ro.number) = 1;
    insert into found select * from near;`);
  const rows = (await connection.runAndReadAll('select l, r from found')).getRows();
  const pairs = rows.map(([l, r]) => ({ left: Number(l), right: Number(r), joined: true }));
  return { pairs, seconds: (performance.now() - began) / 1000 };
}

/** The heading of the column that holds citizen numbers. */
function numberHeading(path: string): string {
  const [head = ''] = readFileSync(path, 'utf8').split(/\r?\n/, 1);
  return head.split(',').find((heading) => /^(公民身份号码|身份证号|身份证件号)$/.test(heading)) ?? '身份证号';
}

/** The table of all names and how they sound, which SQL cannot say. */
async function sounds(connection: Connection): Promise<void> {
  await connection.run('create table sounds (name varchar, sound varchar)');
  const names = await connection.runAndReadAll(
    'select name from l where name is not null union select name from r where name is not null',
  );
  const appender = await connection.createAppender('sounds');
  for (const [name] of names.getRows()) {
    appender.appendVarchar(String(name));
    appender.appendVarchar(pinyin(String(name), { toneType: 'none', surname: 'head', type: 'array' }).join(' '));
    appender.endRow();
  }
  appender.closeSync();
}

async function duck(): Promise<Duck> {
  const home = import.meta.dirname;
  if (!existsSync(join(home, 'node_modules', '@duckdb', 'node-api'))) {
    console.log('installing DuckDB for the floor…');
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error', '--no-progress'], {
      cwd: home,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error('DuckDB was not installed; run with --no-floor');
  }
  const path = createRequire(join(home, 'floor.ts')).resolve('@duckdb/node-api');
  return (await import(pathToFileURL(path).href)) as Duck;
}
