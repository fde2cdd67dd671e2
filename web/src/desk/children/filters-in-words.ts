import type { listChildren } from '@quanxue/domain/children/operations.ts';
import type { UnitRow } from '@quanxue/domain/people/operations.ts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useLabels } from '../../basis/entry/labels.ts';

type Filters = Partial<z.output<NonNullable<typeof listChildren.query>>>;

/** What the filters in the address say, for the count above the list and the heading of a print. */
export function useFiltersInWords(filters: Filters, units: readonly UnitRow[]): string[] {
  const { t } = useTranslation();
  const labels = useLabels();
  const unit = (id: string | undefined) => units.find((each) => each.id === id)?.name;
  return [
    filters.q && t('children.words.q', { q: filters.q }),
    filters.state && labels.term('schooling', filters.state),
    filters.unexplained === 'true' && t('children.unexplained'),
    filters.unexplained === 'false' && t('children.words.explained'),
    filters.ofAge === 'true' && t('children.words.ofAge'),
    filters.overAge && t('children.words.overAge'),
    filters.lacks && t(`children.words.lacks.${filters.lacks}`),
    filters.mark && t(`b31.of.${filters.mark}`),
    filters.villageId && unit(filters.villageId),
    filters.noVillage && t('children.words.noVillage'),
    filters.base && t(`b31.base.${filters.base}`),
    filters.schoolId && unit(filters.schoolId),
  ].filter((word): word is string => typeof word === 'string' && word !== '');
}
