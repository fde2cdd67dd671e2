import { canonical } from '@quanxue/domain/basis/canonical.ts';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import { spellNumber } from '@quanxue/domain/letters/document-number.ts';
import type { issuePaper, PaperRow } from '@quanxue/domain/letters/operations.ts';
import type { FieldValues, FilledPaper } from '@quanxue/domain/letters/paper-form.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import { codeOf } from '@quanxue/domain/letters/sheet-code.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { freshBytes } from '../basis/random.ts';
import { fillFor, standingOf } from './draft-paper.ts';
import { giveNumber } from './give-number.ts';
import { keepFiles } from './keep-files.ts';
import { paperOf, readPapers } from './read-papers.ts';

/** What of an issued paper is sealed with the child's key. */
export interface SealedPaper {
  readonly values: FieldValues;
  readonly paper: FilledPaper;
}
/** Where it is sealed. */
export const paperPlace = (paperId: string) => `paper_sheets/${paperId}`;

type Body = z.output<NonNullable<(typeof issuePaper)['body']>>;

/**
 * Issues a paper: the number and the sheet in one transaction, its files after it, for printing takes longer than a number
 * may be held. A paper whose files were not made (the power failed, the printer is busy) gets them when it is first opened.
 */
export async function issueAPaper(house: House, ask: Ask<{ paperId: string }, unknown, Body>): Promise<PaperRow> {
  const { paperId } = ask.params;
  const { caseId, kind } = ask.body;
  const values = Object.fromEntries(
    Object.entries(ask.body.values)
      .map(([key, value]): [string, string] => [key, value.trim()])
      .filter(([, value]) => value !== ''),
  );
  await ask.inTransaction(async (tx) => {
    // The case is held: a request sent twice finds the paper of the first, and no second number is taken.
    const { loaded, office } = await standingOf(house, tx, ask, { caseId, kind }, true);
    const key = await house.keys.ofChild(tx, loaded.childId);
    const there = await tx.selectFrom('paper_sheets').selectAll().where('id', '=', paperId).executeTakeFirst();
    if (there) {
      const known = key.open(there.sealed, paperPlace(paperId)) as SealedPaper;
      if (there.case_id === caseId && there.kind === kind && canonical(known.values) === canonical(values)) return;
      throw letterProblems.paperIdTaken({ id: paperId });
    }
    // Refuses holes before a number is taken.
    fillFor(house, kind, office, values, '');
    const number = spellNumber(await giveNumber(house, tx, ask, { id: paperId, kind, office }));
    const sealed: SealedPaper = { values, paper: fillFor(house, kind, office, values, number) };
    await tx
      .insertInto('paper_sheets')
      .values({
        id: paperId,
        code: codeOf(freshBytes(10)),
        kind,
        case_id: caseId,
        child_id: loaded.childId,
        unit_id: office.unitId,
        office: office.signs,
        issued_on: house.clock.today(),
        issued_at: house.clock.now(),
        issued_by: ask.actor.accountId,
        deadline: values.deadline ?? null,
        sealed: key.seal(sealed, paperPlace(paperId)),
        data_key_id: key.id,
      })
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'issuePaper',
      requestId: ask.requestId,
      caseId,
      childId: loaded.childId,
      what: { paper: paperId, kind, number },
    });
  });
  try {
    await keepFiles(house, ask, paperId);
  } catch (error) {
    // The number stands: whoever opens the paper prints it then, and is told what is wrong if it still is.
    if (!(error instanceof Problem)) house.say.bug(error, { paperId });
  }
  return ask.inTransaction(async (tx) => paperOf(await readPapers(house, tx, ask, { id: paperId })));
}
