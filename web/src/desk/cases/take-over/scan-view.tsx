import { getTakenScan, type TakenScan } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../../basis/call.ts';

/** The page as large as it goes; the next one is fetched meanwhile, so that it stands at once. */
export function ScanView({
  scan,
  ahead,
}: {
  readonly scan: TakenScan | undefined;
  readonly ahead: TakenScan | undefined;
}) {
  const { t } = useTranslation();
  if (!scan) return <div className="sorter-page" />;
  const shown = ahead && ahead.id !== scan.id ? [scan, ahead] : [scan];
  return (
    <figure className="sorter-page">
      {shown.map((each) => {
        const url = urlOf(getTakenScan, { params: { scanId: each.id } });
        const hidden = each.id !== scan.id;
        if (each.mediaType.startsWith('image/')) {
          return <img key={each.id} src={url} alt={hidden ? '' : each.path} className={hidden ? 'sorter-ahead' : ''} />;
        }
        return hidden ? null : (
          <a key={each.id} href={url} target="_blank" rel="noreferrer" className="button-link">
            {t('sortScans.openPdf', { n: each.pages ?? '?' })}
          </a>
        );
      })}
      <figcaption className="hint">{scan.path}</figcaption>
    </figure>
  );
}
