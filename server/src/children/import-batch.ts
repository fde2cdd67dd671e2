import { fill, type Text } from '@quanxue/domain/basis/problem.ts';
import { fieldsOf, requiredOf } from '@quanxue/domain/children/fields.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import type { CellProblem, ImportBatch, ImportRow, SheetMapping } from '@quanxue/domain/children/operations.ts';
import type { NewUnit } from '@quanxue/domain/children/places.ts';
import type { ChildRecord, SchoolingRecord } from '@quanxue/domain/children/record.ts';
import type { Household } from '@quanxue/domain/children/words.ts';
import type { Tx } from '../basis/database.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import type { DataKey } from '../basis/seal.ts';

/* One import as it is kept: the batch, and its staged rows. Nothing of it is in the ledgers until it is confirmed. */

export type ImportState = ImportBatch['state'];
export type Outcome = ImportRow['outcome'];

/** Column `detail` of import_batches. No person in it: samples and notes are sealed in row 0. */
export interface BatchDetail {
  readonly sheets: ImportBatch['sheets'];
  readonly mapping:
    | (Omit<SheetMapping, 'columns'> & { readonly columns: readonly Omit<SheetMapping['columns'][number], 'sample'>[] })
    | null;
  /** What a person has said of the columns, to be kept when the file is read again. */
  readonly said: {
    readonly sheet?: string;
    readonly headerRows?: readonly number[];
    readonly columns?: Readonly<Record<string, string | null>>;
  };
  /** The headings of the sheet, as one short text. */
  readonly fingerprint: string;
  readonly asLastTime: ImportBatch['asLastTime'];
  readonly counts: ImportBatch['counts'];
  readonly newUnits: readonly NewUnit[];
  readonly problem: Text | null;
}

export const NO_COUNTS: ImportBatch['counts'] = {
  rows: 0,
  added: 0,
  changed: 0,
  same: 0,
  bad: 0,
  warnings: 0,
  gone: 0,
  listed: 0,
  unidentified: 0,
  outside: 0,
  waiting: 0,
};

export const EMPTY_DETAIL: BatchDetail = {
  sheets: [],
  mapping: null,
  said: {},
  fingerprint: '',
  asLastTime: null,
  counts: NO_COUNTS,
  newUnits: [],
  problem: null,
};

/** What is sealed of a staged row. */
export interface StagedRow {
  readonly problems: readonly CellProblem[];
  /** As they stood at the preview, and as they will stand. Null where nothing stands, or nothing is said. */
  readonly before: ChildRecord | null;
  readonly after: ChildRecord | null;
  /** The population list names this child for the first time. */
  readonly listsNow: boolean;
  readonly schoolingBefore: SchoolingRecord | null;
  readonly schoolingAfter: SchoolingRecord | null;
  /** The open line that `schoolingAfter` ends. */
  readonly schoolingBeforeId: string | null;
  /** The child is not in the ledger yet: the id that the row bears is the one it will get. */
  readonly isNew?: true;
  /** All that the row says, where it is kept with the list and enters no ledger, and which units it names. */
  readonly listed?: Listed;
  readonly registeredUnitId?: string | null;
  readonly schoolUnitId?: string | null;
  /** Household categories with their days, as the list tells them. */
  readonly households?: ListedHouseholds;
  /** The row waits, or waited, for a decision: what it says, and about whom it may be. */
  readonly waited?: Waited;
}

export interface Waited {
  readonly listed: Listed;
  /** The number as it was written, where it could not be taken: then the row can stand for nobody new. */
  readonly number: string | null;
  /** What there was to say of its cells before anything was compared. */
  readonly problems: readonly CellProblem[];
  readonly review: readonly ReviewPair[];
}

/** A pair that a person must look at: the row may be about this child. */
export interface ReviewPair {
  readonly childId: string;
  readonly name: string;
  readonly score: number;
  readonly why: readonly Text[];
}

export interface ListedHouseholds {
  readonly categories: readonly Household[];
  readonly fromOn: string | null;
  readonly toOn: string | null;
}

export const NOTHING: StagedRow = {
  problems: [],
  before: null,
  after: null,
  listsNow: false,
  schoolingBefore: null,
  schoolingBeforeId: null,
  schoolingAfter: null,
};

/** Sealed in row 0: what belongs to the sheet as a whole and may name people. */
export interface StagedHead {
  readonly samples: readonly (readonly string[])[];
  readonly notes: readonly CellProblem[];
}

export const HEAD_ROW = 0;

export function sealRow(key: DataKey, batchId: string, row: number, value: StagedRow | StagedHead): Buffer {
  return key.seal(value, `import_rows/${batchId}/${row}`);
}

export function openRow<T extends StagedRow | StagedHead>(
  key: DataKey,
  batchId: string,
  row: number,
  sealed: Buffer,
): T {
  return key.open(sealed, `import_rows/${batchId}/${row}`) as T;
}

export interface Batch {
  readonly id: string;
  readonly kind: ImportBatch['kind'];
  readonly unitId: string;
  readonly fileName: string;
  readonly fileSha256: string | null;
  readonly sender: string | null;
  readonly state: ImportState;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly confirmedNo: number | null;
  readonly detail: BatchDetail;
}

/** A batch in the asker's sight. @param lock holds it against other writers until the transaction ends. */
export async function readBatch(tx: Tx, batchId: string, lock = false): Promise<Batch> {
  if (lock) await tx.selectFrom('import_batches').select('id').where('id', '=', batchId).forUpdate().execute();
  const [batch] = await readBatches(tx, batchId);
  if (!batch) throw basisProblems.notFound();
  return batch;
}

/** The newest hundred batches in the asker's sight, or one. */
export async function readBatches(tx: Tx, batchId?: string): Promise<Batch[]> {
  let query = tx
    .selectFrom('import_batches as b')
    .innerJoin('accounts as a', 'a.id', 'b.created_by')
    .selectAll('b')
    .select('a.name as created_by_name')
    .orderBy('b.created_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(100);
  if (batchId) query = query.where('b.id', '=', batchId);
  return (await query.execute()).map((row) => ({
    id: row.id,
    kind: row.kind,
    unitId: row.unit_id,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    sender: row.sender,
    state: row.state as ImportState,
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
    confirmedNo: row.confirmed_no,
    detail: detailOf(row.detail as Partial<BatchDetail>),
  }));
}

/** Batches of an earlier version lack what came later. */
function detailOf(kept: Partial<BatchDetail>): BatchDetail {
  return { ...EMPTY_DETAIL, ...kept, counts: { ...NO_COUNTS, ...kept.counts } };
}

export async function writeBatch(
  tx: Tx,
  batchId: string,
  change: {
    readonly state?: ImportState;
    readonly rowsDone?: number;
    readonly rowsTotal?: number;
    readonly detail?: BatchDetail;
  },
): Promise<void> {
  await tx
    .updateTable('import_batches')
    .set({
      ...(change.state && { state: change.state }),
      ...(change.rowsDone !== undefined && { rows_done: change.rowsDone }),
      ...(change.rowsTotal !== undefined && { rows_total: change.rowsTotal }),
      ...(change.detail && { detail: JSON.stringify(change.detail) }),
    })
    .where('id', '=', batchId)
    .execute();
}

/** The batch in the words of the contract. `head` carries the samples and notes, where the asker may see them. */
export function describeBatch(
  batch: Batch,
  extra: {
    readonly head?: StagedHead | undefined;
    readonly undoable?: boolean | undefined;
    readonly progress?: ImportBatch['progress'] | undefined;
    readonly sameFile?: ImportBatch['sameFile'] | undefined;
    readonly hasFile?: boolean | undefined;
  } = {},
): ImportBatch {
  const { detail } = batch;
  const required = new Set(requiredOf(batch.kind).flatMap((group) => (group.oneOf.length === 1 ? group.oneOf : [])));
  return {
    id: batch.id,
    kind: batch.kind,
    fileName: batch.fileName,
    sender: batch.sender,
    state: batch.state,
    asLastTime: detail.asLastTime,
    sameFile: extra.sameFile ?? null,
    hasFile: extra.hasFile ?? false,
    progress: extra.progress ?? { done: batch.rowsDone, total: batch.rowsTotal },
    createdAt: batch.createdAt,
    createdBy: batch.createdByName,
    sheets: [...detail.sheets],
    mapping: detail.mapping && {
      sheet: detail.mapping.sheet,
      headerRows: [...detail.mapping.headerRows],
      columns: detail.mapping.columns.map((column, index) => ({
        ...column,
        sample: [...(extra.head?.samples[index] ?? [])],
      })),
    },
    fields: fieldsOf(batch.kind).map(({ key, label }) => ({ key, label, required: required.has(key) })),
    counts: detail.counts,
    newUnits: detail.newUnits.map(({ kind, name, code }) => ({ kind, name, code })),
    notes: [...(extra.head?.notes ?? [])],
    problem: detail.problem,
    undoable: extra.undoable ?? false,
  };
}

/** States in words, for sentences. */
export const STATE_WORDS: Readonly<Record<ImportState, Text>> = {
  reading: { zh: '读取中', en: 'being read' },
  mapping: { zh: '待指定各列', en: 'waiting for its columns' },
  preview: { zh: '待确认', en: 'waiting to be confirmed' },
  committing: { zh: '写入中', en: 'being written' },
  confirmed: { zh: '确认写入', en: 'confirmed' },
  undone: { zh: '撤销', en: 'undone' },
  failed: { zh: '读取失败', en: 'failed' },
  cancelled: { zh: '取消', en: 'cancelled' },
};

/** A Problem's sentence in both languages, to be kept. */
export function sentencesOf(problem: {
  readonly text: Text;
  readonly values: Readonly<Record<string, string | number>>;
}): Text {
  return { zh: fill(problem.text.zh, problem.values), en: fill(problem.text.en, problem.values) };
}
