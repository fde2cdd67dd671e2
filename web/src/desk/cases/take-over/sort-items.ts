import type { Story } from '@quanxue/domain/casefile/fold.ts';
import type { DocumentKind, Entry } from '@quanxue/domain/casefile/schema.ts';
import { DOCUMENTS } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { actFor } from '../finding-acts.ts';

/** What a page can become: a paper of a kind, or a page of an entry that stands. */
export type Item =
  | { readonly key: string; readonly document: DocumentKind; readonly asked: boolean }
  | { readonly key: string; readonly entry: Entry };

/** Papers that most files have, where nothing asks for others. */
const USUAL: readonly DocumentKind[] = [
  'return-notice',
  'proof-of-service',
  'persuasion-sheet',
  'roll-certificate',
  'in-school-photo',
  'enrolment-proof',
  'other',
];
/** Entries that papers are kept of. */
const PAPERED: readonly Entry['kind'][] = [
  'report',
  'verification',
  'persuasion',
  'plan',
  'placement',
  'approval',
  'letter',
  'consent',
  'exam',
  'relief',
  'closure',
];

/** The papers that the case still lacks first, then its entries without a page, then what files usually have. */
export function itemsOf(view: CaseView, story: Story): Item[] {
  const failing = view.assessment.findings.filter(
    ({ status }) => status === 'missing' || status === 'breach' || status === 'pending',
  );
  const asked = new Set(
    failing.flatMap((finding) => {
      const act = actFor(finding, story.entries, view.assessment.measure);
      const document = act?.act === 'record' && act.kind === 'document' ? act.preset.document : undefined;
      return DOCUMENTS.find((each) => each === document) ?? [];
    }),
  );
  const bare = story.entries.filter((entry) => PAPERED.includes(entry.kind) && (entry.evidence ?? []).length === 0);
  const usual = USUAL.filter((document) => !asked.has(document));
  return [
    ...[...asked].map((document): Item => ({ key: document, document, asked: true })),
    ...bare.map((entry): Item => ({ key: entry.id, entry })),
    ...usual.map((document): Item => ({ key: document, document, asked: false })),
  ];
}

/** Every kind of paper, and every entry that can have pages. */
export function allItems(story: Story): Item[] {
  return [
    ...DOCUMENTS.map((document): Item => ({ key: document, document, asked: false })),
    ...story.entries.filter((entry) => PAPERED.includes(entry.kind)).map((entry): Item => ({ key: entry.id, entry })),
  ];
}

/** A day as people type it: 20210905, 2021.9.5, 2021/9/5; undefined where it is none. */
export function typedDay(text: string): string | undefined {
  const plain = text.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
