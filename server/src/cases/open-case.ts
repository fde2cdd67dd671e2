import type { ChildHeader, EntryOf } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { refuseDays } from '@quanxue/domain/cases/refuse.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { appendEntry } from '../basis/log.ts';
import { problems } from '../basis/problems.ts';
import { rolesOf, sameAsRecorded, signed } from './author.ts';
import { childFacts } from './child-facts.ts';
import { headPlace, loadCase, type SealedHead } from './load-case.ts';
import { moveChild } from './move-child.ts';
import { project, writeProjection } from './project-case.ts';
import { viewCase } from './view-case.ts';

/** Reports a suspected dropout: opens the child's case file with the report as its first entry, once, however often it is sent. */
export async function openACase(
  house: House,
  ask: Ask<{ caseId: string }, unknown, { childId: string; report: EntryOf<'report'> }>,
): Promise<CaseView> {
  const { actor, post, body } = ask;
  const { caseId } = ask.params;
  const { childId, report } = body;
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    // Two reports of one child at one moment: the second waits here and then finds the first.
    const child = await tx.selectFrom('children').select('id').where('id', '=', childId).forUpdate().executeTakeFirst();
    const facts = child && (await childFacts(house, tx, [childId])).get(childId);
    if (!facts) throw problems.notFound();
    const there = await tx.selectFrom('cases').select('child_id').where('id', '=', caseId).executeTakeFirst();
    if (there) {
      const opened = await loadCase(house, tx, caseId);
      const first = opened.log[0]?.entry;
      if (there.child_id !== childId || !first || first.id !== report.id || !sameAsRecorded(first, report)) {
        throw caseProblems.caseIdTaken({ id: caseId });
      }
      return viewCase(opened, rolesOf(actor), today);
    }
    await refuseSecondOpenCase(tx, childId);
    refuseDays(report, facts.header.birthDate, today);

    const key = await house.keys.ofChild(tx, childId);
    const head: SealedHead = { child: asOpened(facts.header, childId, report) };
    await tx
      .insertInto('cases')
      .values({
        id: caseId,
        child_id: childId,
        opened_on: report.on,
        opened_at: house.clock.now(),
        opened_by: actor.accountId,
        sealed: key.seal(head, headPlace(caseId)),
        data_key_id: key.id,
        stage_since: report.on,
      })
      .execute();
    await appendEntry(house, tx, { caseId, entry: signed(house, report, actor, post), actor, post });
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'openCase',
      requestId: ask.requestId,
      caseId,
      childId,
      what: { entry: report.id },
    });

    const opened = await loadCase(house, tx, caseId);
    await writeProjection(house, tx, caseId, project(opened.file, today));
    await moveChild(house, tx, { childId, caseId, entryId: report.id, actor }, undefined, opened.file);
    return viewCase(opened, rolesOf(actor), today);
  });
}

/**
 * What the schooling ledger says on the day of the report is the child's place of origin, whatever later rolls say. Of a
 * child on no roll the report alone tells the grade that it left.
 */
function asOpened(
  { school, grade, class: form, rollNumber }: ChildHeader,
  childId: string,
  { leftGrade }: EntryOf<'report'>,
): Partial<ChildHeader> {
  const left = grade ?? leftGrade;
  return {
    id: childId,
    ...(rollNumber && { rollNumber }),
    ...(school && { school }),
    ...(left && { grade: left }),
    ...(form && { class: form }),
  };
}

/** One open file per child (P6.3). */
export async function refuseSecondOpenCase(tx: Tx, childId: string, except?: string): Promise<void> {
  const open = await tx
    .selectFrom('cases')
    .select(['id', 'opened_on'])
    .where('child_id', '=', childId)
    .where('open', '=', true)
    .execute();
  const other = open.find((each) => each.id !== except);
  if (other) throw caseProblems.caseOpenAlready({ opened: other.opened_on });
}
