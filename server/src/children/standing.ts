import type { ChildRecord, SchoolingRecord } from '@quanxue/domain/children/record.ts';
import type { Household } from '@quanxue/domain/children/words.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { Keys } from '../basis/seal.ts';
import { openChild, openSchooling } from './sealed.ts';

/** A child as the two ledgers have it now, everything opened. */
export interface Standing {
  readonly id: string;
  readonly child: ChildRecord;
  readonly withdrawn: boolean;
  /** The population list that named the child first; null: on none. */
  readonly populationBatchId: string | null;
  /** The line of the schooling ledger that is open, if one is. */
  readonly schooling: (SchoolingRecord & StandingLine) | null;
}

interface StandingLine {
  readonly id: string;
  readonly fromOn: string;
  /** Written by an act of a case that is still open: no roll overrules that (docs/readings.md, R34). */
  readonly byAct: boolean;
}

/** What the ledgers say of these children, as far as the asker may see them. */
export async function readStanding(
  keys: Keys,
  tx: Tx,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  if (childIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    name: string;
    sex: ChildRecord['sex'];
    birth_date: string;
    ethnicity: string | null;
    households: Household[];
    disabled: boolean;
    registered_unit_id: string | null;
    residence_unit_id: string | null;
    population_batch_id: string | null;
    sealed: Buffer | null;
    withdrawn_at: string | null;
    schooling_id: string | null;
    state: SchoolingRecord['state'];
    from_on: string;
    school_unit_id: string | null;
    school_name: string | null;
    grade: number | null;
    class: string | null;
    marks: string[];
    schooling_sealed: Buffer | null;
    by_act: boolean;
  }>`
    select c.id, c.name, c.sex, c.birth_date, c.ethnicity, c.households, c.disabled, c.registered_unit_id,
      c.residence_unit_id, c.population_batch_id, c.sealed, c.withdrawn_at,
      s.id as schooling_id, s.state, s.from_on, s.school_unit_id, s.school_name, s.grade, s.class, s.marks,
      s.sealed as schooling_sealed,
      -- Whoever may see no case (the administrator's post alone) cannot tell: then an act is left as it is.
      (s.basis ->> 'kind' = 'entry' or s.basis = '{}' and s.batch_id is null) and (
        exists (select from cases where cases.child_id = c.id and cases.open)
        or not exists (select from case_units_in_scope())
      )
      -- A state outside school that somebody recorded with a paper or a reason: a roll, always late, does not overrule it
      -- in the same school year (R78).
      or s.basis ->> 'kind' in ('paper', 'reason')
        and s.state not in ('here', 'county', 'out-of-county', 'special-education', 'vocational', 'unknown')
        and s.from_on >= make_date(extract(year from current_day() - interval '8 months')::int, 9, 1)
      -- Nor does a roll that still has the leave undo the suspicion that it ran out into.
      or s.basis ->> 'kind' = 'expiry'
      as by_act
    from children c
    left join schooling s on s.child_id = c.id and s.to_on is null and s.withdrawn_at is null
    where c.id = any(${childIds}::uuid[])`.execute(tx);
  const dataKeys = await keys.ofChildren(
    tx,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.map((row) => {
      const key = dataKeys.get(row.id);
      const secret = openChild(key, row.id, row.sealed);
      const child: ChildRecord = {
        name: row.name,
        sex: row.sex,
        birthDate: row.birth_date,
        ethnicity: row.ethnicity,
        households: row.households,
        disabled: row.disabled,
        registeredUnitId: row.registered_unit_id,
        residenceUnitId: row.residence_unit_id,
        citizenId: secret.citizenId ?? null,
        ...(secret.otherDocument && { otherDocument: secret.otherDocument }),
        guardians: (secret.guardians ?? []).map((each) => ({
          name: each.name,
          relation: each.relation ?? null,
          phone: each.phone ?? null,
          citizenId: each.citizenId ?? null,
        })),
        disability: secret.disability ?? null,
        registeredAddress: secret.registeredAddress ?? null,
        address: secret.address ?? null,
        group: secret.group ?? null,
      };
      const schooling = row.schooling_id && {
        id: row.schooling_id,
        fromOn: row.from_on,
        byAct: row.by_act,
        state: row.state,
        schoolUnitId: row.school_unit_id,
        schoolName: row.school_name,
        grade: row.grade,
        class: row.class,
        marks: row.marks,
        rollNumber: openSchooling(key, row.schooling_id, row.schooling_sealed).rollNumber ?? null,
      };
      return [
        row.id,
        {
          id: row.id,
          child,
          withdrawn: row.withdrawn_at !== null,
          populationBatchId: row.population_batch_id,
          schooling: schooling || null,
        },
      ];
    }),
  );
}
