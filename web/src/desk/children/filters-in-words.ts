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
    filters.mark && t(`counted.marks.${filters.mark}`),
    filters.villageId && unit(filters.villageId),
    filters.noVillage && t('children.words.noVillage'),
    filters.base && t(`counted.base.${filters.base}`),
    filters.household && labels.term('household', filters.household),
    filters.poor && t('counted.poor'),
    filters.disabled && t('counted.disabled'),
    filters.keyGroup && t('counted.keyGroup'),
    filters.elsewhere === 'true' && t('counted.elsewhere'),
    filters.noSchool && t('counted.noSchool'),
    filters.grade && t('counted.grade', { n: filters.grade }),
    filters.noGrade && t('counted.noGrade'),
    filters.level && t(`counted.level.${filters.level}`),
    filters.certificate && t(`counted.certificate.${filters.certificate}`),
    filters.step && labels.term('childStep', filters.step),
    filters.since && t('counted.since', { day: filters.since }),
    filters.enrolled && t(`counted.enrolled.${filters.enrolled}`),
    filters.enrolledOn && t('counted.enrolledOn', { day: filters.enrolledOn }),
    filters.gradeOneOn && t('counted.gradeOneOn', { day: filters.gradeOneOn }),
    filters.schoolId && unit(filters.schoolId),
  ].filter((word): word is string => typeof word === 'string' && word !== '');
}
