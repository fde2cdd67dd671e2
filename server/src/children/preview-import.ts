import { Problem } from '@quanxue/domain/basis/problem.ts';
import { Places } from '@quanxue/domain/children/places.ts';
import type { Tx } from '../basis/database.ts';
import { newId } from '../basis/ids.ts';
import {
  type Batch,
  type BatchDetail,
  EMPTY_DETAIL,
  HEAD_ROW,
  readBatch,
  type StagedHead,
  sealRow,
  sentencesOf,
  writeBatch,
} from './import-batch.ts';
import { Cancelled, type ImportTask } from './import-work.ts';
import type { ImportTools } from './imports.ts';
import { readPlaces } from './read-places.ts';
import { asLastTime, readMappings } from './remember-mapping.ts';
import { Staging } from './stage-rows.ts';
import type { ListOpening, NumberedRow } from './workbook/read-list.ts';
import { readInThread } from './workbook/reading.ts';

/**
 * Reads the file of a batch, compares its rows with the ledgers, stages what they would change; the batch says how it
 * ended. Writes nothing to the ledgers.
 */
export async function previewFile(tools: ImportTools, task: ImportTask): Promise<void> {
  const { batchId } = task;
  try {
    await preview(tools, task);
  } catch (error) {
    const text = error instanceof Problem ? sentencesOf(error) : error instanceof Cancelled ? error.text : UNEXPECTED;
    await tools.database.inTransaction(task, async (tx) => {
      const { detail } = await readBatch(tx, batchId, true);
      await clearRows(tx, batchId);
      await writeBatch(tx, batchId, {
        state: error instanceof Cancelled ? 'cancelled' : 'failed',
        detail: { ...EMPTY_DETAIL, sheets: detail.sheets, said: detail.said, problem: text },
      });
    });
    await tools.files.remove(batchId);
    if (!(error instanceof Problem) && !(error instanceof Cancelled)) throw error;
  }
}

const UNEXPECTED = {
  zh: '读取时系统出现意外错误，什么也没有写入。请另存为 .xlsx 后重新上传；若仍不行，请告诉管理员。',
  en: 'Something unexpected went wrong while reading; nothing was written. Save the list as .xlsx and upload it again; if it persists, tell the administrator.',
};

export async function clearRows(tx: Tx, batchId: string): Promise<void> {
  await tx.deleteFrom('import_rows').where('batch_id', '=', batchId).execute();
}

async function preview(tools: ImportTools, task: ImportTask): Promise<void> {
  const { database, keys, clock, files, signal } = tools;
  const { batchId } = task;
  const { batch, batchKey, places, remembered } = await database.inTransaction(task, async (tx) => {
    const found = await readBatch(tx, batchId, true);
    await clearRows(tx, batchId);
    const { units, ...before } = await readPlaces(tx, clock.today());
    return {
      batch: found,
      batchKey: await keys.ofBatch(tx, batchId),
      places: new Places(units, found.unitId, () => newId(clock), before),
      remembered: await readMappings(tx, found),
    };
  });
  await files.lend(batchKey, batchId, (path) =>
    // What is read of the ledgers and what is staged go by two connections: the one need not wait for the other.
    database.inTransaction(task, (reader) =>
      database.inTransaction(task, async (writer) => {
        let opening: ListOpening | undefined;
        let staging: Staging | undefined;
        let total = 0;
        const notes = await readInThread(
          {
            path,
            fileName: batch.fileName,
            kind: batch.kind,
            today: clock.today(),
            remembered,
            ...batch.detail.said,
          },
          {
            opened: async (opened) => {
              opening = opened;
              total = opened.sheets.find((sheet) => sheet.name === opened.mapping?.sheet)?.rows ?? 0;
              tools.progress(0, total);
              const mapping = opened.mapping ?? { sheet: '', columns: [] };
              staging = new Staging({ keys, clock, batch, batchKey, places, mapping, reader, writer });
            },
            rows: async (rows: readonly NumberedRow[]) => {
              await staging?.stage(rows);
              tools.progress(Math.min(rows.at(-1)?.row ?? total, total), total);
            },
          },
          signal,
        );
        signal.throwIfAborted();
        if (!opening || !staging) throw new Error('a list ended before it was opened');
        if (!opening.problem) {
          await staging.stageHeld();
          await staging.stageGone();
        }
        await staging.settled();
        const head: StagedHead = { samples: opening.mapping?.columns.map((column) => column.sample) ?? [], notes };
        await writer
          .insertInto('import_rows')
          .values({
            batch_id: batchId,
            sheet: opening.mapping?.sheet ?? '',
            row: HEAD_ROW,
            outcome: 'same',
            child_id: null,
            sealed: sealRow(batchKey, batchId, HEAD_ROW, head),
            data_key_id: batchKey.id,
          })
          .execute();
        await finish(writer, batch, opening, staging, places, asLastTime(remembered, opening.rememberedId));
      }),
    ),
  );
}

async function finish(
  tx: Tx,
  batch: Batch,
  opening: ListOpening,
  staging: Staging,
  places: Places,
  lastTime: BatchDetail['asLastTime'],
): Promise<void> {
  const { counts } = staging;
  const detail: BatchDetail = {
    sheets: [...opening.sheets],
    mapping: opening.mapping && {
      ...opening.mapping,
      columns: opening.mapping.columns.map(({ letter, heading, field }) => ({ letter, heading, field })),
    },
    said: batch.detail.said,
    fingerprint: opening.fingerprint,
    asLastTime: lastTime,
    counts,
    newUnits: places.made,
    problem: opening.problem ?? (counts.rows === 0 ? NO_ROWS : null),
  };
  const ready = !opening.problem && counts.rows > 0;
  await writeBatch(tx, batch.id, {
    state: ready ? 'preview' : 'mapping',
    rowsDone: counts.rows,
    rowsTotal: counts.rows,
    detail,
  });
}

const NO_ROWS = {
  zh: '表头下面没有名单内容。请另选一张工作表，或确认上传的是有名单的文件。',
  en: 'There are no rows below the headings. Choose another sheet, or make sure that this is the file with the list.',
};
