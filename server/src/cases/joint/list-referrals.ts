import type { listReferrals } from '@quanxue/domain/cases/joint-control.ts';
import { REFERRAL_STATES, type ReferralState } from '@quanxue/domain/cases/referrals.ts';
import type { z } from 'zod';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { readReferrals } from './read-referrals.ts';

type Query = z.output<NonNullable<(typeof listReferrals)['query']>>;
type Answer = z.input<NonNullable<(typeof listReferrals)['answer']>>;

/** The register of referrals with their results (articles 5 and 6). */
export async function listTheReferrals(house: House, ask: Ask<unknown, Query>): Promise<Answer> {
  const { to, state, subject, caseId } = ask.query;
  return ask.inTransaction(async (tx) => {
    const all = (await readReferrals(house, tx, caseId)).filter(
      (row) => (!to || row.to === to) && (!subject || row.subject === subject),
    );
    const count = (each: ReferralState) => all.filter((row) => row.state === each).length;
    return {
      counts: Object.fromEntries(REFERRAL_STATES.map((each) => [each, count(each)])) as Answer['counts'],
      rows: state ? all.filter((row) => row.state === state) : all,
    };
  });
}
