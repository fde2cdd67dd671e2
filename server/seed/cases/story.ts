import { createHash } from 'node:crypto';
import { addDays, type Day, schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import {
  type Entry,
  type EntryOf,
  EntrySchema,
  type Evidence,
  type Kind,
  type Measure,
  type Person,
} from '@quanxue/domain/casefile/schema.ts';
import type { Status } from '@quanxue/domain/policy/finding.ts';
import type { CastSpec, SampleChild } from '../children.ts';
import { OFFICES, phone, SCHOOLS, schoolOf, TOWNSHIP, villageOf } from '../county.ts';
import type { Cause, Narrator } from '../narratives.ts';
import { photo, scan } from '../pictures.ts';
import { Chance } from '../random.ts';

/** A day, or a number of days before the anchor. */
export type When = Day | number;

/** Who sits at the keyboard: a post of the sample township. */
export type Author =
  | 'social-affairs'
  | 'township-leader'
  | 'county-committee'
  | `village:${number}`
  | `principal:${string}`;

/** One thing recorded: the entry as the contract has it, and the post that records it. */
export interface SampleAct {
  readonly author: Author;
  readonly entry: Entry;
}

/** A case written by hand: what it is there to show, whose it is, and how it went. */
export interface CaseScript {
  readonly key: string;
  /** What a reader learns from it. */
  readonly about: string;
  readonly child: Omit<CastSpec, 'key'>;
  /** What the law says of it at the anchor of the tests, for the rows that the case is there for. */
  readonly shows: Readonly<Record<string, Status>>;
  readonly tell: (story: Story) => void;
}

export interface SampleFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface SampleCase {
  readonly key: string;
  readonly about: string;
  readonly id: string;
  readonly child: SampleChild;
  /** In the order in which they were recorded; the first is the report that opens the case. */
  readonly acts: readonly SampleAct[];
  readonly shows: Readonly<Record<string, Status>>;
  /** Evidence files by their SHA-256. Those of items marked `due` are not here: they have not arrived. */
  readonly files: ReadonlyMap<string, SampleFile>;
}

type Fields<K extends Kind> = Omit<EntryOf<K>, 'id' | 'kind' | 'on'>;
type VisitingUnit = 'village' | 'school' | 'township' | 'justice' | 'police' | 'league' | 'womens-federation';

/**
 * Writes one case down, act by act. Days may be given as a number: so many days before the anchor. Every act gets an id,
 * a time of recording on the evening of its day, and pictures of its own where the paper asks for evidence.
 */
export class Story {
  readonly anchor: Day;
  readonly child: SampleChild;
  /** First calendar year of the school year in which the anchor lies. */
  readonly year: number;
  readonly #chance: Chance;
  readonly #narrator: Narrator;
  readonly #acts: SampleAct[] = [];
  readonly #files = new Map<string, SampleFile>();
  #cause: Cause = 'other';

  constructor(key: string, child: SampleChild, anchor: Day, narrator: Narrator) {
    this.anchor = anchor;
    this.child = child;
    this.year = schoolYearOf(anchor);
    this.#chance = new Chance(`case ${key}`);
    this.#narrator = narrator;
  }

  get acts(): readonly SampleAct[] {
    return this.#acts;
  }

  get files(): ReadonlyMap<string, SampleFile> {
    return this.#files;
  }

  day(when: When): Day {
    return typeof when === 'number' ? addDays(this.anchor, -when) : when;
  }

  /** Records an entry of any kind; answers its id. */
  record<K extends Kind>(
    kind: K,
    when: When,
    fields: Fields<K>,
    author: Author = 'social-affairs',
    recordedAfter = 0,
  ): string {
    const on = this.day(when);
    const time = `${String(this.#chance.whole(16, 20)).padStart(2, '0')}:${String(this.#chance.whole(0, 59)).padStart(2, '0')}:00`;
    const recordedAt = `${addDays(on, recordedAfter)}T${time}+08:00`;
    const id = this.#chance.uuid(Date.parse(recordedAt));
    // Parsed, not cast: a script with a wrong field fails here and not on a screen.
    this.#acts.push({ author, entry: EntrySchema.parse({ id, kind, on, recordedAt, ...fields }) });
    return id;
  }

  report(when: When, fields: Fields<'report'>, author: Author = 'social-affairs'): string {
    this.#cause = fields.reasons[0] ?? 'other';
    return this.record('report', when, fields, author);
  }

  verify(when: When, result: EntryOf<'verification'>['result']): string {
    return this.record('verification', when, { result, evidence: [this.paper('核实情况登记表')] });
  }

  /** School, township and village each name the person who answers for the child. */
  responsible(
    when: When,
    units: readonly ('school' | 'township' | 'village')[] = ['school', 'township', 'village'],
  ): void {
    for (const unit of units) {
      const person = this.person(unit);
      this.record('responsibility', when, {
        unit,
        name: person.name,
        ...(person.phone && { phone: person.phone }),
        ...(person.post && { post: person.post }),
      });
    }
  }

  /** An attempt to bring the child back, by persons of the units given; written down by the village or the office. */
  persuade(
    when: When,
    outcome: EntryOf<'persuasion'>['outcome'],
    units: readonly VisitingUnit[] = ['village', 'school'],
    fields: Partial<Fields<'persuasion'>> = {},
  ): string {
    const method = fields.method ?? 'home-visit';
    const guardian = this.child.guardians[0];
    const met =
      outcome === 'not-met'
        ? {
            notMetReason: this.#chance.pick([
              '家中无人，门上留了联系条',
              '外出务工，电话无人接听',
              '走亲戚未归，邻居告知',
            ]),
          }
        : {
            met: [
              { who: 'guardian' as const, ...(guardian && { name: guardian.name }) },
              { who: 'child' as const, name: this.child.name },
            ],
          };
    const village = villageOf(this.child.village);
    const kind = method === 'phone' || method === 'video' ? 'screenshot' : 'photo';
    return this.record(
      'persuasion',
      when,
      {
        by: units.map((unit) => this.person(unit)),
        method,
        place:
          method === 'phone' || method === 'video'
            ? '电话'
            : method === 'meeting'
              ? '村委会'
              : `${village.name}${this.child.group}组`,
        ...met,
        summary: this.#narrator.summary({
          method,
          outcome,
          cause: this.#cause,
          child: this.child.name,
          guardian: guardian?.name ?? '',
          relation: guardian?.relation ?? '监护人',
          village: village.name,
          group: this.child.group,
          school: this.schoolName(),
        }),
        outcome,
        evidence: [this.picture('劝返现场', when, kind)],
        ...fields,
      },
      units[0] === 'village' ? `village:${this.child.village}` : 'social-affairs',
    );
  }

  /** Several attempts on the days given, all with the same outcome but the last. */
  persuadeOften(
    days: readonly When[],
    last: EntryOf<'persuasion'>['outcome'],
    units: readonly VisitingUnit[] = ['village', 'school'],
  ): void {
    const before = ['undecided', 'refused', 'not-met', 'undecided'] as const;
    days.forEach((day, index) => {
      const outcome = index === days.length - 1 ? last : (before[index % before.length] ?? 'undecided');
      // The paper wants school, township and village: they take turns, so that each has been there.
      const team: readonly VisitingUnit[] = index % 2 === 0 ? units : ['village', 'township'];
      this.persuade(day, outcome, team, index % 4 === 3 ? { method: 'phone' } : {});
    });
  }

  choose(when: When, measure: Measure, author: Author = 'social-affairs'): string {
    return this.record('measure', when, { measure }, author);
  }

  /** A paper with its scan. */
  document(
    when: When,
    document: EntryOf<'document'>['document'],
    fields: Partial<Fields<'document'>> = {},
    author?: Author,
  ): string {
    const item = document.endsWith('photo') ? this.picture('照片', when) : this.paper(document);
    return this.record('document', when, { document, evidence: [item], ...fields }, author);
  }

  notice(when: When, deadlineAfter = 7): string {
    const on = this.day(when);
    return this.document(on, 'return-notice', {
      issuer: `${TOWNSHIP.name}人民政府`,
      number: `霁溪府限复〔${on.slice(0, 4)}〕${this.#chance.whole(1, 60)}号`,
      servedOn: addDays(on, 1),
      deadline: addDays(on, 1 + deadlineAfter),
    });
  }

  /** One step of an approval, recorded by the post to which it belongs. */
  approve(
    when: When,
    matter: EntryOf<'approval'>['matter'],
    step: EntryOf<'approval'>['step'],
    decision: EntryOf<'approval'>['decision'],
    period: { readonly from?: When; readonly to?: When } = {},
  ): string {
    const author: Author =
      step === 'school'
        ? this.principal()
        : step === 'village'
          ? `village:${this.child.village}`
          : step === 'township'
            ? 'township-leader'
            : step === 'county' || step === 'receiving-county'
              ? 'county-committee'
              : 'social-affairs';
    return this.record(
      'approval',
      when,
      {
        matter,
        step,
        decision,
        ...(period.from !== undefined && { from: this.day(period.from) }),
        ...(period.to !== undefined && { to: this.day(period.to) }),
      },
      author,
    );
  }

  place(when: When, grade: number, fields: Partial<Fields<'placement'>> = {}): string {
    return this.record(
      'placement',
      when,
      {
        school: this.schoolName(),
        grade,
        class: '1班',
        headTeacher: '柏知秋',
        headTeacherPhone: phone(8600),
        ...fields,
      },
      this.principal(),
    );
  }

  letter(when: When, to: EntryOf<'letter'>['to'], from: EntryOf<'letter'>['from'] = 'township'): string {
    const on = this.day(when);
    return this.record('letter', on, {
      direction: 'outgoing',
      from,
      to,
      number: `霁溪府函〔${on.slice(0, 4)}〕${this.#chance.whole(1, 90)}号`,
      evidence: [this.paper('函')],
    });
  }

  reply(
    when: When,
    letterId: string,
    from: EntryOf<'letter'>['from'],
    outcome: NonNullable<EntryOf<'letter'>['outcome']>,
  ): string {
    return this.record('letter', when, {
      direction: 'reply',
      from,
      to: 'township',
      replyTo: letterId,
      outcome,
      evidence: [this.paper('复函')],
    });
  }

  /** A photo of its own for this act. */
  picture(what: string, when: When, kind: 'photo' | 'screenshot' = 'photo'): Evidence {
    const name = `${what}-${this.day(when)}-${this.#files.size + 1}.png`;
    return this.#keep(kind, name, photo(`${this.child.key} ${name}`), `${this.day(when)}T15:30:00+08:00`);
  }

  /** A photo that is still on the phone: named by its hash, its file not there. */
  pictureOnItsWay(name: string): Evidence {
    const sha256 = createHash('sha256')
      .update(photo(`${this.child.key} ${name}`))
      .digest('hex');
    return { kind: 'photo', sha256, name, due: true };
  }

  /** A scan of a paper. */
  paper(what: string): Evidence {
    const name = `${what}-${this.#files.size + 1}.png`;
    return this.#keep('scan', name, scan(`${this.child.key} ${name}`));
  }

  #keep(kind: Evidence['kind'], name: string, bytes: Buffer, takenAt?: string): Evidence {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#files.set(sha256, { name, bytes });
    return { kind, sha256, name, ...(takenAt && { takenAt }) };
  }

  schoolName(): string {
    return schoolOf(this.schoolKey()).name;
  }

  schoolKey(): string {
    return this.child.schooling?.school ?? 'centre';
  }

  principal(): Author {
    return `principal:${this.schoolKey()}`;
  }

  /** The person who answers or visits for a unit. */
  person(unit: VisitingUnit): Person {
    const village = villageOf(this.child.village);
    const office = (key: keyof typeof OFFICES, of: Person['unit']): Person => {
      const { name, post, phone: number } = OFFICES[key];
      return { name, unit: of, post, phone: number };
    };
    switch (unit) {
      case 'village':
        return { name: village.gridWorker, unit, post: '网格员', phone: phone(8000 + this.child.village) };
      case 'school': {
        const index = SCHOOLS.findIndex((each) => each.key === this.schoolKey());
        return { name: schoolOf(this.schoolKey()).principal, unit, post: '校长', phone: phone(8500 + index) };
      }
      case 'township':
        return office('socialAffairsClerk', unit);
      case 'justice':
        return office('justice', unit);
      case 'police':
        return office('police', unit);
      case 'league':
        return office('league', unit);
      case 'womens-federation':
        return office('womensFederation', unit);
    }
  }
}

/** Tells a script: the case with its acts in order and its files. */
export function tell(script: CaseScript, child: SampleChild, anchor: Day, narrator: Narrator): SampleCase {
  const story = new Story(script.key, child, anchor, narrator);
  script.tell(story);
  const days = story.acts.map((act) => act.entry.on);
  if (days.some((day, index) => day < (days[index - 1] ?? day))) {
    throw new Error(
      `The acts of the sample case "${script.key}" are not in the order of their days: ${days.join(' ')}`,
    );
  }
  return {
    key: script.key,
    about: script.about,
    id: new Chance(`case id ${script.key}`).uuid(Date.parse(`${days[0]}T16:00:00+08:00`)),
    child,
    acts: story.acts,
    shows: script.shows,
    files: story.files,
  };
}
