import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The three pages about units and who answers for them, from each to the others. */
export function UnitLinks({ here }: { readonly here: 'units' | 'posts' | 'unassigned' }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('units.menu')} className="choices">
      {here === 'units' ? null : (
        <Link to="/units" className="button-link">
          {t('units.title')}
        </Link>
      )}
      {here === 'posts' ? null : (
        <Link to="/posts" className="button-link">
          {t('posts.title')}
        </Link>
      )}
      {here === 'unassigned' ? null : (
        <Link to="/children/unassigned" className="button-link">
          {t('unassigned.title')}
        </Link>
      )}
    </nav>
  );
}
