import type { CaseScript, Story } from './story.ts';

/* Measure 10, outside the nine: a specialised school, with the consent of guardian and child. */

function misconduct(story: Story, reported: number): void {
  story.report(reported, {
    source: 'school',
    reasons: ['serious-misconduct'],
    lastAttendedOn: story.day(reported + 2),
    leftTerm: 1,
  });
  story.verify(reported - 1, 'confirmed');
  story.responsible(reported - 1);
  story.persuade(reported - 4, 'undecided', ['school', 'police', 'village']);
  story.persuade(reported - 10, 'agreed-other', ['school', 'police', 'township'], { method: 'meeting' });
}

function forms(story: Story, day: number): void {
  story.document(day, 'special-school-application');
  story.document(day - 1, 'health-check', { issuer: '雾屏县人民医院' });
}

export const SPECIAL_SCHOOL: readonly CaseScript[] = [
  {
    key: 'special-school-complete',
    about: 'both consents, three forms, both authorities and the committee; the child is there',
    child: { grade: 8, village: 0, sex: 'male', roll: { state: 'special-school', school: 'middle' } },
    shows: { 'A2-10.consent': 'met', 'A2-10.forms': 'met', 'A2-10.authorities': 'met', 'A2-10.assessment': 'met' },
    tell: (story) => {
      misconduct(story, 90);
      story.record('consent', 78, { to: 'special-school', by: 'guardian', evidence: [story.paper('同意书')] });
      story.record('consent', 78, { to: 'special-school', by: 'child', evidence: [story.paper('同意书')] });
      forms(story, 77);
      story.document(74, 'committee-assessment', { issuer: '雾屏县专门教育指导委员会' });
      story.choose(73, 'special-school');
      story.document(70, 'special-school-approval');
      story.approve(70, 'special-school', 'county', 'approved');
      story.approve(66, 'special-school', 'receiving-county', 'approved');
      story.record('placement', 60, {
        school: '澜浦市启新专门学校',
        grade: 8,
        class: '八年级 2 班',
        headTeacher: '晏正风',
        headTeacherPhone: story.person('school').phone ?? '',
      });
      story.record('follow-up', 25, { finding: '适应寄宿，选了汽修兴趣班；学籍留在原校。' });
    },
  },
  {
    key: 'special-school-not-assessed',
    about: 'no assessment by the committee, which the law asks for since 2021-06; the child did not consent',
    child: { grade: 9, village: 6, sex: 'male', roll: { state: 'special-school', school: 'middle' } },
    shows: { 'A2-10.assessment': 'missing', 'A2-10.consent': 'missing', 'A2-10.forms': 'met' },
    tell: (story) => {
      misconduct(story, 66);
      story.record('consent', 55, { to: 'special-school', by: 'guardian', evidence: [story.paper('同意书')] });
      forms(story, 54);
      story.choose(52, 'special-school');
      story.document(48, 'special-school-approval');
      story.approve(48, 'special-school', 'county', 'approved');
      story.approve(44, 'special-school', 'receiving-county', 'approved');
      story.persuade(17, 'undecided', ['school', 'police']);
    },
  },
  {
    key: 'special-school-refused',
    about: 'the receiving county has no place',
    child: { grade: 7, village: 2, sex: 'male', roll: { state: 'here', school: 'middle' } },
    shows: { 'A2-10.authorities': 'breach', 'A2-10.consent': 'met', 'A2-10.forms': 'missing' },
    tell: (story) => {
      misconduct(story, 48);
      story.record('consent', 37, { to: 'special-school', by: 'guardian' });
      story.record('consent', 37, { to: 'special-school', by: 'child' });
      forms(story, 36);
      story.document(33, 'committee-assessment');
      story.choose(32, 'special-school');
      story.approve(30, 'special-school', 'county', 'approved');
      story.approve(21, 'special-school', 'receiving-county', 'rejected');
      story.persuade(10, 'undecided', ['school', 'police', 'village']);
    },
  },
  {
    key: 'special-school-before-2021',
    about: 'begun in 2020, before the law asked for the committee',
    child: {
      birthDate: '2005-08-09',
      sex: 'male',
      village: 10,
      roll: { state: 'completed', school: 'middle', grade: 9 },
    },
    shows: { 'A2-10.assessment': 'not-applicable', 'A2-10.authorities': 'met', 'A2-10.consent': 'met' },
    tell: (story) => {
      story.report('2020-09-22', {
        source: 'school',
        reasons: ['serious-misconduct'],
        lastAttendedOn: '2020-09-18',
        leftGrade: 9,
        leftTerm: 1,
      });
      story.responsible('2020-09-23');
      story.persuade('2020-09-26', 'agreed-other', ['school', 'police', 'village']);
      story.record('consent', '2020-09-28', { to: 'special-school', by: 'guardian' });
      story.record('consent', '2020-09-28', { to: 'special-school', by: 'child' });
      story.document('2020-09-29', 'special-school-application');
      story.document('2020-09-30', 'health-check');
      story.choose('2020-10-09', 'special-school');
      story.document('2020-10-15', 'special-school-approval');
      story.approve('2020-10-15', 'special-school', 'county', 'approved');
      story.approve('2020-10-20', 'special-school', 'receiving-county', 'approved');
      story.record('closure', '2021-07-05', { reason: 'completed' });
    },
  },
  {
    key: 'changed-its-mind',
    about: 'first return, then remote teaching, then return again: the last measure counts',
    child: { grade: 8, village: 7, roll: { state: 'here', school: 'middle' } },
    shows: { 'B4-1.placement': 'missing', 'B4-1.persuasions': 'met', 'case.plan': 'met', 'case.three-parties': 'met' },
    tell: (story) => {
      story.report(85, {
        source: 'school',
        reasons: ['school-aversion'],
        lastAttendedOn: story.day(90),
        leftGrade: 8,
        leftTerm: 1,
      });
      story.responsible(84);
      story.record('plan', 83, {
        plan: 'individual',
        goal: '从半天到全天',
        persons: '白若谷',
        evidence: [story.paper('一生一策')],
      });
      story.choose(82, 'return');
      story.notice(82);
      story.persuadeOften([80, 71, 62], 'refused');
      story.choose(58, 'remote-teaching');
      story.persuadeOften([50, 40, 12], 'agreed-return', ['village', 'school', 'township']);
      story.choose(11, 'return');
    },
  },
];
