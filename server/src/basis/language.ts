import type { Language } from '@quanxue/domain/basis/problem.ts';

/** The language to answer in: the better liked of Chinese and English in Accept-Language; Chinese where nothing is said. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const liked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const q = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find((value) => value !== undefined);
      return { tag, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ tag, q }) => q > 0 && /^(zh|en)\b/.test(tag))
    .sort((a, b) => b.q - a.q);
  return liked[0]?.tag.startsWith('en') ? 'en' : 'zh';
}
