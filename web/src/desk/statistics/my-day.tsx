import { DUTY_STATES } from '@quanxue/domain/statistics/duties.ts';
import { type Duty, getMyDay } from '@quanxue/domain/statistics/my-day-operations.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../basis/answered.tsx';
import { useAnswer } from '../../basis/ask.ts';
import type { Answer } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';
import { Page } from '../../basis/page.tsx';
import { useSession } from '../../basis/session.ts';
import { BundleLine, bundled } from './duty-line.tsx';
import { GroupReminder } from './group-reminder.tsx';

/** What this post has to do today: overdue, due, coming; of one unit instead, where a number of the table led here. */
export function MyDayPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/my-day' });
  const day = useAnswer(getMyDay, { query: search }, { keep: true });
  const within = search.unitId !== undefined;
  return (
    <Page
      title={within ? t('myDay.within', { unit: day.data?.unit ?? '' }) : t('myDay.title')}
      lead={day.data ? t(within ? 'myDay.withinLead' : 'myDay.lead', { day: day.data.today }) : undefined}
      actions={
        <span className="no-print">
          {within ? <Link to="/my-day/units">{t('lateness.title')}</Link> : null}{' '}
          <button type="button" className="button-link" onClick={() => window.print()}>
            {t('common.print')}
          </button>
        </span>
      }
    >
      {within ? null : <GroupReminder />}
      <Answered of={day}>{(answer) => <Day day={answer} />}</Answered>
    </Page>
  );
}

function Day({ day }: { readonly day: Answer<typeof getMyDay> }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const search = useSearch({ from: '/desk/my-day' });
  const session = useSession();
  const own = session?.posts.map((post) => post.unitId) ?? [];
  const { digest, duties, total } = day;
  return (
    <>
      {digest ? (
        <Alert
          type="info"
          className="notice"
          title={
            <>
              {t('myDay.digest', { ...digest, leaves: digest.leavesEnded })}{' '}
              <a href="#overdue">{t('myDay.digestGo')}</a>
            </>
          }
        />
      ) : null}
      <Kinds day={day} />
      {total > duties.length ? <p className="hint">{t('myDay.more', { total, n: duties.length })}</p> : null}
      {duties.length === 0 ? (
        <div className="empty">{t(search.kind || search.late ? 'myDay.emptyKind' : 'myDay.empty')}</div>
      ) : null}
      {DUTY_STATES.map((state) => {
        const bundles = bundlesOf(duties, state);
        if (bundles.length === 0) return null;
        return (
          <section key={state} id={state} className="duties" aria-labelledby={`${state}-title`}>
            <h2 id={`${state}-title`}>
              {t('myDay.group', {
                state: labels.term('dutyState', state),
                n: duties.filter((duty) => duty.state === state).length,
              })}
            </h2>
            <ul className="plain">
              {bundles.map((bundle) => (
                <BundleLine key={bundle.key} bundle={bundle} own={own} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** A child stands once, with all of its duties, where its most urgent one belongs. */
function bundlesOf(duties: readonly Duty[], state: Duty['state']) {
  return bundled(duties).filter((bundle) => bundle.duties[0]?.state === state);
}

/** One chip a kind, with how many there are. */
function Kinds({ day }: { readonly day: Answer<typeof getMyDay> }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { kind: chosen, ...rest } = useSearch({ from: '/desk/my-day' });
  if (day.kinds.length < 2) return null;
  const all = day.kinds.reduce((sum, each) => sum + each.n, 0);
  return (
    <nav className="duty-kinds no-print" aria-label={t('myDay.title')}>
      <Link to="/my-day" search={rest} className={chosen ? 'chip' : 'chip chosen'}>
        {t('myDay.all', { n: all })}
      </Link>
      {day.kinds.map(({ kind, n }) => (
        <Link
          key={kind}
          to="/my-day"
          search={{ ...rest, kind }}
          className={kind === chosen ? 'chip chosen' : 'chip'}
          aria-current={kind === chosen ? 'true' : undefined}
        >
          {t('myDay.kind', { kind: labels.term('dutyKind', kind), n })}
        </Link>
      ))}
    </nav>
  );
}
