import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { readCaseFile } from '@quanxue/domain/casefile/read.ts';
import { type CaseFile, FORMAT, MEASURES } from '@quanxue/domain/casefile/schema.ts';
import { parseCitizenNumber } from '@quanxue/domain/children/citizen-number.ts';
import { schoolAgeCohort } from '@quanxue/domain/children/school-age.ts';
import { assess } from '@quanxue/domain/policy/assess.ts';
import { STATUSES } from '@quanxue/domain/policy/finding.ts';
import { describe, expect, test } from 'vitest';
import type { SampleCase } from './cases/story.ts';
import { schoolOf, VILLAGES, villageOf } from './county.ts';
import { inventTownship } from './township.ts';

const ANCHOR = '2022-10-31';
const township = inventTownship(ANCHOR);

function caseFile(each: SampleCase): CaseFile {
  const { child } = each;
  return {
    format: FORMAT,
    child: {
      name: child.name,
      sex: child.sex,
      birthDate: child.birthDate,
      citizenId: child.citizenId,
      ...(child.schooling && {
        rollNumber: child.schooling.rollNumber,
        school: schoolOf(child.schooling.school).name,
        grade: child.schooling.grade,
      }),
      registeredVillage: villageOf(child.village).code,
      households: [...child.households],
      ...(child.disability && { disability: child.disability }),
    },
    entries: each.acts.map((act) => act.entry),
  };
}

/** A day with more or fewer weeks, holidays and an end of school year around it. */
const OTHER_ANCHORS: readonly Day[] = ['2021-10-01', '2024-02-29', '2026-08-31', '2026-09-01', '2026-11-23'];

describe('the sample township', () => {
  test('is the same each time it is invented', () => {
    const again = inventTownship(ANCHOR);
    expect(again.children).toEqual(township.children);
    expect(again.cases.map((each) => each.acts)).toEqual(township.cases.map((each) => each.acts));
  });

  test('has 2,000 children with numbers of the area that nobody has, each number once', () => {
    expect(township.children).toHaveLength(2000);
    const numbers = township.children.map((child) => child.citizenId);
    expect(new Set(numbers).size).toBe(2000);
    for (const child of township.children) {
      expect(child.citizenId.startsWith('509999')).toBe(true);
      expect(parseCitizenNumber(child.citizenId)).toMatchObject({ birthDate: child.birthDate, sex: child.sex });
      for (const guardian of child.guardians) expect(guardian.phone).toMatch(/^1990000\d{4}$/);
    }
  });

  test('lives in every village, and nine of ten children are of school age', () => {
    const cohort = schoolAgeCohort(ANCHOR);
    for (const index of VILLAGES.keys()) {
      expect(township.children.filter((child) => child.village === index).length).toBeGreaterThan(30);
    }
    const ofAge = township.children.filter((c) => cohort.bornFrom <= c.birthDate && c.birthDate <= cohort.bornTo);
    expect(ofAge.length / township.children.length).toBeGreaterThan(0.8);
    expect(ofAge.length).toBeLessThan(township.children.length);
  });

  test('has children that no school explains, and pupils that no police list carries', () => {
    const cohort = schoolAgeCohort(ANCHOR);
    const unexplained = township.children.filter(
      (c) => c.onPopulation && !c.schooling && cohort.bornFrom <= c.birthDate && c.birthDate <= cohort.bornTo,
    );
    expect(unexplained.length).toBeGreaterThan(10);
    expect(unexplained.length).toBeLessThan(60);
    expect(township.children.filter((c) => c.schooling && !c.onPopulation).length).toBeGreaterThan(5);
  });
});

describe('the sample cases', () => {
  test.each(township.cases.map((each) => [each.key, each] as const))(
    '%s is a valid case file that shows what it is there for',
    (_, each) => {
      const file = caseFile(each);
      expect(readCaseFile(JSON.parse(JSON.stringify(file)))).toMatchObject({ ok: true });
      const found = Object.fromEntries(assess(file, ANCHOR).findings.map((finding) => [finding.id, finding.status]));
      expect(found).toMatchObject(each.shows);
    },
  );

  test('cover all twelve measures and every status', () => {
    const measures = new Set<string>();
    const statuses = new Set<string>();
    for (const each of township.cases) {
      const assessment = assess(caseFile(each), ANCHOR);
      if (assessment.measure) measures.add(assessment.measure);
      for (const finding of assessment.findings) statuses.add(finding.status);
    }
    expect([...measures].sort()).toEqual([...MEASURES].sort());
    expect([...statuses].sort()).toEqual([...STATUSES].sort());
  });

  test.each(OTHER_ANCHORS)('are valid on any other day (%s), with nothing in the future', (anchor) => {
    for (const each of inventTownship(anchor).cases) {
      expect(readCaseFile(JSON.parse(JSON.stringify(caseFile(each)))), each.key).toMatchObject({ ok: true });
      for (const { entry } of each.acts) {
        expect(entry.on < anchor, `${each.key}: ${entry.kind} on ${entry.on}`).toBe(true);
        expect((entry.recordedAt ?? '').slice(0, 10) < anchor).toBe(true);
      }
    }
  });

  test('tell each visit in words of its own, but for the case that shows copied ones', () => {
    const told = township.cases
      .filter((each) => each.key !== 'copied-visits')
      .flatMap((each) => each.acts.flatMap(({ entry }) => (entry.kind === 'persuasion' ? [entry.summary] : [])));
    expect(told.length).toBeGreaterThan(100);
    expect(new Set(told).size).toBe(told.length);
    for (const summary of told) expect(summary).not.toMatch(/[{}]|undefined|村村|组组|[@#]/);
  });

  test('carry pictures that are real PNG files, each its own', () => {
    const files = township.cases.flatMap((each) => [...each.files]);
    expect(new Set(files.map(([sha256]) => sha256)).size).toBe(files.length);
    for (const [, file] of files) expect(file.bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  });

  test('name in each entry only pictures that the case carries, or says are on their way', () => {
    for (const each of township.cases) {
      for (const { entry } of each.acts) {
        for (const item of entry.evidence ?? []) {
          expect(item.due === true || each.files.has(item.sha256 ?? ''), `${each.key} ${entry.kind}`).toBe(true);
        }
      }
    }
  });
});
