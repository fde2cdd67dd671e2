import type { Language, Text } from '@quanxue/domain/basis/problem.ts';
import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import 'dayjs/locale/zh-cn';
import { zhCN } from '../locales/zh-CN.ts';

/* Chinese first, English by one switch; the choice stays in this browser. */

export type Shown = 'zh-CN' | 'en';
const KEPT = 'quanxue.language';

/** Starts the texts in the language chosen last time; before the first render. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN } },
    // React escapes by itself.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await showLanguage(localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN');
}

/** Switches all texts, dates and the page's language attribute, and remembers the choice. */
export async function switchLanguage(to: Shown): Promise<void> {
  localStorage.setItem(KEPT, to);
  await showLanguage(to);
}

async function showLanguage(to: Shown): Promise<void> {
  if (to === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('../locales/en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  dayjs.locale(to === 'en' ? 'en' : 'zh-cn');
  document.documentElement.lang = to;
  await i18next.changeLanguage(to);
}

/** The language of texts that come with both: problems, findings, terms. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

/** Gives the sentence of a text in the language shown. */
export function useSay(): (text: Text) => string {
  const language = useLanguage();
  return (text) => text[language];
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof zhCN };
  }
}
