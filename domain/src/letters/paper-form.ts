import { isDay } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { CaseFile, DocumentKind } from '../casefile/schema.ts';
import { spellDay } from './document-number.ts';
import { letterProblems } from './problems.ts';

/*
 * A paper is a description: which fields it has and where each comes from, and its parts as blocks whose sentences name the
 * fields in {braces}. One function fills it; the PDF and the .docx are made of what that gives. A new form is a new file
 * in forms/ and a line in forms/index.ts.
 */

/** What a field can be filled from before anybody types. */
export interface PaperFacts {
  readonly file: CaseFile;
  readonly villages: { readonly registered: string | null; readonly residence: string | null };
  readonly today: string;
  /** Days that a notice gives by default. */
  readonly noticeDays: number;
  readonly office: IssuingOffice;
}

export interface IssuingOffice {
  readonly unitId: string;
  readonly kind: IssuerKind;
  /** From the county down, as it signs: 雾屏县霁溪镇人民政府. */
  readonly signs: string;
}

export const ISSUER_KINDS = ['county', 'township', 'school'] as const;
export type IssuerKind = (typeof ISSUER_KINDS)[number];

export interface PaperField {
  readonly key: string;
  readonly label: Text;
  /** `day` is printed as 2022年9月6日. */
  readonly kind: 'text' | 'day';
  /** A paper with a hole here is not issued; an optional one is printed as a line to write on. */
  readonly required: boolean;
  /** A day that must not lie before the day of issue. */
  readonly notPast?: true;
  /** Characters at most; the line to write on is as long as `blank`. */
  readonly most: number;
  readonly blank: number;
  readonly from?: (facts: PaperFacts) => string | undefined;
}

/** A sentence with {fields}, or a blank of so many characters to write on by hand: `{_12}`. */
type Sentence = string;

export type Block<S = Sentence> =
  | { readonly is: 'title'; readonly text: S }
  /** What kind of copy this is, above the title: 存根. */
  | { readonly is: 'copy'; readonly text: S }
  | { readonly is: 'number'; readonly text: S }
  | { readonly is: 'addressee'; readonly text: S }
  | { readonly is: 'para'; readonly text: S }
  /** The office and the day at the right, with room for the seal over both. */
  | { readonly is: 'sign'; readonly office: S; readonly day: S }
  /** A table of label and text; `lines` is the height of a row. */
  | {
      readonly is: 'table';
      readonly rows: readonly { readonly label: string; readonly text: S; readonly lines: number }[];
    }
  | { readonly is: 'note'; readonly text: S };

export interface PaperPart<S = Sentence> {
  readonly key: string;
  readonly name: Text;
  /** The part proves that the paper was served: its scan is what the case waits for. */
  readonly provesService: boolean;
  readonly blocks: readonly Block<S>[];
}

export interface PaperForm {
  readonly key: string;
  readonly name: Text;
  /** What it is called where this kind of office issues it; who is not named may not. */
  readonly titles: Readonly<Partial<Record<IssuerKind, string>>>;
  /** Why nobody else may, for whoever tries. */
  readonly issuerRule: Text;
  /** The entry that its service records. */
  readonly document: DocumentKind;
  readonly fields: readonly PaperField[];
  readonly parts: readonly PaperPart[];
}

/** A stretch of printed text, or a line to write on, so many characters long. */
export type Span = { readonly text: string } | { readonly blank: number };

/** A filled paper: everything that stands on it but its code. What was issued is kept in this form, too. */
export interface FilledPaper {
  readonly title: string;
  readonly parts: readonly PaperPart<readonly Span[]>[];
}

export type FieldValues = Readonly<Record<string, string>>;

/** What the case, the ledgers and the settings say; fields that nobody knows are left out. */
export function prefill(form: PaperForm, facts: PaperFacts): Record<string, string> {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const value = field.from?.(facts);
      return value ? [[field.key, value]] : [];
    }),
  );
}

/**
 * Fills a form.
 * @param given what the register adds beside the fields: `number`, `office`, `issuedOn`
 * @throws Problem `not-the-issuer`, `paper-hole` for a required field without a value, `paper-field-unknown`,
 *   `paper-field-long`, `paper-day-wrong`.
 */
export function fillPaper(
  form: PaperForm,
  issuer: IssuerKind,
  values: FieldValues,
  given: { readonly number: string; readonly office: string; readonly issuedOn: string },
): FilledPaper {
  const title = form.titles[issuer];
  if (!title) throw letterProblems.notTheIssuer({ rule: form.issuerRule.zh, ruleEn: form.issuerRule.en });
  const unknown = Object.keys(values).filter((key) => !form.fields.some((field) => field.key === key));
  if (unknown.length > 0) throw letterProblems.fieldUnknown({ fields: unknown.join('、') });
  const holes = form.fields.filter((field) => field.required && !values[field.key]?.trim());
  if (holes.length > 0) {
    throw letterProblems.paperHole({
      paper: form.name.zh,
      paperEn: form.name.en,
      fields: holes.map((field) => field.label.zh).join('、'),
      fieldsEn: holes.map((field) => field.label.en).join(', '),
    });
  }
  const spans = new Map<string, Span>([
    ['title', { text: title }],
    ['number', { text: given.number }],
    ['office', { text: given.office }],
    ['issuedOn', { text: spellDay(given.issuedOn) }],
    ...form.fields.map((field): [string, Span] => [
      field.key,
      spanOf(field, values[field.key]?.trim(), given.issuedOn),
    ]),
  ]);
  const fill = (sentence: Sentence) => fillSentence(sentence, spans);
  return {
    title,
    parts: form.parts.map((part) => ({ ...part, blocks: part.blocks.map((block) => fillBlock(block, fill)) })),
  };
}

function spanOf(field: PaperField, value: string | undefined, issuedOn: string): Span {
  if (!value) return { blank: field.blank };
  if (value.length > field.most) {
    throw letterProblems.fieldLong({ field: field.label.zh, fieldEn: field.label.en, most: field.most });
  }
  if (field.kind === 'text') return { text: value };
  if (!isDay(value) || (field.notPast && value < issuedOn)) {
    throw letterProblems.dayWrong({ field: field.label.zh, fieldEn: field.label.en, day: value, today: issuedOn });
  }
  return { text: spellDay(value) };
}

function fillBlock(block: Block, fill: (sentence: Sentence) => Span[]): Block<readonly Span[]> {
  if (block.is === 'sign') return { ...block, office: fill(block.office), day: fill(block.day) };
  if (block.is === 'table') return { ...block, rows: block.rows.map((row) => ({ ...row, text: fill(row.text) })) };
  return { ...block, text: fill(block.text) };
}

/** A field that a form names and does not have is a mistake in the form, found by its test. */
function fillSentence(sentence: Sentence, spans: ReadonlyMap<string, Span>): Span[] {
  return sentence.split(/(\{\w+\})/).flatMap((piece): Span[] => {
    const key = /^\{(\w+)\}$/.exec(piece)?.[1];
    if (key === undefined) return piece ? [{ text: piece }] : [];
    const blank = /^_(\d+)$/.exec(key);
    if (blank) return [{ blank: Number(blank[1]) }];
    const span = spans.get(key);
    if (!span) throw new Error(`the form has no field ${key}`);
    return [span];
  });
}
