import type { ColumnType } from 'kysely';

/** jsonb: written as text (JSON.stringify), for the driver takes an array for an SQL array. */
export type Json<T> = ColumnType<T, string, string>;
/** '2022-09-01' */
export type Day = string;
/** '2022-09-07T10:30:00.000Z' */
export type Instant = string;
