import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import type { Listed, ListedSchooling } from './listed.ts';
import type { SchoolingState } from './operations.ts';
import { plainVillage, stateOfSchoolName } from './words.ts';

/* Which units the words of a list mean: villages and schools that are known, and those that will have to be made. */

export interface PlaceUnit {
  readonly id: string;
  readonly kind: string;
  readonly code: string | null;
  readonly name: string;
  readonly parentId: string | null;
}

export interface NewUnit extends PlaceUnit {
  readonly kind: 'village' | 'school';
  readonly parentId: string;
}

/** A village that was merged or a school that was closed: a list may still name it. */
export interface EndedUnit extends PlaceUnit {
  readonly endedOn: string;
}

export interface PlacedSchool {
  /** The school named has been closed: then nothing else here holds. */
  readonly closed?: Text;
  readonly schoolUnitId: string | null;
  readonly schoolName: string | null;
  readonly state: SchoolingState;
}

/** A name or code that a unit bore before, or that of a unit which has become another since. */
export interface FormerPlace {
  readonly kind: string;
  readonly name: string;
  readonly code: string | null;
  /** The unit that stands now. */
  readonly unitId: string;
  /** The unit that bore it: the same one where it was only renamed. */
  readonly formerId: string;
  readonly how: 'merged' | 'renamed' | 'alias';
  readonly onDay: Day;
}

/** The units of the county as a list sees them. Pure: ids for new units come from `makeId`. */
export class Places {
  /** Units that the list names and nobody knows yet, in the order of their first naming. */
  readonly made: NewUnit[] = [];
  private readonly units = new Map<string, PlaceUnit>();
  private readonly villages = new Map<string, PlaceUnit[]>();
  private readonly schools = new Map<string, PlaceUnit>();
  private readonly byCode = new Map<string, PlaceUnit>();
  private readonly county: PlaceUnit | undefined;
  private readonly townships: readonly PlaceUnit[];
  /** The township of the person who imports, or the only one. */
  private readonly home: PlaceUnit | undefined;
  private readonly makeId: () => string;
  private readonly former: readonly FormerPlace[];
  private readonly ended = new Map<string, EndedUnit>();

  constructor(
    units: readonly PlaceUnit[],
    baseUnitId: string,
    makeId: () => string,
    before: { readonly ended?: readonly EndedUnit[]; readonly former?: readonly FormerPlace[] } = {},
  ) {
    const { ended = [], former = [] } = before;
    this.former = former;
    this.makeId = makeId;
    for (const unit of units) this.units.set(unit.id, unit);
    this.county = units.find((unit) => unit.kind === 'county');
    this.townships = units.filter((unit) => unit.kind === 'township');
    this.home = this.townshipOf(baseUnitId) ?? (this.townships.length === 1 ? this.townships[0] : undefined);
    for (const unit of units) this.enter(unit);
    for (const { kind, name, unitId } of former) {
      const unit = this.units.get(unitId);
      if (kind === 'school' && unit && !this.schools.has(this.plainSchool(name))) {
        this.schools.set(this.plainSchool(name), unit);
      }
    }
    for (const unit of ended) {
      if (unit.code) this.ended.set(`${unit.kind} ${unit.code}`, unit);
      if (unit.kind === 'school') this.ended.set(`school ${this.plainSchool(unit.name)}`, unit);
    }
  }

  /** The unit itself and those that became it. */
  withFormer(unitId: string): string[] {
    return [unitId, ...this.former.flatMap((each) => (each.unitId === unitId ? each.formerId : []))];
  }

  /** What a list says of a place, unless what stands means the same place under the unit that it was before. */
  sameUnit(stands: string | null, says: string | null): string | null {
    return stands !== null && says !== null && this.withFormer(says).includes(stands) ? stands : says;
  }

  nameOf(unitId: string): string | null {
    return this.units.get(unitId)?.name ?? null;
  }

  /** The township above a unit, itself included. */
  townshipOf(unitId: string | null): PlaceUnit | undefined {
    let unit = unitId ? this.units.get(unitId) : undefined;
    while (unit && unit.kind !== 'township') unit = unit.parentId ? this.units.get(unit.parentId) : undefined;
    return unit;
  }

  /** The village of registration: by its code, its name, or the registered address. Made where nobody knows it. */
  registered(listed: Listed): { readonly unitId: string | null; readonly warning: Text | null } {
    const code = listed.villageCode ?? null;
    const known = code ? this.byCode.get(`village ${code}`) : undefined;
    if (known) return { unitId: known.id, warning: null };
    const formerly = code ? this.former.find((each) => each.kind === 'village' && each.code === code) : undefined;
    if (formerly) return this.became(formerly);
    const ended = code ? this.ended.get(`village ${code}`) : undefined;
    if (ended) return this.endedVillage(ended, listed);
    const found = this.registeredInWords(listed, code);
    return code && !found.warning ? this.doubtCode(code, found.unitId) : found;
  }

  /** A code that nobody knows, beside the village that the words of the row mean. */
  private doubtCode(
    code: string,
    unitId: string | null,
  ): { readonly unitId: string | null; readonly warning: Text | null } {
    const unit = unitId ? this.units.get(unitId) : undefined;
    const fits =
      unit && (unit.code === code || (unit.code === null && code.startsWith(this.townshipOf(unit.id)?.code ?? '')));
    return { unitId, warning: fits ? null : sentences.codeUnknown(code, unit?.name ?? null) };
  }

  private registeredInWords(
    listed: Listed,
    code: string | null,
  ): { readonly unitId: string | null; readonly warning: Text | null } {
    const name = listed.registeredVillage ?? null;
    const address = listed.registeredAddress ?? null;
    if (name) return this.village(name, code, address ?? '');
    const found = address ? this.villageIn(address) : undefined;
    if (found) return { unitId: found.id, warning: null };
    const named = address ? villageName(address) : undefined;
    if (named && address && !this.isElsewhere(address)) return this.village(named, code, address);
    if (listed.registeredVillage === undefined && listed.registeredAddress === undefined) {
      return { unitId: null, warning: null };
    }
    return { unitId: null, warning: sentences.noVillage() };
  }

  /** The code of a village that is no more, and nobody wrote down what it became: its village by the name, and a word about it. */
  private endedVillage(ended: EndedUnit, listed: Listed): { unitId: string | null; warning: Text } {
    const { unitId } = this.registered({ ...listed, villageCode: null });
    return {
      unitId,
      warning: sentences.mergedCode(ended.code ?? '', ended.name, ended.endedOn, unitId && this.nameOf(unitId)),
    };
  }

  /** Where a child lives, as far as the list says: null where it lives elsewhere or the list is silent. */
  residence(listed: Listed, registeredUnitId: string | null): string | null {
    if (listed.residenceVillage) return this.village(listed.residenceVillage, null, listed.address ?? '').unitId;
    if (listed.address) return this.villageIn(listed.address)?.id ?? null;
    // A list without any column of residence: people live where they are registered until something says otherwise.
    return listed.residenceVillage === undefined && listed.address === undefined ? registeredUnitId : null;
  }

  /** What of a row's places is known already; makes nothing. */
  known(listed: Listed): {
    readonly registeredUnitId: string | null;
    readonly schoolUnitId: string | null;
    readonly closed: Text | null;
  } {
    const village = listed.registeredVillage ?? null;
    const byCode = listed.villageCode ? this.byCode.get(`village ${listed.villageCode}`) : undefined;
    const byName = village ? single(this.villages.get(plainVillage(village)) ?? []) : undefined;
    const { school = null, schoolCode = null } = listed.school ?? {};
    const at =
      (schoolCode && this.byCode.get(`school ${schoolCode}`)) || (school && this.schools.get(this.plainSchool(school)));
    const closed = at || !school ? undefined : this.ended.get(`school ${this.plainSchool(school)}`);
    return {
      registeredUnitId: byCode?.id ?? byName?.id ?? null,
      schoolUnitId: at ? at.id : null,
      closed: closed ? sentences.closedSchool(closed.name, closed.endedOn) : null,
    };
  }

  /** The school, and from where it lies the state of a pupil who is simply enrolled. */
  school(listed: ListedSchooling, registeredUnitId: string | null): PlacedSchool {
    const name = listed.school;
    const known =
      (listed.schoolCode && this.byCode.get(`school ${listed.schoolCode}`)) ||
      (name && this.schools.get(this.plainSchool(name))) ||
      undefined;
    const closed = known
      ? undefined
      : (listed.schoolCode && this.ended.get(`school ${listed.schoolCode}`)) ||
        (name && this.ended.get(`school ${this.plainSchool(name)}`)) ||
        undefined;
    if (closed) {
      const told = sentences.closedSchool(closed.name, closed.endedOn);
      return { schoolUnitId: null, schoolName: closed.name, state: 'unknown', closed: told };
    }
    const elsewhere = known ? false : this.liesElsewhere(listed);
    const unit = known ?? (elsewhere ? undefined : this.makeSchool(listed));
    const state = listed.state === 'enrolled' ? this.stateAt(listed, unit, elsewhere, registeredUnitId) : listed.state;
    return { schoolUnitId: unit?.id ?? null, schoolName: unit?.name ?? name, state };
  }

  private stateAt(
    listed: ListedSchooling,
    unit: PlaceUnit | undefined,
    elsewhere: boolean,
    registeredUnitId: string | null,
  ): SchoolingState {
    const byName = stateOfSchoolName(unit?.name ?? listed.school ?? '');
    if (byName) return byName;
    if (elsewhere || !unit) return 'out-of-county';
    const home = this.townshipOf(registeredUnitId) ?? this.home;
    return this.townshipOf(unit.id)?.id === home?.id ? 'here' : 'county';
  }

  private liesElsewhere(listed: ListedSchooling): boolean {
    const said = listed.county ?? '';
    if (/县外|市外|省外|区外|外地|外省|外县/.test(said)) return true;
    if (/县内|本县|本镇|本乡|镇内|乡内|本地/.test(said)) return false;
    if (said) return !this.isOwnCounty(said);
    return listed.school !== null && this.isElsewhere(listed.school);
  }

  /** A text that begins with another county or city: 澜浦市枕石小学. */
  private isElsewhere(text: string): boolean {
    const match =
      /^(?:\p{Script=Han}{2,4}?(?:省|自治区))?(?:\p{Script=Han}{2,4}?市)?(\p{Script=Han}{1,6}?(?:自治县|县|区|市))?/u.exec(
        text,
      );
    const whole = match?.[0] ?? '';
    if (!whole || /社区|校区|园区|小区|片区/.test(whole)) return false;
    return !this.isOwnCounty(text) && /[省市县区]$/.test(whole);
  }

  private isOwnCounty(text: string): boolean {
    const own = this.county?.name ?? '';
    const stem = own.replace(/(自治县|县|区|市)$/, '');
    return (
      stem !== '' && (text.includes(own) || text === stem || text.includes(`${stem}县`) || text.includes(`${stem}区`))
    );
  }

  private makeSchool(listed: ListedSchooling): PlaceUnit | undefined {
    const name = listed.school?.replace(/\s/g, '');
    if (!name || !this.county) return undefined;
    const parent = this.parentOfSchool(listed, name);
    return this.make({ id: this.makeId(), kind: 'school', code: listed.schoolCode, name, parentId: parent.id });
  }

  private parentOfSchool(listed: ListedSchooling, name: string): PlaceUnit {
    const county = this.county as PlaceUnit;
    const home = this.home ?? county;
    const said = `${listed.township ?? ''}`;
    if (/本镇|本乡|镇内|乡内/.test(`${listed.county ?? ''}${said}`)) return home;
    if (said) return this.townships.find((each) => said.includes(stemOf(each.name))) ?? county;
    if (/县内|镇外/.test(listed.county ?? '')) return county;
    const named = this.townships.find((each) => name.includes(each.name));
    if (named) return named;
    // 雾屏县城关小学 carries the county in its name and no township: a school of the county.
    return name.startsWith(county.name) ? county : home;
  }

  private village(name: string, code: string | null, context: string): { unitId: string | null; warning: Text | null } {
    const home =
      this.townships.find((each) => `${name}${context}`.includes(each.name)) ??
      this.townships.find((each) => code && each.code && code.startsWith(each.code)) ??
      this.home;
    const plain = plainVillage(name);
    const known = this.villages.get(plain) ?? [];
    const here =
      known.find((unit) => unit.parentId === home?.id) ?? (home ? undefined : single(known)) ?? single(known);
    if (here) return { unitId: here.id, warning: null };
    const formerly = this.former.filter((each) => each.kind === 'village' && plainVillage(each.name) === plain);
    const became =
      formerly.find((each) => this.townshipOf(each.unitId)?.id === home?.id) ??
      (new Set(formerly.map((each) => each.unitId)).size === 1 ? formerly[0] : undefined);
    if (became && known.length === 0) return this.became(became);
    if (known.length > 1) return { unitId: null, warning: sentences.whichTownship(name) };
    if (!home) return { unitId: null, warning: sentences.whichTownship(name) };
    if (code && this.county?.code && !code.startsWith(this.county.code)) {
      return { unitId: null, warning: sentences.codeElsewhere(code) };
    }
    const own = code?.startsWith(home.code ?? '') ? code : null;
    const made = this.make({ id: this.makeId(), kind: 'village', code: own, name: plain, parentId: home.id });
    return { unitId: made.id, warning: null };
  }

  private became(former: FormerPlace): { unitId: string; warning: Text | null } {
    const now = this.units.get(former.unitId);
    const warning = former.how === 'alias' ? null : sentences.became(former, now?.name ?? '');
    return { unitId: former.unitId, warning };
  }

  /** The known village whose name stands in an address; the longest where several do. */
  private villageIn(address: string): PlaceUnit | undefined {
    if (this.isElsewhere(address)) return undefined;
    const named = villageName(address);
    if (named) return single(this.villages.get(plainVillage(named)) ?? []) ?? this.formerVillage(named);
    let found: PlaceUnit | undefined;
    for (const [name, units] of this.villages) {
      if (address.includes(name) && name.length > (found?.name.length ?? 1)) found = single(units);
    }
    return found;
  }

  private formerVillage(name: string): PlaceUnit | undefined {
    const plain = plainVillage(name);
    const ids = this.former.flatMap((each) =>
      each.kind === 'village' && plainVillage(each.name) === plain ? each.unitId : [],
    );
    return new Set(ids).size === 1 ? this.units.get(ids[0] ?? '') : undefined;
  }

  private make(unit: NewUnit): PlaceUnit {
    this.made.push(unit);
    this.units.set(unit.id, unit);
    this.enter(unit);
    return unit;
  }

  private enter(unit: PlaceUnit): void {
    if (unit.code) this.byCode.set(`${unit.kind} ${unit.code}`, unit);
    if (unit.kind === 'village') {
      const plain = plainVillage(unit.name);
      this.villages.set(plain, [...(this.villages.get(plain) ?? []), unit]);
    }
    if (unit.kind === 'school') this.schools.set(this.plainSchool(unit.name), unit);
  }

  /** 雾屏县霁溪镇中心小学 and 霁溪镇中心小学 are one. */
  private plainSchool(name: string): string {
    const bare = name.replace(/\s/g, '').replace(/（/g, '(').replace(/）/g, ')');
    const county = this.county?.name ?? '';
    const at = county ? bare.indexOf(county) : -1;
    const rest = at >= 0 ? bare.slice(at + county.length) : bare;
    return rest.length >= 4 ? rest : bare;
  }
}

function single(units: readonly PlaceUnit[]): PlaceUnit | undefined {
  return units.length === 1 ? units[0] : undefined;
}

function stemOf(name: string): string {
  return name.replace(/(镇|乡|街道)$/, '');
}

/** The village in an address: 雾屏县霁溪镇听松坪村3组12号 → 听松坪村. */
function villageName(address: string): string | undefined {
  const match = /(?:镇|乡|街道|县|区|市|^)(\p{Script=Han}{2,8}?(?:村(?!民)|社区))/u.exec(address.replace(/\s/g, ''));
  return match?.[1];
}

const sentences = {
  became: ({ name, code, onDay, how }: FormerPlace, now: string): Text =>
    how === 'renamed' && name === now
      ? {
          zh: `“${now}”的代码 ${code} 已于 ${onDay} 变更，按“${now}”登记。请在名单中改用新的代码。`,
          en: `The code ${code} of "${now}" was changed on ${onDay}; the child is taken as of "${now}". Use the new code in the list.`,
        }
      : how === 'merged'
        ? {
            zh: `“${name}”已于 ${onDay} 并入“${now}”，按“${now}”登记。请在名单中改用新的村名和代码。`,
            en: `"${name}" became part of "${now}" on ${onDay}; the child is taken as of "${now}". Use the new name and code in the list.`,
          }
        : {
            zh: `“${name}”自 ${onDay} 起叫“${now}”，按“${now}”登记。请在名单中改用新的村名和代码。`,
            en: `"${name}" is called "${now}" since ${onDay}; the child is taken as of "${now}". Use the new name and code in the list.`,
          },
  codeUnknown: (code: string, village: string | null): Text =>
    village
      ? {
          zh: `没有代码为 ${code} 的村，按村名登记为“${village}”。请核对代码。`,
          en: `No village has the code ${code}; by its name the child is taken as of "${village}". Check the code.`,
        }
      : {
          zh: `没有代码为 ${code} 的村，村留空。请核对代码，或补上村名。`,
          en: `No village has the code ${code}; the village was left empty. Check the code, or add the village’s name.`,
        },
  codeElsewhere: (code: string): Text => ({
    zh: `村代码 ${code} 不属于本县，村留空。请核对代码；确在外县的，不用改。`,
    en: `The village code ${code} belongs to another county; the village was left empty. Check the code; if the child is of another county, leave it.`,
  }),
  noVillage: (): Text => ({
    zh: '没有户籍村（社区），分村统计时会列在“未定”。请补上村名。',
    en: 'There is no village of registration; in tables by village the child stands under "unknown". Add the village.',
  }),
  mergedCode: (code: string, name: string, on: string, now: string | null): Text => ({
    zh: `村代码 ${code}（${name}）已于 ${on} 撤并，${now ? `按“${now}”登记` : '户籍村留空'}。请在原表中改用现行代码。`,
    en: `The village code ${code} (${name}) ended on ${on} by a merger; ${now ? `"${now}" was taken` : 'the village was left empty'}. Use the present code in the list.`,
  }),
  closedSchool: (name: string, on: string): Text => ({
    zh: `“${name}”已于 ${on} 撤并或停办，本行不导入。请核实该生现在就读的学校，改正后重新导入。`,
    en: `"${name}" was closed on ${on}; this row is not imported. Find out at which school the pupil is now, correct the row and import again.`,
  }),
  whichTownship: (name: string): Text => ({
    zh: `分不清“${name}”属于哪个乡镇，村留空。请在村名前写上乡镇名，或由该乡镇导入。`,
    en: `It is unclear to which township "${name}" belongs; the village was left empty. Write the township before the village, or let that township import the list.`,
  }),
};
