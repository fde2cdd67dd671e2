import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { Entry, Matter } from '@quanxue/domain/casefile/schema.ts';
import { type Beside, NOTHING_BESIDE } from '@quanxue/domain/cases/next-steps.ts';
import type { CaseView, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import {
  deputyRolesFor,
  lastApplication,
  ownApplication,
  refuseEntry,
  rolesFor,
} from '@quanxue/domain/cases/refuse.ts';
import { visibleFile } from '@quanxue/domain/cases/visible.ts';
import type { z } from 'zod';
import { type Actor, postAs } from '../basis/actor.ts';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { appendEntry } from '../basis/log.ts';
import { problems } from '../basis/problems.ts';
import { besideLogs } from './approvals/beside.ts';
import { type Deputy, deputiesOf } from './approvals/deputies.ts';
import { type Given, rolesOf, sameAsRecorded, signed } from './author.ts';
import { sendReferral } from './joint/send-referral.ts';
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
  const { body, params } = ask;
  if (body.id !== params.entryId) throw caseProblems.idMismatch();
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    const before = await loadCase(house, tx, params.caseId, true);
    const there = before.log.find((stored) => stored.entry.id === body.id);
    if (there) {
      if (!sameAsRecorded(there.entry, body)) throw problems.entryIdTaken({ id: body.id });
      return recorded(before, body.id, ask, today);
    }
    // Proposer and checker differ: settle-closure.ts records it.
    if (body.kind === 'closure') throw caseProblems.closureNeedsTwo();
    const after = await recordIn(house, tx, ask, before, body);
    return recorded(after, body.id, ask, today);
  });
}

/** Records an entry in a case that this transaction holds locked. @returns the case with it. */
export async function recordIn(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'actor' | 'post' | 'requestId'>,
  before: LoadedCase,
  body: Entry,
  said: {
    readonly given: Given;
    readonly deputy?: Deputy | undefined;
    /** An old paper, which a case that was struck off since still takes. */
    readonly late?: true;
  } = { given: {} },
): Promise<LoadedCase> {
  const { actor } = ask;
  const today = house.clock.today();
  const around = await aroundCase(house, tx, actor, before, body);
  const { post, deputy } = refuse(before, body, ask, today, around, said.late);
  if (body.kind === 'reopening') await refuseSecondOpenCase(tx, before.childId, before.id);

  const entry = signed(house, body, actor, post, said.deputy ?? deputy, said.given);
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
  await sendReferral(house, tx, { actor, post }, entry, before, after);
  return after;
}

/** What lies beside a case's log and decides who may do what in it: read only where an approval asks. */
export interface Around {
  readonly beside: Beside;
  readonly deputies: readonly Deputy[];
}

const NOTHING_AROUND: Around = { beside: NOTHING_BESIDE, deputies: [] };

export async function aroundCase(
  house: Pick<House, 'clock'>,
  tx: Tx,
  actor: Actor,
  { id, childId }: Pick<LoadedCase, 'id' | 'childId'>,
  entry: Entry,
): Promise<Around> {
  if (entry.kind !== 'approval') return NOTHING_AROUND;
  const deputies = await deputiesOf(house, tx, actor, [childId]);
  return {
    beside: (await besideLogs(tx, [id])).get(id) ?? NOTHING_BESIDE,
    deputies: deputies.filter((each) => each.children.has(childId)),
  };
}

/** Refuses what cannot be recorded; else the post in which it is, and in whose place where no own post may. */
export function refuse(
  before: Pick<LoadedCase, 'file' | 'log' | 'origin'>,
  entry: Entry,
  ask: Pick<Ask, 'actor' | 'post'>,
  today: Day,
  around: Around = NOTHING_AROUND,
  late = false,
): { readonly post: Ask['post']; readonly deputy: Deputy | undefined } {
  const { actor } = ask;
  const lent = (matter: Matter) => around.deputies.filter((each) => each.matters.includes(matter));
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
    deputyRoles: (matter: Matter) => lent(matter).map((each) => each.role),
    beside: around.beside,
    late,
  };
  refuseEntry(entry, standing);
  const roles = rolesFor(entry, standing);
  const post =
    postAs(
      actor,
      [ask.post.role].filter((role) => roles.includes(role)),
    ) ?? postAs(actor, roles);
  if (post || entry.kind !== 'approval') return { post: post ?? ask.post, deputy: undefined };
  const lentRoles = deputyRolesFor(entry, standing);
  const deputy = lent(entry.matter).find((each) => lentRoles.includes(each.role));
  // Nobody decides on his own draft through a deputy either.
  const application = deputy && lastApplication(before.file, today, entry.matter);
  const drafter = application && before.log.find((stored) => stored.entry.id === application.id)?.authorId;
  if (deputy && entry.step !== 'guardian' && drafter === deputy.holderId) throw ownApplication(entry.matter);
  return { post: ask.post, deputy };
}

function recorded(loaded: LoadedCase, entryId: string, ask: Pick<Ask, 'actor'>, today: Day): Recorded {
  const roles = rolesOf(ask.actor);
  const index = loaded.log.findIndex((stored) => stored.entry.id === entryId);
  const entry = visibleFile(loaded.file, roles).entries[index];
  const log: CaseView['log'][number] | undefined = logMarks(loaded, fold(loaded.file, today))[index];
  if (!entry || !log) throw new Error('the entry that was just recorded is not in its case');
  return { entry, log, assessment: visibleAssessment(project(loaded.file, today).assessment, roles) };
}
