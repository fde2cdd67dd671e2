import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../basis/page.tsx';

/** An address that leads nowhere. */
export function Lost() {
  const { t } = useTranslation();
  return (
    <Page title={t('lost.title')}>
      <p>{t('lost.text')}</p>
      <p>
        <Link to="/">{t('places.board')}</Link>
      </p>
    </Page>
  );
}
