import type { Language } from '@quanxue/domain/basis/problem.ts';
import type { Kind } from '@quanxue/domain/casefile/schema.ts';
import { type Field, fieldLabel, valueLabel } from '@quanxue/domain/cases/labels.ts';
import { terms } from '@quanxue/domain/terms.ts';
import i18next from 'i18next';
import { useLanguage } from '../language.ts';

/* Words for fields, choices and terms, from the domain; hints beside fields from the locales. */

export type TermList = keyof typeof terms;

/** The word of the glossary; the identifier itself where it has none. */
export function term(language: Language, list: TermList, value: string): string {
  const rows: Readonly<Record<string, { zh: string; en: string }>> = terms[list];
  return rows[value]?.[language] ?? value;
}

/** A text of the locales under a key made at run time: the first that exists. */
function word(...keys: string[]): string | undefined {
  const found = keys.find((key) => i18next.exists(key));
  return found ? String(i18next.t(found as never)) : undefined;
}

export interface Labels {
  readonly field: (kind: Kind, name: string) => string;
  readonly option: (kind: Kind, name: string, option: string | number) => string;
  readonly hint: (kind: Kind, name: string) => string | undefined;
  /** A word of the glossary: `term('stage', 'lead')`. */
  readonly term: (list: TermList, value: string) => string;
}

/** The labels in the language shown. */
export function useLabels(): Labels {
  const language = useLanguage();
  return {
    field: (kind, name) => fieldLabel(kind, name as Field)[language],
    option: (kind, name, option) =>
      valueLabel(kind, name as Field, String(option))?.[language] ?? word(`option.${name}-${option}`) ?? String(option),
    hint: (kind, name) => word(`hint.${kind}-${name}`, `hint.${name}`),
    term: (list, value) => term(language, list, value),
  };
}
