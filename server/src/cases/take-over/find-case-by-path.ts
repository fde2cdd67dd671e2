import type { CaseChoice } from '@quanxue/domain/cases/take-over/scan-operations.ts';
import { plainVillage } from '@quanxue/domain/children/words.ts';
import { sql } from 'kysely';
import type { Tx } from '../../basis/database.ts';
import type { Keys } from '../../basis/seal.ts';

interface Found extends CaseChoice {
  readonly childId: string;
  readonly open: boolean;
  readonly citizen: string | null;
}

/**
 * The cases in sight whose child a path names: 2021年/听松坪村/牟望川/003.jpg. A citizen number in the path decides; of
 * several children a longer name (王小明 beside 王小) and a village in the path tell them apart. One is certain, several
 * are for a person to choose.
 */
export async function findCasesByPath(keys: Pick<Keys, 'lookup'>, tx: Tx, path: string): Promise<CaseChoice[]> {
  const plain = path.normalize('NFC');
  const rows = await readNamed(tx, plain);
  const numbers =
    plain.match(/\d{17}[\dXx]/g)?.map((number) => keys.lookup(number.toUpperCase()).toString('hex')) ?? [];
  const byNumber = rows.filter((row) => row.citizen !== null && numbers.includes(row.citizen));
  const longest = Math.max(0, ...rows.map((row) => row.name.length));
  const named = byNumber.length > 0 ? byNumber : rows.filter((row) => row.name.length === longest);
  const inVillage = named.filter((row) => row.village !== null && plain.includes(shortVillage(row.village)));
  const left = inVillage.length > 0 ? inVillage : named;
  const children = new Set(left.map((row) => row.childId));
  const open = left.filter((row) => row.open);
  // Of one child with several cases the one that is open is meant, if any is.
  const chosen = children.size === 1 && open.length === 1 ? open : left;
  return chosen.map(({ caseId, name, birthDate, village, openedOn }) => ({
    caseId,
    name,
    birthDate,
    village,
    openedOn,
  }));
}

function shortVillage(village: string): string {
  return plainVillage(village).replace(/(村|社区)$/, '') || village;
}

async function readNamed(tx: Tx, path: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select k.id as "caseId", c.id as "childId", c.name, c.birth_date as "birthDate", u.name as village,
        k.opened_on as "openedOn", k.open, encode(c.citizen_hmac, 'hex') as citizen
      from cases k join children c on c.id = k.child_id and c.withdrawn_at is null
        left join units u on u.id = coalesce(c.residence_unit_id, c.registered_unit_id)
      where char_length(c.name) > 1 and strpos(${path}::text, c.name) > 0
      order by c.name, c.birth_date, k.opened_on
      limit 50`.execute(tx);
  return rows;
}
