import type pg from 'pg';

/*
 * A county's ledger as plain rows, put in by the owner: enough for what is counted and listed. Nothing is sealed and no
 * chain is written, for neither is asked for where the speed of reading is measured.
 */

const SURNAMES = '王李张刘陈杨黄赵周吴';
const GIVEN = '小大山水云雨雪风月星辰光明亮清远舟航帆海';

export async function fillCounty(
  owner: pg.Client,
  children: number,
): Promise<{ readonly countyId: string; readonly villageId: string; readonly schoolId: string }> {
  const one = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows[0];
  const { schema } = await one(`select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = 'ledger_events'`);
  await owner.query(`set search_path = ${schema}`);
  const { id: countyId } = await one(`select id from units where kind = 'county'`);
  const { id: account } = await one(`select id from accounts limit 1`);
  await owner.query(
    `insert into posts (id, account_id, role, unit_id, from_on, created_at)
      select gen_random_uuid(), $1, role, $2, date '2020-01-01', now()
        from unnest(array['county-committee', 'social-affairs']) as role`,
    [account, countyId],
  );
  await owner.query(
    `insert into units (id, kind, name, code, parent_id, valid_from)
      select gen_random_uuid(), 'township', '第' || n || '镇', '5099992' || lpad(n::text, 2, '0'), $1, '2010-01-01'
        from generate_series(1, 12) n`,
    [countyId],
  );
  await owner.query(`insert into units (id, kind, name, code, parent_id, valid_from)
    select gen_random_uuid(), made.kind, t.name || nth || made.kind, case made.kind when 'village' then t.code || (200 + nth) end, t.id,
        '2010-01-01'
      from units t cross join lateral (
        select 'village' as kind, nth from generate_series(1, 12) nth union all select 'school', nth from generate_series(1, 3) nth
      ) made where t.kind = 'township'`);
  await owner.query(
    `insert into import_batches (id, kind, unit_id, file_name, state, rows_done, rows_total, created_at, created_by,
        confirmed_at, confirmed_by, confirmed_no)
      values (gen_random_uuid(), 'population', $1, '名单.xlsx', 'confirmed', $3, $3, now(), $2, now(), $2, 1)`,
    [countyId, account, children],
  );
  await owner.query(
    `with places as (
        select array_agg(id) filter (where kind = 'village') as villages, array_agg(id) filter (where kind = 'school') as schools
          from units
      )
      insert into children (id, name, sex, birth_date, households, disabled, registered_unit_id, residence_unit_id,
          school_unit_id, owner_unit_id, population_batch_id, created_at, created_by, changed_at)
        select gen_random_uuid(),
          substr($4, 1 + n % 10, 1) || substr($5, 1 + n / 10 % 20, 1) || substr($5, 1 + n / 200 % 20, 1),
          case n % 2 when 0 then 'male' else 'female' end,
          make_date(extract(year from now() - interval '8 months')::int - 15, 9, 1) + n % 3280,
          case when n % 4 = 0 then array['registered-poor'] when n % 9 = 0 then array['left-behind'] else '{}' end,
          n % 60 = 0, villages[1 + n % cardinality(villages)],
          villages[1 + (n + case when n % 10 = 0 then 1 else 0 end) % cardinality(villages)],
          case when n % 20 > 0 then schools[1 + n % cardinality(schools)] end, $1,
          (select id from import_batches limit 1), now() - interval '2 years', $2, now()
        from places, generate_series(1, $3) n`,
    [countyId, account, children, SURNAMES, GIVEN],
  );
  await owner.query(
    `insert into schooling (id, child_id, state, from_on, school_unit_id, grade, class, basis, batch_id, recorded_at, recorded_by)
      select gen_random_uuid(), id, case when school_unit_id is not null then 'here'
          else (array['unknown', 'suspected', 'dropped-out', 'out-of-county', 'leave'])[1 + nth % 5] end,
          now()::date - 500, school_unit_id, case when school_unit_id is not null then 1 + (nth % 9)::int end,
          case when school_unit_id is not null then '1班' end, jsonb_build_object('kind', 'list'), population_batch_id,
          now(), $1
        from (select children.*, row_number() over (order by id) as nth from children) numbered`,
    [account],
  );
  await owner.query(
    `insert into child_households (child_id, category, source, recorded_at, recorded_by)
      select id, category, 'list', now(), $1 from children cross join lateral unnest(households) category`,
    [account],
  );
  await owner.query(
    `insert into cases (id, child_id, opened_on, opened_at, opened_by, stage_since, projected_at)
      select gen_random_uuid(), child_id, now()::date, now(), $1, now()::date, now()
        from schooling where school_unit_id is null limit 3000`,
    [account],
  );
  await owner.query('analyze');
  const { id: villageId } = await one(`select registered_unit_id as id from children limit 1`);
  const { id: schoolId } = await one(
    `select school_unit_id as id from children where school_unit_id is not null limit 1`,
  );
  return { countyId, villageId, schoolId };
}
