import { addDays, type Day } from '../basis/plain-date.ts';
import { fold, type Story } from '../casefile/fold.ts';
import type { CaseFile, Measure } from '../casefile/schema.ts';
import type { Assessment, Finding } from './finding.ts';
import { judge } from './judge/index.ts';
import { sentence } from './message.ts';
import { packNamed } from './packs/index.ts';
import type { Pack, Requirement } from './requirement.ts';
import { bench, notApplicable, type Verdict } from './verdict.ts';

/** An assessment together with the last day on which it holds if nothing is added (undefined: without end). */
export interface Assessed extends Assessment {
  readonly holdsUntil: Day | undefined;
}

/** Closures after which only the report and the truth of the records are still judged. */
const OUT_OF_SCOPE = ['data-error', 'moved', 'deceased', 'over-age'];

/**
 * What the papers say of a case file on a day: every row of *Every case* and of the current measure's table, once, in
 * order. The file must be valid (`readCaseFile`). Pure: the same file, day and pack give the same answer anywhere.
 */
export function assess(file: CaseFile, asOf: Day, pack: Pack = packNamed(file.pack)): Assessed {
  return assessStory(fold(file, asOf), pack);
}

/** As `assess`, for one who has folded the file already. */
export function assessStory(story: Story, pack: Pack = packNamed(story.file.pack)): Assessed {
  const { asOf } = story;
  let holdsUntil = nextEntry(story);
  const at = bench(story, pack, (day) => {
    if (day >= asOf && (holdsUntil === undefined || day < holdsUntil)) holdsUntil = day;
  });
  const outOfScope = story.closure !== undefined && OUT_OF_SCOPE.includes(story.closure.reason);

  const findings = rowsFor(pack, story.measure).map(({ row, only }): Finding => {
    const verdict: Verdict =
      outOfScope && row.id !== 'case.report' && row.id !== 'case.truthful'
        ? notApplicable('案卷已因不属失学而销号', 'the case is closed: the child is no dropout')
        : only !== undefined && only !== story.measure
          ? notApplicable('属于同一表的另一措施', 'this row belongs to the other measure of the table')
          : judge(at, row);
    return toFinding(row, verdict);
  });

  return { asOf, pack: pack.id, measure: story.measure, open: story.open, findings, holdsUntil };
}

/** The rows that apply to a measure, in order; each row with the measure that alone it belongs to, if it does. */
export function rowsFor(pack: Pack, measure: Measure | null): { row: Requirement; only?: Measure | undefined }[] {
  const table = pack.measures.find((each) => each.measure === measure)?.rows ?? [];
  return [...pack.everyCase.map((row) => ({ row })), ...table.map((row) => ({ row, only: row.only }))];
}

function toFinding(row: Requirement, verdict: Verdict): Finding {
  const finding: Finding = {
    id: row.id,
    status: verdict.status,
    citation: row.citation as { zh: string; en: string },
    message: sentence(row, verdict),
  };
  if (verdict.have !== undefined) finding.have = verdict.have;
  if (verdict.need !== undefined) finding.need = verdict.need;
  if (verdict.entries !== undefined) finding.entries = [...verdict.entries];
  if (verdict.due !== undefined) finding.due = verdict.due;
  return finding;
}

/** Entries dated after the as-of day wait to count: the answer holds until the day before the first of them. */
function nextEntry({ file, asOf }: Story): Day | undefined {
  let first: Day | undefined;
  for (const entry of file.entries) {
    const replacement = entry.kind === 'amendment' ? entry.replacement?.on : undefined;
    for (const on of [entry.on, replacement]) {
      if (typeof on === 'string' && on > asOf && (first === undefined || on < first)) first = on;
    }
  }
  return first === undefined ? undefined : addDays(first, -1);
}
