import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../server/src/basis/postgres/start-postgres.ts';
import { fillCounty } from './fill-county.ts';
import { type Server, startServer } from './measured-server.ts';
import { median } from './median.ts';

/*
 * What people open most, over a county's ledger of 60,000 children and 3,000 open cases: the board, the overview, the
 * ledger, the table B3-1, and the opening of a round of visits over all of them. Told is the median of seven requests
 * through HTTP; beside it, in the same run, the floor: the bare count of the same children by the owner, whom no row
 * security asks. Run by `npm run bench:board`; a number as argument asks for other children.
 */

const TIMES = 7;
const children = Number(process.argv[2] ?? 60_000);
const folder = mkdtempSync(join(tmpdir(), 'quanxue-bench-'));
// Open to PostgreSQL's own user.
chmodSync(folder, 0o755);

const tell = (name: string, ms: number) => console.log(`${name.padEnd(44)} ${ms.toFixed(0).padStart(7)} ms`);

const postgres = await startPostgres({ dataDir: folder, say: () => {} });
let server: Server | undefined;
try {
  server = await startServer(postgres, folder);
  const running = server;
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
  const { countyId, villageId, schoolId } = await fillCounty(owner, children);
  const from = performance.now();
  await running.ask('GET', '/api/board');
  tell('the first board after the server started', performance.now() - from);
  tell(
    'floor: bare count of children and states',
    await median(
      () =>
        owner.query(`select s.state, count(*) from children c
        left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
        where c.withdrawn_at is null group by s.state`),
      TIMES,
    ),
  );
  const pages = {
    'the board': '/api/board',
    'the overview': '/api/statistics/overview',
    'the ledger, first page': '/api/children?ofAge=true',
    'the ledger, by part of a name': '/api/children?q=%E5%B0%8F',
    'the ledger, one village': `/api/children?villageId=${villageId}&base=registered`,
    'the ledger, one school': `/api/children?schoolId=${schoolId}`,
    'the ledger, who is unexplained': '/api/children?unexplained=true',
    'the ledger, a year ago': `/api/children?ofAge=true&asOf=${new Date(Date.now() - 366 * 86_400_000).toISOString().slice(0, 10)}`,
    'B3-1 by village': '/api/tables/b3-1',
    'B3-1 by school': '/api/tables/b3-1?by=school&base=school',
    'key groups': '/api/tables/key-groups',
    cases: '/api/cases',
    leads: '/api/leads',
  };
  for (const [name, path] of Object.entries(pages)) {
    try {
      tell(name, await median(() => running.ask('GET', path), TIMES));
    } catch (error) {
      console.log(`${name}: ${(error as Error).message}`);
      process.exitCode = 1;
    }
  }
  const day = new Date().toISOString().slice(0, 10);
  const body = { kind: 'registry', title: '全县户籍核查', unitId: countyId, fromOn: day, toOn: day };
  tell(
    'a round over all of them is opened',
    await median(() => running.ask('POST', '/api/rounds', undefined, body), 1),
  );
  await owner.end();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await server?.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
