import { listTemplates, uploadTemplate } from '@quanxue/domain/statistics/table-operations.ts';
import { TABLE_NUMBERS, TABLES } from '@quanxue/domain/statistics/tables.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../basis/session.ts';

const tab = {
  className: 'tab',
  activeProps: { className: 'current' },
  activeOptions: { includeSearch: false },
} as const;

/** Ways between the pages of statistics: the tables, the statements, rates and trends, sheets of one's own. */
export function StatisticsPlaces() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <nav className="tabs no-print" aria-label={t('statistics.places')}>
      {TABLES.map((table) => (
        <Link key={table} to="/tables/$table" params={{ table }} {...tab}>
          {table === 'key-groups' ? t('statistics.keyGroups') : TABLE_NUMBERS[table].replace('附件1 ', '')}
        </Link>
      ))}
      <Link to="/statements" {...tab}>
        {t('statements.title')}
      </Link>
      <Link to="/statistics" {...tab}>
        {t('overview.title')}
      </Link>
      {may(uploadTemplate) && may(listTemplates) ? (
        <Link to="/table-templates" {...tab}>
          {t('templates.title')}
        </Link>
      ) : null}
    </nav>
  );
}
