import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { refuseEntry, rolesFor } from '@quanxue/domain/cases/refuse.ts';
import { visibleFile } from '@quanxue/domain/cases/visible.ts';
import type { z } from 'zod';
import { postAs } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { appendEntry } from '../basis/log.ts';
import { problems } from '../basis/problems.ts';
import { rolesOf, sameAsRecorded, signed } from './author.ts';
import { type LoadedCase, loadCase, withEntry } from './load-case.ts';
import { moveChild } from './move-child.ts';
import { refuseSecondOpenCase } from './open-case.ts';
import { project, writeProjection } from './project-case.ts';
import { logMarks, visibleAssessment } from './view-case.ts';

type Recorded = z.input<NonNullable<(typeof recordEntry)['answer']>>;

/** Records one entry of a case, once, however often it is sent. */
export async function recordAnEntry(
  house: House,
  ask: Ask<{ caseId: string; entryId: string }, unknown, Entry>,
): Promise<Recorded> {
  const { body, params, actor } = ask;
  if (body.id !== params.entryId) throw caseProblems.idMismatch();
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    const before = await loadCase(house, tx, params.caseId, true);
    const there = before.log.find((stored) => stored.entry.id === body.id);
    if (there) {
      if (!sameAsRecorded(there.entry, body)) throw problems.entryIdTaken({ id: body.id });
      return recorded(before, body.id, ask, today);
    }
    const post = refuse(before, body, ask, today);
    if (body.kind === 'reopening') await refuseSecondOpenCase(tx, before.childId, before.id);

    const entry = signed(house, body, actor, post);
    const { stored } = await appendEntry(house, tx, { caseId: before.id, entry, actor, post });
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'recordEntry',
      requestId: ask.requestId,
      caseId: before.id,
      childId: before.childId,
      what: { entry: entry.id, kind: entry.kind },
    });

    const after = await withEntry(tx, before, stored);
    await writeProjection(house, tx, after.id, project(after.file, today));
    const move = { childId: before.childId, caseId: before.id, entryId: entry.id, actor };
    await moveChild(house, tx, move, before.file, after.file);
    return recorded(after, entry.id, ask, today);
  });
}

/** Refuses what cannot be recorded; else the post in which it is. */
export function refuse(before: LoadedCase, entry: Entry, ask: Pick<Ask, 'actor' | 'post'>, today: Day): Ask['post'] {
  const { actor } = ask;
  const standing = {
    file: before.file,
    today,
    roles: rolesOf(actor),
    // What came with a file was recorded elsewhere, by the people it names.
    isOwn: (id: string) =>
      before.log.some(
        (stored) =>
          stored.entry.id === id &&
          stored.authorId === actor.accountId &&
          stored.position > (before.origin?.entries ?? 0),
      ),
  };
  refuseEntry(entry, standing);
  return (
    postAs(
      actor,
      [ask.post.role].filter((role) => rolesFor(entry, standing).includes(role)),
    ) ??
    postAs(actor, rolesFor(entry, standing)) ??
    ask.post
  );
}

function recorded(loaded: LoadedCase, entryId: string, ask: Pick<Ask, 'actor'>, today: Day): Recorded {
  const roles = rolesOf(ask.actor);
  const index = loaded.log.findIndex((stored) => stored.entry.id === entryId);
  const entry = visibleFile(loaded.file, roles).entries[index];
  const log: CaseView['log'][number] | undefined = logMarks(loaded, fold(loaded.file, today))[index];
  if (!entry || !log) throw new Error('the entry that was just recorded is not in its case');
  return { entry, log, assessment: visibleAssessment(project(loaded.file, today).assessment, roles) };
}
