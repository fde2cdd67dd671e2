import type { Day } from '../../basis/plain-date.ts';
import { schoolYearOf } from '../../basis/plain-date.ts';
import type { Text } from '../../basis/problem.ts';
import type { Entry } from '../../casefile/schema.ts';
import { type Cell, isNothing, shown, tidy } from '../../children/cell.ts';
import { readCitizenNumber } from '../../children/citizen-number.ts';
import { readDate } from '../../children/dates.ts';
import type { Listed } from '../../children/listed.ts';
import { readClass, readGrade } from '../../children/words.ts';
import type { RosterColumn, RosterKey } from './roster-head.ts';
import { readCauses, readClosure, readMeasure } from './roster-words.ts';

/*
 * One line of an old roster as the entries that it tells, and nothing else. What the line says and no entry can hold (a
 * count of visits without their days, a month without its day, an unknown word) is kept as a note of the report, word for
 * word, and told.
 */

type Bare<E> = E extends unknown ? Omit<E, 'id'> : never;
/** An entry before it has an id. */
export type Draft = Bare<Entry>;

export interface PlannedRow {
  readonly name: string;
  readonly listed: Listed | null;
  /** The number as it was written, where it could not be taken. */
  readonly number: string | null;
  readonly drafts: readonly Draft[];
  /** Why the line cannot become a case. */
  readonly bad: readonly Text[];
  /** What was kept as a note, or is our reading. */
  readonly told: readonly Text[];
}

export interface RowOfRoster {
  readonly columns: readonly RosterColumn[];
  readonly cells: readonly Cell[];
  readonly today: Day;
  readonly date1904: boolean;
}

export function planRow(row: RowOfRoster): PlannedRow {
  return new RowPlanner(row).plan();
}

const t = (zh: string, en: string): Text => ({ zh, en });

class RowPlanner {
  private readonly row: RowOfRoster;
  private readonly notes: string[] = [];
  private readonly bad: Text[] = [];
  private readonly told: Text[] = [];

  constructor(row: RowOfRoster) {
    this.row = row;
  }

  plan(): PlannedRow {
    const name = this.text('name');
    if (name === '') this.bad.push(t('没有姓名。', 'There is no name.'));
    const { listed, number } = this.who(name);
    const report = this.report();
    const later = [...this.verification(), ...this.persuasions(), ...this.measure(), ...this.closure()];
    for (const text of this.texts('note')) this.notes.push(text);
    const drafts = report
      ? [withNote(report, this.notes), ...later].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
      : [];
    return { name, listed: this.bad.length > 0 ? null : listed, number, drafts, bad: this.bad, told: this.told };
  }

  private who(name: string): { listed: Listed; number: string | null } {
    const { today, date1904 } = this.row;
    const birth = readDate(this.cell('birthDate'), today, date1904);
    let birthDate = birth.is === 'day' ? birth.day : null;
    const cell = this.cell('citizenId');
    const number = readCitizenNumber(cell, today, birthDate);
    if (number.is === 'number') birthDate ??= number.value.birthDate;
    const school = this.text('school');
    return {
      number: number.is === 'bad' ? shown(cell) : null,
      listed: {
        name,
        citizenId: number.is === 'number' ? number.value.number : null,
        birthDate,
        sex: number.is === 'number' ? number.value.sex : 'unknown',
        ...(this.text('village') !== '' && { registeredVillage: this.text('village') }),
        ...(school !== '' && {
          school: {
            school,
            schoolCode: null,
            county: null,
            township: null,
            grade: null,
            class: null,
            rollNumber: null,
            state: 'enrolled' as const,
            marks: [],
          },
        }),
      },
    };
  }

  private report(): Draft | undefined {
    const on = this.day('foundOn');
    if (on === undefined) {
      const said = shown(this.cell('foundOn'));
      this.bad.push(
        said === ''
          ? t(
              '没有发现日期，不能立案。请查原件后在表中补上年月日再上传。',
              'The day of finding is empty, so no case can be opened. Look it up in the papers, add it to the sheet and upload again.',
            )
          : t(
              `发现日期“${said}”读不出年月日，不能立案。请写成 2021-03-05 这样的日期再上传。`,
              `The day of finding "${said}" is no whole day, so no case can be opened. Write it like 2021-03-05 and upload again.`,
            ),
      );
      return undefined;
    }
    const cause = this.text('cause');
    const reasons = readCauses(cause);
    if (cause === '') {
      this.note(
        '名册未写失学原因',
        t('名册未写失学原因，按“其他”录入。', 'The roster gives no cause; recorded as “other”.'),
      );
    } else if (reasons.length === 0) {
      this.note(
        `失学原因：${cause}`,
        t(
          `失学原因“${cause}”按“其他”录入，原文写入备注。`,
          `Cause "${cause}": recorded as “other”, the words kept as a note.`,
        ),
      );
    } else if (cause.length > 8) this.notes.push(`失学原因：${cause}`);
    const lastAttendedOn = this.optionalDay('lastAttendedOn', '最后到校');
    const leftGrade = this.grade('leftGrade', on, '离校时年级');
    return {
      kind: 'report',
      on,
      source: 'other',
      reasons: reasons.length > 0 ? [...reasons] : ['other'],
      ...(lastAttendedOn && { lastAttendedOn }),
      ...(leftGrade && { leftGrade }),
    };
  }

  private verification(): Draft[] {
    const on = this.optionalDay('verifiedOn', '核实时间');
    return on ? [{ kind: 'verification', on, result: 'confirmed' }] : [];
  }

  /** One entry for each day that is written; never one for a count. */
  private persuasions(): Draft[] {
    const days = new Set<Day>();
    for (const cell of this.cells('persuasionDates')) {
      const parts = typeof cell === 'string' ? tidy(cell).split(/[、，,；;。\n]+|\s+(?=\d{4})/) : [cell];
      for (const part of parts) {
        const text = typeof part === 'string' ? part.trim() : part;
        if (text === '' || text === null) continue;
        const read = readDate(text, this.row.today, this.row.date1904);
        if (read.is === 'day') days.add(read.day);
        else if (read.is === 'bad') {
          const said = shown(text);
          this.note(
            `劝返时间：${said}`,
            t(
              `劝返时间“${said}”不是完整日期，只写入备注，不作为一次劝返。`,
              `"${said}" is no whole day: kept as a note, not as a visit.`,
            ),
          );
        }
      }
    }
    const count = Number.parseInt(this.text('persuasionCount').replace(/[^\d]/g, ''), 10);
    if (count > 0) {
      this.notes.push(`名册记劝返 ${count} 次`);
      if (count > days.size) {
        this.told.push(
          t(
            `名册记劝返 ${count} 次，写明日期的 ${days.size} 次；没有日期的只写入备注，不补造记录。`,
            `The roster counts ${count} visits and dates ${days.size}; those without a day are kept as a note, none is made up.`,
          ),
        );
      }
    }
    if (days.size > 0) {
      this.told.push(
        t(
          '劝返只有日期：方式记“其他”、结果记“未表态”，请凭原件更正。',
          'Visits have a day only: method “other”, outcome “undecided”, to be amended from the papers.',
        ),
      );
    }
    return [...days].sort().map((on) => ({
      kind: 'persuasion',
      on,
      by: [],
      method: 'other',
      outcome: 'undecided',
      note: '名册只写日期，未写方式和结果',
    }));
  }

  private measure(): Draft[] {
    const drafts: Draft[] = [];
    const words = this.text('measure');
    const measure = readMeasure(words);
    const school = this.text('placementSchool');
    const placedOn = this.optionalDay('placementOn', '复学时间');
    const since = this.optionalDay('measureOn', '措施起始时间') ?? (measure === 'return' ? placedOn : undefined);
    if (measure && since) drafts.push({ kind: 'measure', on: since, measure });
    else if (words !== '') {
      this.note(
        `处置措施：${words}`,
        measure
          ? t(`措施“${words}”没有起始日期，只写入备注。`, `Measure "${words}" has no first day: kept as a note.`)
          : t(
              `措施“${words}”不在十二项之内，只写入备注。`,
              `Measure "${words}" is none of the twelve: kept as a note.`,
            ),
      );
    }
    const grade = placedOn ? this.grade('placementGrade', placedOn, '复学年级') : undefined;
    const form = this.text('placementClass');
    if (school !== '' && grade && placedOn) {
      drafts.push({ kind: 'placement', on: placedOn, school, grade, ...(form !== '' && { class: readClass(form) }) });
    } else if (school !== '' || placedOn) {
      const said = [school, this.text('placementGrade'), placedOn].filter(Boolean).join(' ');
      this.note(
        `复学情况：${said}`,
        t('复学缺学校、年级或日期，只写入备注。', 'The return lacks its school, grade or day: kept as a note.'),
      );
    }
    return drafts;
  }

  private closure(): Draft[] {
    const on = this.optionalDay('closedOn', '销号时间');
    const words = this.text('closureReason');
    const from = words === '' ? this.text('measure') : words;
    const reason = readClosure(from);
    if (on && reason) return [{ kind: 'closure', on, reason, ...(words !== '' && { note: words }) }];
    if (on || words !== '') {
      this.note(
        `销号：${[on, words].filter(Boolean).join(' ')}`,
        t(
          '销号缺日期或原因，案卷先作在办，原文写入备注。',
          'The striking off lacks its day or its reason: the case stays open, the words are kept as a note.',
        ),
      );
    }
    return [];
  }

  private note(text: string, told: Text): void {
    this.notes.push(text);
    this.told.push(told);
  }

  private cells(key: RosterKey): readonly Cell[] {
    return this.row.columns.flatMap((column) => (column.field === key ? (this.row.cells[column.index] ?? null) : []));
  }

  private cell(key: RosterKey): Cell {
    return this.cells(key)[0] ?? null;
  }

  private texts(key: RosterKey): readonly string[] {
    return this.cells(key)
      .map((cell) => tidy(shown(cell)))
      .filter((text) => !isNothing(text));
  }

  private text(key: RosterKey): string {
    return this.texts(key)[0] ?? '';
  }

  private day(key: RosterKey): Day | undefined {
    const read = readDate(this.cell(key), this.row.today, this.row.date1904);
    return read.is === 'day' ? read.day : undefined;
  }

  /** The day of a cell; one that is written and is no day stays a note. */
  private optionalDay(key: RosterKey, called: string): Day | undefined {
    const day = this.day(key);
    const said = this.text(key);
    if (day === undefined && said !== '') {
      this.note(
        `${called}：${said}`,
        t(`“${called}：${said}”不是完整日期，只写入备注。`, `"${said}" is no whole day: kept as a note.`),
      );
    }
    return day;
  }

  private grade(key: RosterKey, on: Day, called: string): number | undefined {
    const said = this.text(key);
    if (said === '') return undefined;
    const read = readGrade(said, schoolYearOf(on), null) ?? readGrade(`${said}年级`, schoolYearOf(on), null);
    if (read && 'grade' in read) return read.grade;
    this.note(
      `${called}：${said}`,
      t(`“${called}：${said}”读不出年级，只写入备注。`, `"${said}" is no grade that can be read: kept as a note.`),
    );
    return undefined;
  }
}

function withNote(draft: Draft, notes: readonly string[]): Draft {
  return notes.length > 0 ? { ...draft, note: notes.join('；') } : draft;
}
