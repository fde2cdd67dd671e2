import { groupText } from '@quanxue/domain/statistics/group-text.ts';
import { getGroupCounts } from '@quanxue/domain/statistics/my-day-operations.ts';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../basis/call.ts';
import { useLanguage } from '../../basis/language.ts';
import { ProblemNotice } from '../../basis/problem-notice.tsx';

/** The own list as numbers on the clipboard, for a chat group; the text stays in sight, for not every browser gives the clipboard. */
export function GroupReminder() {
  const { t } = useTranslation();
  const language = useLanguage();
  const [text, setText] = useState<string>();
  const [copied, setCopied] = useState(false);
  const [error, setError] = useState<Error>();
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    setError(undefined);
    setCopied(false);
    try {
      const made = groupText((await call(getGroupCounts, {})).counts, language);
      setText(made);
      // Over plain http there is no clipboard.
      setCopied(made !== '' && (await navigator.clipboard?.writeText(made).then(() => true)) === true);
    } catch (problem) {
      if (problem instanceof DOMException) return;
      setError(problem as Error);
    }
  };
  useEffect(() => {
    if (text && !copied) area.current?.select();
  }, [text, copied]);
  return (
    <div className="no-print group-reminder">
      <Button size="small" onClick={() => void copy()}>
        {t('myDay.copyGroup')}
      </Button>{' '}
      <span className="hint" aria-live="polite">
        {text === undefined ? '' : t(text === '' ? 'myDay.groupNone' : copied ? 'myDay.copied' : 'myDay.copyByHand')}
      </span>
      {text ? (
        <textarea
          ref={area}
          readOnly
          aria-label={t('myDay.groupText')}
          value={text}
          rows={text.split('\n').length}
          style={{ width: '100%' }}
        />
      ) : null}
      {error ? <ProblemNotice error={error} again={() => void copy()} /> : null}
    </div>
  );
}
