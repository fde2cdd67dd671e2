import { listApprovals } from '@quanxue/domain/cases/approval-operations.ts';
import { listWaitingRows } from '@quanxue/domain/children/match-operations.ts';
import { getBoard } from '@quanxue/domain/statistics/operations.ts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { shanghaiTime } from '../../basis/instant.ts';
import { Page } from '../../basis/page.tsx';
import { useMay } from '../../basis/session.ts';

/** How things stand today; every number leads to the children or cases behind it. */
export function BoardPage() {
  const { t } = useTranslation();
  const board = useAnswer(getBoard, {});
  return (
    <Page title={t('board.title')} lead={board.data ? t('board.today', { day: board.data.today }) : undefined}>
      <Answered of={board}>{(answer) => <Numbers board={answer} />}</Answered>
    </Page>
  );
}

function Numbers({ board }: { readonly board: Answer<typeof getBoard> }) {
  const { t } = useTranslation();
  const may = useMay();
  if (board.children === 0 && board.openCases === 0 && board.lastImports.length === 0) {
    return (
      <div className="empty">
        <p>{t('board.empty')}</p>
        <p>
          <Link to="/start" className="button-link">
            {t('board.begin')}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <>
      <h2>{t('board.children')}</h2>
      <p className="hint">{t('board.cohort', { from: board.cohort.bornFrom, to: board.cohort.bornTo })}</p>
      <ul className="tiles">
        <Tile
          label={t('board.all')}
          count={board.children}
          link={(text) => (
            <Link to="/children" search={{ ofAge: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.explained')}
          count={board.explained}
          link={(text) => (
            <Link to="/children" search={{ unexplained: 'false', ofAge: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.unexplained')}
          count={board.unexplained}
          alarming
          next={t('board.unexplainedNext')}
          link={(text) => (
            <Link to="/children" search={{ unexplained: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.suspected')}
          count={board.suspected}
          alarming
          link={(text) => (
            <Link to="/children" search={{ state: 'suspected', ofAge: 'true' }}>
              {text}
            </Link>
          )}
        />
      </ul>
      <h2>{t('board.cases')}</h2>
      <ul className="tiles">
        <Tile
          label={t('board.openCases')}
          count={board.openCases}
          link={(text) => (
            <Link to="/cases" search={{ open: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.failing')}
          count={board.failingCases}
          alarming
          next={t('board.failingNext')}
          link={(text) => (
            <Link to="/cases" search={{ open: 'true', failing: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.overdue')}
          count={board.overdue}
          alarming
          link={(text) => (
            <Link to="/cases" search={{ open: 'true', overdue: 'true' }}>
              {text}
            </Link>
          )}
        />
      </ul>
      <h2>{t('board.duties')}</h2>
      <ul className="tiles">
        <Tile
          label={t('board.leads')}
          count={board.leads.open}
          link={(text) => (
            <Link to="/leads" search={{ open: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.leadsOverdue')}
          count={board.leads.overdue}
          alarming
          link={(text) => (
            <Link to="/leads" search={{ overdue: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.unowned')}
          count={board.problems.unowned}
          alarming
          link={(text) => (
            <Link to="/problems" search={{ unowned: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.unpaired')}
          count={board.problems.unpaired}
          alarming
          link={(text) => (
            <Link to="/problems" search={{ unpaired: 'true' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.noGrid')}
          count={board.unassigned.grid}
          alarming
          link={(text) => (
            <Link to="/children/unassigned" search={{ kind: 'grid' }}>
              {text}
            </Link>
          )}
        />
        <Tile
          label={t('board.noPrincipal')}
          count={board.unassigned.principal}
          alarming
          link={(text) => (
            <Link to="/children/unassigned" search={{ kind: 'principal' }}>
              {text}
            </Link>
          )}
        />
        {may(listWaitingRows) ? (
          <Tile
            label={t('board.waitingRows')}
            count={board.waitingRows}
            alarming
            link={(text) => <Link to="/matches">{text}</Link>}
          />
        ) : null}
        {may(listApprovals) ? (
          <Tile
            label={t('board.approvals')}
            count={board.approvals}
            link={(text) => <Link to="/approvals">{text}</Link>}
          />
        ) : null}
        <Tile
          label={t('board.villagesOpen')}
          count={board.villages.open}
          alarming
          link={(text) => <Link to="/closing">{text}</Link>}
        />
      </ul>
      <h2>{t('board.imports')}</h2>
      {board.lastImports.length === 0 ? (
        <p className="hint">{t('imports.empty')}</p>
      ) : (
        <ul className="plain">
          {board.lastImports.map((each) => (
            <li key={each.at + each.fileName}>
              {shanghaiTime(each.at)} {t('board.import', { file: each.fileName, rows: each.rows })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface TileProps {
  readonly label: string;
  readonly count: number;
  readonly alarming?: boolean;
  /** What to do while the number is not zero. */
  readonly next?: string;
  readonly link: (text: ReactNode) => ReactNode;
}

function Tile({ label, count, alarming, next, link }: TileProps) {
  return (
    <li className={alarming && count > 0 ? 'tile alarming' : 'tile'}>
      {link(
        <>
          <span className="tile-count">{count}</span>
          <span className="tile-label">{label}</span>
        </>,
      )}
      {next && count > 0 ? <span className="hint">{next}</span> : null}
    </li>
  );
}
