import { fold } from '@quanxue/domain/casefile/fold.ts';
import type { ChildHeader, Entry } from '@quanxue/domain/casefile/schema.ts';
import type { Draft } from '@quanxue/domain/cases/take-over/plan-row.ts';
import { takeOverProblems } from '@quanxue/domain/cases/take-over/problems.ts';
import {
  ROSTER_CHOICES,
  type RosterSheet,
  type takeOverRoster,
} from '@quanxue/domain/cases/take-over/roster-operations.ts';
import { shown } from '@quanxue/domain/children/cell.ts';
import type { z } from 'zod';
import { audit } from '../../basis/audit.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import type { Ask, Upload } from '../../basis/http.ts';
import { newId } from '../../basis/ids.ts';
import { appendEntry } from '../../basis/log.ts';
import { signed } from '../author.ts';
import { childFacts } from '../child-facts.ts';
import { headPlace, loadCase, type SealedHead } from '../load-case.ts';
import { moveChild } from '../move-child.ts';
import { project, writeProjection } from '../project-case.ts';
import { type PlannedRoster, planRoster, type RosterLine, type Said } from './plan-roster.ts';
import { type ReadRoster, readRoster } from './read-roster.ts';

type Query = z.output<NonNullable<(typeof takeOverRoster)['query']>>;

/** What a roster would become; nothing of it is kept. */
export async function previewTheRoster(house: House, ask: Ask<unknown, Query>, upload: Upload): Promise<RosterSheet> {
  const fileName = plainName(ask.query.fileName);
  const roster = await readRoster(house, fileName, upload);
  const said = readSaid(ask.query);
  return ask.inTransaction(async (tx) => {
    const plan = await planRoster(house, tx, ask.post.unitId, roster, said);
    return sheetOf(roster, plan, plan.lines, null);
  });
}

/**
 * Writes the lines of a roster that are ready, all in one act: each a case with entries of the days that the paper bears,
 * recorded now, by whoever sent it. Sent again, nothing is written twice.
 */
export async function takeOverTheRoster(house: House, ask: Ask<unknown, Query>, upload: Upload): Promise<RosterSheet> {
  const fileName = plainName(ask.query.fileName);
  const roster = await readRoster(house, fileName, upload);
  const said = readSaid(ask.query);
  return ask.inTransaction(async (tx) => {
    const plan = await planRoster(house, tx, ask.post.unitId, roster, said);
    const ready = plan.lines.filter(({ view }) => view.outcome === 'ready');
    if (ready.length === 0) {
      // The same roster again: whoever sends it learns how it stands.
      if (plan.lines.some(({ view }) => view.outcome === 'same')) return sheetOf(roster, plan, plan.lines, null);
      throw takeOverProblems.rosterEmpty({ file: fileName });
    }
    const batchId = newId(house.clock);
    await tx
      .insertInto('roster_batches')
      .values({
        id: batchId,
        unit_id: ask.post.unitId,
        file_name: fileName,
        file_sha256: roster.sha256,
        sheet: plan.sheet.name,
        cases: ready.length,
        created_at: house.clock.now(),
        created_by: ask.actor.accountId,
      })
      .execute();
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'takeOverRoster',
      requestId: ask.requestId,
      what: { batchId, sha256: roster.sha256, cases: ready.length },
    });
    const written = new Map<number, string>();
    for (const line of ready) {
      const source = { source: fileName, sheet: plan.sheet.name, row: line.view.row };
      written.set(line.view.row, await writeCase(house, tx, ask, line, { batchId, source }));
    }
    const lines = plan.lines.map((line): RosterLine => {
      const caseId = written.get(line.view.row);
      return caseId ? { ...line, view: { ...line.view, outcome: 'written', caseId } } : line;
    });
    return sheetOf(roster, plan, lines, batchId);
  });
}

async function writeCase(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'actor' | 'post' | 'requestId'>,
  { view, drafts, school }: RosterLine,
  from: { readonly batchId: string; readonly source: Readonly<Record<string, string | number>> },
): Promise<string> {
  const { actor, post } = ask;
  const childId = view.child?.id ?? '';
  const today = house.clock.today();
  const now = house.clock.now();
  const [first] = drafts;
  const facts = (await childFacts(house, tx, [childId])).get(childId);
  if (!first || !facts) throw new Error('a line that is ready has its child and its report');
  const caseId = newId(house.clock);
  const key = await house.keys.ofChild(tx, childId);
  const head: SealedHead = { child: asLeft(childId, first, school) };
  await tx
    .insertInto('cases')
    .values({
      id: caseId,
      child_id: childId,
      opened_on: first.on,
      opened_at: now,
      opened_by: actor.accountId,
      sealed: key.seal(head, headPlace(caseId)),
      data_key_id: key.id,
      stage_since: first.on,
      // A struck-off case of the past may stand beside an open one of today.
      open: !drafts.some((draft) => draft.kind === 'closure'),
    })
    .execute();
  const details = { takenOver: from.source, batch: from.batchId };
  let last = caseId;
  for (const draft of drafts) {
    const entry = { ...draft, id: newId(house.clock), recordedAt: now, details } as Entry;
    await appendEntry(house, tx, { caseId, entry: signed(house, entry, actor, post), actor, post });
    last = entry.id;
  }
  await tx
    .insertInto('roster_cases')
    .values({ case_id: caseId, child_id: childId, batch_id: from.batchId, row: view.row, entries: drafts.length })
    .execute();
  await audit(house.clock, tx, {
    actorId: actor.accountId,
    operation: 'takeOverRoster',
    requestId: ask.requestId,
    caseId,
    childId,
    what: { batchId: from.batchId, row: view.row, entries: drafts.length },
  });
  const loaded = await loadCase(house, tx, caseId);
  await writeProjection(house, tx, caseId, project(loaded.file, today));
  // What an old case says of where the child learns is the past's, unless the case goes on.
  if (fold(loaded.file, today).open)
    await moveChild(house, tx, { childId, caseId, entryId: last, actor }, undefined, loaded.file);
  return caseId;
}

/** The place of origin by the roster alone: today's roll does not tell where the child was when it left. */
function asLeft(childId: string, report: Draft, school: string | undefined): Partial<ChildHeader> {
  return {
    id: childId,
    ...(school && { school }),
    ...(report.kind === 'report' && report.leftGrade && { grade: report.leftGrade }),
  };
}

function sheetOf(
  roster: ReadRoster,
  { sheet, head }: PlannedRoster,
  lines: readonly RosterLine[],
  batchId: string | null,
): RosterSheet {
  const below = sheet.rows.filter((row) => row.index > (head?.row ?? -1));
  return {
    sha256: roster.sha256,
    sheets: roster.grids.map((grid) => grid.name),
    sheet: sheet.name,
    headerRow: head ? head.row + 1 : 0,
    columns: (head?.columns ?? [])
      .filter((column) => column.heading !== '' || column.field)
      .map((column) => ({
        letter: column.letter,
        heading: column.heading,
        field: column.field,
        sample: shown(below.find((row) => row.cells[column.index] != null)?.cells[column.index] ?? null).slice(0, 40),
      })),
    missing: [...(head?.missing ?? [])],
    rows: lines.map(({ view }) => view),
    batchId,
  };
}

function readSaid({ sheet, columns, choices }: Query): Said {
  const pairs = (text: string | undefined) =>
    (text ?? '').split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)] as const] : [];
    });
  const chosen = pairs(choices).slice(0, ROSTER_CHOICES);
  return {
    sheet,
    columns: Object.fromEntries(pairs(columns).map(([letter, field]) => [letter, field === '' ? null : field])),
    choices: new Map(chosen.flatMap(([row, id]) => (UUID.test(id) ? [[Number(row), id] as const] : []))),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function plainName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').slice(0, 200) || 'roster';
}
