import { addDays, type Day, daysBetween, schoolYearOf } from '@quanxue/domain/basis/plain-date.ts';
import { type ChildHeader, DISABILITIES, type Disability } from '@quanxue/domain/casefile/schema.ts';
import { checkCharacter } from '@quanxue/domain/children/citizen-number.ts';
import type { SchoolingState } from '@quanxue/domain/children/operations.ts';
import { expectedGrade, schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { COUNTY, phone, schoolOf, VILLAGES, villageOf } from './county.ts';
import { adultName, childName, ETHNICITIES, surname } from './names.ts';
import { Chance } from './random.ts';

export type Household = NonNullable<ChildHeader['households']>[number];

export interface SampleGuardian {
  readonly name: string;
  /** 父亲, 母亲, 祖父 … as the lists say it. */
  readonly relation: string;
  readonly phone: string;
}

export interface SampleSchooling {
  readonly state: SchoolingState;
  readonly school: string;
  readonly grade: number;
  readonly class: string;
  readonly rollNumber: string;
  readonly boarding: boolean;
}

export interface SampleChild {
  readonly key: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: Day;
  readonly citizenId: string;
  readonly ethnicity: string;
  /** Index into VILLAGES: where the child is registered. */
  readonly village: number;
  readonly group: number;
  readonly guardians: readonly SampleGuardian[];
  readonly households: readonly Household[];
  readonly leftBehind: boolean;
  readonly disability?: Disability;
  /** What the roll says; undefined for a child that no school knows. */
  readonly schooling?: SampleSchooling;
  /** False for a child that the police list of the township does not carry. */
  readonly onPopulation: boolean;
}

/** What a case asks of its child; everything else is left to chance. Exactly one of `grade` and `birthDate`. */
export interface CastSpec {
  readonly key: string;
  /** The grade in which the child would sit at the anchor. */
  readonly grade?: number;
  readonly birthDate?: Day;
  readonly sex?: 'male' | 'female';
  readonly village: number;
  readonly households?: readonly Household[];
  readonly disability?: Pick<Disability, 'category' | 'level'>;
  /** State and school on the roll; `null` for a child without one. */
  readonly roll: { readonly state: SchoolingState; readonly school: string; readonly grade?: number } | null;
  readonly onPopulation?: boolean;
}

/** Everything from here on is invented by chance in one fixed order: the same anchor gives the same children. */
export class Registry {
  readonly anchor: Day;
  readonly #chance = new Chance('children');
  /** How many numbers a birth date has used up, by sex: the sequence of the citizen number. */
  readonly #sequence = new Map<string, number>();
  readonly #names = new Set<string>();
  #phones = 0;

  constructor(anchor: Day) {
    this.anchor = anchor;
  }

  /** A number of GB 11643 form in the area 509999, which nobody has. */
  citizenId(birthDate: Day, sex: 'male' | 'female'): string {
    const key = `${birthDate} ${sex}`;
    const used = this.#sequence.get(key) ?? 0;
    this.#sequence.set(key, used + 1);
    const serial = String(2 * used + (sex === 'male' ? 1 : 2)).padStart(3, '0');
    const first17 = `${COUNTY.code}${birthDate.replaceAll('-', '')}${serial}`;
    return first17 + checkCharacter(first17);
  }

  /** The child that a case is about. */
  cast(spec: CastSpec): SampleChild {
    const chance = new Chance(`cast ${spec.key}`);
    const sex = spec.sex ?? chance.pick(['male', 'female'] as const);
    const birthDate = spec.birthDate ?? this.#birthOfGrade(spec.grade ?? 1, chance);
    const family = this.#family(chance, spec.village);
    const citizenId = this.citizenId(birthDate, sex);
    const ethnicity = chance.pick(['汉族', '土家族', '苗族']);
    return {
      key: spec.key,
      name: this.#freshName(chance, family.surname, sex, ethnicity),
      sex,
      birthDate,
      citizenId,
      ethnicity,
      village: spec.village,
      group: family.group,
      guardians: family.guardians,
      households: spec.households ?? [],
      leftBehind: spec.households?.includes('left-behind') ?? false,
      ...(spec.disability && { disability: certificate(citizenId, spec.disability) }),
      ...(spec.roll && {
        schooling: {
          state: spec.roll.state,
          school: spec.roll.school,
          grade: spec.roll.grade ?? spec.grade ?? 9,
          class: '1班',
          rollNumber: `G${citizenId}`,
          boarding: chance.happens(0.4),
        },
      }),
      onPopulation: spec.onPopulation ?? true,
    };
  }

  /** The other children of the township, in families, until there are `count`. */
  crowd(count: number): SampleChild[] {
    const children: SampleChild[] = [];
    while (children.length < count) {
      const chance = this.#chance;
      const village = chance.weighted(VILLAGES.map((each, index) => [index, each.weight] as const));
      const ethnicity = chance.weighted(ETHNICITIES);
      const family = this.#family(chance, village);
      const poor = chance.weighted<Household | undefined>([
        [undefined, 80],
        ['registered-poor', 12],
        ['subsistence', 4],
        ['monitored', 2],
        ['borderline', 1.5],
        ['extreme-poverty', 0.5],
      ]);
      const leftBehind = chance.happens(0.22);
      let birthDate = this.#anyBirth(chance);
      for (
        let size = chance.weighted([
          [1, 50],
          [2, 38],
          [3, 12],
        ] as const);
        size > 0;
        size--
      ) {
        if (children.length < count) {
          children.push(
            this.#child(
              `c${String(children.length + 1).padStart(4, '0')}`,
              birthDate,
              village,
              ethnicity,
              family,
              poor,
              leftBehind,
            ),
          );
        }
        birthDate = addDays(birthDate, chance.whole(400, 1500));
        if (birthDate > addDays(schoolAgeCohort(this.anchor).bornTo, 330)) break;
      }
    }
    return children;
  }

  #child(
    key: string,
    birthDate: Day,
    village: number,
    ethnicity: string,
    family: Family,
    poor: Household | undefined,
    leftBehind: boolean,
  ): SampleChild {
    const chance = this.#chance;
    const sex = chance.happens(0.52) ? 'male' : 'female';
    const citizenId = this.citizenId(birthDate, sex);
    const disabled = chance.happens(0.012);
    const disability = disabled
      ? certificate(citizenId, {
          category: chance.pick(['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental'] as const),
          level: chance.whole(2, 4),
        })
      : undefined;
    const schooling = this.#schooling(birthDate, village, citizenId, disability !== undefined);
    const orphan = chance.happens(0.003);
    return {
      key,
      name: this.#freshName(chance, family.surname, sex, ethnicity),
      sex,
      birthDate,
      citizenId,
      ethnicity,
      village,
      group: family.group,
      guardians: orphan
        ? [
            {
              name: adultName(chance, family.surname, 'male'),
              relation: '祖父',
              phone: family.guardians[0]?.phone ?? '',
            },
          ]
        : family.guardians,
      households: [
        ...(poor ? [poor] : []),
        ...(orphan ? (['orphan'] as const) : []),
        ...(leftBehind ? (['left-behind'] as const) : []),
      ],
      leftBehind,
      ...(disability && { disability }),
      ...(schooling && { schooling }),
      // A few families live here with their household registration elsewhere: on the roll, on no police list.
      onPopulation: !(schooling?.state === 'here' && chance.happens(0.012)),
    };
  }

  /** Where a child of this birth date learns; undefined below and above school age, and for the few whom no list explains. */
  #schooling(birthDate: Day, village: number, citizenId: string, disabled: boolean): SampleSchooling | undefined {
    const chance = this.#chance;
    const grade = expectedGrade(birthDate, this.anchor);
    if (grade < 1 || grade > 9 || chance.happens(0.011)) return undefined;
    const middle = grade > 6;
    const near = [5, 6, 7].includes(village) ? 'xingdou' : [9, 10, 11].includes(village) ? 'zhuying' : 'centre';
    const [state, school] = chance.weighted<readonly [SchoolingState, string]>([
      [['here', middle ? 'middle' : chance.happens(0.25) ? 'centre' : near], disabled ? 50 : 77],
      [['county', middle ? 'town-middle' : 'town-primary'], 14],
      [['out-of-county', middle ? 'far-middle' : 'far-primary'], 8],
      [['special-education', 'special-education'], disabled ? 28 : 0],
    ]);
    return {
      state,
      school,
      grade,
      class: `${chance.whole(1, schoolOf(school).place === 'here' && near !== 'centre' && !middle ? 1 : 3)}班`,
      rollNumber: `G${citizenId}`,
      boarding: middle ? chance.happens(0.7) : chance.happens(0.12),
    };
  }

  /** From a year below school age to a year and a half above it. */
  #anyBirth(chance: Chance): Day {
    const window = schoolAgeCohort(this.anchor);
    const oldest = addDays(window.bornFrom, -400);
    return addDays(oldest, chance.whole(0, daysBetween(oldest, addDays(window.bornTo, 120))));
  }

  #birthOfGrade(grade: number, chance: Chance): Day {
    const born = schoolYearOf(this.anchor) - 5 - grade;
    return addDays(`${born - 1}-09-01`, chance.whole(0, 360));
  }

  #family(chance: Chance, village: number): Family {
    const name = surname(chance);
    const kind = chance.weighted<'parents' | 'father' | 'mother' | 'grandparents'>([
      ['parents', 62],
      ['father', 13],
      ['mother', 11],
      ['grandparents', 14],
    ]);
    const father = { name: adultName(chance, name, 'male'), relation: '父亲', phone: this.#phone() };
    const mother = { name: adultName(chance, surname(chance), 'female'), relation: '母亲', phone: this.#phone() };
    const grandmother = { name: adultName(chance, surname(chance), 'female'), relation: '祖母', phone: this.#phone() };
    const guardians = {
      parents: [father, mother],
      father: [father],
      mother: [mother],
      grandparents: [grandmother],
    }[kind];
    return { surname: name, group: chance.whole(1, villageOf(village).groups), guardians };
  }

  /** Hardly two children share a name, though in life they do: a report of a bug names a child, and everybody must find the same one. */
  #freshName(chance: Chance, family: string, sex: 'male' | 'female', ethnicity: string): string {
    for (let attempt = 0; ; attempt++) {
      const name = childName(chance, family, sex, ethnicity);
      if (!this.#names.has(name) || attempt > 200) {
        this.#names.add(name);
        return name;
      }
    }
  }

  #phone(): string {
    this.#phones += 1;
    return phone(this.#phones % 9000);
  }
}

interface Family {
  readonly surname: string;
  readonly group: number;
  readonly guardians: readonly SampleGuardian[];
}

/** The certificate carries the citizen number, one digit for the category and one for the level (GB/T 26341). */
function certificate(citizenId: string, { category, level }: Pick<Disability, 'category' | 'level'>): Disability {
  return { category, level, certificateNumber: `${citizenId}${DISABILITIES.indexOf(category) + 1}${level}` };
}
