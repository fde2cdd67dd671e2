import type { ChildProblem, Pairing, ProblemOwner } from '@quanxue/domain/cases/problem-list.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../basis/entry/labels.ts';
import { useLanguage } from '../../basis/language.ts';

/* How a problem, an owner and a helper are said, in the list, on the child's page and on paper. */

interface LinesProps {
  readonly problems: readonly ChildProblem[];
  /** What can be done about a problem that was written by hand. */
  readonly act?: (problemId: string) => ReactNode;
}

/** Problems of one child, a line each; the way to a case stands once. */
export function ProblemLines({ problems, act }: LinesProps) {
  const { t } = useTranslation();
  return (
    <ul className="plain problems">
      {problems.map((problem, index) => (
        <li key={problem.key}>
          <ProblemText problem={problem} />
          {problem.caseId && problems.findIndex((each) => each.caseId === problem.caseId) === index ? (
            <>
              {' '}
              <Link to="/cases/$caseId" params={{ caseId: problem.caseId }}>
                {t('problemList.toCase')}
              </Link>
            </>
          ) : null}
          {problem.problemId && act ? act(problem.problemId) : null}
        </li>
      ))}
    </ul>
  );
}

/** One problem in a line: what, by which clause, since when. */
export function ProblemText({ problem }: { readonly problem: ChildProblem }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const language = useLanguage();
  const { finding, closed } = problem;
  return (
    <span className={closed ? 'hint' : undefined}>
      {finding ? (
        <>
          <span className={`status status-${finding.status}`}>{labels.term('status', finding.status)}</span>{' '}
          {finding.message[language]} <span className="hint">{finding.citation[language]}</span>
        </>
      ) : (
        labels.term('problem', problem.kind)
      )}
      {problem.note ? `${language === 'zh' ? '：' : ': '}${problem.note}` : ''}{' '}
      <span className="hint">
        {[
          problem.source === 'finding' ? '' : labels.term('problemSource', problem.source),
          problem.by ? t('problemList.by', { name: problem.by }) : '',
          t('problemList.foundOn', { day: problem.foundOn }),
          closed ? t('problemList.closedText', { day: closed.on, how: labels.term('problemClosing', closed.how) }) : '',
          closed?.note ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  );
}

function useSpan(): (of: { readonly fromOn: string; readonly toOn: string | null }) => string {
  const { t } = useTranslation();
  return ({ fromOn, toOn }) => (toOn ? `${fromOn} – ${toOn}` : t('problemList.since', { day: fromOn }));
}

export function OwnerText({ owner, dates }: { readonly owner: ProblemOwner | null; readonly dates?: boolean }) {
  const { t } = useTranslation();
  const span = useSpan();
  const labels = useLabels();
  if (!owner) return <span className="alarming">{t('problemList.missing')}</span>;
  return (
    <>
      {owner.name ?? <span className="alarming">{t('problemList.vacant')}</span>}{' '}
      <span className="hint">
        {owner.unit} {labels.term('role', owner.role)}
        {dates ? ` ${span(owner)}` : ''}
      </span>
    </>
  );
}

export function HelperText({ pairing, dates }: { readonly pairing: Pairing | null; readonly dates?: boolean }) {
  const { t } = useTranslation();
  const span = useSpan();
  if (!pairing) return <span className="alarming">{t('problemList.missing')}</span>;
  return (
    <>
      {pairing.name}{' '}
      <span className="hint">{[pairing.unit, pairing.post, pairing.phone].filter(Boolean).join(' ')}</span>
      {pairing.toOn === null && pairing.children > 1 ? (
        <>
          {' '}
          <span className="mark">{t('problemList.ofChildren', { n: pairing.children })}</span>
        </>
      ) : null}
      {dates ? (
        <span className="hint">
          {' '}
          {span(pairing)} {pairing.endReason ?? ''}
        </span>
      ) : null}
    </>
  );
}
