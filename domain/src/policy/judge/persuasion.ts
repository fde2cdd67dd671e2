import { addDays, schoolYearOf } from '../../basis/plain-date.ts';
import { of } from '../../casefile/fold.ts';
import { type Bench, breach, excused, met, missing, pending, type Verdict } from '../verdict.ts';
import { days, documents } from './facts.ts';

/** Different days, whoever went: a visit by three units together is one. Nobody invents a record once the child is back. */
export function persuasions(at: Bench, orGraduated: boolean): Verdict {
  const { story } = at;
  const have = days(of(story, 'persuasion')).size;
  const need = at.number('persuasionsNeeded');
  if (have >= need) return { ...met, have, need };
  const returned = story.placement !== undefined || story.closures.some((entry) => entry.reason === 'returned');
  if (returned) {
    return {
      ...excused(`劝返 ${have} 次后已返校，不得为凑数补记`, `returned after ${have}: no record is to be invented`),
      have,
      need,
    };
  }
  if (orGraduated && (story.certificates.length > 0 || story.closures.some((entry) => entry.reason === 'graduated'))) {
    return {
      ...excused(
        `劝返 ${have} 次后已取得证书，不得为凑数补记`,
        `certificate after ${have}: no record is to be invented`,
      ),
      have,
      need,
    };
  }
  return { ...missing, have, need };
}

/** Persuasions by persons of two or more units together, on enough different days; or a ruling of a court. */
export function jointEfforts({ story }: Bench, need: number): Verdict {
  if (documents(story, 'court-ruling').length > 0) return met;
  const joint = of(story, 'persuasion').filter((entry) => new Set(entry.by.map((person) => person.unit)).size >= 2);
  const have = days(joint).size;
  return { status: have >= need ? 'met' : 'missing', have, need };
}

/** The last persuasion of the November of the school year in which the measure began agrees to remote teaching. */
export function novemberAgreement({ story, asOf, until }: Bench): Verdict {
  const { began } = story;
  if (began === undefined) return missing;
  const year = String(schoolYearOf(began)).padStart(4, '0');
  const last = of(story, 'persuasion').findLast((entry) => entry.on.startsWith(`${year}-11-`));
  if (last?.outcome === 'agreed-remote-teaching') return met;
  const end = `${year}-11-30`;
  if (began > end) {
    return excused(
      `本措施在 ${year} 年 11 月之后才开始，不得补写已过去日子的记录`,
      `the measure began after November ${year}: nobody writes a record for a day gone by`,
    );
  }
  if (asOf <= end) {
    until(end);
    return pending(
      `${year} 年 11 月最后一次劝返须体现同意远程送教`,
      `the last persuasion of November ${year} is to record agreement`,
      end,
    );
  }
  return last
    ? breach(`${year} 年 11 月最后一次劝返没有体现同意`, `the last persuasion of November ${year} does not agree`, [
        last.id,
      ])
    : { ...missing, due: addDays(end, 0) };
}
