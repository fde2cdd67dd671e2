import type { Text } from '@quanxue/domain/basis/problem.ts';
import { Problem } from '@quanxue/domain/basis/problem.ts';
import type { Entry, EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { chainOf } from '@quanxue/domain/cases/approval-chains.ts';
import type { approveMany } from '@quanxue/domain/cases/approval-operations.ts';
import { batchDoubts } from '@quanxue/domain/cases/batch-doubts.ts';
import { NOTHING_BESIDE, nextSteps } from '@quanxue/domain/cases/next-steps.ts';
import type { Selectable } from 'kysely';
import type { z } from 'zod';
import { auditMany } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask } from '../../basis/http.ts';
import { type LedgerChange, recordChanges } from '../../basis/ledger-events.ts';
import { type Append, appendEntries } from '../../basis/log.ts';
import type { CasesTable } from '../../basis/tables/cases.ts';
import { sameAsRecorded, signed } from '../author.ts';
import { type LoadedCase, loadCases } from '../load-case.ts';
import { moveUntold } from '../move-child.ts';
import { project, writeProjections } from '../project-case.ts';
import { refuse } from '../record-entry.ts';
import { besideLogs } from './beside.ts';
import { type Deputy, deputiesOf } from './deputies.ts';

type Body = z.output<NonNullable<(typeof approveMany)['body']>>;
type Item = Body['items'][number];
type Answer = z.input<NonNullable<(typeof approveMany)['answer']>>;

/**
 * Approves several files in one act and one transaction. Each file is judged as it stands now, by the rules of a single
 * decision and of the batch; one that changed since it was seen, or lacks something, is left out and told. Nothing of a
 * file that is left out is written, and sent again nothing is recorded twice.
 */
export async function approveTheMany(house: House, ask: Ask<unknown, unknown, Body>): Promise<Answer> {
  const { on, items } = ask.body;
  const { actor } = ask;
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    const caseIds = [...new Set(items.map((item) => item.caseId))];
    const rows = await tx
      .selectFrom('cases')
      .selectAll()
      .where('id', 'in', caseIds)
      .orderBy('id')
      .forUpdate()
      .execute();
    const loaded = new Map((await loadCases(house, tx, rows)).map((each) => [each.id, each]));
    const beside = await besideLogs(tx, caseIds);
    const deputies = await deputiesOf(
      house,
      tx,
      actor,
      rows.map((row) => row.child_id),
    );

    const answer: Answer = { approved: [], left: [] };
    const taken = new Set<string>();
    const acts: (Append & { readonly before: LoadedCase })[] = [];
    for (const item of items) {
      const { caseId, entryId } = item;
      const before = loaded.get(caseId);
      const leave = (why: Text) =>
        answer.left.push({ caseId, entryId, childName: before?.file.child.name ?? null, why });
      if (!before) {
        leave(WHY.gone);
        continue;
      }
      const entry: EntryOf<'approval'> = {
        id: entryId,
        kind: 'approval',
        on,
        matter: item.matter,
        step: item.step,
        decision: 'approved',
      };
      const there = before.log.find((stored) => stored.entry.id === entryId);
      if (there) {
        if (sameAsRecorded(there.entry, entry)) answer.approved.push({ caseId, entryId });
        else leave(WHY.idTaken);
        continue;
      }
      if (taken.has(caseId)) {
        leave(WHY.twice);
        continue;
      }
      const around = {
        beside: beside.get(caseId) ?? NOTHING_BESIDE,
        deputies: deputies.filter((each) => each.children.has(before.childId)),
      };
      const judged = judge(before, item, entry, ask, today, around);
      if ('why' in judged) {
        leave(judged.why);
        continue;
      }
      taken.add(caseId);
      answer.approved.push({ caseId, entryId });
      const written: Entry = signed(house, entry, actor, judged.post, judged.deputy);
      acts.push({
        caseId,
        childId: before.childId,
        last: before.log.at(-1),
        entry: written,
        actor,
        post: judged.post,
        before,
      });
    }
    await write(house, tx, ask, acts);
    return answer;
  });
}

type Judged = { readonly why: Text } | { readonly post: Ask['post']; readonly deputy: Deputy | undefined };

/** Whether this file may be approved with others now. */
function judge(
  before: LoadedCase,
  item: Item,
  entry: EntryOf<'approval'>,
  ask: Pick<Ask, 'actor' | 'post'>,
  today: string,
  around: Parameters<typeof refuse>[4] & object,
): Judged {
  const chain = chainOf(item.matter);
  let judged: ReturnType<typeof refuse>;
  try {
    judged = refuse(before, entry, ask, today, around);
  } catch (error) {
    if (error instanceof Problem) return { why: { zh: error.sentence('zh'), en: error.sentence('en') } };
    throw error;
  }
  if ((before.log.at(-1)?.position ?? 0) !== item.seen) return { why: WHY.changed };
  const waits = nextSteps(before.file, today, around.beside).some(
    (each) => each.matter === item.matter && each.step === item.step && each.step !== 'guardian',
  );
  if (!waits) return { why: WHY.notWaiting };
  const { measure, findings } = standing(before, today);
  const doubts = batchDoubts(chain, measure, findings, before.file.entries);
  if (doubts.length > 0) {
    return { why: { zh: doubts.map((each) => each.zh).join('；'), en: doubts.map((each) => each.en).join('; ') } };
  }
  return judged;
}

/** What the law says today: the projection where it still holds, else judged anew. */
function standing(loaded: LoadedCase, today: string): Pick<Selectable<CasesTable>, 'measure' | 'findings'> {
  const { row } = loaded;
  if (row.projected_at !== null && (row.holds_until === null || row.holds_until >= today)) return row;
  const { measure, findings } = project(loaded.file, today).assessment;
  return { measure, findings };
}

async function write(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'actor' | 'requestId'>,
  acts: readonly (Append & { readonly before: LoadedCase })[],
): Promise<void> {
  const today = house.clock.today();
  const { actor, requestId } = ask;
  await appendEntries(house, tx, acts);
  // A batch brings no evidence: the file with the entry is the file as it will be read.
  const after = acts.map((act) => ({
    act,
    file: { ...act.before.file, entries: [...act.before.file.entries, act.entry] },
  }));
  await writeProjections(
    house,
    tx,
    after.map(({ act, file }) => ({ caseId: act.caseId, projection: project(file, today) })),
  );
  await auditMany(
    house.clock,
    tx,
    acts.map((act) => ({
      actorId: actor.accountId,
      operation: 'approveMany',
      requestId,
      caseId: act.caseId,
      childId: act.childId,
      what: { entry: act.entry.id, kind: act.entry.kind, batch: acts.length },
    })),
  );
  const changes: LedgerChange[] = [];
  for (const { act, file } of after) {
    const move = { childId: act.childId, caseId: act.caseId, entryId: act.entry.id, actor };
    changes.push(...(await moveUntold(house, tx, move, act.before.file, file)));
  }
  await recordChanges(house, tx, actor, changes);
}

const WHY = {
  gone: {
    zh: '案卷不在您的管辖范围内，或已不存在',
    en: 'the file is not in your sight, or is not there',
  },
  idTaken: {
    zh: '这个编号已用于另一笔记录，请刷新后重试',
    en: 'this id is used for another entry; reload and try again',
  },
  twice: { zh: '同一案卷一次只能办理一个环节，请刷新后再办', en: 'one step of a file at a time; reload and go on' },
  changed: {
    zh: '您查看之后案卷有了新的记录，请打开看过再办',
    en: 'the file has changed since you saw it; open it first',
  },
  notWaiting: { zh: '这一环节现在没有待办，请刷新', en: 'this step is not waiting now; reload' },
} as const satisfies Record<string, Text>;
