import type { Language } from '@quanxue/domain/basis/problem.ts';
import type { Basis } from '@quanxue/domain/children/basis.ts';
import { householdNameOn } from '@quanxue/domain/children/household-names.ts';
import type { ChildDetail } from '@quanxue/domain/children/operations.ts';
import { useTranslation } from 'react-i18next';

/** What a schooling line rests on, in words. */
export function useBasisWords(): (basis: Basis | null) => string {
  const { t } = useTranslation();
  return (basis) => {
    if (!basis) return t('childMore.bases.none');
    switch (basis.kind) {
      case 'paper':
        return [basis.title, basis.number, basis.on].filter(Boolean).join(' ');
      case 'reason':
        return `${basis.text} ${basis.on}`;
      default:
        return t(`childMore.bases.${basis.kind}`);
    }
  };
}

/** The name of a household that is valid on a day. */
export function householdWord(
  line: Pick<ChildDetail['householdLines'][number], 'category' | 'kind'>,
  day: string,
  language: Language,
): string {
  return householdNameOn(line.category, line.kind, day).name[language];
}
