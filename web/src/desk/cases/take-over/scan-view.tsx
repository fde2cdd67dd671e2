import { getTakenScan, getTakenScanPage, type TakenScan } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../../basis/call.ts';

interface Props {
  readonly scan: TakenScan | undefined;
  readonly ahead: TakenScan | undefined;
  /** Of a PDF, from 1. */
  readonly page: number;
}

/** The page as large as it goes; the next one is fetched meanwhile, so that it stands at once. */
export function ScanView({ scan, ahead, page }: Props) {
  const { t } = useTranslation();
  if (!scan) return <div className="sorter-page" />;
  const isPdf = !scan.mediaType.startsWith('image/');
  const pictures = [
    { key: `${scan.id}/${page}`, url: pictureOf(scan, page), alt: scan.path },
    ...(isPdf && page < (scan.pages ?? 1)
      ? [{ key: `${scan.id}/${page + 1}`, url: pictureOf(scan, page + 1), alt: '' }]
      : []),
    ...(ahead && ahead.id !== scan.id ? [{ key: `${ahead.id}/1`, url: pictureOf(ahead, 1), alt: '' }] : []),
  ];
  return (
    <figure className="sorter-page">
      {pictures.map(({ key, url, alt }, index) => (
        <img key={key} src={url} alt={alt} className={index > 0 ? 'sorter-ahead' : ''} />
      ))}
      <figcaption className="hint">
        {scan.path}
        {isPdf ? (
          <>
            {' · '}
            {t('sortScans.pageOf', { n: page, all: scan.pages ?? '?' })} <kbd>PageUp</kbd> <kbd>PageDown</kbd>{' '}
            <a href={urlOf(getTakenScan, { params: { scanId: scan.id } })} target="_blank" rel="noreferrer">
              {t('sortScans.openPdf')}
            </a>
          </>
        ) : null}
      </figcaption>
    </figure>
  );
}

function pictureOf(scan: TakenScan, page: number): string {
  const params = { scanId: scan.id };
  return scan.mediaType.startsWith('image/')
    ? urlOf(getTakenScan, { params })
    : urlOf(getTakenScanPage, { params: { ...params, page } });
}
