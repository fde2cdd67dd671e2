import { DOCUMENTS, type DocumentKind, type Measure } from '@quanxue/domain/casefile/schema.ts';

export interface DocumentGroup {
  /** Null: papers that belong to no single measure. */
  readonly measure: Measure | null;
  readonly documents: readonly DocumentKind[];
}

const BY_MEASURE: readonly DocumentGroup[] = [
  { measure: 'return', documents: ['in-school-photo'] },
  {
    measure: 'graduation',
    documents: ['exam-photo', 'graduation-certificate', 'completion-certificate', 'exam-papers'],
  },
  { measure: 'county-confirmed', documents: ['court-ruling', 'guardian-duty-proof', 'county-confirmation'] },
  {
    measure: 'leave',
    documents: [
      'diagnosis',
      'leave-application',
      'admission-proof',
      'receipts',
      'roll-leave-processed',
      'fitness-proof',
    ],
  },
  { measure: 'deferral', documents: ['deferral-application', 'on-site-photo', 'guardian-letter'] },
  { measure: 'exemption', documents: ['exemption-application', 'rehabilitation-record'] },
  {
    measure: 'home-teaching',
    documents: [
      'on-site-assessment',
      'student-form',
      'guardian-consent',
      'ability-assessment',
      'home-teaching-table',
      'registered-poor-proof',
    ],
  },
  {
    measure: 'remote-teaching',
    documents: ['assessment-minutes', 'remote-teaching-request', 'remote-teaching-approval'],
  },
  {
    measure: 'legal',
    documents: ['administrative-penalty', 'court-record', 'order', 'penalty-notice', 'performance-reminder'],
  },
  {
    measure: 'special-school',
    documents: ['special-school-application', 'health-check', 'special-school-approval', 'committee-assessment'],
  },
];

const placed = new Set(BY_MEASURE.flatMap((group) => group.documents));

/** Every kind of paper once: the general ones, then by the measure that asks for them. */
export const DOCUMENT_GROUPS: readonly DocumentGroup[] = [
  { measure: null, documents: DOCUMENTS.filter((document) => !placed.has(document)) },
  ...BY_MEASURE,
];
