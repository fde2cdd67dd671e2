import type { downloadReconciliation } from '@quanxue/domain/children/comparison-operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { readReconciled, reconcile } from '../children/reconcile.ts';
import { XLSX } from './download-table.ts';
import { type DifferenceSheet, writeReconciliation } from './write-reconciliation.ts';

type Query = z.output<NonNullable<(typeof downloadReconciliation)['query']>>;

/** The counts reconciled as a workbook: the sheet, and each difference by its children on a sheet of its own. */
export async function downloadTheReconciliation(house: House, ask: Ask<unknown, Query>): Promise<FileAnswer> {
  return ask.inTransaction(async (tx) => {
    const sheet = await reconcile(house, tx, ask.query.unitId);
    const differences: DifferenceSheet[] = [];
    for (const { pair, differences: told } of sheet.pairs) {
      for (const difference of told) {
        const which = { pair, ...difference };
        differences.push({ ...which, children: await readReconciled(house.keys, tx, sheet, which) });
      }
    }
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'downloadReconciliation',
      requestId: ask.requestId,
      what: { unitId: sheet.unitId, ...sheet.counts },
    });
    const bytes = await writeReconciliation(sheet, differences);
    return { content: Buffer.from(bytes), mediaType: XLSX, name: `三数核对表_${sheet.unit}_${sheet.asOf}.xlsx` };
  });
}
