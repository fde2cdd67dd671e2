import type { Listed } from '../listed.ts';

/**
 * What tells this row from others, in one text: equal for the same row of the next list, whatever its place in the sheet
 * and its other columns. Without a number it takes more to tell a child by, so guardians and places count as well.
 */
export function rowIdentity(listed: Listed, number: string | null): string {
  const own = plain(number ?? '') || (listed.citizenId ?? '');
  const base = ['row', plain(listed.name), own, listed.birthDate ?? '', listed.sex];
  if (listed.citizenId || own.length >= 15) return JSON.stringify(base);
  const { school } = listed;
  return JSON.stringify([
    ...base,
    plain(school?.rollNumber ?? ''),
    (listed.guardians ?? []).map((guardian) => plain(guardian.name)).sort(),
    plain(listed.villageCode ?? listed.registeredVillage ?? listed.registeredAddress ?? ''),
    plain(school?.schoolCode ?? school?.school ?? ''),
  ]);
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
