import { addDays, addYears, daysBetween } from '../../basis/plain-date.ts';
import { of } from '../../casefile/fold.ts';
import type { Disability } from '../../casefile/schema.ts';
import { type Bench, breach, met, missing, pending, type Verdict } from '../verdict.ts';
import { approvals } from './approvals.ts';
import { documents } from './facts.ts';

/* Annex 2, measures 5 and 6; annex 1, B4-5 and B4-6. */

/** Disability by category and level, with a certificate that still holds. Level 1 is the heaviest: 二级以上 is 1 or 2. */
export function disability({ story, asOf, until }: Bench, intellectual: boolean): Verdict {
  const { disability } = story.file.child;
  if (disability?.certificateNumber === undefined) return missing;
  if (!fits(disability, intellectual)) {
    return intellectual
      ? breach(
          '残疾证须为智力（或含智力的多重）一级、二级',
          'the certificate must be for intellectual disability (or multiple including it) of level 1 or 2',
        )
      : breach('残疾证须为一级、二级', 'the certificate must be of level 1 or 2');
  }
  const { validUntil } = disability;
  if (validUntil === undefined) return met;
  if (asOf > validUntil) return breach(`残疾证已于 ${validUntil} 到期`, `the certificate expired on ${validUntil}`);
  until(validUntil);
  return met;
}

/** Level 1 or 2, and intellectual where asked (a multiple one counts when it includes it). */
export function fits(disability: Disability, intellectual: boolean): boolean {
  if (disability.level > 2) return false;
  return (
    !intellectual ||
    disability.category === 'intellectual' ||
    (disability.category === 'multiple' && (disability.includes?.includes('intellectual') ?? false))
  );
}

/** A follow-up since the county first approved, and not too long ago. */
export function followUp(at: Bench): Verdict {
  const { story, asOf } = at;
  const [first] = approvals(story, matterOf(at));
  if (!first) return pending('还没有批准', 'it is not approved yet');
  const limit = at.number('followUpDays');
  const all = of(story, 'follow-up');
  const fresh = all.findLast((entry) => entry.on >= first.on && daysBetween(entry.on, asOf) <= limit);
  if (fresh) {
    at.until(addDays(fresh.on, limit));
    return met;
  }
  if (daysBetween(first.on, asOf) <= limit) {
    const due = addDays(first.on, limit);
    at.until(due);
    return pending(`请在 ${due} 前跟踪一次`, `a follow-up is owed by ${due}`, due);
  }
  return all.length > 0
    ? breach(
        '最近一次跟踪已经过久',
        'the latest follow-up is too old',
        all.map((entry) => entry.id),
      )
    : missing;
}

/** Rehabilitation of two years before the county approved, or until now where it has not. */
export function treatment(at: Bench): Verdict {
  const records = documents(at.story, 'rehabilitation-record');
  if (records.length === 0) return missing;
  const years = at.number('rehabilitationYears');
  const approved = approvals(at.story, matterOf(at))[0];
  const by = approved?.on ?? at.asOf;
  const starts = records.flatMap((entry) => (entry.from === undefined ? [] : [addYears(entry.from, years)]));
  if (starts.some((full) => full <= by)) return met;
  if (!approved) for (const full of starts) at.until(addDays(full, -1));
  return breach(
    starts.length === 0 ? '康复记录没有写起始日' : `到 ${by} 康复治疗还不满 ${years} 年`,
    starts.length === 0 ? 'the record does not say since when' : `less than ${years} years of treatment by ${by}`,
    records.map((entry) => entry.id),
  );
}

/** Deferral and exemption share a table; the matter is the current measure. */
const matterOf = ({ story }: Bench) => (story.measure === 'exemption' ? 'exemption' : 'deferral');
