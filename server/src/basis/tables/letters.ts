import type { PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import type { Generated } from 'kysely';
import type { Day, Instant } from './columns.ts';

export interface DocumentWordsTable {
  id: string;
  unit_id: string;
  kind: PaperKind;
  word: string;
  from_on: Day;
  set_at: Instant;
  set_by: string;
}

export interface DocumentSeriesTable {
  word: string;
  year: number;
  unit_id: string;
  last: number;
}

export interface DocumentNumbersTable {
  word: string;
  year: number;
  serial: number;
  unit_id: string;
  kind: PaperKind;
  paper_id: string;
  given_on: Day;
  given_at: Instant;
  given_by: string;
  cancelled_at: Generated<Instant | null>;
  cancelled_on: Generated<Day | null>;
  cancelled_by: Generated<string | null>;
  cancel_reason: Generated<string | null>;
}

export interface PaperSheetsTable {
  id: string;
  code: string;
  kind: PaperKind;
  case_id: string;
  child_id: string;
  unit_id: string;
  office: string;
  issued_on: Day;
  issued_at: Instant;
  issued_by: string;
  deadline: Day | null;
  sealed: Buffer;
  data_key_id: string;
  pdf_sha256: Generated<string | null>;
  docx_sha256: Generated<string | null>;
}

export interface PaperServicesTable {
  paper_id: string;
  case_id: string;
  entry_id: string;
  served_on: Day;
  recorded_at: Instant;
  recorded_by: string;
}

export interface ScansTable {
  id: string;
  unit_id: string;
  file_name: string;
  page: number;
  sha256: string;
  media_type: string;
  source_sha256: string;
  why: 'unread' | 'unknown' | 'cancelled' | 'no-part' | null;
  uploaded_at: Instant;
  uploaded_by: string;
  paper_id: Generated<string | null>;
  part: Generated<number | null>;
  filed_how: Generated<'code' | 'hand' | null>;
  filed_at: Generated<Instant | null>;
  filed_by: Generated<string | null>;
  dropped_at: Generated<Instant | null>;
  dropped_by: Generated<string | null>;
  drop_reason: Generated<string | null>;
}

export interface LettersTables {
  document_words: DocumentWordsTable;
  document_series: DocumentSeriesTable;
  document_numbers: DocumentNumbersTable;
  paper_sheets: PaperSheetsTable;
  paper_services: PaperServicesTable;
  scans: ScansTable;
}
