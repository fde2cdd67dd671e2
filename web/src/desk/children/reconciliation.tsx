import { COMPARISON_WORDS, COMPARISONS } from '@quanxue/domain/children/comparisons.ts';
import { Link, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../basis/language.ts';
import { Page } from '../../basis/page.tsx';
import { ComparisonView } from './comparison-view.tsx';
import { CountsSheet } from './counts-sheet.tsx';

/** The lists held against each other, two by two, and the three counts on one sheet; each number opens its children. */
export function ReconciliationPage() {
  const { t } = useTranslation();
  const say = useSay();
  const { view = 'counts' } = useSearch({ from: '/desk/reconciliation' });
  const tab = (key: typeof view, title: string) => (
    <Link
      key={key}
      to="/reconciliation"
      search={{ view: key }}
      className={key === view ? 'tab current' : 'tab'}
      aria-current={key === view ? 'page' : undefined}
    >
      {title}
    </Link>
  );
  return (
    <Page
      title={view === 'counts' ? t('reconciliation.title') : say(COMPARISON_WORDS[view].title)}
      actions={
        <span className="no-print">
          <Button onClick={() => window.print()}>{t('common.print')}</Button>
        </span>
      }
    >
      <nav className="tabs no-print" aria-label={t('reconciliation.views')}>
        {tab('counts', t('reconciliation.counts'))}
        {COMPARISONS.map((each) => tab(each, say(COMPARISON_WORDS[each].title)))}
      </nav>
      {view === 'counts' ? <CountsSheet /> : <ComparisonView key={view} comparison={view} />}
    </Page>
  );
}
