import { EVIDENCE_KINDS, type Evidence } from '@quanxue/domain/casefile/schema.ts';
import { Button, Progress, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../problem-notice.tsx';
import { type Attachment, hashed, newAttachment } from './attachment.ts';
import { useLabels } from './labels.ts';

interface Props {
  readonly attachments: readonly Attachment[];
  readonly change: (next: (now: readonly Attachment[]) => readonly Attachment[]) => void;
  readonly disabled?: boolean;
}

/** Chooses photos and papers, several at once; shows for each whether it is ready, on its way, arrived. */
export function EvidencePicker({ attachments, change, disabled }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const labels = useLabels();
  const add = (files: FileList | null) => {
    const added = [...(files ?? [])].map(newAttachment);
    change((now) => [...now, ...added]);
    for (const attachment of added) {
      hashed(attachment).then(
        (done) => change((now) => now.map((each) => (each.key === done.key ? { ...done, kind: each.kind } : each))),
        (error: unknown) =>
          change((now) =>
            now.map((each) => (each.key === attachment.key ? { ...each, state: 'failed' as const, error } : each)),
          ),
      );
    }
  };
  return (
    <fieldset className="evidence-picker">
      <legend>{t('evidence.legend')}</legend>
      <input
        id={id}
        type="file"
        multiple
        disabled={disabled}
        className="sr-only"
        accept="image/jpeg,image/png,image/webp,application/pdf,audio/*,video/*,.doc,.docx,.wps,.xls,.xlsx"
        onChange={(event) => {
          add(event.target.files);
          event.target.value = '';
        }}
      />
      <label htmlFor={id} className="file-button">
        {t('evidence.choose')}
      </label>
      <p className="hint">{t('evidence.hint')}</p>
      <ul className="attachments">
        {attachments.map((attachment) => (
          <li key={attachment.key}>
            <Thumbnail file={attachment.file} />
            <div className="attachment-text">
              <div className="attachment-name">{attachment.file.name}</div>
              <Select
                size="small"
                aria-label={t('evidence.kindOf', { name: attachment.file.name })}
                value={attachment.kind}
                disabled={disabled}
                options={EVIDENCE_KINDS.map((value) => ({ value, label: labels.term('evidenceKind', value) }))}
                onChange={(kind: Evidence['kind']) =>
                  change((now) => now.map((each) => (each.key === attachment.key ? { ...each, kind } : each)))
                }
              />
              <span aria-live="polite" className="attachment-state">
                {t(`evidence.${attachment.state}`)}
              </span>
              {attachment.state === 'sending' ? (
                <Progress percent={Math.round(attachment.progress * 100)} size="small" />
              ) : null}
              {attachment.state === 'failed' ? <ProblemNotice error={attachment.error} /> : null}
            </div>
            {attachment.state === 'sent' || disabled ? null : (
              <Button
                size="small"
                aria-label={t('evidence.removeOf', { name: attachment.file.name })}
                onClick={() => change((now) => now.filter((each) => each.key !== attachment.key))}
              >
                {t('common.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Thumbnail({ file }: { readonly file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url ? <img src={url} alt="" className="thumb" /> : <span className="thumb thumb-file" aria-hidden="true" />;
}
