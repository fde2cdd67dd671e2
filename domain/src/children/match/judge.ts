import { type Comparison, Relation } from './compare.ts';
import { DayRelation } from './days.ts';
import { NameRelation } from './names.ts';
import { NumberRelation } from './numbers.ts';

/*
 * Whether two rows are about one child: a table of rules, the first that fits decides. The worst mistake is to join a
 * missing child to a stranger (it hides a dropout), so nothing is joined on name and birthday alone, and two valid
 * numbers that differ are never joined.
 */

export type Decision = 'joined' | 'review';

export interface Rule {
  readonly key: string;
  readonly decision: Decision;
  /** How sure, 0 to 1; the surer is settled first, and what it has taken is no longer free for the others. */
  readonly score: number;
  /** Only where no other row of either list could be meant: anything of like name beside it makes it a review. */
  readonly alone?: true;
  /** Too weak to be offered by itself; it tells rows apart that carry each other's number, and puts others in doubt. */
  readonly hint?: true;
  readonly fits: (pair: Comparison) => boolean;
}

const sameRoll = (c: Comparison) => c.roll === Relation.equal;
/** One number of either kind in both rows. A roll number does not count against two valid citizen numbers that differ. */
const sameNumber = (c: Comparison) => c.number >= NumberRelation.equalWrong || (sameRoll(c) && !twoNumbers(c));
const nearNumber = (c: Comparison) => c.number === NumberRelation.near;
const garbled = (c: Comparison) => c.number === NumberRelation.garbled;
/** Nothing to be learned from the numbers: one is not there, or at least one is wrong beyond repair. */
const noNumber = (c: Comparison) => c.number === NumberRelation.absent || c.number === NumberRelation.far;
const twoNumbers = (c: Comparison) => c.number === NumberRelation.differ;

const equalName = (c: Comparison) => c.name === NameRelation.equal;
const likeName = (c: Comparison) => c.name >= NameRelation.sameSound;
const nearName = (c: Comparison) => c.name >= NameRelation.nearSound;
const halfName = (c: Comparison) => c.name >= NameRelation.oneCharacter;

const born = (c: Comparison) => c.birth === DayRelation.equal;
const bornAbout = (c: Comparison) => c.birth >= DayRelation.lunar;
const otherBirth = (c: Comparison) => c.birth === DayRelation.differ || c.birth === DayRelation.month;
/** The rows' own columns name two birthdays, whatever the numbers say: a number may be a sibling's. */
const otherDay = (c: Comparison) => c.said === DayRelation.differ || c.said === DayRelation.month;
/** A guardian of like name, or the same phone. */
const kin = (c: Comparison) => c.guardian >= NameRelation.sameSound || c.phone === Relation.equal;
/** The same where the villages differ: of fathers in two villages some sound alike by chance. */
const sureKin = (c: Comparison) => kin(c) && (!elsewhere(c) || samePhone(c) || c.guardian === NameRelation.equal);
/** The same again for a child whose own name is written otherwise: it takes the phone. */
const surerKin = (c: Comparison) => kin(c) && (!elsewhere(c) || samePhone(c));
/** Both rows name guardians, none of them alike, and no phone speaks for it. */
const noKin = (c: Comparison) => c.guardian === NameRelation.differ && c.phone !== Relation.equal;
/** The same village; the same school where not both rows name a village. */
const samePlace = (c: Comparison) => c.place === Relation.equal || (c.school === Relation.equal && !elsewhere(c));
const elsewhere = (c: Comparison) => c.place === Relation.differ;
const otherSex = (c: Comparison) => c.sex === Relation.differ;

export const RULES: readonly Rule[] = [
  // Number and name: nothing else is needed, unless the number is a made-up one and the birthdays differ.
  rule('number-and-name', 'joined', 1, (c) => sameNumber(c) && equalName(c) && !madeUp(c)),
  rule('number-and-sound', 'joined', 0.99, (c) => sameNumber(c) && likeName(c) && !madeUp(c)),
  // The same number under another name: a changed name, or a row that carries a sibling's or stranger's number.
  alone('number-and-near-name', 0.96, (c) => sameNumber(c) && halfName(c) && oneself(c) && !noKin(c)),
  alone('number-and-kin', 0.93, (c) => sameNumber(c) && kin(c) && oneself(c) && c.name !== NameRelation.absent),
  rule('number-only', 'review', 0.5, (c) => sameNumber(c) && oneself(c)),
  rule('number-perhaps-lent', 'review', 0.35, (c) => sameNumber(c)),

  // One slip in the number: its check tells that it is one.
  rule('near-number-and-name', 'joined', 0.98, (c) => nearNumber(c) && likeName(c) && !besides(c)),
  alone(
    'near-number-and-near-name',
    0.92,
    (c) => nearNumber(c) && halfName(c) && (born(c) || kin(c)) && !noKin(c) && !besides(c),
  ),
  rule(
    'near-number-only',
    'review',
    0.4,
    (c) => nearNumber(c) && (halfName(c) || kin(c) || (born(c) && (!noKin(c) || samePlace(c)))),
  ),

  // Several slips.
  rule('garbled-number', 'joined', 0.95, (c) => garbled(c) && likeName(c) && bornAbout(c) && kin(c)),
  alone('garbled-number-in-place', 0.9, (c) => garbled(c) && likeName(c) && born(c) && samePlace(c) && !noKin(c)),
  rule('garbled-number-only', 'review', 0.45, (c) => garbled(c) && nearName(c) && (bornAbout(c) || kin(c))),
  rule('garbled-number-and-kin', 'review', 0.4, (c) => garbled(c) && kin(c) && born(c)),

  // No number to go by.
  rule('name-birth-kin', 'joined', 0.94, (c) => noNumber(c) && equalName(c) && born(c) && sureKin(c)),
  rule('sound-birth-kin', 'joined', 0.92, (c) => noNumber(c) && likeName(c) && born(c) && surerKin(c) && !otherSex(c)),
  alone('name-slip-kin', 0.9, (c) => noNumber(c) && equalName(c) && bornAbout(c) && sureKin(c)),
  alone('near-sound-birth-kin', 0.88, (c) => noNumber(c) && nearName(c) && born(c) && surerKin(c) && !otherSex(c)),
  alone('name-birth-place', 0.86, (c) => absent(c) && equalName(c) && born(c) && inPlace(c) && !otherSex(c)),
  alone('name-phone', 0.84, (c) => absent(c) && equalName(c) && noBirth(c) && samePhone(c) && !noKin(c)),
  alone('name-kin-place', 0.82, (c) => absent(c) && equalName(c) && noBirth(c) && kin(c) && samePlace(c)),
  rule('name-birth', 'review', 0.45, (c) => noNumber(c) && equalName(c) && born(c)),
  rule('sound-birth', 'review', 0.4, (c) => noNumber(c) && likeName(c) && born(c) && !(noKin(c) && elsewhere(c))),
  rule('sound-kin', 'review', 0.36, (c) => noNumber(c) && nearName(c) && noBirth(c) && kin(c)),
  rule('name-place', 'review', 0.34, (c) => noNumber(c) && equalName(c) && noBirth(c) && samePlace(c)),
  rule('sound-slip-kin', 'review', 0.38, (c) => noNumber(c) && nearName(c) && bornAbout(c) && kin(c)),
  rule('name-kin', 'review', 0.35, (c) => noNumber(c) && equalName(c) && kin(c) && !(otherBirth(c) && elsewhere(c))),
  rule('name-slip-place', 'review', 0.33, (c) => noNumber(c) && equalName(c) && bornInMonth(c) && samePlace(c)),
  rule('half-name-birth-kin', 'review', 0.32, (c) => noNumber(c) && halfName(c) && born(c) && kin(c)),
  rule('birth-and-kin', 'review', 0.3, (c) => noNumber(c) && born(c) && closeKin(c) && !otherSex(c)),

  // Two valid numbers: two children, or one with two numbers; a person decides.
  rule('two-numbers-one-roll', 'review', 0.4, (c) => twoNumbers(c) && sameRoll(c) && halfName(c)),
  rule('two-numbers', 'review', 0.35, (c) => twoNumbers(c) && likeName(c) && bornAbout(c) && kin(c)),
  rule(
    'two-numbers-in-place',
    'review',
    0.3,
    (c) => twoNumbers(c) && born(c) && samePlace(c) && (equalName(c) || (likeName(c) && !noKin(c))),
  ),
  {
    key: 'two-numbers-only',
    decision: 'review',
    score: 0,
    hint: true,
    fits: (c) => twoNumbers(c) && likeName(c) && born(c),
  },
];

function absent(c: Comparison): boolean {
  return c.number === NumberRelation.absent;
}

/** A number that fails its check stands in both rows, and nothing else is as it should be. */
function madeUp(c: Comparison): boolean {
  return c.number === NumberRelation.equalWrong && otherBirth(c) && !kin(c);
}

/** Under one number, nothing that says that it was lent: neither the birthday nor the sex that the rows themselves name. */
function oneself(c: Comparison): boolean {
  return !otherDay(c) && !otherSex(c);
}

/**
 * Numbers of one birthday differ in little anyhow: somebody of like name in another village, of whose family nothing
 * agrees, may be a stranger.
 */
function besides(c: Comparison): boolean {
  return (noKin(c) && (otherBirth(c) || elsewhere(c))) || (elsewhere(c) && !equalName(c) && !kin(c));
}

function bornInMonth(c: Comparison): boolean {
  return c.birth >= DayRelation.month;
}

function noBirth(c: Comparison): boolean {
  return c.birth === DayRelation.absent;
}

function samePhone(c: Comparison): boolean {
  return c.phone === Relation.equal;
}

/** The same village, and nothing known of the guardians that speaks for or against it. */
function inPlace(c: Comparison): boolean {
  return samePlace(c) && c.guardian === NameRelation.absent;
}

/** Guardian and phone, or guardian and village. */
function closeKin(c: Comparison): boolean {
  return c.guardian >= NameRelation.sameSound && (samePhone(c) || samePlace(c));
}

/**
 * Whether two rows of one list are about one child. What between two lists needs that nobody else could be meant is
 * within one no more than a suspicion, and so is a name written otherwise without a number to hold to: twins have one
 * birthday and one family.
 */
export function judgeWithin(pair: Comparison): Decision | 'none' {
  const rule = RULES[judge(pair)];
  if (!rule || rule.hint) return 'none';
  const sure = rule.decision === 'joined' && !rule.alone && (equalName(pair) || pair.number >= NumberRelation.near);
  return sure ? 'joined' : 'review';
}

/** The number of the first rule that fits, or -1. */
export function judge(pair: Comparison): number {
  for (let at = 0; at < RULES.length; at += 1) if (RULES[at]?.fits(pair)) return at;
  return -1;
}

function rule(key: string, decision: Decision, score: number, fits: Rule['fits']): Rule {
  return { key, decision, score, fits };
}

function alone(key: string, score: number, fits: Rule['fits']): Rule {
  return { key, decision: 'joined', score, alone: true, fits };
}
