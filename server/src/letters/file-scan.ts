import type { PaperRow } from '@quanxue/domain/letters/operations.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import type { fileScan, ScannedPage } from '@quanxue/domain/letters/scan-operations.ts';
import { readTypedCode } from '@quanxue/domain/letters/sheet-code.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { readPapers } from './read-papers.ts';
import { readScan } from './read-scans.ts';

type Params = { readonly scanId: string };
type Body = z.output<NonNullable<(typeof fileScan)['body']>>;

/** Files a page of the tray by a typed code or a chosen paper. */
export async function fileTheScan(house: House, ask: Ask<Params, unknown, Body>): Promise<ScannedPage> {
  const { by, part } = ask.body;
  return ask.inTransaction(async (tx) => {
    const scan = await waiting(house, tx, ask);
    const paper = 'code' in by ? await sheetOf(house, tx, ask, by.code) : await paperOfId(house, tx, ask, by.paperId);
    if (paper.cancelled) throw letterProblems.paperCancelled({ number: paper.number, day: paper.cancelled.on });
    if (part > paper.parts.length) throw letterProblems.partUnknown({ part });
    const done = await tx
      .updateTable('scans')
      .set({
        paper_id: paper.id,
        part,
        filed_how: 'hand',
        filed_at: house.clock.now(),
        filed_by: ask.actor.accountId,
      })
      .where('id', '=', scan.id)
      .where('paper_id', 'is', null)
      .executeTakeFirst();
    // Somebody else filed it at this very moment.
    if (done.numUpdatedRows === 0n) throw letterProblems.scanFiled();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'fileScan',
      requestId: ask.requestId,
      caseId: paper.caseId,
      childId: paper.childId,
      what: { scan: scan.id, paper: paper.id, part },
    });
    return readScan(house, tx, ask, scan.id);
  });
}

/** Sets a page of the tray aside: a blank back, a paper of somebody else. It stays on record. */
export async function dropTheScan(house: House, ask: Ask<Params, unknown, { reason: string }>): Promise<ScannedPage> {
  return ask.inTransaction(async (tx) => {
    const scan = await waiting(house, tx, ask);
    await tx
      .updateTable('scans')
      .set({ dropped_at: house.clock.now(), dropped_by: ask.actor.accountId, drop_reason: ask.body.reason })
      .where('id', '=', scan.id)
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'dropScan',
      requestId: ask.requestId,
      what: { scan: scan.id },
    });
    return readScan(house, tx, ask, scan.id);
  });
}

/** The bytes of a page, by whoever has its paper or its tray. */
export async function getTheScan(house: House, ask: Ask<Params>): Promise<FileAnswer> {
  const row = await ask.inTransaction(async (tx) => {
    const found = await tx
      .selectFrom('scans')
      .leftJoin('paper_sheets', 'paper_sheets.id', 'scans.paper_id')
      .select(['scans.sha256', 'scans.media_type', 'scans.file_name', 'paper_sheets.case_id', 'paper_sheets.child_id'])
      .where('scans.id', '=', ask.params.scanId)
      .executeTakeFirst();
    if (!found) throw problems.notFound();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'getScan',
      requestId: ask.requestId,
      ...(found.case_id && { caseId: found.case_id }),
      ...(found.child_id && { childId: found.child_id }),
      what: { scan: ask.params.scanId },
    });
    return found;
  });
  return {
    content: house.evidence.read(row.sha256),
    mediaType: row.media_type,
    name: row.file_name,
    inline: true,
  };
}

/** @throws Problem `sheet-code-mistyped`, or `sheet-unknown` for one that never was and one out of sight alike. */
export async function sheetOf(house: House, tx: Tx, ask: Pick<Ask, 'actor'>, typed: string): Promise<PaperRow> {
  const code = readTypedCode(typed);
  if (!code) throw letterProblems.codeMistyped({ typed });
  const [paper] = await readPapers(house, tx, ask, { code });
  if (!paper) throw letterProblems.sheetUnknown();
  return paper;
}

async function paperOfId(house: House, tx: Tx, ask: Pick<Ask, 'actor'>, id: string): Promise<PaperRow> {
  const [paper] = await readPapers(house, tx, ask, { id });
  if (!paper) throw letterProblems.sheetUnknown();
  return paper;
}

async function waiting(house: House, tx: Tx, ask: Pick<Ask<Params>, 'actor' | 'params'>): Promise<ScannedPage> {
  const scan = await readScan(house, tx, ask, ask.params.scanId);
  if (scan.state !== 'tray') throw letterProblems.scanFiled();
  return scan;
}
