import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import { FORMS } from '@quanxue/domain/letters/forms/index.ts';
import type { PaperRow, recordService } from '@quanxue/domain/letters/operations.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { loadCase } from '../cases/load-case.ts';
import { recordAnEntry } from '../cases/record-entry.ts';
import { paperOf, readPapers } from './read-papers.ts';

type Body = z.output<NonNullable<(typeof recordService)['body']>>;

/**
 * Records in the case that a paper was served, with every scan of it that is filed: the entry that the measure asks for.
 * A notice that was printed and never served is none, so the entry is made here and not at the issue (reading R130).
 */
export async function recordTheService(
  house: House,
  ask: Ask<{ paperId: string }, unknown, Body>,
): Promise<{ paper: PaperRow; entry: Entry }> {
  const { entryId, servedOn, note } = ask.body;
  const which = { id: ask.params.paperId };
  return ask.inTransaction(async (tx) => {
    const loaded = await loadCase(house, tx, paperOf(await readPapers(house, tx, ask, which)).caseId, true);
    const paper = paperOf(await readPapers(house, tx, ask, which));
    const known = await tx
      .selectFrom('paper_services')
      .select(['entry_id'])
      .where('paper_id', '=', paper.id)
      .executeTakeFirst();
    const there = known && loaded.file.entries.find((entry) => entry.id === known.entry_id);
    if (there) return { paper, entry: there };
    const { number } = paper;
    if (paper.cancelled) throw letterProblems.paperCancelled({ number, day: paper.cancelled.on });
    if (!paper.parts.some((part) => part.provesService && part.scans.length > 0)) {
      throw letterProblems.proofNeeded({ number });
    }
    const today = house.clock.today();
    if (servedOn < paper.issuedOn || servedOn > today) {
      throw letterProblems.serviceDay({ day: servedOn, issued: paper.issuedOn, today });
    }
    const scans = await tx
      .selectFrom('scans')
      .select(['sha256', 'part', 'media_type'])
      .where('paper_id', '=', paper.id)
      .orderBy('part')
      .orderBy('filed_at')
      .orderBy('page')
      .execute();
    const entry: Entry = {
      id: entryId,
      kind: 'document',
      on: paper.issuedOn,
      document: FORMS[paper.kind].document,
      issuer: paper.office,
      number,
      servedOn,
      ...(paper.deadline && { deadline: paper.deadline }),
      ...(note && { note }),
      evidence: [...new Map(scans.map((scan) => [scan.sha256, scan])).values()].map((scan) => ({
        kind: 'scan',
        sha256: scan.sha256,
        name: `${paper.title}${paper.parts[(scan.part ?? 1) - 1]?.name.zh ?? ''}.${ENDINGS[scan.media_type] ?? 'bin'}`,
      })),
    };
    const recorded = await recordAnEntry(house, {
      ...ask,
      params: { caseId: paper.caseId, entryId },
      query: undefined,
      body: entry,
      inTransaction: (work) => work(tx),
    });
    await tx
      .insertInto('paper_services')
      .values({
        paper_id: paper.id,
        case_id: paper.caseId,
        entry_id: entryId,
        served_on: servedOn,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
      })
      .execute();
    return { paper: paperOf(await readPapers(house, tx, ask, which)), entry: recorded.entry as Entry };
  });
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};
