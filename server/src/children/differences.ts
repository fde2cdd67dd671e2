import { type ChildRecord, isSame } from '@quanxue/domain/children/record.ts';

const SECRET: ReadonlySet<keyof ChildRecord> = new Set([
  'citizenId',
  'otherDocument',
  'guardians',
  'disability',
  'registeredAddress',
  'address',
  'group',
]);

/** The fields of a child that differ, for the event of a change: open ones and those to be sealed apart, each with what stood before. */
export function difference(before: ChildRecord | null, after: ChildRecord) {
  const open: Record<string, unknown> = {};
  const secret: Record<string, unknown> = {};
  for (const key of Object.keys(after) as (keyof ChildRecord)[]) {
    if (isSame(before?.[key] ?? null, after[key])) continue;
    (SECRET.has(key) ? secret : open)[key] = before ? { before: before[key] ?? null, after: after[key] } : after[key];
  }
  return { open, secret };
}
