import {
  createAccount,
  getInstallation,
  getJob,
  getSession,
  listAccounts,
  listUnits,
  loadSample,
  setUp,
  signIn,
  signOut,
} from '@quanxue/domain/people/operations.ts';
import type { Actor } from '../basis/actor.ts';
import type { House } from '../basis/house.ts';
import { bind, bindPublic } from '../basis/http.ts';
import type { Progress } from '../basis/jobs.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { endSession } from '../basis/sessions.ts';
import { createTheAccount } from './create-account.ts';
import { listTheAccounts } from './list-accounts.ts';
import { listTheUnits } from './list-units.ts';
import { startLoadingSample } from './load-sample.ts';
import { readInstallation } from './read-installation.ts';
import { giveCookie, sessionOf, takeCookie } from './session-cookie.ts';
import { setUpInstallation } from './set-up.ts';
import { tryPassword } from './sign-in.ts';
import { unitsAndPosts } from './unit-routes.ts';

/** Loads the invented township in the name of the person who asked for it, telling how far it is. */
export type LoadSample = (house: House, actor: Actor, progress: Progress) => Promise<void>;

/** Sign-ins and set-ups that one address may try in a minute; an office of many sits behind one address. */
const TRIES_A_MINUTE = 30;

export function people(house: House, sample: LoadSample): void {
  bindPublic(house, getInstallation, () => readInstallation(house));
  bindPublic(
    house,
    setUp,
    async (ask) => {
      const { actor, token } = await setUpInstallation(house, { ...ask.body, requestId: ask.requestId });
      giveCookie(ask.reply, token);
      return sessionOf(actor, token);
    },
    TRIES_A_MINUTE,
  );
  bindPublic(
    house,
    signIn,
    async (ask) => {
      const { actor, token } = await tryPassword(house, ask);
      giveCookie(ask.reply, token);
      return sessionOf(actor, token);
    },
    TRIES_A_MINUTE,
  );
  bind(house, getSession, async (ask) => sessionOf(ask.actor, ask.token));
  bind(house, signOut, async (ask) => {
    await ask.inTransaction((tx) => endSession(house.clock, tx, ask.token));
    takeCookie(ask.reply);
    return { done: true as const };
  });
  bind(house, listUnits, async (ask) => ({ units: await ask.inTransaction((tx) => listTheUnits(house.clock, tx)) }));
  unitsAndPosts(house);
  bind(house, listAccounts, async (ask) => ({
    accounts: await ask.inTransaction((tx) => listTheAccounts(house.clock, tx)),
  }));
  bind(house, createAccount, (ask) => createTheAccount(house, ask));
  bind(house, loadSample, (ask) => startLoadingSample(house, sample, ask));
  bind(house, getJob, async (ask) => {
    const job = await house.jobs.find(ask.actor, ask.params.jobId);
    if (!job) throw basisProblems.notFound();
    return job;
  });
}
