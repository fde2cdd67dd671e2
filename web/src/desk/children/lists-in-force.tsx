import type { ListInForce } from '@quanxue/domain/children/comparison-operations.ts';
import { uploadImport } from '@quanxue/domain/children/operations.ts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../basis/session.ts';

const SHOWN = 6;

/** Which lists the numbers stand on; and which are missing, with the way to bring them. */
export function ListsInForce({
  lists,
  missing,
}: {
  readonly lists: readonly ListInForce[];
  readonly missing: readonly ListInForce['kind'][];
}) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <>
      {missing.length > 0 ? (
        <div className="notice-box">
          {t('reconciliation.missing', { lists: missing.map((kind) => t(`imports.kinds.${kind}`)).join('、') })}{' '}
          {may(uploadImport) ? <Link to="/imports">{t('imports.toImports')}</Link> : t('reconciliation.askOffice')}
        </div>
      ) : null}
      {lists.length > 0 ? (
        <p className="hint">
          {t('reconciliation.standsOn')}
          {lists.slice(0, SHOWN).map((list, index) => (
            <span key={list.kind + list.unit + list.sender}>
              {index > 0 ? '；' : ''}
              {list.importId ? (
                <Link to="/imports/$importId" params={{ importId: list.importId }}>
                  {t(`imports.kinds.${list.kind}`)}
                </Link>
              ) : (
                t(`imports.kinds.${list.kind}`)
              )}
              （{[list.sender ?? list.unit, list.on].join(' ')}）
            </span>
          ))}
          {lists.length > SHOWN ? t('reconciliation.moreLists', { n: lists.length - SHOWN }) : ''}
        </p>
      ) : null}
    </>
  );
}
