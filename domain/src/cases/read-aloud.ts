import type { Language } from '../basis/problem.ts';
import { type Entry, entrySchemas, type Kind, type Person } from '../casefile/schema.ts';
import { detailLines } from './details/read-aloud.ts';
import { type Field, fieldLabel, valueLabel } from './labels.ts';
import { personLine } from './person-line.ts';

export { personLine } from './person-line.ts';

/** Fields that a story prints elsewhere: the day and kind as its heading, the author and files as its trace. */
const ELSEWHERE = new Set(['id', 'kind', 'on', 'evidence', 'recordedAt', 'recordedBy']);

/** What any kind may say besides: read after what is its own. */
const REMARKS = ['details', 'note'];

/**
 * Every fact of an entry as lines of label and text, in the order of its form; listed values by their names, nothing left out.
 * `name` finds how another entry of the same file is called (for replies and amendments).
 */
export function entryLines(
  entry: Entry,
  language: Language,
  name: (id: string) => string = (id) => id,
): { label: string; text: string }[] {
  const values: Readonly<Record<string, unknown>> = entry;
  const ownFirst = Object.keys(entrySchemas[entry.kind].shape).filter((field) => !REMARKS.includes(field));
  return [...ownFirst, ...REMARKS].flatMap((field) => {
    const value = values[field];
    if (field === 'details') return entry.details ? detailLines(entry.kind, entry.details, language, name) : [];
    return ELSEWHERE.has(field) || value === undefined
      ? []
      : [
          {
            label: fieldLabel(entry.kind, field as Field)[language],
            text: fieldText(entry.kind, field as Field, value, language, name),
          },
        ];
  });
}

function fieldText(kind: Kind, field: Field, value: unknown, language: Language, name: (id: string) => string): string {
  const listed = (text: string) => valueLabel(kind, field, text)?.[language] ?? text;
  if (field === 'of' || field === 'replyTo') return name(String(value));
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
  if (typeof value !== 'object' || value === null) return listed(String(value));
  if (Array.isArray(value)) {
    const parts = value.map((each) => {
      if (typeof each !== 'object' || each === null) return listed(String(each));
      if (kind === 'persuasion' && field === 'by') return personLine(each as Person, language);
      if (kind === 'persuasion' && field === 'met') {
        const met = each as { who: string; name?: string };
        return brackets(listed(met.who), [met.name], language);
      }
      return JSON.stringify(each);
    });
    return parts.join(language === 'zh' ? '；' : '; ');
  }
  if (kind === 'document' && field === 'hospital') {
    const hospital = value as { name: string; level: string };
    return brackets(hospital.name, [listed(hospital.level)], language);
  }
  if (kind === 'amendment' && field === 'replacement') {
    // The replacement has been validated as a whole entry of the same kind, with or without an id.
    const lines = entryLines(value as Entry, language, name);
    const on = (value as Entry).on;
    return [`${fieldLabel(kind, 'on')[language]} ${on}`, ...lines.map((each) => `${each.label} ${each.text}`)].join(
      language === 'zh' ? '；' : '; ',
    );
  }
  return JSON.stringify(value);
}

function brackets(head: string, parts: readonly (string | undefined)[], language: Language): string {
  const inside = parts.filter(Boolean).join(language === 'zh' ? '，' : ', ');
  if (inside === '') return head;
  return language === 'zh' ? `${head}（${inside}）` : `${head} (${inside})`;
}
