import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import { fold, of } from '@quanxue/domain/casefile/fold.ts';
import { readDetails } from '@quanxue/domain/cases/details/index.ts';
import type { ReferralRow } from '@quanxue/domain/cases/joint-control.ts';
import { stateOf, subjectOf } from '@quanxue/domain/cases/referrals.ts';
import { maskPhone } from '@quanxue/domain/children/record.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { bench } from '@quanxue/domain/policy/verdict.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { postTitle } from '../author.ts';
import { type LoadedCase, loadCases } from '../load-case.ts';
import { readAnswers } from './read-answers.ts';
import { openSheet } from './sealed.ts';

type Tools = Pick<House, 'keys' | 'clock'>;

/** Every referral of the cases in sight (or of one), newest first, with what the office sees and says. */
export async function readReferrals(house: Tools, tx: Tx, caseId?: string): Promise<ReferralRow[]> {
  const rows = await tx
    .selectFrom('cases')
    .selectAll()
    .where((where) =>
      where.exists(
        where
          .selectFrom('entries')
          .select('entries.id')
          .whereRef('entries.case_id', '=', 'cases.id')
          .where('entries.kind', '=', 'referral'),
      ),
    )
    .$if(caseId !== undefined, (query) => query.where('cases.id', '=', caseId ?? ''))
    .execute();
  const loaded = await loadCases(house, tx, rows);
  const sent = await readSent(
    house,
    tx,
    loaded.map((each) => each.id),
  );
  return loaded
    .flatMap((each) => ofCase(house, each, sent))
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.entryId < b.entryId ? 1 : -1));
}

type Sent = Pick<ReferralRow, 'sent' | 'answers'>;

function ofCase(house: Tools, loaded: LoadedCase, sent: ReadonlyMap<string, Sent>): ReferralRow[] {
  const today = house.clock.today();
  const story = fold(loaded.file, today);
  const days = bench(story, packNamed(loaded.file.pack), () => undefined).number('referralDays');
  return of(story, 'referral').map((entry): ReferralRow => {
    const { request, letterNumber, resultOn } = readDetails(entry);
    const taken = entry.details?.answerId;
    const due = addDays(entry.on, days);
    const result = entry.result ?? null;
    const { sent: sheet, answers } = sent.get(`${loaded.id}/${entry.id}`) ?? { sent: null, answers: [] };
    return {
      entryId: entry.id,
      caseId: loaded.id,
      childId: loaded.childId,
      childName: loaded.file.child.name,
      village: loaded.villages.residence ?? loaded.villages.registered,
      on: entry.on,
      to: entry.to,
      subject: subjectOf(entry),
      request: typeof request === 'string' ? request : null,
      letterNumber: typeof letterNumber === 'string' ? letterNumber : null,
      due,
      result,
      resultOn: typeof resultOn === 'string' ? resultOn : null,
      state: stateOf({ result, due }, answers, today),
      sent: sheet,
      answers,
      takenAnswerId: typeof taken === 'string' ? taken : null,
    };
  });
}

/** The office calls the family; whoever reads the register need not. */
const masked = (each: NonNullable<ReferralRow['sent']>['shown'][number]) =>
  each.fact === 'guardianPhone' ? { ...each, value: maskPhone(each.value) ?? '' } : each;

/** What the offices have on their lists, by case and entry. */
async function readSent(house: Tools, tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, Sent>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('referral_sources')
    .innerJoin('referrals', 'referrals.id', 'referral_sources.referral_id')
    .innerJoin('units', 'units.id', 'referrals.to_unit_id')
    .leftJoin('referral_ends', 'referral_ends.referral_id', 'referrals.id')
    .select(['referrals.id', 'referrals.sealed', 'to_role', 'case_id', 'entry_id', 'units.name as unit'])
    .where('case_id', 'in', [...caseIds])
    .where('referral_ends.referral_id', 'is', null)
    .execute();
  const keys = await house.keys.ofReferrals(
    tx,
    rows.map((row) => row.id),
  );
  const answers = await readAnswers(tx, keys);
  return new Map(
    rows.map((row) => {
      const key = keys.get(row.id);
      const shown = key ? openSheet(key, row.id, row.sealed).shown.map(masked) : [];
      return [
        `${row.case_id}/${row.entry_id}`,
        {
          sent: { referralId: row.id, unit: postTitle(row.unit, row.to_role), shown },
          answers: answers.get(row.id) ?? [],
        },
      ];
    }),
  );
}
