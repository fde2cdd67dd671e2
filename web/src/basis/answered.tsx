import type { UseQueryResult } from '@tanstack/react-query';
import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from './problem-notice.tsx';

/** Shows a question's answer; before it a word of waiting, instead of it the problem and a way to ask again. */
export function Answered<T>({
  of,
  children,
}: {
  readonly of: UseQueryResult<T>;
  readonly children: (answer: T) => ReactNode;
}) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error ? <ProblemNotice error={of.error} again={() => void of.refetch()} /> : null}
        {children(of.data)}
      </>
    );
  }
  if (of.error) return <ProblemNotice error={of.error} again={() => void of.refetch()} />;
  return <Waiting />;
}

export function Waiting() {
  const { t } = useTranslation();
  return (
    <p className="waiting" aria-live="polite">
      <Spin size="small" /> {t('common.loading')}
    </p>
  );
}
