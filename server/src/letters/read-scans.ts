import { FORMS, type PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import type { ScannedPage } from '@quanxue/domain/letters/scan-operations.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { readPapers } from './read-papers.ts';

/** Pages in the actor's sight: those of these ids in their order, else what waits in the tray, oldest first. */
export async function readScans(
  house: Pick<House, 'keys'>,
  tx: Tx,
  ask: Pick<Ask, 'actor'>,
  ids: readonly string[] | 'tray',
  again: ReadonlySet<string> = new Set(),
): Promise<ScannedPage[]> {
  const wanted = ids === 'tray' ? null : [...ids];
  const { rows } = await sql<{
    id: string;
    file_name: string;
    page: number;
    at: string;
    by: string;
    why: ScannedPage['why'];
    paper_id: string | null;
    kind: PaperKind | null;
    part: number | null;
    dropped: boolean;
  }>`
    select scans.id, scans.file_name, scans.page, scans.uploaded_at as at, accounts.name as by, scans.why,
        scans.paper_id, s.kind, scans.part, scans.dropped_at is not null as dropped
      from scans
        join accounts on accounts.id = scans.uploaded_by
        left join paper_sheets s on s.id = scans.paper_id
      where case when ${wanted}::uuid[] is null then scans.paper_id is null and scans.dropped_at is null
        else scans.id = any(${wanted}::uuid[]) end
      order by array_position(${wanted}::uuid[], scans.id), scans.uploaded_at, scans.id
      limit 500`.execute(tx);
  const paperIds = [...new Set(rows.flatMap((row) => row.paper_id ?? []))];
  const papers = paperIds.length > 0 ? await readPapers(house, tx, ask, { ids: paperIds }) : [];
  return rows.map((row) => {
    const paper = papers.find((each) => each.id === row.paper_id);
    const part = row.kind && row.part !== null ? FORMS[row.kind].parts[row.part - 1] : undefined;
    return {
      id: row.id,
      fileName: row.file_name,
      page: row.page,
      at: row.at,
      by: row.by,
      state: row.dropped ? 'dropped' : paper ? 'filed' : 'tray',
      why: paper ? null : row.why,
      again: again.has(row.id),
      paper: paper ?? null,
      part: part && row.part !== null ? { number: row.part, name: part.name } : null,
      provesService: part?.provesService ?? false,
    };
  });
}

/** @throws Problem `not-found` where it is not there or not in sight. */
export async function readScan(
  house: Pick<House, 'keys'>,
  tx: Tx,
  ask: Pick<Ask, 'actor'>,
  id: string,
): Promise<ScannedPage> {
  const [scan] = await readScans(house, tx, ask, [id]);
  if (!scan) throw problems.notFound();
  return scan;
}
