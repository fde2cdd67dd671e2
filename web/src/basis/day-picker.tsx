import { type Day, isDay } from '@quanxue/domain/basis/plain-date.ts';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { FormEvent } from 'react';

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
  // The picker takes typed text only when the field is left in its own way; where something else takes the focus (a
  // drawer that is still opening) it would fall back to the old day unseen. A day written to its end counts at once.
  const typed = (event: FormEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const day = /^\d{8}$/.test(event.target.value)
      ? event.target.value.replace(/^(\d{4})(\d{2})/, '$1-$2-')
      : event.target.value.replaceAll(/[/.]/g, '-');
    if (isDay(day) && day !== value && !(max && day > max)) onChange?.(day);
  };
  return (
    <div onInput={typed} style={{ display: 'contents' }}>
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
    </div>
  );
}
