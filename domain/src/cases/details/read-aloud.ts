import type { Language } from '../../basis/problem.ts';
import type { Kind, Person } from '../../casefile/schema.ts';
import { fieldLabels } from '../labels.ts';
import { personLine } from '../person-line.ts';
import type { DetailColumn, DetailField } from './field.ts';
import { detailField, detailKeys } from './index.ts';

/**
 * The details of an entry as lines: those we know by their names in the order of their form, then all others together as
 * they came. A value that has not the shape we know is read out as it stands.
 */
export function detailLines(
  kind: Kind,
  details: Readonly<Record<string, unknown>>,
  language: Language,
  name: (id: string) => string,
): { label: string; text: string }[] {
  const known = detailKeys(kind).flatMap((key) => {
    const field = detailField(kind, key);
    const value = details[key];
    return field && value !== undefined
      ? [{ label: field.label[language], text: detailText(field, value, language, name) }]
      : [];
  });
  const taken = takenOver(details, language);
  const others = Object.entries(details).filter(
    ([key]) => detailField(kind, key) === undefined && !(taken && (key === 'takenOver' || key === 'batch')),
  );
  if (taken) known.push({ label: language === 'zh' ? '接收自旧案卷' : 'Taken over from', text: taken });
  if (others.length === 0) return known;
  const text = others.map(([key, value]) => `${key} ${plain(value)}`).join(language === 'zh' ? '；' : '; ');
  return [...known, { label: fieldLabels.details[language], text }];
}

/** Where an entry of the years before came from; undefined where the details do not say it in our shape. */
function takenOver(details: Readonly<Record<string, unknown>>, language: Language): string | undefined {
  const { source, sheet, row, path } = (details.takenOver ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof path === 'string') return path;
  if (typeof source !== 'string' || typeof row !== 'number') return undefined;
  const line = language === 'zh' ? `第 ${row} 行` : `row ${row}`;
  return [source, typeof sheet === 'string' ? sheet : '', line].filter((each) => each !== '').join(' · ');
}

function detailText(field: DetailField, value: unknown, language: Language, name: (id: string) => string): string {
  const [semicolon, comma] = language === 'zh' ? ['；', '，'] : ['; ', ', '];
  if (!field.schema.safeParse(value).success) return plain(value);
  switch (field.as) {
    case 'letter':
      return name(String(value));
    case 'persons':
      return (value as Person[]).map((each) => personLine(each, language)).join(semicolon);
    case 'rows':
      return (value as Record<string, unknown>[])
        .map((row) => cells(field.columns ?? {}, row, language).join(comma))
        .join(semicolon);
    case 'judgement': {
      const { answer, ...rest } = value as Record<string, unknown>;
      const said = answer === undefined ? '—' : cellText(field, answer, language);
      const who = Object.values(rest).map(plain).join(comma);
      if (who === '') return said;
      return language === 'zh' ? `${said}（${who}）` : `${said} (${who})`;
    }
    default:
      return Array.isArray(value)
        ? value.map((each) => cellText(field, each, language)).join(language === 'zh' ? '、' : ', ')
        : cellText(field, value, language);
  }
}

/** The cells of a line that are filled: those we know with their names. */
function cells(
  columns: Readonly<Record<string, DetailColumn>>,
  row: Readonly<Record<string, unknown>>,
  language: Language,
): string[] {
  return Object.entries(row).map(([key, value]) => {
    const column = columns[key];
    return column ? `${column.label[language]} ${cellText(column, value, language)}` : `${key} ${plain(value)}`;
  });
}

function cellText(column: DetailColumn, value: unknown, language: Language): string {
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  return column.options?.[String(value)]?.[language] ?? plain(value);
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
