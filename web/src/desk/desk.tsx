import { uploadImport } from '@quanxue/domain/children/operations.ts';
import { listAccounts } from '@quanxue/domain/people/operations.ts';
import { useTranslation } from 'react-i18next';
import { useMay } from '../basis/session.ts';
import { Shell } from '../basis/shell.tsx';

/** The desk with the places that this person's posts open. */
export function Desk() {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <Shell
      places={[
        { to: '/', title: t('places.board') },
        { to: '/children', title: t('places.children') },
        { to: '/cases', title: t('places.cases') },
        { to: '/tables/b3-1', title: t('places.tables') },
        ...(may(uploadImport) ? [{ to: '/imports', title: t('places.imports') }] : []),
        ...(may(listAccounts) ? [{ to: '/accounts', title: t('places.accounts') }] : []),
      ]}
    />
  );
}
