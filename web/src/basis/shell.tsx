import { signOut } from '@quanxue/domain/people/operations.ts';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
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

/** Places that belong together: the menu shows the groups, and below them the places of the one where one is. */
export interface PlaceGroup {
  readonly title: string;
  /** How much waits there. */
  readonly count?: number;
  readonly places: readonly Place[];
}

/** The frame around every page behind the sign-in: where one is, where one can go, who one is. */
export function Shell({ groups }: { readonly groups: readonly PlaceGroup[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const here = placeAt(groups, pathname);
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
            {groups.map((group) => (
              <li key={group.title}>
                <Link
                  to={group.places[0]?.to ?? '/'}
                  className={group === here?.group ? 'current' : undefined}
                  aria-current={group === here?.group && group.places.length === 1 ? 'page' : undefined}
                >
                  {group.title}
                  {group.count ? <span className="menu-count">{group.count}</span> : null}
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
      {here && here.group.places.length > 1 ? (
        <nav className="places within" aria-label={here.group.title}>
          <ul>
            {here.group.places.map((place) => (
              <li key={place.to}>
                <Link
                  to={place.to}
                  className={place === here.place ? 'current' : undefined}
                  aria-current={place === here.place ? 'page' : undefined}
                >
                  {place.title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {installation?.sample ? <p className="sample-note">{t('shell.sample')}</p> : null}
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

/** The place whose address the path begins with; the longest where several do. */
function placeAt(groups: readonly PlaceGroup[], path: string) {
  return groups
    .flatMap((group) => group.places.map((place) => ({ group, place })))
    .filter(({ place }) => path === place.to || path.startsWith(place.to === '/' ? '/?' : `${place.to}/`))
    .sort((a, b) => b.place.to.length - a.place.to.length)[0];
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
