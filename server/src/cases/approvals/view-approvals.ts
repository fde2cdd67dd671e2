import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import { chainOf, STEP_ROLES } from '@quanxue/domain/cases/approval-chains.ts';
import {
  type CaseApprovals,
  CLOSURE_CHECKERS,
  type ClosureProposal,
} from '@quanxue/domain/cases/approval-operations.ts';
import { concerning } from '@quanxue/domain/cases/batch-doubts.ts';
import { NOTHING_BESIDE, nextSteps, returnTargets } from '@quanxue/domain/cases/next-steps.ts';
import { lastApplication } from '@quanxue/domain/cases/refuse.ts';
import { seesReduced, visibleFindings } from '@quanxue/domain/cases/visible.ts';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { rolesOf } from '../author.ts';
import type { LoadedCase } from '../load-case.ts';
import { project } from '../project-case.ts';
import { besideLogs, openReason } from './beside.ts';
import { type Deputy, deputiesOf } from './deputies.ts';
import { holdsSamePost } from './find-application.ts';
import { readReturns, readWithdrawals } from './read-notes.ts';

/** The approvals of one case as one person may act on them. */
export async function viewApprovals(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Tx,
  loaded: LoadedCase,
  actor: Actor,
): Promise<CaseApprovals> {
  const today = house.clock.today();
  const roles = rolesOf(actor);
  const hidden = seesReduced(roles);
  const deputies = (await deputiesOf(house, tx, actor, [loaded.childId])).filter((each) =>
    each.children.has(loaded.childId),
  );
  const beside = (await besideLogs(tx, [loaded.id])).get(loaded.id) ?? NOTHING_BESIDE;
  const { findings } = project(loaded.file, today).assessment;
  const waiting = nextSteps(loaded.file, today, beside).map((each): CaseApprovals['waiting'][number] => {
    const { matter, step } = each;
    const may = STEP_ROLES[step];
    const own = may.some((role) => roles.includes(role));
    const deputy = own ? undefined : deputies.find((lent) => may.includes(lent.role) && lent.matters.includes(matter));
    const application = lastApplication(loaded.file, today, matter);
    const stored = loaded.log.find((entry) => entry.entry.id === application?.id);
    const isHere = stored !== undefined && stored.position > (loaded.origin?.entries ?? 0);
    const drafter = step !== 'guardian' && isHere ? stored.authorId : undefined;
    const chain = chainOf(matter);
    const isFirstAfterApplication = application !== undefined && stepsTaken(loaded, beside, matter) === 0;
    return {
      matter,
      step,
      since: each.since,
      sentBack: each.sentBack ?? null,
      roles: [...may],
      mayDecide: own || deputy !== undefined,
      own: drafter !== undefined && drafter === (deputy?.holderId ?? actor.accountId),
      onBehalfOf: deputy ? nameOf(deputy) : null,
      returnTo: [...returnTargets(matter, step)],
      mayWithdraw: isFirstAfterApplication && isHere && holdsSamePost(actor, stored),
      findings: visibleFindings(concerning(chain, findings), roles),
      citation: chain.citation,
      ours: chain.ours ?? false,
    };
  });
  const returns = (await readReturns(house, tx, [loaded.id])).get(loaded.id) ?? [];
  const withdrawals = await readWithdrawals(house, tx, loaded.id);
  const unsaid = <T extends { reason: string }>(notes: readonly T[]) =>
    hidden ? notes.map((note) => ({ ...note, reason: '（由乡镇、学校掌握）' })) : [...notes];
  return {
    waiting,
    returns: unsaid(returns),
    withdrawals: unsaid(withdrawals),
    closures: await readClosures(house, tx, loaded, actor, deputies),
    position: loaded.log.at(-1)?.position ?? 0,
  };
}

/** Decisions on the matter after its last application. */
export function stepsTaken(
  loaded: Pick<LoadedCase, 'file' | 'log'>,
  beside: { readonly returns: readonly { readonly matter: string; readonly afterPosition: number }[] },
  matter: EntryOf<'approval'>['matter'],
): number {
  const approvals = loaded.file.entries.flatMap((entry, index) =>
    entry.kind === 'approval' && entry.matter === matter ? [{ entry, position: index + 1 }] : [],
  );
  const applied = approvals.findLast(({ entry }) => entry.step === 'guardian')?.position ?? 0;
  const back = beside.returns.findLast((each) => each.matter === matter)?.afterPosition ?? 0;
  return approvals.filter(({ position }) => position > applied && position > back).length;
}

const nameOf = ({ title, holder }: Deputy) => `${title} ${holder}`;

async function readClosures(
  house: Pick<House, 'keys'>,
  tx: Tx,
  loaded: LoadedCase,
  actor: Actor,
  deputies: readonly Deputy[],
): Promise<ClosureProposal[]> {
  const rows = await tx
    .selectFrom('closure_proposals')
    .innerJoin('accounts', 'accounts.id', 'closure_proposals.recorded_by')
    .selectAll('closure_proposals')
    .select('accounts.name as by')
    .where('case_id', '=', loaded.id)
    .orderBy('closure_proposals.recorded_at')
    .execute();
  if (rows.length === 0) return [];
  const settlements = await tx
    .selectFrom('closure_settlements')
    .innerJoin('accounts', 'accounts.id', 'closure_settlements.recorded_by')
    .selectAll('closure_settlements')
    .select('accounts.name as by')
    .where('case_id', '=', loaded.id)
    .execute();
  const key = await house.keys.ofChild(tx, loaded.childId);
  const roles = [
    ...rolesOf(actor),
    ...deputies.filter((each) => each.matters.includes('closure')).map((each) => each.role),
  ];
  const mayCheck = CLOSURE_CHECKERS.some((role) => roles.includes(role));
  return rows.map((row): ClosureProposal => {
    const settled = settlements.find((each) => each.proposal_id === row.id);
    const own = row.recorded_by === actor.accountId;
    return {
      id: row.id,
      entry: key.open(row.sealed, `closure_proposals/${row.id}`) as EntryOf<'closure'>,
      on: row.on_day,
      by: row.by,
      post: row.recorded_post,
      own,
      mayCheck: mayCheck && !own && !settled,
      settled: settled
        ? {
            how: settled.how,
            on: settled.on_day,
            by: settled.by,
            post: settled.recorded_post,
            reason: settled.sealed ? openReason(key, 'closure_settlements', row.id, settled.sealed) : null,
          }
        : null,
    };
  });
}
