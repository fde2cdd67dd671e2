import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import type { Batch } from './import-batch.ts';
import type { ImportTools } from './imports.ts';
import { problems } from './problems.ts';

/** Makes the villages and schools that a list names and nobody knew. @throws Problem `ledger-changed` when somebody did meanwhile. */
export async function makeUnits(
  tools: Pick<ImportTools, 'keys' | 'clock'>,
  actor: { readonly accountId: string },
  tx: Tx,
  batch: Batch,
): Promise<void> {
  const { newUnits } = batch.detail;
  if (newUnits.length === 0) return;
  const { rows: taken } = await sql`
    select from units u join unnest(
      ${newUnits.map((unit) => unit.kind)}::text[], ${newUnits.map((unit) => unit.code)}::text[],
      ${newUnits.map((unit) => unit.name)}::text[], ${newUnits.map((unit) => unit.parentId)}::uuid[]
    ) as n (kind, code, name, parent_id)
      on u.kind = n.kind and u.valid_to is null and (u.code = n.code or (u.name = n.name and u.parent_id = n.parent_id))
    limit 1`.execute(tx);
  if (taken.length > 0) throw problems.ledgerChanged({ file: batch.fileName });
  await tx
    .insertInto('units')
    .values(
      newUnits.map(({ id, kind, code, name, parentId }) => ({
        id,
        kind,
        code,
        name,
        parent_id: parentId,
        // Older facts are imported, too: the unit was there before the list named it.
        valid_from: '1949-10-01',
      })),
    )
    .execute();
  await recordChanges(
    tools,
    tx,
    actor,
    newUnits.map(({ id, kind, code, name, parentId }) => ({
      unitId: id,
      kind: 'unit-added',
      body: { kind, code, name, parentId, importId: batch.id },
    })),
  );
}
