import { type ChildProblems, getChildProblems, pairChild } from '@quanxue/domain/cases/problem-list.ts';
import { Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import { useMay, useToday } from '../../basis/session.ts';
import { OwnerForm } from './owner-form.tsx';
import { EndPairingForm, PairingForm } from './pairing-form.tsx';
import { AddProblemForm, CloseProblemForm } from './problem-forms.tsx';
import { HelperText, OwnerText, ProblemLines } from './problem-words.tsx';

interface SectionProps {
  readonly childId: string;
  readonly name: string;
  /** Beside the case itself, which tells what it lacks. */
  readonly besideCase?: boolean;
}

/** On the page of a child or a case: who answers for it, who stands by it, what is open. */
export function ChildProblemsSection({ childId, name, besideCase = false }: SectionProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const answer = useAnswer(getChildProblems, { params: { childId } }, { enabled: may(getChildProblems) });
  if (!may(getChildProblems)) return null;
  return (
    <section aria-labelledby="problems-title">
      <h2 id="problems-title">{t('problemList.section')}</h2>
      <Answered of={answer}>
        {(all) => (
          <>
            <Standing all={all} />
            {besideCase ? (
              <ProblemLines problems={all.problems.filter((each) => each.problemId && !each.closed)} />
            ) : (
              <>
                <OpenProblems all={all} />
                <Closed all={all} />
              </>
            )}
          </>
        )}
      </Answered>
      {may(pairChild) ? (
        <p className="no-print">
          <Button size="small" onClick={() => setOpen(true)}>
            {t('problemList.handle')}
          </Button>
        </p>
      ) : null}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t('problemList.handleOf', { name })}
        size={720}
        destroyOnHidden
      >
        <ChildProblemsPanel childId={childId} />
      </Drawer>
    </section>
  );
}

function Standing({ all }: { readonly all: ChildProblems }) {
  const { t } = useTranslation();
  return (
    <dl className="facts">
      <div>
        <dt>{t('problemList.owner')}</dt>
        <dd>
          <OwnerText owner={all.owner} dates />
        </dd>
      </div>
      <div>
        <dt>{t('problemList.helper')}</dt>
        <dd>
          <HelperText pairing={all.pairing} dates />
        </dd>
      </div>
    </dl>
  );
}

function OpenProblems({ all, act }: { readonly all: ChildProblems; readonly act?: (problemId: string) => ReactNode }) {
  const { t } = useTranslation();
  const open = all.problems.filter((problem) => !problem.closed);
  if (open.length === 0) return <p className="hint">{t('problemList.nothingOpen')}</p>;
  return <ProblemLines problems={open} {...(act && { act })} />;
}

function Closed({ all }: { readonly all: ChildProblems }) {
  const { t } = useTranslation();
  const closed = all.problems.filter((problem) => problem.closed);
  if (closed.length === 0) return null;
  return (
    <details>
      <summary>{t('problemList.closedOnes', { n: closed.length })}</summary>
      <ProblemLines problems={closed} />
    </details>
  );
}

/** All that can be done about one child's problems; the two that are mostly lacking first. */
export function ChildProblemsPanel({ childId }: { readonly childId: string }) {
  const answer = useAnswer(getChildProblems, { params: { childId } });
  const today = useToday();
  if (!today) return null;
  return <Answered of={answer}>{(all) => <Panel key={childId} childId={childId} all={all} today={today} />}</Answered>;
}

interface PanelProps {
  readonly childId: string;
  readonly all: ChildProblems;
  readonly today: string;
}

function Panel({ childId, all, today }: PanelProps) {
  const { t } = useTranslation();
  const [closing, setClosing] = useState<string>();
  const [added, setAdded] = useState(0);
  return (
    <>
      <Standing all={all} />
      <h3>{t('problemList.openOnes')}</h3>
      <OpenProblems
        all={all}
        act={(problemId) =>
          closing === problemId ? (
            <fieldset className="group">
              <CloseProblemForm
                childId={childId}
                problemId={problemId}
                today={today}
                done={() => setClosing(undefined)}
              />
            </fieldset>
          ) : (
            <>
              {' '}
              <Button size="small" onClick={() => setClosing(problemId)}>
                {t('problemList.close')}
              </Button>
            </>
          )
        }
      />
      <p className="hint">{t('problemList.selfClosing')}</p>
      <Fold title={t('problemList.helper')} open={!all.pairing}>
        <p className="hint">{t('problemList.reading')}</p>
        <PairingForm
          key={all.pairing?.id ?? 'none'}
          childId={childId}
          today={today}
          present={all.pairing}
          done={() => undefined}
        />
        {all.pairing ? (
          <Fold title={t('problemList.endPair')}>
            <EndPairingForm childId={childId} pairing={all.pairing} today={today} />
          </Fold>
        ) : null}
      </Fold>
      <Fold title={t('problemList.owner')} open={!all.owner}>
        <OwnerForm
          key={all.owner ? all.owner.unitId + all.owner.role : 'none'}
          childIds={[childId]}
          today={today}
          present={all.owner}
          done={() => undefined}
        />
      </Fold>
      <Fold title={t('problemList.add')}>
        <AddProblemForm key={added} childId={childId} today={today} done={() => setAdded(added + 1)} />
      </Fold>
      <Closed all={all} />
      {all.formerOwners.length + all.formerPairings.length > 0 ? (
        <Fold title={t('problemList.former')}>
          <ul className="plain">
            {all.formerOwners.map((owner) => (
              <li key={owner.fromOn + owner.unitId + owner.role}>
                {t('problemList.owner')}：<OwnerText owner={owner} dates />
              </li>
            ))}
            {all.formerPairings.map((pairing) => (
              <li key={pairing.id}>
                {t('problemList.helper')}：<HelperText pairing={pairing} dates />
              </li>
            ))}
          </ul>
        </Fold>
      ) : null}
    </>
  );
}

/** A form that is open when what it asks for is lacking. */
function Fold({
  title,
  open = false,
  children,
}: {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="group" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
