import { signOut } from '@quanxue/domain/people/operations.ts';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from './ask.ts';
import { switchLanguage } from './language.ts';
import { takeSession, useInstallation, useSession } from './session.ts';

export interface Place {
  readonly to: string;
  readonly title: string;
}

/** The frame around every page behind the sign-in: where one is, where one can go, who one is. */
export function Shell({ places }: { readonly places: readonly Place[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const installation = useInstallation();
  const navigate = useNavigate();
  const leave = useAct(signOut, () => {
    takeSession(null);
    void navigate({ to: '/sign-in' });
  });
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          劝学<span className="brand-place">{installation?.township ?? ''}</span>
        </Link>
        <nav className="places" aria-label={t('shell.places')}>
          <ul>
            {places.map((place) => (
              <li key={place.to}>
                <Link to={place.to} activeOptions={{ exact: place.to === '/', includeSearch: false }}>
                  {place.title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="who">
          <LanguageSwitch />
          {session ? (
            <>
              <span className="who-name" title={session.posts.map((post) => post.unitName).join('、')}>
                {session.name}
              </span>
              <Button size="small" onClick={() => leave.mutate({})} loading={leave.isPending}>
                {t('shell.signOut')}
              </Button>
            </>
          ) : null}
        </div>
      </header>
      {installation?.sample ? <p className="sample-note">{t('shell.sample')}</p> : null}
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

/** The frame of the pages before the sign-in: the name of the product, the language, one card. */
export function Threshold({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <header className="top">
        <span className="brand">
          劝学<span className="brand-place">{t('shell.product')}</span>
        </span>
        <div className="who">
          <LanguageSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="threshold">
        {children}
      </main>
    </>
  );
}

function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button size="small" type="text" lang={other} onClick={() => void switchLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
