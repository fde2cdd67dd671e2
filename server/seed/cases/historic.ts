import type { CaseScript, Story } from './story.ts';

/*
 * Measure 3 in its two eras, on fixed days: training at the vocational centre until 2020-06-27, confirmation by the
 * county from 2020-06-28 to 2021-05-31; and papers from before 2021-07, which the archive does not ask for.
 */

const COOKERY = '家长申请学习中式烹饪';

function vocational(story: Story, applied: string): void {
  story.choose(applied, 'vocational');
  story.approve(applied, 'vocational', 'guardian', 'applied');
}

export const HISTORIC: readonly CaseScript[] = [
  {
    key: 'vocational-complete',
    about: 'first era: trained at the vocational centre with all three approvals, closed',
    child: {
      birthDate: '2004-11-23',
      sex: 'male',
      village: 7,
      roll: { state: 'vocational', school: 'vocational', grade: 9 },
    },
    shows: { 'A2-3.in-force': 'met', 'A2-3.application': 'met', 'A2-3.township': 'met', 'A2-3.county': 'met' },
    tell: (story) => {
      story.report('2019-09-10', {
        source: 'school',
        reasons: ['family-belief'],
        lastAttendedOn: '2019-09-02',
        leftGrade: 9,
        leftTerm: 1,
      });
      story.responsible('2019-09-11');
      story.persuadeOften(['2019-09-14', '2019-09-25', '2019-10-09'], 'agreed-other');
      vocational(story, '2019-10-15');
      story.approve('2019-10-18', 'vocational', 'township', 'approved');
      story.approve('2019-10-28', 'vocational', 'county', 'approved', { from: '2019-11-01', to: '2020-06-30' });
      story.record('follow-up', '2020-01-08', { finding: `${COOKERY}，已结束第一期，实训老师评价良好。` });
      story.record('closure', '2020-07-15', { reason: 'completed' });
    },
  },
  {
    key: 'vocational-too-late',
    about: 'begun a month after the first era had ended',
    child: {
      birthDate: '2005-03-12',
      sex: 'female',
      village: 9,
      roll: { state: 'vocational', school: 'vocational', grade: 9 },
    },
    shows: { 'A2-3.in-force': 'breach', 'A2-3.county': 'met' },
    tell: (story) => {
      story.report('2020-05-18', {
        source: 'village-visit',
        reasons: ['family-belief'],
        lastAttendedOn: '2020-05-06',
        leftGrade: 9,
        leftTerm: 2,
      });
      story.responsible('2020-05-19');
      story.persuade('2020-06-02', 'agreed-other');
      vocational(story, '2020-07-20');
      story.approve('2020-07-22', 'vocational', 'township', 'approved');
      story.approve('2020-07-30', 'vocational', 'county', 'approved');
      story.record('closure', '2021-01-20', { reason: 'completed' });
    },
  },
  {
    key: 'vocational-rejected',
    about: 'the county refused: the child was only thirteen',
    child: {
      birthDate: '2006-12-01',
      sex: 'male',
      village: 11,
      roll: { state: 'completed', school: 'middle', grade: 9 },
    },
    shows: { 'A2-3.county': 'breach', 'A2-3.township': 'met' },
    tell: (story) => {
      story.report('2020-03-30', {
        source: 'school',
        reasons: ['family-belief'],
        lastAttendedOn: '2020-01-10',
        leftGrade: 7,
        leftTerm: 2,
      });
      story.responsible('2020-03-31');
      story.persuade('2020-04-08', 'agreed-other');
      vocational(story, '2020-04-10');
      story.approve('2020-04-14', 'vocational', 'township', 'approved');
      story.approve('2020-04-26', 'vocational', 'county', 'rejected');
      story.place('2020-05-11', 7, { headTeacher: '安之若' });
      story.record('closure', '2020-07-15', { reason: 'returned' });
    },
  },
  {
    key: 'county-confirmed-complete',
    about: 'second era: three joint efforts, confirmed by the county, then a deferral; closed when over age',
    child: {
      birthDate: '2005-06-18',
      sex: 'male',
      village: 4,
      disability: { category: 'intellectual', level: 2 },
      roll: { state: 'completed', school: 'middle', grade: 9 },
    },
    shows: {
      'A2-3.in-force': 'met',
      'B4-3.efforts': 'met',
      'B4-3.guardian-duty': 'met',
      'B4-3.confirmation': 'met',
      'B4-3.then-leave': 'met',
    },
    tell: (story) => {
      story.report('2020-09-08', {
        source: 'school',
        reasons: ['disability'],
        lastAttendedOn: '2020-09-01',
        leftGrade: 9,
        leftTerm: 1,
      });
      story.verify('2020-09-09', 'confirmed');
      story.responsible('2020-09-10');
      story.persuadeOften(['2020-09-14', '2020-10-12', '2020-11-03'], 'refused', ['village', 'school', 'justice']);
      story.choose('2020-11-10', 'county-confirmed');
      story.document('2020-11-12', 'guardian-duty-proof', { issuer: '霁溪镇司法所' });
      story.document('2020-12-08', 'county-confirmation', { issuer: '雾屏县扶贫开发领导小组' });
      story.approve('2020-12-10', 'deferral', 'guardian', 'applied');
      story.approve('2020-12-12', 'deferral', 'school', 'approved');
      story.approve('2020-12-12', 'deferral', 'village', 'approved');
      story.approve('2020-12-15', 'deferral', 'township', 'approved');
      story.approve('2020-12-22', 'deferral', 'county', 'approved', { from: '2020-12-22', to: '2021-08-31' });
      story.record('closure', '2021-09-10', { reason: 'completed' });
    },
  },
  {
    key: 'county-confirmed-by-ruling',
    about: 'second era by a court ruling; the proof of the guardian’s duty was never filed',
    child: {
      birthDate: '2005-10-02',
      sex: 'female',
      village: 8,
      roll: { state: 'completed', school: 'middle', grade: 9 },
    },
    shows: { 'B4-3.efforts': 'met', 'B4-3.guardian-duty': 'missing', 'B4-3.then-leave': 'missing' },
    tell: (story) => {
      story.report('2020-10-14', {
        source: 'school',
        reasons: ['family-belief'],
        lastAttendedOn: '2020-09-28',
        leftGrade: 9,
        leftTerm: 1,
      });
      story.responsible('2020-10-15');
      story.persuade('2020-10-20', 'refused', ['village', 'justice']);
      story.persuade('2020-11-05', 'refused', ['township', 'justice']);
      story.document('2021-03-16', 'court-ruling', { issuer: '雾屏县人民法院', number: '（2021）雾民调 9 号' });
      story.choose('2021-03-20', 'county-confirmed');
      story.document('2021-04-02', 'county-confirmation', { issuer: '雾屏县扶贫开发领导小组' });
      story.record('closure', '2021-07-20', { reason: 'completed' });
    },
  },
  {
    key: 'county-confirmed-too-late',
    about: 'begun after the second era had ended, with two joint efforts only',
    child: {
      birthDate: '2006-01-27',
      sex: 'male',
      village: 2,
      roll: { state: 'completed', school: 'middle', grade: 9 },
    },
    shows: { 'A2-3.in-force': 'breach', 'B4-3.efforts': 'missing', 'B4-3.confirmation': 'missing' },
    tell: (story) => {
      story.report('2021-04-19', {
        source: 'hotline',
        reasons: ['child-labour'],
        lastAttendedOn: '2021-03-01',
        leftGrade: 9,
        leftTerm: 2,
      });
      story.responsible('2021-04-20');
      story.persuade('2021-05-06', 'refused', ['village', 'school']);
      story.persuade('2021-05-27', 'refused', ['township', 'school']);
      story.choose('2021-06-15', 'county-confirmed');
      story.record('closure', '2021-07-30', { reason: 'completed' });
    },
  },
  {
    key: 'before-the-archive',
    about: 'returned in 2020: papers from before 2021-07, which no archive asks for',
    child: {
      birthDate: '2008-02-14',
      sex: 'female',
      village: 6,
      roll: { state: 'completed', school: 'middle', grade: 9 },
    },
    shows: { 'B4-1.persuasions': 'excused', 'B4-1.placement': 'met', 'B4-1.notice': 'missing' },
    tell: (story) => {
      story.report(
        '2020-10-09',
        { source: 'village-visit', reasons: ['sickness'], lastAttendedOn: '2020-09-21' },
        'village:6',
      );
      story.responsible('2020-10-10');
      story.choose('2020-10-12', 'return');
      story.persuade('2020-10-16', 'undecided', ['village', 'school', 'township']);
      story.persuade('2020-11-02', 'agreed-return');
      story.place('2020-11-04', 7, { headTeacher: '安之若' });
      story.document('2020-11-06', 'in-school-photo');
      story.record('closure', '2021-01-20', { reason: 'returned' });
    },
  },
];
