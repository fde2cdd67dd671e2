import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { fold, of, type Story } from '../casefile/fold.ts';
import type { CaseFile } from '../casefile/schema.ts';
import { terms } from '../terms.ts';
import type { Advice } from './finding.ts';
import { fits } from './judge/disability.ts';
import { packNamed } from './packs/index.ts';
import type { Condition, MeasureRules, Pack } from './requirement.ts';

/**
 * Which measures are open for this child on this day, and why; all twelve, in the order of the tables, each with every
 * row its table will ask for. Certificates and papers are needs, not conditions; neither the current measure nor a
 * closure changes the answer. (Contract, "Choosing a measure".)
 */
export function advise(file: CaseFile, asOf: Day, pack: Pack = packNamed(file.pack)): Advice[] {
  const story = fold(file, asOf);
  return pack.measures.map((rules) => {
    const { open, why } = offered(rules, story, pack);
    return {
      measure: rules.measure,
      state: open ? 'open' : 'closed',
      reasons: [{ message: { zh: why.zh, en: why.en }, citation: { zh: rules.citation.zh, en: rules.citation.en } }],
      needs: rules.rows.map((row) => row.id),
    };
  });
}

interface Answer {
  readonly open: boolean;
  readonly why: Text;
}

function offered({ measure, offered: condition }: MeasureRules, story: Story, pack: Pack): Answer {
  const { report, asOf } = story;
  switch (condition.kind) {
    case 'always':
      return yes('任何时候都应先劝返回原学校。', 'Return to the original school always comes first.');
    case 'left-in': {
      const { grade, term } = condition;
      return report?.leftGrade === grade && report.leftTerm === term
        ? yes(`孩子在 ${grade} 年级第 ${term} 学期离校。`, `The child left in grade ${grade}, term ${term}.`)
        : no(
            `仅限 ${grade} 年级第 ${term} 学期离校的孩子；请核对线索报送。`,
            `Only for a child that left in grade ${grade}, term ${term}; check the report.`,
          );
    }
    case 'reason':
      return reasonAnswer(condition, story);
    case 'disability': {
      const { disability } = story.file.child;
      const what = condition.intellectual
        ? {
            zh: '智力（或含智力的多重）一级、二级残疾',
            en: 'intellectual disability (or multiple including it) of level 1 or 2',
          }
        : { zh: '一级、二级残疾', en: 'a disability of level 1 or 2' };
      return disability && fits(disability, condition.intellectual)
        ? yes(`孩子有${what.zh}。`, `The child has ${what.en}.`)
        : no(`仅限有${what.zh}的孩子。`, `Only for a child with ${what.en}.`);
    }
    case 'in-force': {
      const period = pack.parameters.inForce[measure];
      const { from, to } = period ?? {};
      const inForce = (!from || from <= asOf) && (!to || asOf <= to);
      const span = { zh: `${from ?? '起初'} 至 ${to ?? '今'}`, en: `${from ?? 'the start'} to ${to ?? 'now'}` };
      return inForce
        ? yes(`在施行期内（${span.zh}）。`, `In force (${span.en}).`)
        : no(`不在施行期内（${span.zh}）。`, `Not in force (${span.en}).`);
    }
  }
}

function reasonAnswer(condition: Extract<Condition, { kind: 'reason' }>, story: Story): Answer {
  const hit = condition.anyOf.find((reason) => story.report?.reasons.includes(reason));
  if (hit)
    return yes(`线索报送的原因有“${terms.reason[hit].zh}”。`, `The report gives the reason "${terms.reason[hit].en}".`);
  if (condition.orReopened && of(story, 'reopening').length > 0) {
    return yes('案卷曾重新立案，属反复辍学。', 'The case was reopened: the child has left more than once.');
  }
  const zh = condition.anyOf.map((reason) => terms.reason[reason].zh).join('、');
  const en = condition.anyOf.map((reason) => terms.reason[reason].en).join(', ');
  return no(`线索报送的原因里没有：${zh}。`, `The report does not give the reason: ${en}.`);
}

const yes = (zh: string, en: string): Answer => ({ open: true, why: { zh, en } });
const no = (zh: string, en: string): Answer => ({ open: false, why: { zh, en } });
