import type { Text } from '../basis/problem.ts';
import type { Status } from './finding.ts';
import type { Requirement } from './requirement.ts';
import type { Verdict } from './verdict.ts';

/**
 * A finding as a sentence in both languages: what is asked, how it stands and, where it fails, what to do next.
 * One place makes them all, so that screen, print and command line say the same.
 */
export function sentence(row: Requirement, verdict: Verdict): { zh: string; en: string } {
  if (verdict.why || verdict.have !== undefined) return compose(row, verdict);
  // Without a reason or a count a row has one sentence for each status: most findings of most files.
  const known = plainSentences.get(row) ?? {};
  const said = known[verdict.status] ?? compose(row, verdict);
  known[verdict.status] = said;
  plainSentences.set(row, known);
  return said;
}

const plainSentences = new WeakMap<Requirement, { [status in Status]?: { zh: string; en: string } }>();

function compose(row: Requirement, verdict: Verdict): { zh: string; en: string } {
  const { name, todo } = row;
  const counts = countsOf(verdict);
  const why = verdict.why ? { zh: verdict.why.zh, en: verdict.why.en } : { zh: '', en: '' };
  switch (verdict.status) {
    case 'met':
      return { zh: `${name.zh}：已具备${counts.zh}。`, en: `${capital(name.en)}: on file${counts.en}.` };
    case 'missing':
      return {
        zh: `缺${name.zh}${counts.zh}${why.zh && `，${why.zh}`}。${todo.zh}`,
        en: `Missing: ${name.en}${counts.en}${why.en && ` (${why.en})`}. ${todo.en}`,
      };
    case 'breach':
      return {
        zh: `${name.zh}不合要求：${why.zh || '与规定不符'}${counts.zh}。${todo.zh}`,
        en: `${capital(name.en)}: not as required (${why.en || 'against the rule'})${counts.en}. ${todo.en}`,
      };
    case 'pending':
      return { zh: `${name.zh}：现在还不要求，${why.zh}。`, en: `${capital(name.en)}: not owed yet, ${why.en}.` };
    case 'excused':
      return { zh: `${name.zh}：不再要求，${why.zh}。`, en: `${capital(name.en)}: no longer asked, ${why.en}.` };
    case 'not-applicable':
      return { zh: `${name.zh}：不适用，${why.zh}。`, en: `${capital(name.en)}: not applicable, ${why.en}.` };
  }
}

function countsOf({ have, need }: Verdict): Text {
  if (have === undefined || need === undefined) return { zh: '', en: '' };
  return { zh: `（已有 ${have}，应有 ${need}）`, en: ` (${have} of ${need})` };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
