import { maskCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import type { Listed } from '@quanxue/domain/children/listed.ts';
import { type Comparison, Relation } from '@quanxue/domain/children/match/compare.ts';
import { DayRelation } from '@quanxue/domain/children/match/days.ts';
import { NameRelation } from '@quanxue/domain/children/match/names.ts';
import { NumberRelation } from '@quanxue/domain/children/match/numbers.ts';
import type { MatchField, MatchMark } from '@quanxue/domain/children/match-operations.ts';
import type { Places } from '@quanxue/domain/children/places.ts';
import { maskPhone, maskRollNumber } from '@quanxue/domain/children/record.ts';
import type { Standing } from './standing.ts';

/* What a row or a child says, field by field, and how two of them relate: for a person who looks at both side by side. */

export type Facts = Readonly<Record<MatchField, string | null>>;

const SEXES = { male: '男', female: '女', unknown: null };

export function factsOfRow(listed: Listed, number: string | null): Facts {
  const own = number || listed.citizenId;
  const guardians = listed.guardians ?? [];
  return {
    name: listed.name,
    number: own && maskCitizenNumber(own),
    roll: listed.school?.rollNumber ? maskRollNumber(listed.school.rollNumber) : null,
    birth: listed.birthDate,
    sex: SEXES[listed.sex],
    guardian: inOne(guardians.map((each) => each.name)),
    phone: inOne(guardians.map((each) => each.phone && maskPhone(each.phone))),
    place: inOne([listed.registeredVillage, listed.residenceVillage, listed.registeredAddress]),
    school: listed.school?.school ?? null,
  };
}

export function factsOfChild({ child, schooling }: Standing, places: Places): Facts {
  const nameOf = (unitId: string | null) => unitId && places.nameOf(unitId);
  return {
    name: child.name,
    number: child.citizenId && maskCitizenNumber(child.citizenId),
    roll: schooling?.rollNumber ? maskRollNumber(schooling.rollNumber) : null,
    birth: child.birthDate,
    sex: SEXES[child.sex],
    guardian: inOne(child.guardians.map((each) => each.name)),
    phone: inOne(child.guardians.map((each) => each.phone && maskPhone(each.phone))),
    place: inOne([nameOf(child.registeredUnitId), nameOf(child.residenceUnitId), child.registeredAddress]),
    school: nameOf(schooling?.schoolUnitId ?? null) ?? schooling?.schoolName ?? null,
  };
}

function inOne(parts: readonly (string | null | undefined)[]): string | null {
  return [...new Set(parts.filter(Boolean))].join('、') || null;
}

export function marksOf(c: Comparison): Readonly<Record<MatchField, MatchMark>> {
  return {
    name: markOfName(c.name),
    number:
      c.number >= NumberRelation.equalWrong
        ? 'equal'
        : c.number >= NumberRelation.garbled
          ? 'near'
          : c.number === NumberRelation.absent
            ? 'absent'
            : 'different',
    roll: markOf(c.roll),
    birth:
      c.birth === DayRelation.equal
        ? 'equal'
        : c.birth >= DayRelation.month
          ? 'near'
          : c.birth === DayRelation.absent
            ? 'absent'
            : 'different',
    sex: markOf(c.sex),
    guardian: markOfName(c.guardian),
    phone: markOf(c.phone),
    place: markOf(c.place),
    school: markOf(c.school),
  };
}

function markOfName(relation: NameRelation): MatchMark {
  if (relation === NameRelation.equal) return 'equal';
  if (relation === NameRelation.absent) return 'absent';
  return relation >= NameRelation.oneCharacter ? 'near' : 'different';
}

function markOf(relation: Relation): MatchMark {
  switch (relation) {
    case Relation.absent:
      return 'absent';
    case Relation.differ:
      return 'different';
    case Relation.near:
      return 'near';
    case Relation.equal:
      return 'equal';
  }
}
