import { z } from 'zod';
import type { Text } from '../../basis/problem.ts';
import { DaySchema, type Kind, PersonSchema } from '../../casefile/schema.ts';

/*
 * What the paper forms ask beyond the open format: keys of an entry's `details`. The contract carries them unchanged and
 * no row judges them, so they are never refused; here stands how each is called, where it comes from and what a form
 * offers. Keys that are not listed are kept as they came.
 */

export const t = (zh: string, en: string): Text => ({ zh, en });

/** Holds when the value at the path (`document`, `details.type`) is one of these. */
export interface Condition {
  readonly at: string;
  readonly is: readonly (string | number | boolean)[];
}

export const at = (path: string, ...is: Condition['is']): Condition => ({ at: path, is });

/** One cell of a list within a form: the score of one subject. */
export interface DetailColumn {
  readonly schema: z.ZodType;
  readonly label: Text;
  readonly options?: Readonly<Record<string, Text>>;
  readonly ahead?: true;
}

export interface DetailField extends DetailColumn {
  /** The paper form or clause that asks for it. */
  readonly source: Text;
  /** The paper record wants it: marked, never enforced. */
  readonly wanted?: true;
  /** Tells of health, disability or law: not for village and grid. */
  readonly confidential?: true;
  readonly as?: 'area' | 'persons' | 'rows' | 'judgement' | 'time' | 'letter';
  readonly columns?: Readonly<Record<string, DetailColumn>>;
  /** Asked only then. */
  readonly when?: Condition;
  /** The field of the format beside which it is asked. */
  readonly after?: string;
}

/** What one form asks: a kind of entry, narrowed where the kind has several forms. */
export interface DetailSheet {
  readonly kind: Kind;
  readonly of?: Condition;
  readonly fields: Readonly<Record<string, DetailField>>;
}

type More = Partial<Omit<DetailField, 'schema' | 'label' | 'source'>>;
/** A field before its sheet says where it comes from. */
export type Draft = Omit<DetailField, 'source'> & { readonly source?: Text };

const filled = z.string().min(1);

export const text = (zh: string, en: string, more: More = {}): Draft => ({ schema: filled, label: t(zh, en), ...more });
export const area = (zh: string, en: string, more: More = {}): Draft => text(zh, en, { as: 'area', ...more });
export const day = (zh: string, en: string, more: More = {}): Draft => ({ ...text(zh, en, more), schema: DaySchema });
/** A time of the day, '14:30'. */
export const time = (zh: string, en: string, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  as: 'time',
});
export const yesNo = (zh: string, en: string, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: z.boolean(),
});
export const amount = (zh: string, en: string, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: z.number().min(0),
});
export const choice = (zh: string, en: string, options: Readonly<Record<string, Text>>, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: z.enum(Object.keys(options)),
  options,
});
export const choices = (zh: string, en: string, options: Readonly<Record<string, Text>>, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: z.array(z.enum(Object.keys(options))),
  options,
});
export const persons = (zh: string, en: string, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: z.array(PersonSchema),
  as: 'persons',
});

/** A question answered on the spot: yes or no, by whom, when. */
export const JudgementSchema = z.looseObject({
  answer: z.boolean().optional(),
  by: filled.optional(),
  on: DaySchema.optional(),
});
export const judgementColumns: Readonly<Record<keyof z.infer<typeof JudgementSchema>, DetailColumn>> = {
  answer: { schema: z.boolean(), label: t('是否符合', 'Holds') },
  by: { schema: filled, label: t('确认人（单位、职务）', 'Confirmed by (unit, post)') },
  on: { schema: DaySchema, label: t('确认日期', 'Confirmed on') },
};
export const judgement = (zh: string, en: string, more: More = {}): Draft => ({
  ...text(zh, en, more),
  schema: JudgementSchema,
  as: 'judgement',
  columns: judgementColumns,
});

/** A list of lines: the scores of an exam, the lessons of a tutoring. */
export const rows = (
  zh: string,
  en: string,
  columns: Readonly<Record<string, DetailColumn>>,
  more: More = {},
): Draft => ({
  ...text(zh, en, more),
  schema: z.array(
    z.looseObject(Object.fromEntries(Object.entries(columns).map(([key, each]) => [key, each.schema.optional()]))),
  ),
  as: 'rows',
  columns,
});

export function sheet(kind: Kind, source: Text, fields: Readonly<Record<string, Draft>>, of?: Condition): DetailSheet {
  return {
    kind,
    ...(of && { of }),
    fields: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, { source, ...field }])),
  };
}

/** The paper forms by their names. */
export const FORMS = {
  report: t('辍学学生情况报告表', 'Report on a pupil who dropped out'),
  persuasion: t('劝返记录表', 'Persuasion record'),
  returnNotice: t('限期复学通知书（存根、送达回证）', 'Return notice with stub and proof of service'),
  order: t('责令改正、督促履行义务通知书', 'Order and reminder of duty'),
  leave: t('休学、复学申请表', 'Application for leave and resumption'),
  deferral: t('延缓入学、免学申请表', 'Application for deferral and exemption'),
  homeTeaching: t('送教上门手册', 'Home teaching booklet'),
  letter: t('函、复函', 'Letter and reply'),
  roll: t('学籍证明', 'Roll certificate'),
} as const;
