import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { openJobs } from './jobs.ts';
import { problems } from './problems.ts';
import { makeActor, makeUnits, type TestGround, testDatabase } from './testing.ts';

let ground: TestGround;
let clerk: Actor;
beforeAll(async () => {
  ground = await testDatabase();
  const units = await makeUnits(ground);
  clerk = (await makeActor(ground, 'social-affairs', units.township)).actor;
});
afterAll(() => ground?.close());

const STEP = { zh: '读取', en: 'Reading' };

test('a job tells how far it is while it runs, and how it ended for ever after', async () => {
  const gate = Promise.withResolvers<void>();
  const { id } = await ground.jobs.start(clerk, 'test', async (progress) => {
    progress.step(STEP, 3, 10);
    await gate.promise;
    progress.step(STEP, 10, 10);
  });
  expect(await ground.jobs.find(clerk, id)).toMatchObject({ state: 'running', step: STEP, done: 3, total: 10 });
  expect(ground.jobs.running('test')).toBe(true);
  gate.resolve();
  await ground.jobs.ended(id);
  expect(ground.jobs.running('test')).toBe(false);
  expect(await ground.jobs.find(clerk, id)).toMatchObject({ state: 'done', done: 10, total: 10, problem: null });
});

test('a problem that a job meets is its sentence; a bug is a number to tell, and is logged', async () => {
  const refused = await ground.jobs.start(clerk, 'test', async () => {
    throw problems.evidenceMissing();
  });
  const broken = await ground.jobs.start(clerk, 'test', async () => {
    throw new TypeError('欧阳春生 is not a function');
  });
  await Promise.all([refused, broken].map((job) => ground.jobs.ended(job.id)));
  expect((await ground.jobs.find(clerk, refused.id))?.problem?.zh).toContain('证据文件尚未上传');
  const told = await ground.jobs.find(clerk, broken.id);
  expect(told?.state).toBe('failed');
  expect(told?.problem?.en).toContain(broken.id);
  expect(JSON.stringify(told)).not.toContain('欧阳');
  expect(ground.logged.join()).toContain(broken.id);
  expect(ground.logged.join()).not.toContain('欧阳');
});

test('a cancelled job hears of it and ends as cancelled', async () => {
  const job = await ground.jobs.start(clerk, 'test', async (progress) => {
    while (!progress.signal.aborted) await new Promise((resolve) => setImmediate(resolve));
    progress.signal.throwIfAborted();
  });
  ground.jobs.cancel(job.id);
  await ground.jobs.ended(job.id);
  expect(await ground.jobs.find(clerk, job.id)).toMatchObject({ state: 'cancelled', problem: null });
});

test('a job that a killed server left behind is told as failed after the next start', async () => {
  const job = await ground.jobs.start(clerk, 'test', () => new Promise(() => {}));
  // The next start, of another process on the same database.
  const next = await openJobs(ground.database, ground.clock, ground.say);
  const told = await next.find(clerk, job.id);
  expect(told?.state).toBe('failed');
  expect(told?.problem?.zh).toContain('重新开始');
  // This one would wait for it for ever.
  ground.jobs.close = async () => {};
});
