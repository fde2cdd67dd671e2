import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** Before it the papers are history: the notice is in force from this day (docs/readings.md, R154). */
const IN_FORCE = '2021-07-01';

interface TakenOver {
  readonly source?: unknown;
  readonly row?: unknown;
  readonly path?: unknown;
}

/** Says of a case that it came from old files, and what that means. Not shown where the details are kept from the asker. */
export function TakenOverMark({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation();
  const taken = view.casefile.entries.flatMap((entry) => {
    const told = entry.details?.takenOver as TakenOver | undefined;
    return told ? [{ told, on: entry.on }] : [];
  });
  if (taken.length === 0) return null;
  const line = taken.find(({ told }) => typeof told.row === 'number')?.told;
  const scans = taken.filter(({ told }) => told.path !== undefined).length;
  return (
    <Alert
      type="info"
      className="notice"
      title={[
        line ? t('takeOver.mark', { source: String(line.source), row: line.row }) : '',
        scans > 0 ? t('takeOver.markScan', { n: scans }) : '',
        taken.some(({ on }) => on < IN_FORCE) || view.openedOn < IN_FORCE ? t('takeOver.history2021') : '',
      ].join('')}
    />
  );
}
