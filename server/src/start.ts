import { join } from 'node:path';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import type { FastifyInstance } from 'fastify';
import { createApp } from './app.ts';
import type { Clock } from './basis/clock.ts';
import type { Config } from './basis/config.ts';
import { openDatabase } from './basis/database.ts';
import { openEvidenceStore } from './basis/evidence.ts';
import type { House } from './basis/house.ts';
import { openJobs } from './basis/jobs.ts';
import { logLines } from './basis/log-line.ts';
import { migrate } from './basis/migrate.ts';
import { startPostgres } from './basis/postgres/start-postgres.ts';
import { problems } from './basis/problems.ts';
import { openKeys } from './basis/seal.ts';
import type { LoadSample } from './people/routes.ts';
import { VERSION } from './version.ts';

/** The product, listening. */
export interface RunningServer {
  /** For a browser on this machine. */
  readonly url: string;
  readonly app: FastifyInstance;
  readonly house: Omit<House, 'app'>;
  /** Finishes what is being answered, then stops everything, the database last. */
  stop(): Promise<void>;
}

/**
 * Starts everything in order: database, schema, keys, server.
 *
 * @param options.say one line of progress for each step.
 * @param options.onDatabaseLost called when the embedded PostgreSQL ended for good.
 * @throws Problem with what to do. What was started by then is stopped again.
 */
export async function startServer(options: {
  readonly config: Config;
  readonly clock: Clock;
  readonly say: (text: Text) => void;
  readonly loadSample: LoadSample;
  readonly onDatabaseLost: () => void;
}): Promise<RunningServer> {
  const { config, clock, say } = options;
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const { appUrl, ownerUrl } = config.ownDatabase ?? (await startOwn());
    const ran = await migrate({ ownerUrl, appUrl, schema: config.schema });
    if (ran.length > 0) {
      say({ zh: `数据库结构已更新：${ran.join('、')}`, en: `Database brought up to date: ${ran.join(', ')}` });
    }
    const database = await openDatabase({ appUrl, schema: config.schema, clock });
    undo.push(() => database.close());
    const keys = await openKeys(database, clock, config);
    const lines = logLines();
    const jobs = await openJobs(database, clock, lines);
    const evidence = openEvidenceStore(join(config.dataDir, 'evidence'));
    const house = { database, clock, keys, evidence, jobs, say: lines, dataDir: config.dataDir, version: VERSION };
    const app = await createApp({ ...house, loadSample: options.loadSample });
    undo.push(() => app.close());
    // First of all: a job may itself be asking the server.
    undo.push(() => jobs.close());
    const port = await listen(app, config);
    return { url: `http://localhost:${port}`, app, house, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function startOwn(): Promise<{ appUrl: string; ownerUrl: string }> {
    say({ zh: '正在启动数据库……', en: 'Starting the database…' });
    const postgres = await startPostgres({ dataDir: config.dataDir, say });
    undo.push(() => postgres.stop());
    postgres.onCrash((crash) => {
      say(crash.text);
      if (!crash.recovered) options.onDatabaseLost();
    });
    return postgres;
  }
}

async function listen(app: FastifyInstance, config: Config): Promise<number> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw problems.portTaken({ port: config.port });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw problems.wrongSetting({
        name: 'QUANXUE_HOST / QUANXUE_PORT',
        value: `${config.host}:${config.port}`,
        should: code,
      });
    }
    throw error;
  }
  // Port 0 asks for any free one.
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}
