import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { noteArrival } from '../basis/evidence.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { paperPlace, type SealedPaper } from './issue-paper.ts';
import { printPaper } from './print-paper.ts';
import { writeDocx } from './write-docx.ts';

export interface PaperFiles {
  readonly pdf: string;
  readonly docx: string;
}

/** The files of a paper by their hashes; made and kept where they are not there yet, and never made twice. */
export async function keepFiles(
  house: House,
  ask: Pick<Ask, 'actor' | 'inTransaction'>,
  paperId: string,
): Promise<PaperFiles> {
  const found = await ask.inTransaction(async (tx) => {
    const row = await tx.selectFrom('paper_sheets').selectAll().where('id', '=', paperId).executeTakeFirst();
    if (!row) throw problems.notFound();
    const key = await house.keys.ofChild(tx, row.child_id);
    return { row, paper: (key.open(row.sealed, paperPlace(paperId)) as SealedPaper).paper };
  });
  const kept = filesOf(found.row);
  if (kept) return kept;
  const { paper, row } = found;
  const pdf = await house.evidence.receive(...streamOf(await printPaper(paper, row.code)));
  const docx = await house.evidence.receive(...streamOf(await writeDocx(paper, row.code)));
  return ask.inTransaction(async (tx) => {
    await noteArrival(house.clock, tx, ask.actor, pdf);
    await noteArrival(house.clock, tx, ask.actor, docx);
    await tx
      .updateTable('paper_sheets')
      .set({ pdf_sha256: pdf.sha256, docx_sha256: docx.sha256 })
      .where('id', '=', paperId)
      .where('pdf_sha256', 'is', null)
      .execute();
    // Where two printed at once, the first named its files.
    const now = await tx
      .selectFrom('paper_sheets')
      .select(['pdf_sha256', 'docx_sha256'])
      .where('id', '=', paperId)
      .executeTakeFirstOrThrow();
    const files = filesOf(now);
    if (!files) throw new Error('the files that were just kept have no name');
    return files;
  });
}

function filesOf(row: { pdf_sha256: string | null; docx_sha256: string | null }): PaperFiles | undefined {
  return row.pdf_sha256 && row.docx_sha256 ? { pdf: row.pdf_sha256, docx: row.docx_sha256 } : undefined;
}

/** What the evidence store takes: the bytes and their hash. */
export function streamOf(bytes: Uint8Array): [Readable, string] {
  return [Readable.from([Buffer.from(bytes)]), createHash('sha256').update(bytes).digest('hex')];
}
