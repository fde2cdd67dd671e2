import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { type CaseFile, type Entry, FORMAT, type Measure, type Step } from '@quanxue/domain/casefile/schema.ts';
import { chainOf, STEP_ROLES } from '@quanxue/domain/cases/approval-chains.ts';
import { CLOSURE_CHECKERS, type DelegatedMatter } from '@quanxue/domain/cases/approval-operations.ts';
import { batchDoubts, concerning } from '@quanxue/domain/cases/batch-doubts.ts';
import { NOTHING_BESIDE, nextSteps } from '@quanxue/domain/cases/next-steps.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import { sql } from 'kysely';
import type { Actor } from '../../basis/actor.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { rolesOf } from '../author.ts';
import { besideLogs } from './beside.ts';
import { type Deputy, deputiesOf } from './deputies.ts';

/** One step that this person may take, as the list and the count need it. */
export interface WaitingForMe {
  readonly caseId: string;
  readonly childId: string;
  readonly matter: DelegatedMatter;
  readonly step: Step | null;
  readonly since: Day;
  readonly sentBack: string | null;
  readonly own: boolean;
  readonly deputy: Deputy | undefined;
  readonly position: number;
  readonly concerns: number;
  readonly doubts: readonly Text[];
}

/**
 * Every step in sight that waits for one of the actor's posts, own or lent. Only what stands in clear in the log is read
 * (decisions, days, kinds of papers), so that no key is opened for a list. What the law says comes from the projection,
 * which the caller has brought up to date.
 */
export async function waitingForMe(house: Pick<House, 'clock'>, tx: Tx, actor: Actor): Promise<WaitingForMe[]> {
  const today = house.clock.today();
  const roles = rolesOf(actor);
  const rows = await readClear(tx);
  const proposals = await readProposals(tx);
  const childIds = [...new Set([...rows.map((row) => row.child_id), ...proposals.map((each) => each.child_id)])];
  const deputies = await deputiesOf(house, tx, actor, childIds);
  const mine = (may: readonly Role[], matter: DelegatedMatter, childId: string) => {
    if (may.some((role) => roles.includes(role))) return { deputy: undefined };
    const deputy = deputies.find(
      (each) => may.includes(each.role) && each.matters.includes(matter) && each.children.has(childId),
    );
    return deputy && { deputy };
  };
  const beside = await besideLogs(
    tx,
    rows.map((row) => row.case_id),
  );
  const steps = rows.flatMap((row): WaitingForMe[] => {
    const file = { format: FORMAT, entries: row.entries.map((each) => each.body) } as CaseFile;
    const positions = new Map(row.entries.map((each) => [each.body.id, each.position]));
    return nextSteps(file, today, beside.get(row.case_id) ?? NOTHING_BESIDE, positions).flatMap((waiting) => {
      const { matter, step } = waiting;
      // That nobody has applied yet is no approver's work, but what came back is whoever's took the application in.
      if (step === 'guardian' && !waiting.sentBack) return [];
      const who = mine(STEP_ROLES[step], matter, row.child_id);
      if (!who) return [];
      const application = row.entries.findLast(
        ({ body }) => body.kind === 'approval' && body.matter === matter && body.step === 'guardian',
      );
      const drafter = application && application.position > row.taken_in ? application.author_id : undefined;
      const chain = chainOf(matter);
      return [
        {
          caseId: row.case_id,
          childId: row.child_id,
          matter,
          step,
          since: waiting.since,
          sentBack: waiting.sentBack ?? null,
          own: step !== 'guardian' && drafter !== undefined && drafter === (who.deputy?.holderId ?? actor.accountId),
          deputy: who.deputy,
          position: row.position,
          concerns: concerning(chain, row.findings).length,
          doubts:
            step === 'guardian'
              ? [{ zh: '退回补正的申请须逐案办理', en: 'an application that was sent back is mended one by one' }]
              : batchDoubts(chain, row.measure, row.findings, file.entries),
        },
      ];
    });
  });
  const closures = proposals.flatMap((row): WaitingForMe[] => {
    const who = mine(CLOSURE_CHECKERS, 'closure', row.child_id);
    if (!who) return [];
    return [
      {
        caseId: row.case_id,
        childId: row.child_id,
        matter: 'closure',
        step: null,
        since: row.on_day,
        sentBack: null,
        own: row.recorded_by === actor.accountId || row.recorded_by === who.deputy?.holderId,
        deputy: who.deputy,
        position: row.position,
        concerns: row.missing + row.breach,
        doubts: [{ zh: '销号须逐案复核', en: 'closures are checked one by one' }],
      },
    ];
  });
  return [...steps, ...closures].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
}

interface ClearCase {
  readonly case_id: string;
  readonly child_id: string;
  readonly measure: Measure | null;
  readonly findings: readonly Finding[];
  readonly taken_in: number;
  readonly position: number;
  readonly entries: readonly { readonly body: Entry; readonly position: number; readonly author_id: string }[];
}

/** The kinds that say whose turn it is. Their bodies hold digests where something is sealed; none of those is read. */
const KINDS = ['approval', 'amendment', 'closure', 'reopening', 'document'] as const satisfies readonly Entry['kind'][];

async function readClear(tx: Tx): Promise<ClearCase[]> {
  // Scope is asked once a case: row security of the entries would ask it again for each of them.
  const { rows: cases } = await sql<Omit<ClearCase, 'entries'>>`
    select cases.id as case_id, cases.child_id, cases.measure, cases.findings,
        coalesce((cases.origin ->> 'entries')::int, 0) as taken_in,
        (select max(position) from entries where case_id = cases.id) as position
      from cases join children on children.id = cases.child_id
      where cases.open and children.withdrawn_at is null
        and exists (select from entries where entries.case_id = cases.id and entries.kind = 'approval')
      order by cases.id`.execute(tx);
  if (cases.length === 0) return [];
  const ids = cases.map((each) => each.case_id);
  const { rows: entries } = await sql<{ case_id: string; body: Entry; position: number; author_id: string }>`
    select case_id, body, position, author_id from entries
      where case_id = any(${ids}::uuid[]) and kind = any(${[...KINDS]}::text[])
      order by case_id, position`.execute(tx);
  const byCase = Map.groupBy(entries, (each) => each.case_id);
  return cases.map((each) => ({ ...each, entries: byCase.get(each.case_id) ?? [] }));
}

async function readProposals(tx: Tx) {
  const { rows } = await sql<{
    case_id: string;
    child_id: string;
    on_day: Day;
    recorded_by: string;
    position: number;
    missing: number;
    breach: number;
  }>`
    select p.case_id, p.child_id, p.on_day, p.recorded_by, cases.missing, cases.breach,
        (select max(position) from entries where case_id = p.case_id) as position
      from closure_proposals p join cases on cases.id = p.case_id join children on children.id = p.child_id
      where cases.open and children.withdrawn_at is null
        and not exists (select from closure_settlements s where s.proposal_id = p.id)
      order by p.id`.execute(tx);
  return rows;
}
