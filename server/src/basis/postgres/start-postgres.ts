import { mkdirSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem, type Text } from '@quanxue/domain/basis/problem.ts';
import { choosePlace, reachableBinaries } from './choose-place.ts';
import { databaseUser } from './database-user.ts';
import { explain, NEEDED_MEGABYTES } from './explain.ts';
import { findBinaries } from './find-binaries.ts';
import { ADMIN, clusterExists, initialiseCluster } from './initialise-cluster.ts';
import { lockPlace } from './lock-place.ts';
import { APP, DATABASE, OWNER, prepareDatabase } from './prepare-database.ts';
import { problems } from './problems.ts';
import { newPasswords, recall, remember } from './remember.ts';
import { clearCluster, type Installation, logFile, startPostmaster, stopPostmaster } from './run-postmaster.ts';

/** The product's own PostgreSQL, running. */
export interface RunningPostgres {
  /** As superuser to the maintenance database. For nothing but care of the cluster itself. */
  readonly adminUrl: string;
  /** As the role that migrates. */
  readonly ownerUrl: string;
  /** As the role that the server works with. The addresses stay the same through a crash and its recovery. */
  readonly appUrl: string;
  /** Stops in good order and gives the folder free. */
  stop(): Promise<void>;
  /** Called when PostgreSQL ended by itself: once it runs again, or once it is plain that it will not. */
  onCrash(listener: (crash: Crash) => void): void;
}

/** What became of a PostgreSQL that ended by itself. */
export interface Crash {
  readonly recovered: boolean;
  readonly text: Text;
}

/** Restarts allowed within one minute; more means that something is broken for good. */
const RESTARTS_A_MINUTE = 5;

/**
 * Starts the product's own PostgreSQL on a data folder: makes the cluster on the first start, recognises what a killed
 * server or a killed PostgreSQL left behind, restarts it when it dies.
 *
 * @param options.dataDir the installation's data folder; made where missing.
 * @param options.say progress for the person at the terminal, a line each.
 * @throws Problem of `problems.ts`, each with what to do.
 */
export async function startPostgres(options: { dataDir: string; say: (text: Text) => void }): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  try {
    return await start(dataDir, options.say);
  } catch (error) {
    if (error instanceof Problem || !(error as NodeJS.ErrnoException).syscall) throw error;
    throw explain((error as Error).message, { place: dataDir, log: logFile(join(dataDir, 'postgres')) });
  }
}

async function start(dataDir: string, say: (text: Text) => void): Promise<RunningPostgres> {
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const notebook = join(dataDir, 'postgres.json');
  const known = recall(notebook);
  const near = join(dataDir, 'postgres');
  const user = databaseUser(join(known?.place ?? near, 'cluster'));
  // Once chosen, the place is kept: if rights change later, an empty database must not take the place of a full one.
  const place = known ? (known.place ?? near) : choosePlace(dataDir, user, say);
  mkdirSync(place, { recursive: true });
  const lock = await lockPlace(place, dataDir);
  try {
    if (lock.foundStale) {
      say({
        zh: '上次没有正常停止（断电或被强行结束）。数据库会自动恢复，已保存的记录没有受损。',
        en: 'The last run did not stop in good order (a power cut, or it was killed). The database recovers by itself; what was saved is unharmed.',
      });
    }
    const binaries = reachableBinaries(findBinaries(), user, say);
    const installation: Installation = { place, binaries, user, say };
    const exists = clusterExists(place, binaries);
    if (exists && !known) throw problems.notOurs({ path: dataDir, missing: 'postgres.json' });
    if (!exists && known?.port) throw problems.notOurs({ path: dataDir, missing: join(place, 'cluster') });
    const memory = known ?? { ...(place === near ? {} : { place }), passwords: newPasswords() };
    if (!exists) {
      say({ zh: '正在建立数据库（只在第一次）……', en: 'Making the database (the first time only)…' });
      const disk = statfsSync(place);
      if ((disk.bavail * disk.bsize) / 1e6 < NEEDED_MEGABYTES) {
        throw problems.noSpace({ path: place, megabytes: NEEDED_MEGABYTES });
      }
      remember(notebook, memory);
      initialiseCluster({ place, binaries, user, adminPassword: memory.passwords.admin });
    }
    await clearCluster(installation);
    let postmaster = await startPostmaster(installation, memory.port);
    const { port } = postmaster;
    const endWithUs = () => postmaster.process.kill('SIGINT');
    process.once('exit', endWithUs);
    const url = (role: string, password: string, database: string) =>
      `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
    const adminUrl = url(ADMIN, memory.passwords.admin, 'postgres');
    try {
      await prepareDatabase(adminUrl, memory.passwords);
    } catch (error) {
      process.off('exit', endWithUs);
      await stopPostmaster(installation, postmaster);
      throw problems.notReached({ reason: (error as Error).message, port });
    }
    if (memory.port !== port) remember(notebook, { ...memory, port });

    const listeners: ((crash: Crash) => void)[] = [];
    let stopping = false;
    let restarts: number[] = [];
    let recovering: Promise<void> = Promise.resolve();
    const watch = () =>
      postmaster.process.once('exit', () => {
        recovering = afterCrash();
      });
    const afterCrash = async () => {
      if (stopping) return;
      restarts = [...restarts.filter((at) => performance.now() - at < 60_000), performance.now()];
      let crash: Crash;
      try {
        if (restarts.length > RESTARTS_A_MINUTE) throw problems.didNotStart({ reason: 'again', log: logFile(place) });
        postmaster = await restart(installation, port);
        watch();
        crash = {
          recovered: true,
          text: {
            zh: '数据库意外停止，已重新启动；已保存的记录没有丢失。',
            en: 'The database stopped unexpectedly and runs again; nothing that was saved is lost.',
          },
        };
      } catch (error) {
        const text = error instanceof Problem ? { zh: error.sentence('zh'), en: error.sentence('en') } : undefined;
        crash = { recovered: false, text: text ?? { zh: String(error), en: String(error) } };
      }
      for (const listener of listeners) listener(crash);
    };
    watch();

    return {
      adminUrl,
      ownerUrl: url(OWNER, memory.passwords.owner, DATABASE),
      appUrl: url(APP, memory.passwords.app, DATABASE),
      onCrash: (listener) => void listeners.push(listener),
      stop: async () => {
        stopping = true;
        process.off('exit', endWithUs);
        await recovering;
        await stopPostmaster(installation, postmaster);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The addresses that others hold must stay good, so a restart insists on the same port. */
async function restart(installation: Installation, port: number) {
  for (let attempt = 1; ; attempt++) {
    await clearCluster(installation);
    const postmaster = await startPostmaster(installation, port);
    if (postmaster.port === port) return postmaster;
    await stopPostmaster(installation, postmaster);
    if (attempt === 10) throw problems.notReached({ reason: 'port', port });
    await pause(500);
  }
}
