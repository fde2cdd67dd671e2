import type { PaperRow } from '@quanxue/domain/letters/operations.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import type { ScannedPage } from '@quanxue/domain/letters/scan-operations.ts';
import { fileTypeFromBuffer } from 'file-type';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import { noteArrival, type StoredFile } from '../basis/evidence.ts';
import type { House } from '../basis/house.ts';
import type { Ask, Upload } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { pixels } from '../basis/print/pixels.ts';
import { problems } from '../basis/problems.ts';
import { streamOf } from './keep-files.ts';
import type { ReadPage } from './read-pages.ts';
import { readPapers } from './read-papers.ts';
import { readScans } from './read-scans.ts';
import type { ScanReader } from './scan-reader.ts';

const MEGABYTES = 60;
/** A phone makes twelve to fifty megapixels. */
const PIXELS = 60_000_000;

/**
 * Takes in a scan: each page whose code is that of a paper in sight is filed to it, every other waits in the tray. A code
 * out of sight and a code that never was are told alike.
 */
export async function uploadAScan(
  house: House,
  reader: ScanReader,
  ask: Ask<undefined, { fileName: string }>,
  upload: Upload,
): Promise<{ pages: ScannedPage[] }> {
  const { fileName } = ask.query;
  const bytes = await readWhole(upload);
  const kind = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  const pdf = kind === 'application/pdf';
  if (!pdf && kind !== 'image/jpeg' && kind !== 'image/png') throw letterProblems.scanKind({ name: fileName });
  if (!pdf && (pixels(bytes) ?? Number.POSITIVE_INFINITY) > PIXELS)
    throw letterProblems.scanDamaged({ name: fileName });
  if (!pdf && !isWhole(bytes, kind)) throw letterProblems.scanDamaged({ name: fileName });
  const pages = await reader.read(bytes, pdf, fileName);
  if (pages.length === 0) throw letterProblems.scanDamaged({ name: fileName });

  const source = await house.evidence.receive(...streamOf(bytes));
  const files: StoredFile[] = [];
  for (const page of pages) files.push(page.png ? await house.evidence.receive(...streamOf(page.png)) : source);
  return ask.inTransaction(async (tx) => {
    const again = new Set<string>();
    const ids: string[] = [];
    for (const file of new Set(files)) await noteArrival(house.clock, tx, ask.actor, file);
    for (const [i, page] of pages.entries()) {
      const file = files[i] ?? source;
      const { paper, why } = await placeOf(house, tx, ask, page);
      const known = await tx
        .selectFrom('scans')
        .select('id')
        .where('sha256', '=', file.sha256)
        .where('page', '=', page.page)
        .where('dropped_at', 'is', null)
        .where('paper_id', paper ? '=' : 'is', paper?.id ?? null)
        .limit(1)
        .executeTakeFirst();
      if (known) {
        again.add(known.id);
        ids.push(known.id);
        continue;
      }
      const id = newId(house.clock);
      ids.push(id);
      await tx
        .insertInto('scans')
        .values({
          id,
          unit_id: ask.post.unitId,
          file_name: fileName,
          page: page.page,
          sha256: file.sha256,
          media_type: file.mediaType,
          source_sha256: source.sha256,
          why,
          uploaded_at: house.clock.now(),
          uploaded_by: ask.actor.accountId,
          ...(paper &&
            page.square && {
              paper_id: paper.id,
              part: page.square.part,
              filed_how: 'code',
              filed_at: house.clock.now(),
              filed_by: ask.actor.accountId,
            }),
        })
        .execute();
      await audit(house.clock, tx, {
        actorId: ask.actor.accountId,
        operation: 'uploadScan',
        requestId: ask.requestId,
        ...(paper && { caseId: paper.caseId, childId: paper.childId }),
        what: { scan: id, sha256: file.sha256, ...(paper ? { paper: paper.id, part: page.square?.part } : { why }) },
      });
    }
    return { pages: await readScans(house, tx, ask, ids, again) };
  });
}

type Place =
  | { readonly paper: PaperRow; readonly why: null }
  | { readonly paper: null; readonly why: ScannedPage['why'] };

/** The paper that a page belongs to, or why it waits. */
async function placeOf(house: House, tx: Tx, ask: Pick<Ask, 'actor'>, page: ReadPage): Promise<Place> {
  if (!page.square) return { paper: null, why: 'unread' };
  const [paper] = await readPapers(house, tx, ask, { code: page.square.code });
  if (!paper) return { paper: null, why: 'unknown' };
  if (paper.cancelled) return { paper: null, why: 'cancelled' };
  if (page.square.part > paper.parts.length) return { paper: null, why: 'no-part' };
  return { paper, why: null };
}

/** A picture that broke off has no end mark; a phone may append its own data after it. */
function isWhole(bytes: Buffer, kind: string): boolean {
  const end = kind === 'image/png' ? Buffer.from('IEND', 'latin1') : Buffer.from('ffd9', 'hex');
  return bytes.lastIndexOf(end) > bytes.length / 4;
}

async function readWhole({ stream, bytes }: Upload): Promise<Buffer> {
  const limit = MEGABYTES * 1e6;
  if (bytes !== undefined && bytes > limit) throw problems.tooLarge({ megabytes: MEGABYTES });
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw problems.tooLarge({ megabytes: MEGABYTES });
    pieces.push(piece);
  }
  if (size === 0) throw problems.emptyUpload();
  return Buffer.concat(pieces);
}
