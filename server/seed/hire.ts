import type { Role } from '@quanxue/domain/basis/operation.ts';
import { createAccount, listUnits, type UnitRow } from '@quanxue/domain/people/operations.ts';
import type { Actor } from '../src/basis/actor.ts';
import type { House } from '../src/basis/house.ts';
import { OFFICES } from './county.ts';
import type { Past } from './past.ts';
import { type Person, sitDown } from './post.ts';
import { atOnce, type Scene } from './scene.ts';

/** The account names of the posts; villages and schools are numbered in the order of county.ts. */
export const DEMO_ACCOUNTS = {
  socialAffairs: 'shishiban',
  townshipLeader: 'fenguan',
  county: 'jiaowei',
  village: 'cun',
  principal: 'xiaozhang',
  justice: 'sifasuo',
  socialSecurity: 'shebaosuo',
  league: 'tuanwei',
  womensFederation: 'fulian',
  disabledFederation: 'canlian',
} as const;

const JOINT = [
  ['justice', 'justice'],
  ['socialSecurity', 'social-security'],
  ['league', 'youth-league'],
  ['womensFederation', 'womens-federation'],
  ['disabledFederation', 'disabled-federation'],
] as const satisfies readonly (readonly [keyof typeof OFFICES & keyof typeof DEMO_ACCOUNTS, Role])[];

/** Who gave out the accounts when the office began to work with this: the administrator of today was not there yet. */
const FIRST_ADMINISTRATOR = { account: 'jianku', name: '毕启新' } as const;
/** Accounts that are made at the same time: their passwords take a while to hash. */
const HANDS = 3;

/** Makes the accounts of the sample, each with its post since before the office began to work with this. */
export class Hiring {
  readonly #scene: Scene;
  readonly #past: Past;
  readonly #password: string;
  readonly #administrator: Person;

  private constructor(scene: Scene, past: Past, password: string, administrator: Person) {
    this.#scene = scene;
    this.#past = past;
    this.#password = password;
    this.#administrator = administrator;
  }

  static async begin(house: House, actor: Actor, scene: Scene, past: Past, password: string): Promise<Hiring> {
    const present = sitDown(house, actor.accountId);
    const unitId = actor.posts[0]?.unitId ?? '';
    const fromOn = scene.days.inOffice;
    const made = await present.ask(createAccount, {
      body: { ...FIRST_ADMINISTRATOR, password, posts: [{ role: 'administrator', unitId, fromOn }] },
    });
    return new Hiring(scene, past, password, sitDown(past.house, made.id));
  }

  /** The offices of township and county. */
  async offices(townshipId: string | undefined): Promise<void> {
    const { units } = await this.#administrator.ask(listUnits);
    const township = units.find((unit) => unit.id === townshipId && unit.kind === 'township') ?? one(units, 'township');
    const { socialAffairs, townshipLeader, county } = OFFICES;
    const { people } = this.#scene;
    const at = DEMO_ACCOUNTS;
    people.set('social-affairs', await this.#hire(at.socialAffairs, socialAffairs.name, 'social-affairs', township.id));
    people.set(
      'township-leader',
      await this.#hire(at.townshipLeader, townshipLeader.name, 'township-leader', township.id),
    );
    people.set(
      'county-committee',
      await this.#hire(at.county, county.name, 'county-committee', one(units, 'county').id),
    );
    await atOnce(HANDS, JOINT, async ([key, role]) => {
      people.set(role, await this.#hire(at[key], OFFICES[key].name, role, township.id));
    });
  }

  /** One account for each village and school that the lists named. */
  async villagesAndSchools(): Promise<void> {
    const scene = this.#scene;
    const numbers = new Map(scene.schoolsByNumber);
    const posts = [
      ...scene.villages.map((village, index) => async () => {
        const account = `${DEMO_ACCOUNTS.village}${index + 1}`;
        scene.people.set(
          `village:${index}`,
          await this.#hire(account, village.secretary, 'village', scene.village(index)),
        );
      }),
      ...[...numbers].map(([number, school]) => async () => {
        const account = `${DEMO_ACCOUNTS.principal}${number}`;
        scene.people.set(
          `principal:${school.key}`,
          await this.#hire(account, school.principal, 'principal', scene.school(school.key)),
        );
      }),
    ];
    await atOnce(HANDS, posts, (hire) => hire());
  }

  async #hire(account: string, name: string, role: Role, unitId: string): Promise<Person> {
    const posts = [{ role, unitId, fromOn: this.#scene.days.inOffice }];
    const made = await this.#administrator.ask(createAccount, {
      body: { account, name, password: this.#password, posts },
    });
    return sitDown(this.#past.house, made.id);
  }
}

function one(units: readonly UnitRow[], kind: UnitRow['kind']): UnitRow {
  const found = units.find((unit) => unit.kind === kind);
  if (!found) throw new Error(`The sample township needs a unit of kind ${kind}, and there is none.`);
  return found;
}
