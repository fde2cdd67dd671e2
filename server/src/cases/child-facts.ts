import type { ChildHeader } from '@quanxue/domain/casefile/schema.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import { openChild, openSchooling } from '../children/sealed.ts';

/** What the ledgers say of a child, in the words of the case file's header; `villages` by name, for prints and lists. */
export interface ChildFacts {
  readonly header: ChildHeader;
  readonly villages: { readonly registered: string | null; readonly residence: string | null };
}

/** The ledgers' word on each of these children, today. Children out of the actor's sight are left out. */
export async function childFacts(
  house: Pick<House, 'keys' | 'clock'>,
  tx: Tx,
  childIds: readonly string[],
): Promise<ReadonlyMap<string, ChildFacts>> {
  if (childIds.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    name: string;
    sex: ChildHeader['sex'];
    birth_date: string;
    ethnicity: string | null;
    households: NonNullable<ChildHeader['households']>;
    sealed: Buffer | null;
    registered_code: string | null;
    registered_name: string | null;
    residence_code: string | null;
    residence_name: string | null;
    schooling_id: string | null;
    schooling_sealed: Buffer | null;
    school: string | null;
    grade: number | null;
    class: string | null;
  }>`
    select children.id, children.name, children.sex, children.birth_date, children.ethnicity, children.households,
        children.sealed, registered.code as registered_code, registered.name as registered_name,
        residence.code as residence_code, residence.name as residence_name,
        learning.id as schooling_id, learning.sealed as schooling_sealed,
        coalesce(school.name, learning.school_name) as school, learning.grade, learning.class
      from children
        left join unit_villages registered_in on registered_in.unit_id = children.registered_unit_id
        left join units registered on registered.id = registered_in.village_id
        left join unit_villages lives_in on lives_in.unit_id = children.residence_unit_id
        left join units residence on residence.id = lives_in.village_id
        left join schooling learning on learning.child_id = children.id and learning.to_on is null
          and learning.withdrawn_at is null
        left join units school on school.id = learning.school_unit_id
      where children.id = any(${childIds}::uuid[])`.execute(tx);
  const keys = await house.keys.ofChildren(
    tx,
    rows.filter((row) => row.sealed ?? row.schooling_sealed).map((row) => row.id),
  );
  return new Map(
    rows.map((row) => {
      const key = keys.get(row.id);
      const sealed = openChild(key, row.id, row.sealed);
      const roll = openSchooling(key, row.schooling_id ?? '', row.schooling_sealed);
      const header = withoutEmpty({
        name: row.name,
        sex: row.sex,
        birthDate: row.birth_date,
        citizenId: sealed.citizenId,
        rollNumber: roll.rollNumber,
        ethnicity: row.ethnicity,
        registeredVillage: twelveDigits(row.registered_code),
        residenceVillage: twelveDigits(row.residence_code),
        school: row.school,
        grade: row.grade,
        class: row.class,
        households: row.households.length > 0 ? row.households : undefined,
        disability: sealed.disability && withoutEmpty(sealed.disability),
        guardians: sealed.guardians?.length ? sealed.guardians.map((each) => withoutEmpty(each)) : undefined,
      }) as ChildHeader;
      return [row.id, { header, villages: { registered: row.registered_name, residence: row.residence_name } }];
    }),
  );
}

/** The format knows no village without its code of twelve digits. */
function twelveDigits(code: string | null): string | undefined {
  return code && /^\d{12}$/.test(code) ? code : undefined;
}

/** The format leaves out what is not known; the ledgers say null. */
function withoutEmpty<T extends object>(facts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Partial<T>;
}
