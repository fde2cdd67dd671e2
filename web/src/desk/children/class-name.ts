import { useTranslation } from 'react-i18next';

/** A class as it is spoken of: 五年级 1班. Grade 0 and class '-' are those that the ledger does not tell. */
export function useClassName(): (of: { readonly grade: number; readonly class: string }) => string {
  const { t, i18n } = useTranslation();
  return ({ grade, class: group }) => {
    const written =
      i18n.language === 'en' ? `Grade ${grade}` : `${'一二三四五六七八九'[grade - 1] ?? String(grade)}年级`;
    return `${grade === 0 ? t('absence.noGrade') : written} ${group === '-' ? t('absence.noClass') : group}`;
  };
}
