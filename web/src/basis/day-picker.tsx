import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  readonly id?: string;
  readonly value?: Day;
  readonly onChange?: (day: Day | undefined) => void;
  /** Days after it cannot be chosen: mostly the server's today. */
  readonly max?: Day;
  readonly label?: string;
  readonly disabled?: boolean;
}

/** A civil day as a 'YYYY-MM-DD' string; takes 2022-9-7, 2022/9/7, 2022.9.7 and 20220907 when typed. */
export function DayPicker({ id, value, onChange, max, label, disabled }: Props) {
  return (
    <DatePicker
      id={id}
      aria-label={label}
      disabled={disabled}
      value={value ? dayjs(value) : null}
      format={['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD']}
      {...(max ? { maxDate: dayjs(max) } : {})}
      onChange={(day) => onChange?.(day?.isValid() ? day.format('YYYY-MM-DD') : undefined)}
      placeholder="2022-09-01"
      style={{ width: '100%', maxWidth: 200 }}
    />
  );
}
