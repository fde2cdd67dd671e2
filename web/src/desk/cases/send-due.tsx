import { Alert } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../basis/ask.ts';
import { hashed, newAttachment, sendAttachments } from '../../basis/entry/attachment.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** Files that an entry names and that have not arrived: choose them again, only the very same files are taken. */
export function SendDue({ due, mayRecord }: { readonly due: readonly string[]; readonly mayRecord: boolean }) {
  const { t } = useTranslation();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [strangers, setStrangers] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>();
  const send = async (files: FileList | null) => {
    setBusy(true);
    setError(undefined);
    try {
      const all = await Promise.all([...(files ?? [])].map((file) => hashed(newAttachment(file))));
      const wanted = all.filter((each) => each.sha256 && due.includes(each.sha256));
      setStrangers(all.filter((each) => !wanted.includes(each)).map((each) => each.file.name));
      await sendAttachments(wanted, (one) => {
        if (one.state === 'failed') setError(one.error);
      });
      void queryClient.invalidateQueries();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="due">
      <p>
        {t('evidence.dueCount', { n: due.length })}{' '}
        {mayRecord ? (
          <>
            <input
              id={id}
              type="file"
              multiple
              disabled={busy}
              className="sr-only"
              onChange={(event) => {
                void send(event.target.files);
                event.target.value = '';
              }}
            />
            <label htmlFor={id} className="file-button small">
              {t('evidence.sendDue')}
            </label>
          </>
        ) : null}
      </p>
      {strangers.length > 0 ? (
        <Alert
          type="warning"
          role="alert"
          className="notice"
          title={t('evidence.strangers', { files: strangers.join('、') })}
        />
      ) : null}
      <ProblemNotice error={error} />
    </div>
  );
}
