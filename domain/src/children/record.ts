import type { Day } from '../basis/plain-date.ts';
import type { Disability } from '../casefile/schema.ts';
import { maskPhone } from '../people/phone.ts';
import { maskCitizenNumber } from './citizen-number.ts';
import type { Listed, ListedGuardian } from './listed.ts';
import type { ImportRow, SchoolingState } from './operations.ts';
import type { Household } from './words.ts';

export { maskPhone };

/* What the ledgers know of a child, and what a list makes of it. */

export interface ChildRecord {
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthDate: Day;
  readonly ethnicity: string | null;
  readonly households: readonly Household[];
  readonly disabled: boolean;
  readonly registeredUnitId: string | null;
  readonly residenceUnitId: string | null;
  readonly citizenId: string | null;
  /** A paper that is none of the cards with 18 characters; no list knows it. */
  readonly otherDocument?: { readonly kind: string; readonly number: string } | null;
  readonly guardians: readonly ListedGuardian[];
  readonly disability: Disability | null;
  readonly registeredAddress: string | null;
  readonly address: string | null;
  readonly group: string | null;
}

export interface SchoolingRecord {
  readonly state: SchoolingState;
  readonly schoolUnitId: string | null;
  readonly schoolName: string | null;
  readonly grade: number | null;
  readonly class: string | null;
  readonly marks: readonly string[];
  readonly rollNumber: string | null;
}

/** Which villages a row names, as units. */
export interface ListedPlaces {
  readonly registeredUnitId: string | null;
  readonly residenceUnitId: string | null;
}

/**
 * The child as it will stand when a row is taken in. The population list is the measure of who a child is and where it
 * is registered; the roll only fills what is still empty, so that two lists that disagree do not undo each other at
 * every import. An empty cell never empties a ledger.
 */
export function mergeChild(
  kind: 'population' | 'roll',
  before: ChildRecord | null,
  listed: Listed,
  places: ListedPlaces,
): ChildRecord {
  const leads = kind === 'population' || before === null;
  const choose = <T>(stands: T | null | undefined, says: T | null | undefined): T | null =>
    (leads ? (says ?? stands) : (stands ?? says)) ?? null;
  const disability = mergeDisability(before?.disability ?? null, listed.disability ?? null);
  return {
    name: choose(before?.name, listed.name) ?? '',
    sex: leads && listed.sex !== 'unknown' ? listed.sex : before && before.sex !== 'unknown' ? before.sex : listed.sex,
    birthDate: choose(before?.birthDate, listed.birthDate) ?? '',
    ethnicity: choose(before?.ethnicity, listed.ethnicity),
    households: mergeHouseholds(before?.households ?? [], listed),
    disabled: disability !== null || (listed.disabled ?? false) || (before?.disabled ?? false),
    registeredUnitId: choose(before?.registeredUnitId, places.registeredUnitId),
    residenceUnitId: choose(before?.residenceUnitId, places.residenceUnitId),
    // A number is only ever added: another one is another child, or for a person to decide.
    citizenId: before?.citizenId ?? listed.citizenId,
    ...(before?.otherDocument && { otherDocument: before.otherDocument }),
    guardians: mergeGuardians(before?.guardians ?? [], listed.guardians ?? [], leads),
    disability,
    registeredAddress: choose(before?.registeredAddress, listed.registeredAddress),
    address: choose(before?.address, listed.address),
    group: choose(before?.group, listed.group),
  };
}

/** The child as it will stand when a list of households or disabilities is taken in: nothing but what that list is about. */
export function mergeFacts(
  kind: 'households' | 'disability',
  before: ChildRecord,
  listed: Listed,
  today: Day,
): ChildRecord {
  if (kind === 'disability') {
    const disability = mergeDisability(before.disability, listed.disability ?? null);
    return { ...before, disability, disabled: before.disabled || disability !== null || (listed.disabled ?? false) };
  }
  const named = listed.households ?? [];
  // What the list says has ended holds no more; another category that it does not name is not its business.
  const over = listed.householdTo != null && listed.householdTo <= today;
  const stand = before.households.filter((each) => !named.includes(each));
  return { ...before, households: over ? stand : [...stand, ...named].sort() };
}

function mergeDisability(stands: Disability | null, says: Listed['disability']): Disability | null {
  if (!says) return stands;
  const same = stands?.category === says.category && stands.level === says.level;
  return { ...(same ? stands : {}), ...says };
}

/** A list decides about the categories it has columns for, and about no others. */
function mergeHouseholds(stands: readonly Household[], listed: Listed): readonly Household[] {
  if (!listed.households) return stands;
  const told = new Set(listed.householdsTold ?? []);
  return [...new Set([...stands.filter((each) => !told.has(each)), ...listed.households])].sort();
}

const VAGUE = /^(父母|户主)/;

function mergeGuardians(
  stands: readonly ListedGuardian[],
  says: readonly ListedGuardian[],
  leads: boolean,
): readonly ListedGuardian[] {
  const merged = stands.map((guardian) => {
    const other = says.find((each) => each.name === guardian.name);
    if (!other) return guardian;
    const [first, second] = leads ? [other, guardian] : [guardian, other];
    const relation =
      first.relation && !VAGUE.test(first.relation) ? first.relation : (second.relation ?? first.relation);
    return {
      name: guardian.name,
      relation: relation && VAGUE.test(relation) ? (guardian.relation ?? relation) : relation,
      phone: first.phone ?? second.phone,
      citizenId: first.citizenId ?? second.citizenId,
    };
  });
  return [...merged, ...says.filter((each) => !stands.some((guardian) => guardian.name === each.name))];
}

/** States in which a pupil is simply on a school's roll. */
const ENROLLED: ReadonlySet<SchoolingState> = new Set([
  'here',
  'county',
  'out-of-county',
  'special-education',
  'vocational',
]);

export function isEnrolled(state: SchoolingState): boolean {
  return ENROLLED.has(state);
}

/**
 * The line that the roll would write, or null where what stands may stay: it says the same, or somebody's act
 * (`byAct`: a leave, a suspicion, a decision in an open case) wrote it and the roll, always late, does not overrule that.
 */
export function mergeSchooling(
  stands: SchoolingRecord | null,
  byAct: boolean,
  says: SchoolingRecord,
): { readonly after: SchoolingRecord | null; readonly kept: boolean } {
  if (!stands) return { after: says, kept: false };
  if (byAct && !(isEnrolled(stands.state) && isEnrolled(says.state))) {
    return { after: null, kept: stands.state !== says.state };
  }
  const sameSchool = stands.schoolUnitId === says.schoolUnitId && stands.schoolName === says.schoolName;
  const after: SchoolingRecord = {
    ...says,
    grade: says.grade ?? (sameSchool ? stands.grade : null),
    class: says.class ?? (sameSchool ? stands.class : null),
    rollNumber: says.rollNumber ?? stands.rollNumber,
  };
  const same =
    sameSchool &&
    stands.state === after.state &&
    stands.grade === after.grade &&
    stands.class === after.class &&
    stands.rollNumber === after.rollNumber &&
    isSame([...stands.marks].sort(), [...after.marks].sort());
  return { after: same ? null : after, kept: false };
}

type Label = { readonly zh: string; readonly en: string };
type Change = ImportRow['changes'][number];

/** Names of units by id, for people's eyes. */
export type UnitNames = (unitId: string) => string | null;

const SEXES = { male: '男', female: '女', unknown: '未知' };
const HOUSEHOLD_NAMES: Readonly<Record<Household, string>> = {
  'registered-poor': '脱贫（建档立卡）户',
  monitored: '监测户',
  borderline: '边缘户',
  subsistence: '低保户',
  'extreme-poverty': '特困供养',
  orphan: '孤儿',
  'left-behind': '留守儿童',
};
const DISABILITY_NAMES: Readonly<Record<Disability['category'], string>> = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
};
export const STATE_NAMES: Readonly<Record<SchoolingState, string>> = {
  here: '本乡镇就读',
  county: '本县外乡镇就读',
  'out-of-county': '县外就读',
  'special-education': '特殊教育学校就读',
  'home-teaching': '送教上门',
  'remote-teaching': '远程送教',
  'special-school': '专门学校就读',
  leave: '休学',
  deferral: '缓学',
  exemption: '免学',
  completed: '已完成义务教育',
  vocational: '职业学校就读',
  suspected: '疑似辍学',
  'dropped-out': '辍学',
  unknown: '去向不明',
  left: '已离开（死亡、迁出等）',
};
const MARK_NAMES: Readonly<Record<string, string>> = { boarding: '住校', 'regular-class': '随班就读' };

const LABELS = {
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  birthDate: { zh: '出生日期', en: 'Birth date' },
  citizenId: { zh: '身份证号', en: 'Citizen number' },
  ethnicity: { zh: '民族', en: 'Ethnicity' },
  registeredUnitId: { zh: '户籍村（社区）', en: 'Village of registration' },
  residenceUnitId: { zh: '现居住村（社区）', en: 'Village of residence' },
  group: { zh: '组（社）', en: 'Group' },
  registeredAddress: { zh: '户籍地址', en: 'Registered address' },
  address: { zh: '现住址', en: 'Address' },
  guardians: { zh: '监护人', en: 'Guardians' },
  households: { zh: '家庭类别', en: 'Household categories' },
  disability: { zh: '残疾', en: 'Disability' },
} as const;
const SCHOOLING_LABELS = {
  state: { zh: '就读状态', en: 'Schooling' },
  schoolName: { zh: '学校', en: 'School' },
  grade: { zh: '年级', en: 'Grade' },
  class: { zh: '班级', en: 'Class' },
  rollNumber: { zh: '学籍号', en: 'Roll number' },
  marks: { zh: '住校、随班就读', en: 'Boarding, regular class' },
} as const;

/** Field by field what differs, in words, numbers and phones masked. Empty when nothing does. */
export function changesOf(
  before: ChildRecord | null,
  after: ChildRecord | null,
  schoolingBefore: SchoolingRecord | null,
  schoolingAfter: SchoolingRecord | null,
  unitName: UnitNames,
): Change[] {
  const changes: Change[] = [];
  const tell = (field: string, label: Label, stands: string | null, says: string | null, same: boolean) => {
    if (!same && (stands !== null || says !== null)) changes.push({ field, label, before: stands, after: says });
  };
  if (after) {
    for (const key of Object.keys(LABELS) as (keyof typeof LABELS)[]) {
      const same = before !== null && isSame(before[key], after[key]);
      tell(key, LABELS[key], before && childWord(before, key, unitName), childWord(after, key, unitName), same);
    }
  }
  if (schoolingAfter) {
    for (const key of Object.keys(SCHOOLING_LABELS) as (keyof typeof SCHOOLING_LABELS)[]) {
      const same = schoolingBefore !== null && isSame(schoolingBefore[key], schoolingAfter[key]);
      const stands = schoolingBefore && schoolingWord(schoolingBefore, key);
      tell(key, SCHOOLING_LABELS[key], stands, schoolingWord(schoolingAfter, key), same);
    }
  }
  return changes;
}

/** Deep equality of plain data; absent and null are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(left[key], right[key]));
}

function childWord(record: ChildRecord, key: keyof typeof LABELS, unitName: UnitNames): string | null {
  switch (key) {
    case 'sex':
      return SEXES[record.sex];
    case 'citizenId':
      return record.citizenId && maskCitizenNumber(record.citizenId);
    case 'registeredUnitId':
    case 'residenceUnitId':
      return record[key] && unitName(record[key]);
    case 'guardians':
      return record.guardians.map(guardianWord).join('；') || null;
    case 'households':
      return record.households.map((each) => HOUSEHOLD_NAMES[each]).join('、') || null;
    case 'disability':
      return record.disability
        ? `${DISABILITY_NAMES[record.disability.category]}${record.disability.level}级`
        : record.disabled
          ? '残疾'
          : null;
    default:
      return record[key];
  }
}

function guardianWord(guardian: ListedGuardian): string {
  const rest = [
    guardian.relation,
    guardian.phone && maskPhone(guardian.phone),
    guardian.citizenId && maskCitizenNumber(guardian.citizenId),
  ].filter(Boolean);
  return rest.length > 0 ? `${guardian.name}（${rest.join('，')}）` : guardian.name;
}

function schoolingWord(record: SchoolingRecord, key: keyof typeof SCHOOLING_LABELS): string | null {
  switch (key) {
    case 'state':
      return STATE_NAMES[record.state];
    case 'grade':
      return record.grade === null ? null : `${record.grade}年级`;
    case 'rollNumber':
      return record.rollNumber && maskRollNumber(record.rollNumber);
    case 'marks':
      return record.marks.map((mark) => MARK_NAMES[mark] ?? mark).join('、') || null;
    default:
      return record[key];
  }
}

/** G509999********0037 */
export function maskRollNumber(number: string): string {
  return number.length < 12 ? '*'.repeat(number.length) : number.slice(0, 1) + maskCitizenNumber(number.slice(1));
}
