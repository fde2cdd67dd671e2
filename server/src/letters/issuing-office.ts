import { ISSUER_KINDS, type IssuingOffice } from '@quanxue/domain/letters/paper-form.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { problems } from '../basis/problems.ts';

/** In whose name the holder of a post issues: the school, else the township, else the county above the post's unit. */
export async function issuingOffice(tx: Tx, unitId: string): Promise<IssuingOffice> {
  const { rows } = await sql<{ id: string; kind: string; name: string }>`
    select units.id, units.kind, units.name
      from unit_ancestors(${unitId}) as above (id) join units on units.id = above.id`.execute(tx);
  const of = (kind: string) => rows.find((row) => row.kind === kind);
  const office = of('school') ?? of('township') ?? of('county');
  const kind = ISSUER_KINDS.find((each) => each === office?.kind);
  if (!office || !kind) throw problems.notFound();
  const county = of('county')?.name ?? '';
  const signs = {
    school: office.name,
    township: `${county}${office.name}${office.name.endsWith('街道') ? '办事处' : '人民政府'}`,
    county: `${county}教育委员会`,
  }[kind];
  return { unitId: office.id, kind, signs };
}
