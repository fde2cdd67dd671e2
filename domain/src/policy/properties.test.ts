import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../basis/plain-date.ts';
import { fold } from '../casefile/fold.ts';
import type { CaseFile, Entry } from '../casefile/schema.ts';
import { advise } from './advise.ts';
import { assess } from './assess.ts';
import type { Assessment } from './finding.ts';
import { amend } from './testing.ts';
import { anyAsOf, anyFile, type Below } from './testing-files.ts';

/* What holds of every case file, tried on many that chance makes. */

/** A file, a day, and more chance where a test needs it. */
const drawn = (test: (file: CaseFile, asOf: Day, below: Below) => void, numRuns = 400) =>
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const below: Below = (n) => g(fc.integer, { min: 0, max: n - 1 });
      test(anyFile(below), anyAsOf(below), below);
    }),
    { numRuns },
  );

const answer = ({ measure, open, findings }: Assessment) => ({ measure, open, findings });
const statuses = ({ measure, open, findings }: Assessment) =>
  [measure, open, ...findings.map(({ id, status }) => `${id} ${status}`)].join('\n');

// Chance decides how long these take, not a clock.
describe('of every case file', { timeout: 300_000 }, () => {
  it('the order of entries on different days says nothing', () => {
    drawn((file, asOf, below) => {
      const days = [...new Set(file.entries.map((entry) => entry.on))].sort();
      // Shuffle whole days; entries of one day keep their order, for that decides ties.
      const rank = new Map(days.map((day) => [day, below(1e6)]));
      const byRank = (a: Entry, b: Entry) => (rank.get(a.on) ?? 0) - (rank.get(b.on) ?? 0);
      const shuffled = { ...file, entries: file.entries.toSorted(byRank) };
      expect(fold(shuffled, asOf).entries).toEqual(fold(file, asOf).entries);
      expect(assess(shuffled, asOf)).toEqual(assess(file, asOf));
      expect(advise(shuffled, asOf)).toEqual(advise(file, asOf));
    });
  });

  it('an entry after the as-of date changes nothing but how long the answer holds', () => {
    drawn((file, asOf) => {
      const known = file.entries.filter((entry) => entry.on <= asOf);
      const named = new Set(known.map((entry) => entry.id));
      const sofar = {
        ...file,
        entries: known.filter((entry) => entry.kind !== 'amendment' || named.has(entry.of)),
      };
      expect(answer(assess(file, asOf))).toEqual(answer(assess(sofar, asOf)));
      expect(advise(file, asOf)).toEqual(advise(sofar, asOf));
    });
  });

  it('an entry withdrawn is as if it had never been', () => {
    drawn((file, asOf, below) => {
      const entries = file.entries.filter((entry) => entry.kind !== 'amendment');
      const gone = entries[below(entries.length)];
      if (!gone) return;
      const last = [asOf, ...file.entries.map((entry) => entry.on)].reduce((a, b) => (a > b ? a : b));
      const withdrawal = { id: 'w', ...amend(last, gone.id, { withdraw: true }) } as Entry;
      const without = file.entries.filter(
        (entry) => entry.id !== gone.id && !(entry.kind === 'amendment' && entry.of === gone.id),
      );
      expect(answer(assess({ ...file, entries: [...file.entries, withdrawal] }, last))).toEqual(
        answer(assess({ ...file, entries: without }, last)),
      );
    });
  });

  it('each finding has an id of its own and a sentence in each language', () => {
    drawn((file, asOf) => {
      const { findings } = assess(file, asOf);
      expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
      for (const { message } of findings) {
        expect(message.zh).toMatch(/^(?!.*(undefined|NaN|Infinity)).+。$/);
        expect(message.en).toMatch(/^(?!.*(undefined|NaN|Infinity)).+\.$/);
      }
    });
  });

  it('the answer holds until the day that it names: the server relies on it', () => {
    drawn((file, asOf) => {
      const assessed = assess(file, asOf);
      const { holdsUntil } = assessed;
      if (holdsUntil !== undefined) expect(holdsUntil >= asOf).toBe(true);
      const last = addDays(asOf, 1200);
      const end = holdsUntil === undefined || holdsUntil > last ? last : holdsUntil;
      const said = statuses(assessed);
      // Every day of the first weeks, then in strides, and the last day itself.
      const days = [end];
      for (let day = asOf, step = 1; day < end; day = addDays(day, step)) {
        days.push(day);
        if (days.length > 40) step += 7;
      }
      for (const day of days)
        if (statuses(assess(file, day)) !== said) expect([day, statuses(assess(file, day))]).toEqual([day, said]);
    });
  });
});
