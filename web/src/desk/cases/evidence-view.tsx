import type { Evidence } from '@quanxue/domain/casefile/schema.ts';
import { getEvidence } from '@quanxue/domain/cases/operations.ts';
import { Image } from 'antd';
import { useTranslation } from 'react-i18next';
import { urlOf } from '../../basis/call.ts';
import { useLabels } from '../../basis/entry/labels.ts';

interface Props {
  readonly caseId: string;
  readonly evidence: readonly Evidence[];
  /** Hashes of files that have not arrived. */
  readonly due: readonly string[];
}

const PICTURES: readonly Evidence['kind'][] = ['photo', 'scan', 'screenshot'];

/** The files of an entry: pictures as thumbnails that open large, others as links, what has not arrived as such. */
export function EvidenceView({ caseId, evidence, due }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  if (evidence.length === 0) return null;
  return (
    <ul className="evidence">
      {evidence.map((item, index) => {
        const name = item.name ?? labels.term('evidenceKind', item.kind);
        const key = `${item.sha256 ?? ''}${index}`;
        if (item.due || !item.sha256 || due.includes(item.sha256)) {
          return (
            <li key={key} className="evidence-due">
              {labels.term('evidenceKind', item.kind)} {item.name ?? ''}
              <b>{item.sha256 ? t('evidence.due') : t('evidence.noFile')}</b>
            </li>
          );
        }
        const url = urlOf(getEvidence, { params: { caseId, sha256: item.sha256 } });
        const picture = PICTURES.includes(item.kind) && !/\.(pdf|docx?|wps|xlsx?)$/i.test(item.name ?? '');
        return (
          <li key={key}>
            {picture ? (
              <Image
                src={url}
                alt={t('evidence.alt', { name })}
                width={96}
                height={72}
                loading="lazy"
                className="evidence-picture"
              />
            ) : item.kind === 'audio' ? (
              // biome-ignore lint/a11y/useMediaCaption: a recording of a visit has no captions
              <audio controls preload="none" src={url} aria-label={name} />
            ) : (
              <a href={url} target="_blank" rel="noreferrer">
                {labels.term('evidenceKind', item.kind)}：{name}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
