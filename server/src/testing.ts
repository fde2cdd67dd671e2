import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { FastifyInstance } from 'fastify';
import { createApp, type Ground } from './app.ts';
import type { Actor } from './basis/actor.ts';
import {
  type Client,
  makeActor,
  makeClient,
  makeUnits,
  type TestGround,
  type TestUnits,
  testDatabase,
} from './basis/testing.ts';

export type { Client, TestUnits } from './basis/testing.ts';
export { TEST_START } from './basis/testing.ts';

/** A signed-in person of a test. */
export interface TestPerson extends Client {
  readonly actor: Actor;
  readonly token: string;
}

/** The whole server on a database of its own. */
export interface TestServer extends TestGround {
  readonly app: FastifyInstance;
  readonly units: TestUnits;
  /** Asks without a session. */
  readonly nobody: Client;
  /** A new person with this post; at the township where no unit is named. */
  as(role: Role, unitId?: string): Promise<TestPerson>;
}

/**
 * Starts the server for one test file, set up with the invented county, township, two villages and a school:
 *
 *     const server = await testServer();
 *     afterAll(() => server.close());
 *     const clerk = await server.as('social-affairs');
 *     const { children } = await clerk.ask(listChildren, { query: { q: '张' } });
 *
 * @param options.empty before its set-up: no units, as after the first start.
 */
export async function testServer(
  options: { readonly empty?: boolean } & Partial<Pick<Ground, 'loadSample' | 'webDir'>> = {},
): Promise<TestServer> {
  const ground = await testDatabase();
  const units = options.empty
    ? { county: '', township: '', villageA: '', villageB: '', school: '' }
    : await makeUnits(ground);
  const app = await createApp({
    ...ground,
    loadSample: options.loadSample ?? (async () => {}),
    ...(options.webDir && { webDir: options.webDir }),
  });
  await app.ready();
  return {
    ...ground,
    app,
    units,
    nobody: makeClient(app),
    as: async (role, unitId = units.township) => {
      const { actor, token } = await makeActor(ground, role, unitId);
      return { actor, token, ...makeClient(app, token) };
    },
    close: async () => {
      await app.close();
      await ground.close();
    },
  };
}
