import type { Job } from '@quanxue/domain/people/operations.ts';
import { audit } from '../basis/audit.ts';
import type { Ask } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { duplicateProblems } from './duplicate-problems.ts';
import type { Imports } from './imports.ts';

/** The kind of the job that compares the ledger with itself. */
export const SEARCH_DUPLICATES = 'search-duplicates';

const STEP = { zh: '正在核对台账中的儿童……', en: 'Comparing the children of the ledger…' };

/** Starts the search; the comparing is done in the thread of the imports, so that nobody's request waits for it. */
export async function searchTheDuplicates({ house, work }: Imports, ask: Ask): Promise<Job> {
  if (house.jobs.running(SEARCH_DUPLICATES)) throw duplicateProblems.running();
  await ask.inTransaction((tx) =>
    audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'searchDuplicates',
      requestId: ask.requestId,
      what: {},
    }),
  );
  return house.jobs.start(ask.actor, SEARCH_DUPLICATES, async (progress) => {
    const id = newId(house.clock);
    const stop = () => void work.cancel(id, { zh: '已取消', en: 'cancelled' });
    progress.signal.addEventListener('abort', stop, { once: true });
    const task = {
      kind: 'duplicates',
      batchId: id,
      accountId: ask.actor.accountId,
      requestId: ask.requestId,
    } as const;
    await work.run(task, (done, total) => progress.step(STEP, done, total));
  });
}
