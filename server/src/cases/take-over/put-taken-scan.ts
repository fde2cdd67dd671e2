import { Readable } from 'node:stream';
import { takeOverProblems } from '@quanxue/domain/cases/take-over/problems.ts';
import type { CaseChoice, putTakenScan, TakenScan } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import { noteArrival } from '../../basis/evidence.ts';
import type { House } from '../../basis/house.ts';
import type { Ask, FileAnswer, Upload } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { drawPage } from '../../basis/print/draw-page.ts';
import { problems } from '../../basis/problems.ts';
import type { TakenScansTable } from '../../basis/tables/cases.ts';
import { findCasesByPath } from './find-case-by-path.ts';

type Row = Selectable<TakenScansTable>;
type Put = z.input<NonNullable<(typeof putTakenScan)['answer']>>;

/** Larger files are not looked into for their pages. */
const COUNTED_BYTES = 40e6;

/** Takes in one file of an old folder: kept as evidence is, and put with the case that its path names, if one is certain. */
export async function putTheTakenScan(
  house: House,
  ask: Ask<{ sha256: string }, { path: string }>,
  upload: Upload,
): Promise<Put> {
  const path = ask.query.path.replaceAll('\\', '/').normalize('NFC');
  const file = await house.evidence.receive(upload.stream, ask.params.sha256);
  if (!/^image\/(jpeg|png|webp|gif|bmp|tiff)$|^application\/pdf$/.test(file.mediaType)) {
    throw takeOverProblems.scanKind({ name: path });
  }
  const pages =
    file.mediaType === 'application/pdf' && file.bytes < COUNTED_BYTES ? await pagesOf(house, file.sha256) : null;
  return ask.inTransaction(async (tx) => {
    await noteArrival(house.clock, tx, ask.actor, file);
    const cases = await findCasesByPath(house.keys, tx, path);
    const only = cases.length === 1 ? cases[0] : undefined;
    const there = await tx
      .selectFrom('taken_scans')
      .selectAll()
      .where('sha256', '=', file.sha256)
      .where('case_id', only ? '=' : 'is', only?.caseId ?? null)
      .$if(!only, (query) => query.where('path', '=', path))
      .limit(1)
      .executeTakeFirst();
    if (there) return { scan: scanOf(there), again: true, child: only?.name ?? null };
    const row = await tx
      .insertInto('taken_scans')
      .values({
        id: newId(house.clock),
        unit_id: ask.post.unitId,
        path,
        sha256: file.sha256,
        media_type: file.mediaType,
        bytes: file.bytes,
        pages,
        uploaded_at: house.clock.now(),
        uploaded_by: ask.actor.accountId,
        case_id: only?.caseId ?? null,
        state: 'waiting',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'putTakenScan',
      requestId: ask.requestId,
      ...(only && { caseId: only.caseId }),
      what: { scan: row.id, sha256: file.sha256 },
    });
    return { scan: scanOf(row), again: false, child: only?.name ?? null };
  });
}

/** Null where they cannot be counted. */
async function pagesOf(house: Pick<House, 'evidence'>, sha256: string): Promise<number | null> {
  return (await drawPage({ bytes: await bytesOf(house, sha256), page: 0 }))?.pages ?? null;
}

async function bytesOf(house: Pick<House, 'evidence'>, sha256: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of house.evidence.read(sha256)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function scanOf(row: Row): TakenScan {
  return {
    id: row.id,
    path: row.path,
    mediaType: row.media_type,
    pages: row.pages,
    state: row.state,
    caseId: row.case_id,
    entryId: row.entry_id,
  };
}

/** Cases with old scans, and the scans whose case nobody knows yet. */
export async function listTheTakenScans(house: House, ask: Ask) {
  return ask.inTransaction(async (tx) => {
    const counted = await tx
      .selectFrom('taken_scans as s')
      .innerJoin('cases as k', 'k.id', 's.case_id')
      .innerJoin('children as c', 'c.id', 'k.child_id')
      .leftJoin('units as u', (join) =>
        join.on((on) => on('u.id', '=', on.fn.coalesce('c.residence_unit_id', 'c.registered_unit_id'))),
      )
      .select(['k.id as caseId', 'c.name', 'c.birth_date as birthDate', 'u.name as village', 'k.opened_on as openedOn'])
      .select(({ fn }) => [
        fn.countAll<number>().filterWhere('s.state', '=', 'waiting').as('waiting'),
        fn.countAll<number>().filterWhere('s.state', '=', 'filed').as('filed'),
        fn.countAll<number>().filterWhere('s.state', '=', 'left-out').as('leftOut'),
      ])
      .groupBy(['k.id', 'c.id', 'u.id'])
      .orderBy('c.name')
      .orderBy('c.birth_date')
      .limit(500)
      .execute();
    const waiting = await tx
      .selectFrom('taken_scans')
      .selectAll()
      .where('case_id', 'is', null)
      .where('state', '=', 'waiting')
      .orderBy('path')
      .limit(300)
      .execute();
    // Files of one folder mean the same child: asked for once.
    const byFolder = new Map<string, CaseChoice[]>();
    const unplaced = [];
    for (const row of waiting) {
      const folder = row.path.replace(/[^/]*$/, '');
      const key = folder === '' ? row.path : folder;
      const candidates = byFolder.get(key) ?? (await findCasesByPath(house.keys, tx, row.path));
      byFolder.set(key, candidates);
      unplaced.push({ ...scanOf(row), candidates });
    }
    return {
      cases: counted.map((row) => ({
        ...row,
        waiting: Number(row.waiting),
        filed: Number(row.filed),
        leftOut: Number(row.leftOut),
      })),
      unplaced,
    };
  });
}

/** In the order of their names, as a person counts: 2.jpg before 10.jpg. */
export async function listTheCaseScans(_house: House, ask: Ask<{ caseId: string }>): Promise<{ scans: TakenScan[] }> {
  return ask.inTransaction(async (tx) => {
    const rows = await tx.selectFrom('taken_scans').selectAll().where('case_id', '=', ask.params.caseId).execute();
    const order = new Intl.Collator('zh-CN', { numeric: true });
    return { scans: rows.sort((a, b) => order.compare(a.path, b.path)).map(scanOf) };
  });
}

export async function getTheTakenScan(house: House, ask: Ask<{ scanId: string }>): Promise<FileAnswer> {
  const row = await seen(house, ask);
  return {
    content: house.evidence.read(row.sha256),
    mediaType: row.media_type,
    name: row.path.replace(/^.*\//, ''),
    inline: true,
  };
}

/** A page of a PDF as a picture: it stands beside the list of items like any other. */
export async function getTheTakenScanPage(
  house: House,
  ask: Ask<{ scanId: string; page: number }>,
): Promise<FileAnswer> {
  const { page } = ask.params;
  const row = await seen(house, ask);
  const small = row.media_type === 'application/pdf' && row.bytes < COUNTED_BYTES;
  const drawn = small ? await drawPage({ bytes: await bytesOf(house, row.sha256), page }) : null;
  if (!drawn?.png) throw takeOverProblems.pageUnseen({ name: row.path, page });
  return {
    content: Readable.from([Buffer.from(drawn.png)]),
    mediaType: 'image/png',
    name: `${page}.png`,
    inline: true,
  };
}

async function seen(house: House, ask: Ask<{ scanId: string }>): Promise<Row> {
  return ask.inTransaction(async (tx) => {
    const found = await tx.selectFrom('taken_scans').selectAll().where('id', '=', ask.params.scanId).executeTakeFirst();
    if (!found) throw problems.notFound();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'getTakenScan',
      requestId: ask.requestId,
      ...(found.case_id && { caseId: found.case_id }),
      what: { scan: found.id },
    });
    return found;
  });
}

/** Puts pages with a case that a person has chosen. */
export async function placeTheTakenScans(
  house: House,
  ask: Ask<undefined, unknown, { scanIds: string[]; caseId: string }>,
): Promise<{ placed: number }> {
  const { scanIds, caseId } = ask.body;
  return ask.inTransaction(async (tx) => {
    const file = await tx.selectFrom('cases').select(['id', 'child_id']).where('id', '=', caseId).executeTakeFirst();
    if (!file) throw problems.notFound();
    for (const scan of await lockScans(tx, scanIds)) {
      if (scan.state !== 'waiting') throw takeOverProblems.scanSettled({ name: scan.path });
    }
    await tx.updateTable('taken_scans').set({ case_id: caseId }).where('id', 'in', scanIds).execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'placeTakenScans',
      requestId: ask.requestId,
      caseId,
      childId: file.child_id,
      what: { scans: scanIds },
    });
    return { placed: scanIds.length };
  });
}

/** These scans in the order asked for, held until the transaction ends. @throws Problem `not-found` if one is not in sight. */
export async function lockScans(tx: Tx, scanIds: readonly string[]): Promise<Row[]> {
  const rows = await tx
    .selectFrom('taken_scans')
    .selectAll()
    .where('id', 'in', [...scanIds])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return scanIds.map((id) => {
    const row = byId.get(id);
    if (!row) throw problems.notFound();
    return row;
  });
}
