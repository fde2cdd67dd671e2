import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../basis/entry/labels.ts';
import { StatusWord } from '../../basis/entry/status-word.tsx';
import { useLanguage } from '../../basis/language.ts';
import { actFor, type FindingAct } from './finding-acts.ts';
import { grouped } from './next-step.ts';
import { EntryLink, useEntryName } from './timeline.tsx';

interface Props {
  readonly view: CaseView;
  /** The entries that count. */
  readonly counting: readonly Entry[];
  readonly mayRecord: boolean;
  readonly act: (act: FindingAct) => void;
}

const GROUPS = ['failing', 'pending', 'excused', 'met', 'notApplicable'] as const;

/** What the papers still ask for, failing first; each line with its clause, what to do, and the form that does it. */
export function FindingsPanel(rest: Props) {
  const { t } = useTranslation();
  const groups = grouped(rest.view.assessment.findings);
  return (
    <aside className="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{t('case.findings')}</h2>
      {GROUPS.map((name, index) => {
        const findings = groups[index] ?? [];
        if (findings.length === 0 && name !== 'failing') return null;
        const title = t(`case.group.${name}`, { n: findings.length });
        return name === 'failing' || name === 'pending' ? (
          <section key={name}>
            <h3>{title}</h3>
            {findings.length === 0 ? <p className="hint">{t('case.nothingFails')}</p> : null}
            <Rows findings={findings} {...rest} />
          </section>
        ) : (
          <details key={name}>
            <summary>{title}</summary>
            <Rows findings={findings} {...rest} />
          </details>
        );
      })}
    </aside>
  );
}

function Rows({ findings, ...rest }: Props & { readonly findings: readonly Finding[] }) {
  return (
    <ul>
      {findings.map((finding) => (
        <Row key={finding.id} finding={finding} {...rest} />
      ))}
    </ul>
  );
}

interface RowProps extends Props {
  readonly finding: Finding;
}

function Row({ finding, view, counting, mayRecord, act }: RowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useEntryName(view.casefile.entries);
  const open = finding.status === 'missing' || finding.status === 'breach' || finding.status === 'pending';
  const what = open ? actFor(finding, counting, view.assessment.measure) : undefined;
  return (
    <li className={`finding finding-${finding.status}`} data-finding={finding.id}>
      <p>
        <StatusWord status={finding.status} /> {finding.message[language]}
      </p>
      <p className="finding-foot">
        <cite>{finding.citation[language]}</cite>
        {finding.need !== undefined ? (
          <span>{t('case.haveNeed', { have: finding.have ?? 0, need: finding.need })}</span>
        ) : null}
        {finding.due ? <span>{t('case.due', { day: finding.due })}</span> : null}
        {open && finding.entries && finding.entries.length > 0 ? (
          <span>
            {finding.entries.slice(0, 4).map((id) => (
              <EntryLink key={id} id={id}>
                {nameOf(id)}
              </EntryLink>
            ))}
          </span>
        ) : null}
        {what && mayRecord ? <ActButton what={what} view={view} act={act} finding={finding} /> : null}
      </p>
    </li>
  );
}

interface ActProps {
  readonly what: FindingAct;
  readonly view: CaseView;
  readonly act: (act: FindingAct) => void;
  readonly finding: Finding;
  readonly primary?: boolean;
}

/** The button that opens the right form, filled in as far as the finding tells. */
export function ActButton({ what, view, act, finding, primary }: ActProps) {
  const { t } = useTranslation();
  const label = useActLabel();
  if (what.act === 'child') {
    return (
      <Link to="/children/$childId" params={{ childId: view.childId }}>
        {t('case.toChild')}
      </Link>
    );
  }
  return (
    <Button
      size={primary ? 'middle' : 'small'}
      type={primary ? 'primary' : 'default'}
      className="no-print"
      data-act={finding.id}
      onClick={() => act(what)}
    >
      {label(what)}
    </Button>
  );
}

/** 记：限期复学通知书. */
function useActLabel(): (what: Exclude<FindingAct, { act: 'child' }>) => string {
  const { t } = useTranslation();
  const labels = useLabels();
  return (what) => {
    if (what.act === 'amend') return t('case.correctEntry');
    const document = what.preset.document;
    return t('case.record', {
      what: typeof document === 'string' ? labels.term('document', document) : labels.term('kind', what.kind),
    });
  };
}
