import { sql } from 'kysely';
import pg from 'pg';
import type { DatabaseAddress, Tx } from './database.ts';

/*
 * Word that a case has changed, to whoever has its page open at any server on this database: PostgreSQL's LISTEN and
 * NOTIFY. What is told is the case's id alone; what has changed, and whether the listener may see it, is asked of the
 * database in the listener's own name.
 */

const CHANNEL = 'quanxue_cases';

/** Tells it once this transaction is committed, and not at all if it is not. */
export async function tellChanged(tx: Tx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  // The same word twice in one transaction is sent once.
  await sql`select pg_notify(${CHANNEL}, id) from unnest(${[...caseIds]}::text[]) id`.execute(tx);
}

type Changed = (why: 'told' | 'begun') => void;

export interface CaseNews {
  /**
   * Calls `changed` whenever the case may have changed: also after the line to the database was lost and is back, for
   * nobody knows what was told meanwhile; and once (`begun`) when it is first there. @returns ends it.
   */
  follow(caseId: string, changed: Changed): () => void;
  close(): Promise<void>;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** One line to the database for this server, opened for the first follower and kept, again and again where it breaks. */
export function openCaseNews(address: DatabaseAddress): CaseNews {
  const followers = new Map<string, Set<Changed>>();
  let line: pg.Client | undefined;
  let begun = false;
  let closed = false;
  let wait = FIRST_WAIT;
  let timer: NodeJS.Timeout | undefined;

  const listen = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: address.appUrl, keepAlive: true });
    line = client;
    const lost = () => {
      if (line !== client) return;
      line = undefined;
      void client.end().catch(() => {});
      if (closed) return;
      timer = setTimeout(() => {
        timer = undefined;
        void listen();
      }, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload = '' }) => {
      for (const changed of [...(followers.get(payload) ?? [])]) changed('told');
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      wait = FIRST_WAIT;
      for (const changed of [...followers.values()].flatMap((each) => [...each])) changed(begun ? 'told' : 'begun');
      begun = true;
    } catch {
      lost();
    }
  };

  return {
    follow: (caseId, changed) => {
      const each = followers.get(caseId) ?? new Set();
      followers.set(caseId, each.add(changed));
      if (!line && !timer && !closed) void listen();
      return () => {
        each.delete(changed);
        if (each.size === 0 && followers.get(caseId) === each) followers.delete(caseId);
      };
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      const client = line;
      line = undefined;
      await client?.end().catch(() => {});
    },
  };
}
