import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { Database } from './database.ts';
import type { EvidenceStore } from './evidence.ts';
import type { Jobs } from './jobs.ts';
import type { Say } from './log-line.ts';
import type { Keys } from './seal.ts';

/** What every capability is given to work with. Its routes are bound to `app`. */
export interface House {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly evidence: EvidenceStore;
  readonly jobs: Jobs;
  readonly say: Say;
  /** Folder of everything that must survive a restart; a capability keeps its files in a folder of its own below. */
  readonly dataDir: string;
  /** As it stands in package.json. */
  readonly version: string;
}
