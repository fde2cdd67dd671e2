import type { Day } from '../basis/plain-date.ts';
import { schoolYearOf } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { type Cell, isBroken, isNothing, isNumber, shown, textOf, tidy } from './cell.ts';
import { type CitizenNumberReading, readCitizenNumber } from './citizen-number.ts';
import { readDate } from './dates.ts';
import { readDisabilityCertificate } from './disability-certificate.ts';
import type { FieldKey, ListKind } from './fields.ts';
import type { Head } from './headings.ts';
import type { Listed, ListedGuardian, ListedSchooling } from './listed.ts';
import type { CellProblem } from './operations.ts';
import { readRollNumber } from './roll-number.ts';
import { expectedGrade } from './school-age.ts';
import {
  HOUSEHOLDS_IN_LISTS,
  type Household,
  readBoarding,
  readClass,
  readDisabilityCategory,
  readDisabilityLevel,
  readGrade,
  readHouseholds,
  readPhone,
  readRelation,
  readRollState,
  readSex,
  readYesNo,
  stateOfSchoolName,
} from './words.ts';

export interface RowContext {
  readonly kind: ListKind;
  readonly sheet: string;
  readonly head: Pick<Head, 'columns'>;
  readonly today: Day;
  /** The workbook counts its days from 1904. */
  readonly date1904: boolean;
}

export interface ReadRow {
  /** Undefined where something is bad: the row will not be imported. */
  readonly listed: Listed | undefined;
  /** The name as far as it could be read, for the preview. */
  readonly name: string;
  readonly problems: readonly CellProblem[];
  /** Where nothing is bad but the child's own number: what the row says without it. The child may be found all the same. */
  readonly doubted?: { readonly listed: Listed; readonly number: string };
}

const HOUSEHOLD_FLAGS: readonly (readonly [FieldKey, Household])[] = [
  ['registeredPoor', 'registered-poor'],
  ['monitored', 'monitored'],
  ['subsistence', 'subsistence'],
  ['extremePoverty', 'extreme-poverty'],
  ['orphan', 'orphan'],
  ['leftBehind', 'left-behind'],
];

/** Longest text kept of a cell: more is a mistake of the list, and is cut with a warning. */
const LONGEST = 200;

/**
 * Reads one row of a list into what it says of a child, with a sentence for every cell that could not be taken as it
 * is. `row` counts from 1 as the spreadsheet program does.
 */
export function readRow(context: RowContext, cells: readonly Cell[], row: number): ReadRow {
  const reader = new RowReader(context, cells, row);
  const listed = reader.read();
  const { name, problems } = reader;
  const bad = problems.filter((problem) => problem.level === 'bad').length;
  if (bad === 0) return { listed, name, problems };
  const number = reader.badNumber;
  const doubted = bad === 1 && number !== null ? { listed, number } : undefined;
  return { listed: undefined, name, problems, ...(doubted && { doubted }) };
}

class RowReader {
  readonly problems: CellProblem[] = [];
  name = '';
  /** The child's number as it was written, where it is bad; empty where the program has ruined it. */
  badNumber: string | null = null;
  private readonly context: RowContext;
  private readonly cells: readonly Cell[];
  private readonly row: number;
  private readonly columns = new Map<FieldKey, Head['columns'][number]>();

  constructor(context: RowContext, cells: readonly Cell[], row: number) {
    this.context = context;
    this.cells = cells;
    this.row = row;
    for (const column of context.head.columns) if (column.field) this.columns.set(column.field, column);
  }

  read(): Listed {
    const identity = this.identity();
    const child = this.child(identity);
    switch (this.context.kind) {
      case 'population':
      case 'disability':
        return child;
      case 'roll':
        return { ...child, school: this.schooling(identity) };
      case 'in-class':
        return { ...child, school: this.schooling(identity), present: this.present(), note: this.kept('note') };
      case 'suspected':
        return { ...child, school: this.schooling(identity), note: this.kept('suspectReason') };
      case 'households':
        return { ...child, ...this.householdDays() };
    }
  }

  private present(): boolean | null {
    const text = this.text('present');
    if (isNothing(text)) return null;
    const yes = readYesNo(text) ?? (/^(未|不|没|缺)/.test(text) ? false : /在|到/.test(text) ? true : undefined);
    if (yes === undefined) this.tell('present', 'warning', sentences.present(text));
    return yes ?? null;
  }

  private householdDays(): Pick<Listed, 'householdFrom' | 'householdTo'> {
    const to = this.day('householdTo');
    // A monitored family whose risk is over, without the day: over as of today.
    const over = to ?? (/^(是|已消除|消除|已)/.test(this.text('riskCleared')) ? this.context.today : null);
    const from = this.day('householdFrom');
    if (from && over && over < from) {
      this.tell('householdTo', 'warning', sentences.endsBefore(over, from));
      return { householdFrom: from, householdTo: null };
    }
    return { householdFrom: from, householdTo: over };
  }

  private day(key: FieldKey): Day | null {
    if (!this.has(key)) return null;
    const reading = readDate(this.cell(key), this.context.today, this.context.date1904);
    if (reading.is === 'bad') this.tell(key, 'warning', sentences.leftOut(reading.problem));
    return reading.is === 'day' ? reading.day : null;
  }

  private identity(): Pick<Listed, 'name' | 'citizenId' | 'birthDate' | 'sex'> {
    this.name = this.readName();
    const date = this.has('birthDate')
      ? readDate(this.cell('birthDate'), this.context.today, this.context.date1904)
      : ({ is: 'none' } as const);
    const number: CitizenNumberReading = this.has('citizenId')
      ? readCitizenNumber(this.cell('citizenId'), this.context.today, date.is === 'day' ? date.day : null)
      : { is: 'none' };
    if (number.is === 'bad') {
      this.tell('citizenId', 'bad', number.problem);
      const cell = this.cell('citizenId');
      const text = isNumber(cell) ? '' : textOf(cell);
      // Of a number that a spreadsheet program has rounded, the last three digits are made up.
      this.badNumber = /000$|E\+/i.test(text) ? '' : text;
    }
    if (number.is === 'number' && number.warning) this.tell('citizenId', 'warning', number.warning);
    const own = number.is === 'number' ? number.value : undefined;
    const roll =
      own || (number.is === 'bad' && this.context.kind === 'disability')
        ? undefined
        : ((this.has('rollNumber') ? this.numberInRollNumber() : undefined) ??
          (this.context.kind === 'disability' ? this.numberInCertificate() : undefined));
    const known = own ?? roll;
    if (date.is === 'bad') {
      if (known) this.tell('birthDate', 'warning', sentences.dateFromNumber(date.problem, known.birthDate));
      else this.tell('birthDate', 'bad', date.problem);
    }
    if (date.is === 'day' && date.warning && !known) this.tell('birthDate', 'warning', date.warning);
    if (date.is === 'day' && known && date.day !== known.birthDate) {
      this.tell('birthDate', 'warning', sentences.dateDiffers(date.day, known.birthDate));
    }
    const birthDate = known?.birthDate ?? (date.is === 'day' ? date.day : null);
    if (!birthDate && number.is === 'none' && date.is === 'none') {
      const at = this.has('citizenId') ? 'citizenId' : this.has('birthDate') ? 'birthDate' : 'name';
      this.tell(at, 'bad', sentences.nobody());
    } else if (number.is === 'none' && !roll) {
      this.tell(this.has('citizenId') ? 'citizenId' : 'name', 'warning', sentences.noNumber());
    }
    return { name: this.name, citizenId: known?.number ?? null, birthDate, sex: this.readSex(known?.sex) };
  }

  private numberInRollNumber() {
    const reading = readRollNumber(this.text('rollNumber'), null);
    if (!('roll' in reading) || !reading.roll.citizenId) return undefined;
    const number = readCitizenNumber(reading.roll.citizenId, this.context.today);
    return number.is === 'number' ? number.value : undefined;
  }

  /** 18 of the 20 digits of a disability certificate are its holder's number. */
  private numberInCertificate() {
    const reading = readDisabilityCertificate(this.text('certificateNumber'), null);
    if ('problem' in reading) return undefined;
    const number = readCitizenNumber(reading.certificate.citizenId, this.context.today);
    return number.is === 'number' ? number.value : undefined;
  }

  private readName(): string {
    const cell = this.cell('name');
    if (isBroken(cell)) {
      this.tell('name', 'bad', sentences.broken(cell.shown));
      return '';
    }
    // Spaces inside a name of Chinese characters only stretch it: 张 三.
    const name = textOf(cell)
      .replace(/(?<=[^\p{ASCII}]) (?=[^\p{ASCII}])/gu, '')
      .replace(/[•‧∙⋅・･.](?=\p{L})/gu, '·');
    if (isNothing(name)) {
      this.tell('name', 'bad', sentences.noName());
      return '';
    }
    if (name.length > 50) {
      this.tell('name', 'bad', sentences.longName(name.length));
    } else if (/\d|[=+@<>|]/.test(name)) {
      this.tell('name', 'warning', sentences.oddName(name));
    }
    return name;
  }

  private readSex(ofNumber: 'male' | 'female' | undefined): Listed['sex'] {
    const text = this.text('sex');
    const read = text ? readSex(text) : undefined;
    if (text && !read) this.tell('sex', 'warning', sentences.sex(text, ofNumber));
    if (ofNumber && read && read !== 'unknown' && read !== ofNumber) {
      this.tell('sex', 'warning', sentences.sexDiffers(read, ofNumber));
    }
    return ofNumber ?? read ?? 'unknown';
  }

  private child(identity: Pick<Listed, 'name' | 'citizenId' | 'birthDate' | 'sex'>): Listed {
    const households = this.households();
    return {
      ...identity,
      ...this.optional('ethnicity', 'ethnicity', (text) => text.replace(/^\d{2}[-.、]?/, '') || text),
      ...this.optional('registeredVillage', 'registeredVillage'),
      ...this.villageCode(),
      ...this.optional('residenceVillage', 'residenceVillage'),
      ...this.optional('group', 'group'),
      ...this.optional('registeredAddress', 'registeredAddress'),
      ...this.optional('address', 'address'),
      ...this.guardians(),
      ...(households ?? {}),
      ...this.disability(identity.citizenId),
    };
  }

  private villageCode(): Pick<Listed, 'villageCode'> {
    if (!this.has('villageCode')) return {};
    const text = this.text('villageCode').replace(/\s/g, '');
    if (isNothing(text)) return { villageCode: null };
    if (/^\d{12}$/.test(text)) return { villageCode: text };
    this.tell('villageCode', 'warning', sentences.villageCode(text));
    return { villageCode: null };
  }

  private households(): Pick<Listed, 'households' | 'householdsTold'> | undefined {
    const found = new Set<Household>();
    const told = new Set<Household>();
    if (this.has('households')) {
      const read = readHouseholds(this.text('households'));
      if (read.unknown.length > 0) this.tell('households', 'warning', sentences.household(read.unknown.join('、')));
      for (const household of read.households) found.add(household);
      // A column of poverty categories says nothing of who is left behind, unless it does.
      for (const household of HOUSEHOLDS_IN_LISTS)
        if (household !== 'left-behind' || found.has(household)) told.add(household);
    }
    for (const [key, household] of HOUSEHOLD_FLAGS) {
      if (!this.has(key)) continue;
      told.add(household);
      if (this.flag(key, household)) found.add(household);
    }
    return told.size > 0 ? { households: [...found].sort(), householdsTold: [...told].sort() } : undefined;
  }

  /** Yes or no; the column's own word in the cell (单亲留守, 脱贫户（享受政策）) says yes. */
  private flag(key: FieldKey, household: Household): boolean {
    const text = this.text(key);
    const yes = readYesNo(text);
    if (yes !== undefined) return yes;
    if (readHouseholds(text).households.includes(household)) return true;
    if (key === 'leftBehind' && /^([12]|单亲|双亲|父母|父亲|母亲)/.test(text)) return true;
    if (!/^非/.test(text)) this.tell(key, 'warning', sentences.yesNo(text));
    return false;
  }

  private guardians(): Pick<Listed, 'guardians'> {
    const sets: readonly (readonly [FieldKey, string | null, FieldKey | null, FieldKey | null])[] = [
      ['guardianName', null, 'guardianPhone', 'guardianCitizenId'],
      ['fatherName', '父亲', 'fatherPhone', 'fatherCitizenId'],
      ['motherName', '母亲', 'motherPhone', 'motherCitizenId'],
    ];
    const guardians: ListedGuardian[] = [];
    for (const [nameKey, relation, phoneKey, numberKey] of sets) {
      const name = this.kept(nameKey);
      if (!name) continue;
      const own = relation ?? (this.text('guardianRelation') ? readRelation(this.text('guardianRelation')) : null);
      const guardian = { name, relation: own, phone: this.phone(phoneKey), citizenId: this.numberOf(numberKey) };
      const same = guardians.findIndex((each) => each.name === name);
      const earlier = guardians[same];
      if (earlier) {
        guardians[same] = {
          name,
          relation: earlier.relation ?? guardian.relation,
          phone: earlier.phone ?? guardian.phone,
          citizenId: earlier.citizenId ?? guardian.citizenId,
        };
      } else guardians.push(guardian);
    }
    const head = this.kept('headName');
    if (guardians.length === 0 && head && head !== this.name) {
      const relation = this.text('headRelation');
      guardians.push({
        name: head,
        relation: /^(子|女|儿子|女儿|长子|长女|次子|次女|三子|三女|之子|之女|\d*[-.]?(子|女))$/.test(relation)
          ? '父母'
          : relation
            ? `户主（儿童为其${relation}）`
            : '户主',
        phone: this.phone('guardianPhone'),
        citizenId: this.numberOf('guardianCitizenId'),
      });
    }
    const any = sets.some(([key]) => this.has(key)) || this.has('headName');
    return any ? { guardians } : {};
  }

  private phone(key: FieldKey | null): string | null {
    if (!key) return null;
    const text = this.text(key);
    if (isNothing(text)) return null;
    // Two numbers in one cell: the first counts.
    const phone = readPhone(text) ?? readPhone(text.split(/[、,，;；/\s]+/)[0] ?? '');
    if (!phone) this.tell(key, 'warning', sentences.phone(text));
    return phone ?? null;
  }

  private numberOf(key: FieldKey | null): string | null {
    if (!key || !this.has(key)) return null;
    const reading = readCitizenNumber(this.cell(key), this.context.today);
    if (reading.is === 'bad') this.tell(key, 'warning', sentences.leftOut(reading.problem));
    if (reading.is !== 'number') return null;
    if (reading.warning) this.tell(key, 'warning', reading.warning);
    return reading.value.number;
  }

  private disability(citizenId: string | null): Pick<Listed, 'disability' | 'disabled'> {
    const keys: readonly FieldKey[] = ['disabled', 'disabilityCategory', 'disabilityLevel', 'certificateNumber'];
    if (!keys.some((key) => this.has(key))) return {};
    const text = this.text('certificateNumber');
    const yes = readYesNo(text);
    let certificate: ReturnType<typeof readDisabilityCertificate> | undefined;
    if (!isNothing(text) && yes === undefined) {
      certificate = readDisabilityCertificate(text, citizenId);
      if ('problem' in certificate) this.tell('certificateNumber', 'warning', certificate.problem);
    }
    const proved = certificate && 'certificate' in certificate ? certificate.certificate : undefined;
    const category = this.categoryOfDisability(proved);
    const level = this.levelOfDisability(proved);
    const disabled = proved !== undefined || category !== undefined || (readYesNo(this.text('disabled')) ?? false);
    if (!category || !level) {
      if (category) this.tell('disabilityLevel', 'warning', sentences.noLevel());
      return { disability: null, disabled };
    }
    return {
      disability: { category, level, ...(proved ? { certificateNumber: proved.number } : {}) },
      disabled: true,
    };
  }

  private categoryOfDisability(proved: { category: string } | undefined) {
    const text = this.text('disabilityCategory');
    const none = isNothing(text) || /^(否|正常|健康|非残疾|无残疾)$/.test(text);
    const said = none ? undefined : readDisabilityCategory(text);
    if (!none && !said) this.tell('disabilityCategory', 'warning', sentences.category(text));
    if (said && proved && said !== proved.category) {
      this.tell('disabilityCategory', 'warning', sentences.certificateDiffers(text));
    }
    return (proved?.category as typeof said) ?? said;
  }

  private levelOfDisability(proved: { level: number } | undefined): number | undefined {
    const text = this.text('disabilityLevel');
    const none = isNothing(text) || /^(否|正常|健康|非残疾|无残疾)$/.test(text);
    const said = none ? undefined : readDisabilityLevel(text);
    if (!none && !said) this.tell('disabilityLevel', 'warning', sentences.level(text));
    if (said && proved && said !== proved.level) {
      this.tell('disabilityLevel', 'warning', sentences.certificateDiffers(text));
    }
    return proved?.level ?? said;
  }

  private schooling(identity: Pick<Listed, 'citizenId' | 'birthDate'>): ListedSchooling {
    const expected = identity.birthDate ? expectedGrade(identity.birthDate, this.context.today) : null;
    const school = this.kept('school');
    const schoolCode = this.text('schoolCode').replace(/\s/g, '') || null;
    if (!school && !schoolCode && this.context.kind !== 'suspected')
      this.tell(this.has('school') ? 'school' : 'schoolCode', 'bad', sentences.noSchool());
    const grade = this.gradeAndClass(expected);
    return {
      school,
      schoolCode,
      county: this.kept('schoolCounty'),
      township: this.kept('schoolTownship'),
      ...grade,
      rollNumber: this.rollNumber(identity.citizenId),
      state: this.state(school, grade.grade),
      marks: this.marks(),
    };
  }

  private gradeAndClass(expected: number | null): { grade: number | null; class: string | null } {
    const text = this.text('grade');
    const classText = this.kept('class');
    const ownClass = classText ? readClass(classText) : null;
    const read = readGrade(text || (classText ?? ''), schoolYearOf(this.context.today), expected);
    if (!text && !read) return { grade: null, class: ownClass };
    if (!read) {
      this.tell('grade', 'warning', sentences.grade(text));
      return { grade: null, class: ownClass };
    }
    if ('outside' in read) {
      this.tell(text ? 'grade' : 'class', 'warning', sentences.outside(text || (classText ?? '')));
      return { grade: null, class: ownClass };
    }
    // A class number alone (3班) is no grade.
    if (!text && !/年级|初|小|[一二三四五六七八九\d]\(/.test(classText ?? '')) return { grade: null, class: ownClass };
    return { grade: read.grade, class: ownClass ?? read.class };
  }

  private rollNumber(citizenId: string | null): string | null {
    const text = this.text('rollNumber');
    if (isNothing(text)) return null;
    const reading = readRollNumber(text, citizenId);
    if ('problem' in reading) {
      this.tell('rollNumber', 'warning', reading.problem);
      return null;
    }
    if (reading.warning) this.tell('rollNumber', 'warning', reading.warning);
    return reading.roll.number;
  }

  private state(school: string | null, grade: number | null): ListedSchooling['state'] {
    if (readYesNo(this.text('homeTeaching'))) return 'home-teaching';
    if (/送教/.test(this.text('boarding'))) return 'home-teaching';
    const text = this.text('state');
    const read = text ? readRollState(text) : ({ is: 'enrolled' } as const);
    if (!read) {
      this.tell('state', 'warning', sentences.state(text));
      return 'enrolled';
    }
    switch (read.is) {
      case 'enrolled':
        return (school && stateOfSchoolName(school)) || 'enrolled';
      case 'forbidden':
        this.tell('state', 'warning', sentences.forbidden(text));
        return 'suspected';
      case 'gone':
        this.tell('state', 'warning', sentences.gone(text));
        return 'unknown';
      case 'state':
        if (read.state === 'suspected') this.tell('state', 'warning', sentences.suspected(text));
        if (read.state === 'completed' && grade !== null && grade < 9) {
          this.tell('state', 'warning', sentences.notCompleted(text, grade));
          return 'unknown';
        }
        return read.state;
    }
  }

  private marks(): ListedSchooling['marks'] {
    const marks: ('boarding' | 'regular-class')[] = [];
    const boarding = this.text('boarding');
    const boards = boarding ? readBoarding(boarding) : false;
    if (boards === undefined && !/送教|随班/.test(boarding))
      this.tell('boarding', 'warning', sentences.yesNo(boarding));
    if (boards) marks.push('boarding');
    if (readYesNo(this.text('regularClass')) || /随班/.test(this.text('state')) || /随班/.test(boarding)) {
      marks.push('regular-class');
    }
    return marks;
  }

  private optional<Key extends keyof Listed>(
    key: FieldKey,
    as: Key,
    change: (text: string) => string = (text) => text,
  ): Partial<Record<Key, string | null>> {
    if (!this.has(key)) return {};
    const text = this.kept(key);
    return { [as]: text === null ? null : change(text) } as Partial<Record<Key, string | null>>;
  }

  /** Text to be kept: null where there is none, an error value told, too much of it cut and told. */
  private kept(key: FieldKey): string | null {
    const cell = this.cell(key);
    if (isBroken(cell)) {
      this.tell(key, 'warning', sentences.leftOut(sentences.broken(cell.shown)));
      return null;
    }
    const text = textOf(cell);
    if (isNothing(text)) return null;
    if (text.length > LONGEST) {
      this.tell(key, 'warning', sentences.long(text.length));
      return text.slice(0, LONGEST);
    }
    return text;
  }

  private has(key: FieldKey): boolean {
    return this.columns.has(key);
  }

  private cell(key: FieldKey): Cell {
    const column = this.columns.get(key);
    return column ? (this.cells[column.index] ?? null) : null;
  }

  private text(key: FieldKey): string {
    return textOf(this.cell(key));
  }

  private tell(key: FieldKey, level: 'bad' | 'warning', message: Text): void {
    const column = this.columns.get(key);
    this.problems.push({
      sheet: this.context.sheet,
      row: this.row,
      column: column?.letter ?? '',
      heading: column?.heading ?? '',
      value: tidy(shown(this.cell(key))).slice(0, LONGEST),
      level,
      message,
    });
  }
}

const SEX = { male: { zh: '男', en: 'male' }, female: { zh: '女', en: 'female' } };

const sentences = {
  broken: (value: string): Text => ({
    zh: `这一格是错误值或没有结果的公式（${value}）。请在原表中改为文字后重新上传。`,
    en: `This cell is an error value or a formula without result (${value}). Write the text itself and upload again.`,
  }),
  leftOut: (problem: Text): Text => ({
    zh: `${problem.zh}（本格未导入）`,
    en: `${problem.en} (This cell was left out.)`,
  }),
  noName: (): Text => ({
    zh: '没有姓名。请补上姓名；如这一行不是儿童，请从原表中删除。',
    en: 'There is no name. Add it; if this row is no child, delete it from the list.',
  }),
  longName: (length: number): Text => ({
    zh: `姓名有 ${length} 个字，不像姓名。请检查是否错列。`,
    en: `The name has ${length} characters and is hardly one. Check whether columns have slipped.`,
  }),
  oddName: (name: string): Text => ({
    zh: `姓名“${name}”中有数字或符号，按原样作为文字导入。请核对。`,
    en: `The name "${name}" has digits or signs; it is imported as plain text, as it stands. Check it.`,
  }),
  nobody: (): Text => ({
    zh: '没有身份证号，也没有出生日期，无法确认是谁。请至少填写其中一项。',
    en: 'There is neither a citizen number nor a birth date, so the child cannot be told from others. Give at least one.',
  }),
  noNumber: (): Text => ({
    zh: '没有身份证号，按姓名和出生日期登记。请尽快补录号码。',
    en: 'There is no citizen number; the child is known by name and birth date. Add the number soon.',
  }),
  dateFromNumber: (problem: Text, day: Day): Text => ({
    zh: `${problem.zh}（出生日期按身份证号取 ${day}）`,
    en: `${problem.en} (The birth date ${day} was taken from the citizen number.)`,
  }),
  dateDiffers: (written: Day, day: Day): Text => ({
    zh: `出生日期 ${written} 与身份证号中的 ${day} 不一致，按身份证号取 ${day}。请核对户口簿。`,
    en: `The birth date ${written} is not the ${day} of the citizen number; ${day} was taken. Check the household booklet.`,
  }),
  villageCode: (text: string): Text => ({
    zh: `“${text}”不是 12 位统计用区划代码，未导入。`,
    en: `"${text}" is no division code of 12 digits and was left out.`,
  }),
  sex: (text: string, ofNumber: 'male' | 'female' | undefined): Text => ({
    zh: `“${text}”读不出性别，${ofNumber ? `按身份证号取“${SEX[ofNumber].zh}”` : '记为“未知”'}。请写“男”或“女”。`,
    en: `"${text}" is no sex that can be read; ${ofNumber ? `${SEX[ofNumber].en} was taken from the citizen number` : 'it was set to unknown'}. Write 男 or 女.`,
  }),
  sexDiffers: (read: 'male' | 'female', ofNumber: 'male' | 'female'): Text => ({
    zh: `性别“${SEX[read].zh}”与身份证号（${SEX[ofNumber].zh}）不一致，按身份证号取。请核对。`,
    en: `The sex (${SEX[read].en}) is not that of the citizen number (${SEX[ofNumber].en}); the number was followed. Check it.`,
  }),
  household: (words: string): Text => ({
    zh: `“${words}”不是系统中的家庭类别，未导入。可用：脱贫户、监测户、边缘户、低保、特困、孤儿、留守儿童。`,
    en: `"${words}" is no household category known here and was left out. Known: 脱贫户, 监测户, 边缘户, 低保, 特困, 孤儿, 留守儿童.`,
  }),
  yesNo: (text: string): Text => ({
    zh: `“${text}”分不清是或否，按“否”处理。请写“是”或“否”。`,
    en: `"${text}" is neither yes nor no and was taken as no. Write 是 or 否.`,
  }),
  phone: (text: string): Text => ({
    zh: `“${text}”不像电话号码，未导入。请核对位数。`,
    en: `"${text}" does not look like a phone number and was left out. Count its digits.`,
  }),
  category: (text: string): Text => ({
    zh: `“${text}”不是残疾类别（视力、听力、言语、肢体、智力、精神、多重），未导入。`,
    en: `"${text}" is no disability category (视力, 听力, 言语, 肢体, 智力, 精神, 多重) and was left out.`,
  }),
  level: (text: string): Text => ({
    zh: `“${text}”不是残疾等级（一级至四级），未导入。`,
    en: `"${text}" is no disability level (一级 to 四级) and was left out.`,
  }),
  noLevel: (): Text => ({
    zh: '有残疾类别而没有等级，只记为“残疾”。请按残疾人证补上等级。',
    en: 'A disability category without a level: recorded only as "disabled". Add the level from the certificate.',
  }),
  certificateDiffers: (text: string): Text => ({
    zh: `“${text}”与残疾人证号末两位不一致，按证号取。请核对残疾人证。`,
    en: `"${text}" is not what the certificate number says; the number was followed. Check the certificate.`,
  }),
  present: (text: string): Text => ({
    zh: `“${text}”分不清是否在校，按没有填写处理。请写“在校”或“不在校”。`,
    en: `"${text}" does not say whether the pupil is there and was taken as not filled in. Write 在校 or 不在校.`,
  }),
  endsBefore: (to: Day, from: Day): Text => ({
    zh: `退出日期 ${to} 早于认定日期 ${from}，退出日期未采用。请核对。`,
    en: `The end ${to} is before the recognition ${from}; the end was left out. Check the two days.`,
  }),
  noSchool: (): Text => ({
    zh: '没有学校名称。请补上该生学籍所在学校。',
    en: 'There is no school. Add the school on whose roll the pupil is.',
  }),
  grade: (text: string): Text => ({
    zh: `“${text}”读不出年级，未导入。请写“一年级”至“九年级”。`,
    en: `"${text}" is no grade that can be read and was left out. Write 一年级 to 九年级.`,
  }),
  outside: (text: string): Text => ({
    zh: `“${text}”不在义务教育九个年级内，年级留空。`,
    en: `"${text}" is not one of the nine grades of compulsory education; the grade was left empty.`,
  }),
  state: (text: string): Text => ({
    zh: `“${text}”不是系统认识的学籍状态，按“在读”处理。请核对。`,
    en: `"${text}" is no state known here; the pupil was taken as enrolled. Check it.`,
  }),
  forbidden: (text: string): Text => ({
    zh: `义务教育阶段没有“${text}”这种状态，记为“疑似辍学”。请核实并建立一生一案。`,
    en: `Compulsory education has no state "${text}"; recorded as suspected dropout. Verify it and open a case file.`,
  }),
  suspected: (text: string): Text => ({
    zh: `学籍状态为“${text}”，记为“疑似辍学”。请核实并建立一生一案。`,
    en: `The roll says "${text}"; recorded as suspected dropout. Verify it and open a case file.`,
  }),
  gone: (text: string): Text => ({
    zh: `学籍状态为“${text}”，没有写明去向，记为“去向不明”。请查清就读学校。`,
    en: `The roll says "${text}" without telling where to; recorded as unknown. Find out the present school.`,
  }),
  notCompleted: (text: string, grade: number): Text => ({
    zh: `状态为“${text}”但年级是 ${grade} 年级，不算完成义务教育，记为“去向不明”。请查清是否升入初中。`,
    en: `The state is "${text}" but the grade is ${grade}: compulsory education is not completed; recorded as unknown. Find out whether the child went on to junior school.`,
  }),
  long: (length: number): Text => ({
    zh: `这一格有 ${length} 个字，只导入前 ${LONGEST} 个字。`,
    en: `This cell has ${length} characters; only the first ${LONGEST} were taken.`,
  }),
};
