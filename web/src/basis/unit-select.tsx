import type { UnitRow } from '@quanxue/domain/people/operations.ts';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (unitId: string | undefined) => void;
  readonly units: readonly UnitRow[];
  readonly kinds?: readonly UnitRow['kind'][];
  readonly label?: string;
  readonly allowClear?: boolean;
}

/** Chooses a village, a school or another unit by typing part of its name. */
export function UnitSelect({ id, value, onChange, units, kinds, label, allowClear }: Props) {
  const { t } = useTranslation();
  return (
    <Select
      id={id}
      aria-label={label}
      value={value ?? null}
      allowClear={allowClear ?? false}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={label ?? t('entry.choose')}
      onChange={(unitId: string | null | undefined) => onChange?.(unitId ?? undefined)}
      options={units
        .filter((unit) => !kinds || kinds.includes(unit.kind))
        .map((unit) => ({ value: unit.id, label: unit.name }))}
    />
  );
}
