import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { addDays, schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import type { OfficeRole } from '@quanxue/domain/cases/referrals.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import { listUnits, type UnitRow } from '@quanxue/domain/people/operations.ts';
import type { Author } from './cases/story.ts';
import type { SampleChild } from './children.ts';
import { type SampleSchool, SCHOOLS, schoolOf, VILLAGES, villageOf } from './county.ts';
import type { Person } from './post.ts';
import { Chance } from './random.ts';
import type { SampleTownship } from './township.ts';

/** The days on which the sample's story turns; none lies after the anchor. */
export class Days {
  readonly anchor: Day;
  /** First calendar year of the school year in which the anchor lies. */
  readonly year: number;

  constructor(anchor: Day) {
    this.anchor = anchor;
    this.year = schoolYearOf(anchor);
  }

  /** The day, or the anchor where it has not come. */
  atMost(day: Day): Day {
    return day < this.anchor ? day : this.anchor;
  }

  /** So many days before the anchor, but not before this year's roll was there. */
  ago(days: number): Day {
    const day = addDays(this.anchor, -days);
    return day > this.roll ? day : this.roll;
  }

  /** Since when the office works with this. */
  get began(): Day {
    return this.turn;
  }

  /** Since when those who hold the posts today have held them. */
  get inOffice(): Day {
    return `${this.year - 1}-08-01`;
  }

  /** Last school year's lists, taken over. */
  get lastYear(): Day {
    return `${this.year - 1}-09-02`;
  }

  /** Villages were merged and renamed. */
  get reform(): Day {
    return `${this.year}-01-01`;
  }

  get turn(): Day {
    return `${this.year}-09-01`;
  }

  get roll(): Day {
    return this.atMost(`${this.year}-09-02`);
  }

  /** The months of this school year that are over, oldest first, by their first days; at most two. */
  get months(): Day[] {
    const months: Day[] = [];
    for (let first = this.turn; nextMonth(first) <= this.anchor; first = nextMonth(first)) months.push(first);
    return months.slice(-2);
  }
}

export function nextMonth(first: Day): Day {
  return `${addDays(first, 31).slice(0, 7)}-01`;
}

/** What every chapter of the sample's story has at hand: who can be asked, and the units and children by what the story calls them. */
export class Scene {
  readonly township: SampleTownship;
  readonly days: Days;
  readonly people = new Map<Author | OfficeRole, Person>();
  #units: readonly UnitRow[] = [];
  #children = new Map<string, string>();

  constructor(township: SampleTownship) {
    this.township = township;
    this.days = new Days(township.anchor);
  }

  person(author: Author | OfficeRole): Person {
    const person = this.people.get(author);
    if (!person) throw new Error(`Nobody of the sample township is ${author}.`);
    return person;
  }

  get clerk(): Person {
    return this.person('social-affairs');
  }

  /** Reads units and children anew: a list has brought some. */
  async look(): Promise<void> {
    this.#units = (await this.clerk.ask(listUnits)).units;
    const found = new Map<string, string | null>();
    for (let offset = 0, total = 1; offset < total; offset += 200) {
      const page = await this.clerk.ask(listChildren, { query: { offset: String(offset), limit: '200' } });
      total = page.total;
      for (const child of page.children) {
        const known = `${child.name} ${child.birthDate}`;
        found.set(known, found.has(known) ? null : child.id);
      }
    }
    this.#children = new Map([...found].flatMap(([known, id]) => (id ? [[known, id] as const] : [])));
  }

  /** The child in the ledger; undefined for one whose row was refused or is there twice. */
  idOf(child: SampleChild): string | undefined {
    return this.#children.get(`${child.name} ${child.birthDate}`);
  }

  unit(codeOrName: string): string {
    const found = this.#units.find((unit) => unit.code === codeOrName || unit.name === codeOrName);
    if (!found) throw new Error(`The sample township needs a unit "${codeOrName}", and there is none.`);
    return found.id;
  }

  village(index: number): string {
    return this.unit(villageOf(index).code);
  }

  school(key: string): string {
    return this.unit(schoolOf(key).code);
  }

  /** Schools that a row of the roll names, by their number in county.ts; the others are not there, and nobody writes for them. */
  get schoolsByNumber(): [number: number, school: SampleSchool][] {
    return SCHOOLS.flatMap((school, index) =>
      this.#units.some((unit) => unit.code === school.code) ? [[index + 1, school] as [number, SampleSchool]] : [],
    );
  }

  get schools(): SampleSchool[] {
    return this.schoolsByNumber.map(([, school]) => school);
  }

  get villages() {
    return VILLAGES;
  }

  /** Children without a case who stand in the ledger, as the story asks for them. */
  crowd(wanted: (child: SampleChild) => boolean): (SampleChild & { readonly id: string })[] {
    return this.township.children.flatMap((child) => {
      const id = /^c\d/.test(child.key) && wanted(child) ? this.idOf(child) : undefined;
      return id ? [{ ...child, id }] : [];
    });
  }
}

/** An id that is the same each time the sample is loaded. */
export function idFor(what: string, day: Day): string {
  return new Chance(what).uuid(Date.parse(`${day}T09:00:00+08:00`));
}

/** Does pieces of work that do not wait for each other, so many at a time. */
export async function atOnce<T>(
  hands: number,
  pieces: readonly T[],
  work: (piece: T, index: number) => Promise<unknown>,
): Promise<void> {
  const waiting = pieces.map((piece, index) => ({ piece, index }));
  const hand = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(next.piece, next.index);
  };
  await Promise.all(Array.from({ length: hands }, hand));
}
