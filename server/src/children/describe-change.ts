import type { SchoolingRecord } from '@quanxue/domain/children/record.ts';
import type { LedgerChange } from '../basis/ledger-events.ts';
import { difference } from './differences.ts';
import type { Batch, StagedRow } from './import-batch.ts';

/** The event of a staged row in the child's chain; undefined where it changes nothing of the child. */
export function describeChange(
  batch: Batch,
  row: {
    readonly sheet: string;
    readonly row: number;
    readonly childId: string;
    readonly outcome: string;
    readonly staged: StagedRow;
  },
): LedgerChange | undefined {
  const { after, before, schoolingAfter, schoolingBefore, listsNow, households } = row.staged;
  if (!after && !schoolingAfter) return undefined;
  const from = { importId: batch.id, list: batch.kind, sheet: row.sheet, row: Math.max(0, row.row) };
  const child = after ? difference(before, after) : { open: {}, secret: {} };
  const line = schoolingAfter && {
    before: schoolingBefore && plainLine(schoolingBefore),
    after: plainLine(schoolingAfter),
  };
  const secret = {
    ...child.secret,
    ...(schoolingAfter && schoolingAfter.rollNumber !== schoolingBefore?.rollNumber
      ? { rollNumber: { before: schoolingBefore?.rollNumber ?? null, after: schoolingAfter.rollNumber } }
      : {}),
  };
  return {
    childId: row.childId,
    kind: row.outcome === 'added' ? 'child-added' : row.outcome === 'gone' ? 'child-gone' : 'child-changed',
    body: {
      from,
      ...(Object.keys(child.open).length > 0 && { child: child.open }),
      ...(line && { schooling: line }),
      ...(listsNow && { listed: true }),
      ...(households && { households }),
    },
    ...(Object.keys(secret).length > 0 && { secret }),
  };
}

function plainLine({ rollNumber: _, ...line }: SchoolingRecord) {
  const { state, schoolUnitId, schoolName, grade, class: className, marks } = line;
  return { state, schoolUnitId, schoolName, grade, class: className, marks };
}
