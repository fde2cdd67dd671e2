import { sql } from 'kysely';
import type { House } from '../basis/house.ts';
import { newRequestId } from '../basis/http.ts';
import { LOAD_SAMPLE } from '../basis/jobs.ts';
import type { LeadFinder } from '../basis/lead-source.ts';
import { readActor } from '../basis/sessions.ts';
import { sweepTheLeads } from './sweep-leads.ts';

const HOUR = 3_600_000;

/**
 * While the server listens, looks for leads once a day in the name of each office: no one has to open the inbox for a clock
 * to start. Whoever shares the same post and unit is asked for once.
 *
 * @returns looks once more, at once and behind what is going on: something has come into the ledgers
 */
export function sweepDaily(house: House, finders: readonly LeadFinder[]): () => void {
  const swept = new Map<string, string>();
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let under: Promise<void> = Promise.resolve();
  const sweep = async () => {
    for (const { accountId, office } of await officeHolders(house)) {
      if (stopped || swept.get(office) === house.clock.today()) continue;
      const actor = await house.database.inTransaction({ accountId }, (tx) => readActor(house.clock, tx, accountId));
      if (!actor) continue;
      await sweepTheLeads(house, actor, finders, newRequestId());
      swept.set(office, house.clock.today());
    }
  };
  const run = () => {
    if (stopped) return;
    // What is being loaded finds its leads on its own days.
    if (house.jobs.running(LOAD_SAMPLE)) {
      again = setTimeout(run, HOUR / 60).unref();
      return;
    }
    under = under
      .then(sweep)
      .catch((error) => house.say.bug(error, { requestId: newRequestId(), operation: 'sweepLeads' }));
  };
  house.app.addHook('onListen', async () => {
    const timer = setInterval(run, HOUR).unref();
    // Not while the start is still loading what it brings.
    const first = setTimeout(run, HOUR / 60).unref();
    stopTimers = () => {
      clearInterval(timer);
      clearTimeout(first);
    };
  });
  let stopTimers = () => {};
  house.app.addHook('onClose', async () => {
    stopped = true;
    clearTimeout(again);
    stopTimers();
    await under;
  });
  return () => {
    swept.clear();
    run();
  };
}

/** One holder of each office's post; townships before the county, so that a township's own office opens its leads. */
export async function officeHolders(
  house: Pick<House, 'database'>,
): Promise<readonly { accountId: string; office: string }[]> {
  const { rows } = await house.database.inTransaction(null, (tx) =>
    sql<{ accountId: string; office: string }>`
      select distinct on (role, unit_id) account_id as "accountId", role || ' ' || unit_id as office
        from posts join accounts on accounts.id = posts.account_id
        where role in ('social-affairs', 'county-committee') and accounts.closed_at is null
          and from_on <= current_day() and (to_on is null or to_on >= current_day())
        order by role desc, unit_id, posts.created_at, posts.id`.execute(tx),
  );
  return rows;
}
