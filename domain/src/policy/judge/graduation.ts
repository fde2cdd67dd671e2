import { of } from '../../casefile/fold.ts';
import type { EntryOf } from '../../casefile/schema.ts';
import { type Bench, breach, met, missing, pending, type Verdict } from '../verdict.ts';

/* Annex 2, measure 2; annex 1, B4-2. */

/** The report says in which grade and term the child left. */
export function leftIn({ story }: Bench, grade: number, term: number): Verdict {
  const { report } = story;
  if (!report) return { ...missing, why: { zh: '没有线索报送记录', en: 'there is no report' } };
  if (report.leftGrade === grade && report.leftTerm === term) return met;
  return breach(
    `上报记录须写明孩子在 ${grade} 年级第 ${term} 学期离校`,
    `the report must say that the child left in grade ${grade}, term ${term}`,
    [report.id],
  );
}

export function lastOutcome({ story }: Bench, outcome: EntryOf<'persuasion'>['outcome']): Verdict {
  const last = of(story, 'persuasion').at(-1);
  if (!last) return missing;
  return last.outcome === outcome
    ? met
    : breach('最后一次劝返没有记下孩子同意', 'the last persuasion does not record agreement', [last.id]);
}

/** The last persuasion lies before the exam and outside its month; without an exam entry, outside the exam months. */
export function notExamMonth({ story, calendar }: Bench): Verdict {
  const last = of(story, 'persuasion').at(-1);
  if (!last) return pending('还没有劝返记录', 'no persuasion is on file yet');
  const exam = of(story, 'exam').at(-1);
  const month = last.on.slice(0, 7);
  const good = exam ? last.on < exam.on && month !== exam.on.slice(0, 7) : !calendar.examMonths.includes(month);
  return good
    ? met
    : breach(
        '最后一次劝返须早于考试，且不在考试月',
        'the last persuasion must lie before the exam and outside its month',
        [last.id],
      );
}

export function certificate({ story }: Bench): Verdict {
  return story.certificates.length > 0 ? met : missing;
}

export function certificateAfter({ story }: Bench): Verdict {
  if (story.certificates.length === 0) return pending('还没有毕业（结业）证', 'there is no certificate yet');
  const last = of(story, 'persuasion').at(-1);
  if (!last) return { ...missing, why: { zh: '没有劝返记录可比对', en: 'there is no persuasion to compare with' } };
  return story.certificates.some((entry) => entry.on > last.on)
    ? met
    : breach(
        '证书日期须在最后一次劝返之后',
        'the certificate must be dated after the last persuasion',
        story.certificates.map((entry) => entry.id),
      );
}

/** Passed earns the graduation certificate, failed the completion certificate. */
export function certificateKind({ story }: Bench): Verdict {
  const exam = of(story, 'exam').at(-1);
  if (!exam || story.certificates.length === 0)
    return pending('考试成绩和证书尚未齐全', 'exam and certificate are not both on file yet');
  const right = exam.passed ? 'graduation-certificate' : 'completion-certificate';
  return story.certificates.some((entry) => entry.document === right)
    ? met
    : breach(
        exam.passed ? '考试合格，应发毕业证' : '考试未合格，应发结业证',
        exam.passed
          ? 'the exam was passed: a graduation certificate is due'
          : 'the exam was not passed: a completion certificate is due',
        story.certificates.map((entry) => entry.id),
      );
}

/** Guardian and child both agree. */
export function consents({ story }: Bench, to: EntryOf<'consent'>['to']): Verdict {
  const given = new Set(of(story, 'consent').flatMap((entry) => (entry.to === to ? [entry.by] : [])));
  if (given.size === 2) return met;
  return {
    ...missing,
    have: given.size,
    need: 2,
    why: {
      zh: `还差：${[given.has('guardian') ? '' : '监护人', given.has('child') ? '' : '学生本人'].filter(Boolean).join('、')}`,
      en: `lacking: ${[given.has('guardian') ? '' : 'guardian', given.has('child') ? '' : 'child'].filter(Boolean).join(', ')}`,
    },
  };
}
