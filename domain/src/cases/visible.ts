import type { Role } from '../basis/operation.ts';
import type { CaseFile, DocumentKind, Entry, Unit } from '../casefile/schema.ts';
import type { Finding } from '../policy/finding.ts';
import { detailField } from './details/index.ts';

/*
 * Sharing by purpose (reading X16): the village sees where a child's case stands, its days and its tasks. Diagnosis,
 * disability, treatment, penalty and court stay with township, school and county.
 */

/** Who sees a case without the papers about health, disability and law. */
const REDUCED: readonly Role[] = ['village', 'grid-worker'];

/** Papers of which the village sees that they are there and of which day, and no more. */
const CONFIDENTIAL: ReadonlySet<DocumentKind> = new Set([
  'diagnosis',
  'admission-proof',
  'receipts',
  'fitness-proof',
  'rehabilitation-record',
  'on-site-assessment',
  'ability-assessment',
  'health-check',
  'court-ruling',
  'court-record',
  'administrative-penalty',
  'penalty-notice',
  'performance-reminder',
  'special-school-application',
  'special-school-approval',
  'committee-assessment',
]);

/** Rows whose sentence may tell of health, disability or law: the village sees their status. */
const CONFIDENTIAL_ROWS: ReadonlySet<string> = new Set([
  'B4-4.diagnosis',
  'A2-4.admission',
  'A2-4.receipts',
  'A2-4.fit',
  'B4-5.certificate',
  'A2-6.treatment',
  'B4-6.certificate',
  'A2-5.assessed',
  'B4-6.ability',
  'B4-9.measure',
  'A2-10.assessment',
]);

/** Letters from or to these are about law. */
const LAW_UNITS: ReadonlySet<Unit> = new Set(['police', 'court', 'justice', 'labour', 'market-regulator']);

/** True where every post of the person is one that sees the reduced case. */
export function seesReduced(roles: readonly Role[]): boolean {
  return roles.every((role) => REDUCED.includes(role));
}

/** The case file as somebody with these roles may see it. Entries keep their places and ids, so that the story holds. */
export function visibleFile(file: CaseFile, roles: readonly Role[]): CaseFile {
  if (!seesReduced(roles)) return file;
  const { disability, details, citizenId, rollNumber, ...child } = file.child;
  const guardians = child.guardians?.map(({ name, relation }) => ({ name, ...(relation && { relation }) }));
  return {
    ...file,
    child: { ...child, ...(guardians && { guardians }) },
    entries: file.entries.map(reduced),
  };
}

/** The findings as somebody with these roles may see them. */
export function visibleFindings(findings: readonly Finding[], roles: readonly Role[]): Finding[] {
  if (!seesReduced(roles)) return [...findings];
  return findings.map((finding) =>
    CONFIDENTIAL_ROWS.has(finding.id) && finding.status !== 'not-applicable'
      ? { ...finding, message: REFERRED }
      : finding,
  );
}

const REFERRED = {
  zh: '涉及病情、残疾或法律文书，由乡镇、学校办理；如需配合，请联系社事办。',
  en: 'This concerns health, disability or law and is handled by township and school; ask the social affairs office what they need from you.',
};

function reduced(entry: Entry): Entry {
  switch (entry.kind) {
    case 'document':
      return CONFIDENTIAL.has(entry.document)
        ? { ...bare(entry), kind: 'document', document: entry.document }
        : open(entry);
    case 'approval': {
      const { comment, note, details, evidence, ...rest } = entry;
      return rest;
    }
    case 'follow-up':
      return { ...bare(entry), kind: 'follow-up', finding: '（由乡镇、学校掌握）' };
    case 'referral':
      return entry.matter === 'law-violation'
        ? { ...bare(entry), kind: 'referral', to: entry.to, matter: entry.matter }
        : open(entry);
    case 'letter':
      return LAW_UNITS.has(entry.from) || LAW_UNITS.has(entry.to) ? withoutDetails(entry) : open(entry);
    case 'amendment': {
      const { replacement } = entry;
      if (!replacement) return withoutDetails(entry);
      // Validated as an entry of the kind it replaces, with or without an id of its own.
      const { id, ...rest } = reduced({ ...replacement, id: entry.of } as Entry);
      return { ...withoutDetails(entry), replacement: rest };
    }
    default:
      return open(entry);
  }
}

/** Without what its details tell of health, disability or law; what a key means that we do not know is not shown. */
function open<E extends Entry>(entry: E): E {
  if (!entry.details) return entry;
  const shown = Object.entries(entry.details).filter(([key]) => {
    const field = detailField(entry.kind, key);
    return field !== undefined && !field.confidential;
  });
  return shown.length > 0 ? { ...entry, details: Object.fromEntries(shown) } : withoutDetails(entry);
}

function withoutDetails<E extends Entry>(entry: E): E {
  const { details, ...rest } = entry;
  return rest as E;
}

/** What stays of a confidential entry: that it is there, its day, who wrote it. */
function bare(entry: Entry): Pick<Entry, 'id' | 'on' | 'recordedAt' | 'recordedBy'> {
  const { id, on, recordedAt, recordedBy } = entry;
  return { id, on, ...(recordedAt && { recordedAt }), ...(recordedBy && { recordedBy }) };
}
