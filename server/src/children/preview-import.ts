import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import { type FormerPlace, Places } from '@quanxue/domain/children/places.ts';
import { sql } from 'kysely';
import type { Actor } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import { newId } from '../basis/ids.ts';
import {
  type BatchDetail,
  EMPTY_DETAIL,
  HEAD_ROW,
  readBatch,
  type StagedHead,
  sealRow,
  sentencesOf,
  writeBatch,
} from './import-batch.ts';
import { Cancelled } from './import-work.ts';
import type { Imports } from './imports.ts';
import { Staging } from './stage-rows.ts';
import type { ListOpening, NumberedRow } from './workbook/read-list.ts';
import { readInThread } from './workbook/reading.ts';

/**
 * Reads the file of a batch in a thread, compares its rows with the ledgers, stages what they would change. Goes on
 * after the answer; the batch says how far it is and how it ended. Writes nothing to the ledgers.
 */
export function startPreview(imports: Imports, actor: Pick<Actor, 'accountId'>, batchId: string): void {
  const { house, work } = imports;
  work.start(
    batchId,
    async ({ signal, progress }) => {
      try {
        await preview(imports, actor, batchId, signal, progress);
      } catch (error) {
        const text =
          error instanceof Problem ? sentencesOf(error) : error instanceof Cancelled ? error.text : UNEXPECTED;
        await house.database.inTransaction(actor, async (tx) => {
          const { detail } = await readBatch(tx, batchId, true);
          await clearRows(tx, batchId);
          await writeBatch(tx, batchId, {
            state: error instanceof Cancelled ? 'cancelled' : 'failed',
            detail: { ...EMPTY_DETAIL, sheets: detail.sheets, said: detail.said, problem: text },
          });
        });
        await rm(imports.fileOf(batchId), { force: true });
        if (!(error instanceof Problem) && !(error instanceof Cancelled)) throw error;
      }
    },
    (error) => house.say.bug(error, { importId: batchId }),
  );
}

const UNEXPECTED = {
  zh: '读取时系统出现意外错误，什么也没有写入。请另存为 .xlsx 后重新上传；若仍不行，请告诉管理员。',
  en: 'Something unexpected went wrong while reading; nothing was written. Save the list as .xlsx and upload it again; if it persists, tell the administrator.',
};

export async function clearRows(tx: Tx, batchId: string): Promise<void> {
  await tx.deleteFrom('import_rows').where('batch_id', '=', batchId).execute();
}

async function preview(
  imports: Imports,
  actor: Pick<Actor, 'accountId'>,
  batchId: string,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const { database, keys, clock } = imports.house;
  const path = imports.fileOf(batchId);
  const { batch, batchKey, places } = await database.inTransaction(actor, async (tx) => {
    const found = await readBatch(tx, batchId, true);
    await clearRows(tx, batchId);
    return {
      batch: found,
      batchKey: await keys.ofBatch(tx, batchId),
      places: await readPlaces(tx, clock.today(), found.unitId, () => newId(clock)),
    };
  });
  let opening: ListOpening | undefined;
  let staging: Staging | undefined;
  let total = 0;
  const notes = await readInThread(
    { path, fileName: batch.fileName, kind: batch.kind, today: clock.today(), ...batch.detail.said },
    {
      opened: async (opened) => {
        opening = opened;
        total = opened.sheets.find((sheet) => sheet.name === opened.mapping?.sheet)?.rows ?? 0;
        progress(0, total);
        const mapping = opened.mapping ?? { sheet: '', columns: [] };
        staging = new Staging({ keys, batch, batchKey, places, mapping });
      },
      rows: async (rows: readonly NumberedRow[]) => {
        await database.inTransaction(actor, async (tx) => staging?.stage(tx, rows));
        progress(Math.min(rows.at(-1)?.row ?? total, total), total);
      },
    },
    signal,
  );
  signal.throwIfAborted();
  await database.inTransaction(actor, async (tx) => {
    if (!opening || !staging) throw new Error('a list ended before it was opened');
    if (!opening.problem) await staging.stageGone(tx);
    const head: StagedHead = { samples: opening.mapping?.columns.map((column) => column.sample) ?? [], notes };
    const mapping = opening.mapping && {
      ...opening.mapping,
      columns: opening.mapping.columns.map(({ letter, heading, field }) => ({ letter, heading, field })),
    };
    await tx
      .insertInto('import_rows')
      .values({
        batch_id: batchId,
        sheet: mapping?.sheet ?? '',
        row: HEAD_ROW,
        outcome: 'same',
        child_id: null,
        sealed: sealRow(batchKey, batchId, HEAD_ROW, head),
        data_key_id: batchKey.id,
      })
      .execute();
    const detail: BatchDetail = {
      sheets: [...opening.sheets],
      mapping,
      said: batch.detail.said,
      counts: staging.counts,
      newUnits: places.made,
      problem: opening.problem ?? (staging.counts.rows === 0 ? NO_ROWS : null),
    };
    const ready = !opening.problem && staging.counts.rows > 0;
    await writeBatch(tx, batchId, {
      state: ready ? 'preview' : 'mapping',
      rowsDone: staging.counts.rows,
      rowsTotal: staging.counts.rows,
      detail,
    });
  });
}

const NO_ROWS = {
  zh: '表头下面没有名单内容。请另选一张工作表，或确认上传的是有名单的文件。',
  en: 'There are no rows below the headings. Choose another sheet, or make sure that this is the file with the list.',
};

/** The units that stand today, and the names and codes of those that became them: old lists still carry these. */
async function readPlaces(tx: Tx, today: string, baseUnitId: string, makeId: () => string): Promise<Places> {
  const rows = await tx
    .selectFrom('units')
    .select(['id', 'kind', 'code', 'name', 'parent_id'])
    .where('valid_from', '<=', today)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
    .orderBy('id')
    .execute();
  const { rows: former } = await sql<FormerPlace>`
    select u.kind, n.name, n.code, unit_on(u.id, ${today}::date) as "unitId", u.id as "formerId",
      case when l.id is not null then 'merged' when n.use = 'alias' then 'alias' else 'renamed' end as how,
      coalesce(l.on_day, n.next_on, n.from_on)::text as "onDay"
    from units u
      join lateral (
        select name, code, 'official' as use, valid_from as from_on, null::date as next_on from units where id = u.id
        union all
        select name, code, use, from_on, lead(from_on) over (partition by use order by from_on, id) from unit_names
          where unit_id = u.id
      ) n on true
      left join unit_links l on l.predecessor_id = u.id and l.kind in ('merged', 'renamed') and l.on_day <= ${today}::date
    where u.kind in ('village', 'school') and u.valid_from <= ${today}::date
      and (l.id is not null or ((u.valid_to is null or u.valid_to >= ${today}::date) and (n.name, n.code) is distinct from (u.name, u.code)))
      and exists (select from units s where s.id = unit_on(u.id, ${today}::date) and (s.valid_to is null or s.valid_to >= ${today}::date))
    order by u.id, n.from_on`.execute(tx);
  const units = rows.map(({ id, kind, code, name, parent_id }) => ({ id, kind, code, name, parentId: parent_id }));
  return new Places(units, baseUnitId, makeId, former);
}

/** True while the file of a batch can be read again. */
export function hasFile(imports: Imports, batchId: string): boolean {
  return existsSync(imports.fileOf(batchId));
}
