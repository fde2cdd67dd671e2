import { addDays } from '../../basis/plain-date.ts';
import { of, type Story } from '../../casefile/fold.ts';
import type { EntryOf } from '../../casefile/schema.ts';
import type { Correspondence } from '../requirement.ts';
import { type Bench, breach, met, missing, pending, type Verdict } from '../verdict.ts';
import { names } from './facts.ts';

/* Letters between governments: annex 1, B4-7 and B4-9; annex 2, measure 7. */

function outgoing(story: Story, { from, to }: Correspondence): EntryOf<'letter'>[] {
  return of(story, 'letter').filter(
    (entry) => entry.direction === 'outgoing' && entry.to === to && (from === undefined || entry.from === from),
  );
}

export function letters({ story }: Bench, wanted: readonly Correspondence[]): Verdict {
  const lacking = wanted.filter((each) => outgoing(story, each).length === 0);
  if (lacking.length === 0) return met;
  const units = names(lacking.map((each) => each.to));
  return {
    ...missing,
    have: wanted.length - lacking.length,
    need: wanted.length,
    why: { zh: `还没有致函：${units.zh}`, en: `no letter yet to: ${units.en}` },
  };
}

/** A reply to each letter; of several the worst is told. */
export function replies(at: Bench, wanted: readonly Correspondence[]): Verdict {
  const rank = ['missing', 'breach', 'pending', 'met'];
  return wanted
    .map((each) => reply(at, each))
    .reduce((worst, next) => (rank.indexOf(next.status) < rank.indexOf(worst.status) ? next : worst));
}

function reply(at: Bench, wanted: Correspondence): Verdict {
  const { story, asOf } = at;
  const sent = outgoing(story, wanted);
  const [first] = sent;
  const unit = names([wanted.to]);
  if (!first) return pending(`还没有向${unit.zh}去函`, `no letter has gone to: ${unit.en}`);
  const sentOn = new Map(sent.map((entry) => [entry.id, entry.on]));
  const received = of(story, 'letter').filter(
    (entry) => entry.direction === 'reply' && entry.replyTo !== undefined && sentOn.has(entry.replyTo),
  );
  const good = received.some(
    (entry) =>
      entry.on >= (sentOn.get(entry.replyTo ?? '') ?? '') &&
      entry.outcome !== 'not-found' &&
      entry.outcome !== 'refused',
  );
  if (good) return met;
  if (received.length > 0) {
    return breach(
      `${unit.zh}的复函没有得到妥善处置的结果`,
      `the reply of ${unit.en} does not settle the matter`,
      received.map((entry) => entry.id),
    );
  }
  const due = addDays(first.on, at.number('replyDays'));
  if (asOf <= due) {
    at.until(due);
    return pending(`等待${unit.zh}复函至 ${due}`, `waiting until ${due} for the reply of ${unit.en}`, due);
  }
  return { ...missing, due, why: { zh: `${unit.zh}逾期未复函`, en: `no reply from ${unit.en} in time` } };
}

/** Persuasion goes on after the letter has gone. */
export function persuasionAfterLetter({ story }: Bench, wanted: Correspondence): Verdict {
  const [first] = outgoing(story, wanted);
  if (!first) return pending('还没有去函', 'no letter has gone yet');
  return of(story, 'persuasion').some((entry) => entry.on > first.on) ? met : missing;
}
