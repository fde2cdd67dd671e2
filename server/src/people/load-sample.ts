import type { Job } from '@quanxue/domain/people/operations.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { LOAD_SAMPLE } from '../basis/jobs.ts';
import { writeSetting } from '../basis/settings.ts';
import { problems } from './problems.ts';
import type { LoadSample } from './routes.ts';

/**
 * Starts loading the invented township as a job. Only into an installation without children: invented and real ones are
 * never mixed.
 *
 * @throws Problem `sample-needs-empty`, `sample-running`.
 */
export async function startLoadingSample(house: House, load: LoadSample, ask: Ask): Promise<Job> {
  if (house.jobs.running(LOAD_SAMPLE)) throw problems.sampleRunning();
  await ask.inTransaction(async (tx) => {
    const { children } = await tx
      .selectFrom('children')
      .select((select) => select.fn.countAll<number>().as('children'))
      .executeTakeFirstOrThrow();
    if (children > 0) throw problems.sampleNeedsEmpty({ children });
    await writeSetting(house.clock, tx, 'installation.sample', true, ask.actor.accountId);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'loadSample',
      requestId: ask.requestId,
    });
  });
  return house.jobs.start(ask.actor, LOAD_SAMPLE, (progress) => load(house, ask.actor, progress));
}
