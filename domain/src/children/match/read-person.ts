import { type Cell, isNothing, textOf } from '../cell.ts';
import { readDate } from '../dates.ts';
import type { FieldKey } from '../fields.ts';
import type { ColumnHead } from '../headings.ts';
import { readPhone, readSex } from '../words.ts';
import { NumberKind, type NumberReading, readNumber } from './numbers.ts';
import type { Person } from './people.ts';

/* Reads a row for comparing: leniently, since a cell that no import would take may still tell one child from another. */

const NUMBER_OF_NOBODY: NumberReading = { kind: NumberKind.none, text: '', birth: 0, sex: 0 };
const GUARDIANS: readonly FieldKey[] = ['guardianName', 'fatherName', 'motherName', 'headName'];
const PHONES: readonly FieldKey[] = ['guardianPhone', 'fatherPhone', 'motherPhone'];
const PLACES: readonly FieldKey[] = ['registeredVillage', 'residenceVillage', 'registeredAddress', 'address'];
const NOBODYS: readonly never[] = [];

/**
 * Gives the function that reads one row of a list with these columns.
 * @param today yyyymmdd: a birth date behind it is a slip, not a reason to doubt the number
 */
export function personReader(
  columns: readonly Pick<ColumnHead, 'index' | 'field'>[],
  today: number,
  date1904 = false,
): (cells: readonly Cell[]) => Person {
  const at = (key: FieldKey) => columns.find((column) => column.field === key)?.index ?? -1;
  const several = (keys: readonly FieldKey[]) => keys.map(at).filter((index) => index >= 0);
  const name = at('name');
  const citizenId = at('citizenId');
  const rollNumber = at('rollNumber');
  const birthDate = at('birthDate');
  const sex = at('sex');
  const school = at('school');
  const schoolCode = at('schoolCode');
  const guardians = several(GUARDIANS);
  const phones = several(PHONES);
  const places = several(PLACES);
  const stems = new Map<string, string>();
  const place = (text: string) => {
    let stem = stems.get(text);
    if (stem === undefined) {
      stem = placeStem(text);
      stems.set(text, stem);
    }
    return stem;
  };
  return (cells) => {
    const own = name < 0 ? '' : text(cells[name]);
    const birth = birthDate < 0 ? 0 : readBirth(cells[birthDate] ?? null, date1904);
    const roll = rollNumber < 0 ? '' : text(cells[rollNumber]).toUpperCase();
    const schoolName = school < 0 ? '' : text(cells[school]);
    return {
      name: isNothing(own) ? '' : own,
      number: numberOf(citizenId < 0 ? '' : text(cells[citizenId]), roll, birth, today),
      roll: /^[JL]\d{15,}/.test(roll) ? roll : '',
      birth,
      sex: sex < 0 ? 0 : sexOf(text(cells[sex])),
      guardians: guardians.length === 0 ? NOBODYS : namesOf(cells, guardians, own),
      phones: phones.length === 0 ? NOBODYS : phonesOf(cells, phones),
      places: places.length === 0 ? NOBODYS : places.map((index) => place(text(cells[index]))),
      school: schoolName || (schoolCode < 0 ? '' : text(cells[schoolCode])),
    };
  };
}

function text(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : cell ? textOf(cell) : '';
}

/** The row's number; the one inside a G roll number where the row has no valid one of its own. */
function numberOf(cell: string, roll: string, birth: number, today: number): NumberReading {
  let own = readNumber(cell);
  // A number whose owner was born a generation before the child is a parent's.
  const years = Math.floor(birth / 10_000) - Math.floor(own.birth / 10_000);
  if (own.kind === NumberKind.valid && birth > 0 && birth <= today && years >= 15 && years <= 60)
    own = NUMBER_OF_NOBODY;
  if (own.kind === NumberKind.valid || !roll.startsWith('G')) return own;
  const inside = readNumber(roll.slice(1));
  return inside.kind === NumberKind.valid || own.kind === NumberKind.none ? inside : own;
}

function sexOf(cell: string): 0 | 1 | 2 {
  if (cell === '男') return 1;
  if (cell === '女') return 2;
  const read = cell ? readSex(cell.trim()) : undefined;
  return read === 'male' ? 1 : read === 'female' ? 2 : 0;
}

/** A day as yyyymmdd, also one that is none (2014-02-30): it is only compared. */
function readBirth(cell: Cell, date1904: boolean): number {
  if (typeof cell === 'string') {
    const plain = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(cell);
    if (plain) return Number(plain[1]) * 10_000 + Number(plain[2]) * 100 + Number(plain[3]);
  }
  const reading = readDate(cell, '2199-12-31', date1904);
  if (reading.is === 'day') return Number(reading.day.replaceAll('-', ''));
  const parts = /((?:19|20)\d{2})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)/.exec(text(cell));
  return parts ? Number(parts[1]) * 10_000 + Number(parts[2]) * 100 + Number(parts[3]) : 0;
}

/** Names in the cells; a cell may hold father and mother, or 父亲：… */
function namesOf(cells: readonly Cell[], columns: readonly number[], child: string): readonly string[] {
  const names: string[] = [];
  for (const index of columns) {
    const cell = text(cells[index]);
    if (cell === '' || cell === child || isNothing(cell)) continue;
    if (/^[\u4e00-\u9fff]{2,4}$/.test(cell)) names.push(cell);
    else {
      for (const part of cell.split(/[、,，;；/\s]+/)) {
        const name = part.replace(/^(父亲?|母亲?|监护人|祖父|祖母|爷爷|奶奶|外公|外婆)[:：]/, '').replace(/\d+/g, '');
        if (name.length >= 2) names.push(name);
      }
    }
  }
  return names;
}

function phonesOf(cells: readonly Cell[], columns: readonly number[]): readonly string[] {
  const phones: string[] = [];
  for (const index of columns) {
    const cell = text(cells[index]);
    if (cell === '') continue;
    if (/^1\d{10}$/.test(cell)) phones.push(cell);
    else {
      for (const part of cell.split(/[、,，;；/\s]+/)) {
        const phone = readPhone(part);
        if (phone) phones.push(phone);
      }
    }
  }
  return phones;
}

/** 青石镇东河村3组 → 东河: the village's own name, without what lists put in front of it or behind. */
export function placeStem(place: string): string {
  const words = place.replace(/\s/g, '');
  if (words === '' || isNothing(words)) return '';
  const village = /([^省市区县镇乡道]{1,10}?)(?:村|社区|居委会|居民委员会)/.exec(words)?.[1];
  if (village) return village;
  return words.replace(/^.*(?:省|市|区|县|镇|乡|街道)(?=.{2})/, '').replace(/[\d一二三四五六七八九十]+[组社号].*$/, '');
}
