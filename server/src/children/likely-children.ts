import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { DayRelation, relateDays } from '@quanxue/domain/children/match/days.ts';
import { MOST_SOUNDS, NameRelation, Names } from '@quanxue/domain/children/match/names.ts';
import { corrections, NumberKind, readNumber } from '@quanxue/domain/children/match/numbers.ts';
import { dayOf } from '@quanxue/domain/children/match/person-of.ts';
import { sql } from 'kysely';
import type { Tx } from '../basis/database.ts';
import { readingsOf } from './sound-of-name.ts';

/*
 * Children of the ledger whom a row may be about, by what stands open: name, birthday, village, and whether there is a
 * number. Everything else of a child is sealed with a key of its own, and is opened only for these few.
 */

/** A name that sounds like more children than this says nothing without a birthday. */
const MOST_NAMESAKES = 24;

export interface RowToPlace {
  readonly listed: Listed;
  /** The number as it was written, where it could not be taken. */
  readonly number: string | null;
  /** The village that the row names, where it is known. */
  readonly villageId: string | null;
}

export class LikelyChildren {
  private readonly names = new Names(readingsOf);
  private readonly ids: string[] = [];
  private readonly nameIds: number[] = [];
  private readonly births: number[] = [];
  private readonly numbered: boolean[] = [];
  private readonly villages: (readonly (string | null)[])[] = [];
  private readonly bySound = new Map<number, number[]>();
  private readonly byBirth = new Map<number, number[]>();
  private readonly sounds = new Uint32Array(MOST_SOUNDS);

  /**
   * All living children in the asker's sight.
   * @param merged double registrations: lists speak of the child that they are
   */
  static async read(tx: Tx, merged: ReadonlyMap<string, string>): Promise<LikelyChildren> {
    const { rows } = await sql<{
      id: string;
      name: string;
      birth_date: string;
      numbered: boolean;
      registered_unit_id: string | null;
      residence_unit_id: string | null;
    }>`
      select id, name, birth_date, citizen_hmac is not null as numbered, registered_unit_id, residence_unit_id
      from children where withdrawn_at is null`.execute(tx);
    const found = new LikelyChildren();
    for (const row of rows) {
      if (merged.has(row.id)) continue;
      found.ids.push(row.id);
      found.nameIds.push(found.names.id(row.name));
      found.births.push(dayOf(row.birth_date));
      found.numbered.push(row.numbered);
      found.villages.push([row.registered_unit_id, row.residence_unit_id]);
    }
    found.index();
    return found;
  }

  get isEmpty(): boolean {
    return this.ids.length === 0;
  }

  private index(): void {
    for (const [at, name] of this.nameIds.entries()) {
      const count = this.names.sounds(name, this.sounds);
      for (let n = 0; n < count; n += 1) add(this.bySound, this.sounds[n] ?? 0, at);
      add(this.byBirth, this.births[at] ?? 0, at);
    }
  }

  of({ listed, number, villageId }: RowToPlace): Set<string> {
    const found = new Set<string>();
    const name = this.names.id(listed.name);
    const birth = dayOf(listed.birthDate);
    const written = number === null ? 0 : readNumber(number).birth;
    const numbered = listed.citizenId !== null;
    const days = [birth, written].filter((day, index, all) => day > 0 && all.indexOf(day) === index);
    const sameVillage = (at: number) => villageId !== null && (this.villages[at] ?? []).includes(villageId);
    const take = (at: number) => found.add(this.ids[at] ?? '');
    const count = this.names.sounds(name, this.sounds);
    for (const sound of this.sounds.slice(0, count)) {
      const namesakes = this.bySound.get(sound) ?? [];
      for (const at of namesakes) {
        const relation = closest(days, this.births[at] ?? 0);
        // Two numbers that differ are two children, unless nearly all else agrees.
        if (numbered && this.numbered[at]) {
          if (relation >= DayRelation.lunar) take(at);
        } else if (relation >= DayRelation.month || sameVillage(at)) take(at);
        else if (days.length === 0 && namesakes.length <= MOST_NAMESAKES) take(at);
      }
    }
    for (const day of days) {
      for (const at of this.byBirth.get(day) ?? []) {
        if (numbered && this.numbered[at]) continue;
        if (sameVillage(at) || this.names.relation(name, this.nameIds[at] ?? 0) >= NameRelation.oneCharacter) take(at);
      }
    }
    return found;
  }
}

/** The whole numbers that a number which fails its check may have been meant to be. */
export function meantBy(number: string): string[] {
  const { kind, text } = readNumber(number);
  const meant = new Set<string>();
  if (kind !== NumberKind.wrong && kind !== NumberKind.odd) return [];
  corrections(text, (head, tail) => {
    // The 15 digits have no century; a child of school age was born in this one.
    const first17 = `${String(head).padStart(6, '0')}20${String(tail).padStart(9, '0')}`;
    meant.add(first17 + checkCharacter(first17));
  });
  return [...meant];
}

/** Days of which neither the year nor the month and day agree are no slips of each other, and telling takes longer. */
function closest(days: readonly number[], other: number): DayRelation {
  let best: DayRelation = DayRelation.absent;
  for (const day of days) {
    const years = Math.abs(Math.floor(day / 10_000) - Math.floor(other / 10_000));
    if (years > 1 && day % 10_000 !== other % 10_000) continue;
    const relation = relateDays(day, other);
    if (relation > best) best = relation;
  }
  return best;
}

function add(map: Map<number, number[]>, key: number, at: number): void {
  const list = map.get(key);
  if (list) list.push(at);
  else map.set(key, [at]);
}
