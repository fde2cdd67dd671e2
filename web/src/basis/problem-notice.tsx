import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CallError, isAborted } from './call.ts';
import { useLanguage, useSay } from './language.ts';

/** Why something could not be done, and what to do; nothing for a call that was cancelled on purpose. */
export function ProblemNotice({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  if (!error || isAborted(error)) return null;
  const known = error instanceof CallError;
  const places = known ? (error.problem?.at ?? []) : [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="notice"
      title={known ? say(error.text) : t('common.bug')}
      description={
        places.length > 0 || (known && error.status >= 500 && error.problem?.requestId) ? (
          <>
            {places.length > 0 && (
              <ul>
                {places.map((place) => (
                  <li key={place.path + place.en}>{place[language]}</li>
                ))}
              </ul>
            )}
            {known && error.status >= 500 && error.problem?.requestId ? (
              <small>{t('common.requestId', { id: error.problem.requestId })}</small>
            ) : null}
          </>
        ) : undefined
      }
      action={
        again ? (
          <Button size="small" onClick={again}>
            {t('common.again')}
          </Button>
        ) : undefined
      }
    />
  );
}
