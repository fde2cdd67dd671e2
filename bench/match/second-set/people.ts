import type { Chance } from './chance.ts';
import {
  adultGiven,
  generationCharacter,
  givenName,
  type Name,
  type Sex,
  soundingAlike,
  surname,
  whole,
} from './characters.ts';
import { dayOf, Registry } from './numbers.ts';
import type { Places, School, Village } from './places.ts';

interface Adult {
  readonly name: string;
  readonly phone: string;
}

export interface Family {
  readonly surname: string;
  readonly generation: string | undefined;
  readonly village: Village;
  readonly group: number;
  /** Head of the household first; then who else may sign at school. */
  readonly adults: readonly [Adult, Adult, Adult];
  /** A grown-up's citizen number, which now and then lands in a child's cell. */
  readonly headNumber: string;
  readonly children: Child[];
}

export interface Child {
  readonly id: number;
  readonly name: Name;
  readonly sex: Sex;
  readonly birth: number;
  readonly number: string;
  readonly family: Family;
  readonly school: School;
  readonly grade: number;
  readonly group: string;
  twin?: Child;
  readonly stranger?: boolean;
}

/** Nine cohorts of the school year 2026. */
const FIRST = dayOf('2011-09-01');
const LAST = dayOf('2020-08-31');
const TWIN_BIRTHS = 0.0076;

/** Makes the county's families and hands out what must not be given twice. */
export class County {
  readonly #chance: Chance;
  readonly #places: Places;
  readonly #registry: Registry;
  readonly #phones = new Set<string>();
  #nextId = 1;

  constructor(chance: Chance, places: Places) {
    this.#chance = chance;
    this.#places = places;
    this.#registry = new Registry(chance);
  }

  /** A number of no range in use. */
  phone(): string {
    for (;;) {
      const phone = `1990${String(this.#chance.whole(0, 9_999_999)).padStart(7, '0')}`;
      if (this.#phones.has(phone)) continue;
      this.#phones.add(phone);
      return phone;
    }
  }

  family(village: Village = this.#chance.pick(this.#places.villages), last = surname(this.#chance)): Family {
    const chance = this.#chance;
    const adult = (sex: Sex, own: string) => ({ name: own + adultGiven(chance, sex), phone: this.phone() });
    const father = adult('男', last);
    const mother = adult('女', surname(chance));
    const grandfather = adult('男', last);
    const head = chance.weigh([
      ['father', 62],
      ['grandfather', 26],
      ['mother', 12],
    ]);
    return {
      surname: last,
      generation: chance.hits(0.25) ? generationCharacter(chance) : undefined,
      village,
      group: chance.whole(1, village.groups),
      adults:
        head === 'father'
          ? [father, mother, grandfather]
          : head === 'mother'
            ? [mother, father, grandfather]
            : [grandfather, father, mother],
      headNumber: this.#registry.issue(chance.whole(dayOf('1955-01-01'), dayOf('1992-12-31')), '男', village.township),
      children: [],
    };
  }

  /** Children of one family, some of them twins, all inside the window of school age. */
  fill(family: Family): void {
    const chance = this.#chance;
    const births = chance.weigh([
      [1, 36],
      [2, 47],
      [3, 14],
      [4, 3],
    ]);
    let birth = chance.whole(FIRST, LAST);
    for (let at = 0; at < births && birth <= LAST; at++) {
      const first = this.child(family, birth);
      if (chance.hits(TWIN_BIRTHS)) {
        const second = this.child(family, birth, first);
        first.twin = second;
        second.twin = first;
      }
      birth += chance.whole(330, 1900);
    }
  }

  child(family: Family, birth: number, elder?: Child): Child {
    const chance = this.#chance;
    const sex = elder && chance.hits(0.65) ? elder.sex : chance.hits(0.52) ? '男' : '女';
    const last = chance.hits(0.02) ? surname(chance) : family.surname;
    const shared = elder && elder.name.given.length === 2 && chance.hits(0.6) ? elder.name.given[0] : family.generation;
    const taken = new Set(family.children.map(({ name }) => name.given));
    let given = givenName(chance, sex, shared);
    // Where a clan's character runs out of companions the parents leave it.
    for (let tried = 0; taken.has(given); tried++) given = givenName(chance, sex, tried < 8 ? shared : undefined);
    return this.#enter({ name: { surname: elder?.name.surname ?? last, given }, sex, birth, family }, elder);
  }

  /** The stranger who must not hide a missing child: sounds the same, same birthday, another village and family. */
  stranger(missing: Child): Child {
    const chance = this.#chance;
    const elsewhere = this.#places.villages.filter(
      ({ name, township }) => name !== missing.family.village.name && township !== missing.family.village.township,
    );
    const name = chance.hits(0.15) ? missing.name : (soundingAlike(chance, missing.name) ?? missing.name);
    const family = this.family(chance.pick(elsewhere), name.surname);
    const sex = chance.hits(0.93) ? missing.sex : missing.sex === '男' ? '女' : '男';
    return this.#enter({ name, sex, birth: missing.birth, family, stranger: true });
  }

  /** A brother or sister who lives with the family and is registered elsewhere. */
  sibling(family: Family): Child | undefined {
    const birth = this.#chance.whole(FIRST, LAST);
    return family.children.some((child) => Math.abs(child.birth - birth) < 300) ? undefined : this.child(family, birth);
  }

  anyBirth = () => this.#chance.whole(FIRST, LAST);

  anySchool(grade: number, township: number): School {
    const chance = this.#chance;
    const { primary, junior, inTown } = this.#places;
    const level = grade < 7 ? 'primary' : 'junior';
    const near = (level === 'primary' ? primary : junior)[township];
    return chance.pick(near && chance.hits(0.88) ? near : inTown[level]);
  }

  #enter(who: Pick<Child, 'name' | 'sex' | 'birth' | 'family' | 'stranger'>, elder?: Child): Child {
    const chance = this.#chance;
    const { township } = who.family.village;
    const late = chance.weigh([
      [0, 92],
      [1, 6],
      [-1, 2],
    ]);
    const grade = Math.min(9, Math.max(1, 9 - Math.floor((who.birth - FIRST) / 365.25) - late));
    const child: Child = {
      ...who,
      id: this.#nextId++,
      number: this.#registry.issue(who.birth, who.sex, township, elder?.number),
      school: elder && elder.grade === grade ? elder.school : this.anySchool(grade, township),
      grade,
      group: `${chance.whole(1, 4)}班`,
    };
    who.family.children.push(child);
    return child;
  }
}

export const sameName = (left: Name, right: Name) => whole(left) === whole(right);
