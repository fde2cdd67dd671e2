import type { Text } from '../../basis/problem.ts';
import { compare, emptyComparison, Relation } from './compare.ts';
import { DayRelation } from './days.ts';
import type { Pair } from './match-lists.ts';
import { NameRelation } from './names.ts';
import { NumberRelation } from './numbers.ts';
import type { People } from './people.ts';

/* Says in words why two rows were put together, for the person who decides and for the record. */

const pair = emptyComparison();

/** The pairs of equal number and equal name need no more than this. */
export const SETTLED: readonly Text[] = [
  { zh: '身份证号相同', en: 'number equal' },
  { zh: '姓名相同', en: 'name equal' },
];

/** What agrees, what does not, and what makes it doubtful, in the order in which a person would look. */
export function explain(left: People, right: People, { left: i, right: j, rule, decision, doubt }: Pair): Text[] {
  const c = compare(left, i, right, j, pair);
  const { names } = left.lexicon;
  const both = (a: number, b: number) => `${names.text(a)}／${names.text(b)}`;
  const why: (Text | undefined)[] = [
    NUMBER[c.number],
    c.roll === Relation.equal ? say('学籍号相同', 'roll number equal') : undefined,
    nameText(c.name, both(left.name[i] ?? 0, right.name[j] ?? 0)),
    BIRTH[c.birth],
    c.number >= NumberRelation.equalWrong && c.said > DayRelation.absent && c.said <= DayRelation.month
      ? say('表中填写的出生日期不同', 'the birth dates written in the rows differ')
      : undefined,
    c.sex === Relation.differ ? say('性别不同', 'sex differs') : undefined,
    GUARDIAN[c.guardian],
    PHONE[c.phone],
    PLACE[c.place],
    rule === 'decided' ? say('经人工确认是同一名儿童', 'a person has confirmed that they are one child') : undefined,
    rule === 'crossed'
      ? say(
          '两名儿童的号码互换了（多为双胞胎），按姓名和出生日期对应',
          'the two rows carry each other’s number (twins, as a rule); paired by name and birth date',
        )
      : undefined,
    doubt === 'rival' ? say('另有相近的人，请分辨', 'somebody else is as near; tell them apart') : undefined,
    doubt === 'taken'
      ? say('其中一行已与他人对上，可能是重复登记', 'one of the rows is already paired; perhaps a double entry')
      : undefined,
    decision === 'joined' && rule === 'number-and-kin' ? say('可能改过名', 'the name was probably changed') : undefined,
    c.number === NumberRelation.differ && decision === 'review'
      ? say(
          '两个号码都有效：是两名儿童，还是一人两号，请核实',
          'both numbers are valid: two children, or one with two numbers; verify it',
        )
      : undefined,
  ];
  return why.filter((each) => each !== undefined);
}

function nameText(relation: NameRelation, both: string): Text | undefined {
  switch (relation) {
    case NameRelation.absent:
      return undefined;
    case NameRelation.differ:
      return say(`姓名不同（${both}）`, `name differs (${both})`);
    case NameRelation.oneCharacter:
      return say(`姓名差一个字（${both}）`, `name differs in one character (${both})`);
    case NameRelation.nearSound:
      return say(`姓名音近（${both}）`, `name sounds nearly the same (${both})`);
    case NameRelation.sameSound:
      return say(`姓名同音不同字（${both}）`, `name sounds the same, other characters (${both})`);
    case NameRelation.equal:
      return say('姓名相同', 'name equal');
  }
}

const NUMBER: Readonly<Record<NumberRelation, Text | undefined>> = {
  [NumberRelation.absent]: say('至少一行没有身份证号', 'no number in at least one row'),
  [NumberRelation.differ]: say('身份证号不同', 'number differs'),
  [NumberRelation.far]: say('身份证号不同，其中有号码校验不符', 'number differs, and one fails its check'),
  [NumberRelation.garbled]: say('身份证号相近，差几位', 'numbers alike but for a few digits'),
  [NumberRelation.near]: say('身份证号只差一位或相邻两位颠倒', 'number differs in one digit or two swapped ones'),
  [NumberRelation.equalWrong]: say('身份证号相同（校验不符）', 'number equal (though it fails its check)'),
  [NumberRelation.equalOld]: say('15 位旧号与 18 位号一致', 'old number of 15 digits is that of the 18'),
  [NumberRelation.equal]: say('身份证号相同', 'number equal'),
};

const BIRTH: Readonly<Record<DayRelation, Text | undefined>> = {
  [DayRelation.absent]: undefined,
  [DayRelation.differ]: say('出生日期不同', 'birth date differs'),
  [DayRelation.month]: say('出生年月相同，日不同', 'birth year and month equal, another day'),
  [DayRelation.lunar]: say('出生日期一为公历一为农历', 'one birth date is the other by the lunar calendar'),
  [DayRelation.slip]: say(
    '出生日期像是笔误（差一位或月日颠倒）',
    'birth date looks like a slip (one digit, or month and day)',
  ),
  [DayRelation.equal]: say('出生日期相同', 'birth date equal'),
};

const GUARDIAN: Readonly<Record<NameRelation, Text | undefined>> = {
  [NameRelation.absent]: undefined,
  [NameRelation.differ]: say('监护人不同', 'guardian differs'),
  [NameRelation.oneCharacter]: say('监护人姓名差一个字', 'guardian differs in one character'),
  [NameRelation.nearSound]: say('监护人姓名音近', 'guardian sounds nearly the same'),
  [NameRelation.sameSound]: say('监护人姓名同音', 'guardian sounds the same'),
  [NameRelation.equal]: say('监护人相同', 'guardian equal'),
};

const PHONE: Readonly<Record<Relation, Text | undefined>> = {
  [Relation.absent]: undefined,
  [Relation.differ]: undefined,
  [Relation.near]: say('电话差一位', 'phone differs in one digit'),
  [Relation.equal]: say('电话相同', 'phone equal'),
};

const PLACE: Readonly<Record<Relation, Text | undefined>> = {
  [Relation.absent]: undefined,
  [Relation.differ]: say('村（社区）不同', 'village differs'),
  [Relation.near]: undefined,
  [Relation.equal]: say('村（社区）相同', 'village equal'),
};

function say(zh: string, en: string): Text {
  return { zh, en };
}
