import type { CaseScript, Story } from './story.ts';

/* Measure 4: leave for sickness, and coming back. */

const HOSPITAL = { name: '雾屏县人民医院', level: 'county' as const };

function sick(story: Story, reported: number): void {
  story.report(reported, {
    source: 'school',
    reasons: ['sickness'],
    lastAttendedOn: story.day(reported + 3),
    leftTerm: 1,
  });
  story.verify(reported - 1, 'confirmed');
  story.responsible(reported - 1);
}

function hospital(
  story: Story,
  day: number,
  fields: { readonly outpatient?: boolean; readonly lower?: boolean } = {},
): void {
  story.document(day, 'diagnosis', {
    hospital: fields.lower ? { name: '霁溪镇卫生院', level: 'township' } : HOSPITAL,
    advisesLeave: true,
    ...(fields.outpatient && { outpatient: true }),
    issuer: fields.lower ? '霁溪镇卫生院' : HOSPITAL.name,
  });
}

function granted(story: Story, day: number, from: number, to: number): void {
  story.document(day + 4, 'leave-application');
  story.approve(day + 4, 'leave', 'guardian', 'applied', { from, to });
  story.approve(day + 2, 'leave', 'school', 'approved', { from, to });
  story.approve(day, 'leave', 'county', 'approved', { from, to });
}

export const LEAVE: readonly CaseScript[] = [
  {
    key: 'leave-running',
    about: 'on leave since a month, every paper there; coming back is not due yet',
    child: { grade: 6, village: 1, roll: { state: 'leave', school: 'centre' } },
    shows: {
      'B4-4.diagnosis': 'met',
      'B4-4.application': 'met',
      'A2-4.admission': 'met',
      'A2-4.receipts': 'met',
      'A2-4.approvals': 'met',
      'A2-4.roll': 'met',
      'A2-4.term': 'met',
      'A2-4.resumption': 'pending',
      'case.continuing': 'not-applicable',
    },
    tell: (story) => {
      sick(story, 47);
      hospital(story, 44);
      story.document(43, 'admission-proof');
      story.document(43, 'receipts');
      story.choose(42, 'leave');
      granted(story, 36, 35, -80);
      story.document(34, 'roll-leave-processed', { number: '学籍异动 2-114' }, story.principal());
      story.record('follow-up', 10, { finding: '出院在家休养，精神好转，能看半小时书。' });
    },
  },
  {
    key: 'leave-resumed',
    about: 'half a year of leave, fit again by the word of the same hospital, back one grade lower',
    child: { grade: 8, village: 10, roll: { state: 'here', school: 'middle' } },
    shows: {
      'A2-4.resumption': 'met',
      'A2-4.fit': 'met',
      'A2-4.resume-approvals': 'met',
      'A2-4.grade': 'met',
      'A2-4.term': 'met',
    },
    tell: (story) => {
      sick(story, 250);
      hospital(story, 247);
      story.document(246, 'admission-proof');
      story.document(246, 'receipts');
      story.choose(245, 'leave');
      granted(story, 238, 237, 70);
      story.document(236, 'roll-leave-processed', {}, story.principal());
      story.document(75, 'fitness-proof', { hospital: HOSPITAL, issuer: HOSPITAL.name });
      story.approve(74, 'resumption', 'guardian', 'applied');
      story.approve(72, 'resumption', 'school', 'approved');
      story.approve(66, 'resumption', 'county', 'approved');
      story.place(62, 7);
      story.record('follow-up', 30, { finding: '能正常上课，体育课见习。' });
    },
  },
  {
    key: 'leave-outpatient',
    about: 'treated as an outpatient: admission and receipts are excused',
    child: { grade: 4, village: 8, roll: { state: 'leave', school: 'zhuying' } },
    shows: { 'A2-4.admission': 'excused', 'A2-4.receipts': 'excused', 'A2-4.roll': 'missing', 'A2-4.approvals': 'met' },
    tell: (story) => {
      sick(story, 38);
      hospital(story, 36, { outpatient: true });
      story.choose(35, 'leave');
      granted(story, 28, 27, -60);
    },
  },
  {
    key: 'leave-low-hospital',
    about: 'the diagnosis is by a township hospital, and the county decided before the school',
    child: { grade: 7, village: 5, roll: { state: 'leave', school: 'middle' } },
    shows: { 'B4-4.diagnosis': 'breach', 'A2-4.approvals': 'breach', 'A2-4.admission': 'missing' },
    tell: (story) => {
      sick(story, 52);
      hospital(story, 50, { lower: true });
      story.choose(48, 'leave');
      story.document(47, 'leave-application');
      story.approve(47, 'leave', 'guardian', 'applied', { from: 40, to: -50 });
      story.approve(44, 'leave', 'county', 'approved', { from: 40, to: -50 });
      story.approve(41, 'leave', 'school', 'approved', { from: 40, to: -50 });
      story.document(39, 'receipts');
    },
  },
  {
    key: 'leave-expired',
    about: 'the leave ended three weeks ago and nobody knows whether the child came back',
    child: { grade: 9, village: 3, roll: { state: 'leave', school: 'middle' } },
    shows: { 'A2-4.resumption': 'missing', 'A2-4.fit': 'pending', 'A2-4.term': 'met', 'case.continuing': 'pending' },
    tell: (story) => {
      sick(story, 150);
      hospital(story, 148);
      story.document(147, 'admission-proof');
      story.document(147, 'receipts');
      story.choose(146, 'leave');
      granted(story, 140, 139, 21);
      story.document(138, 'roll-leave-processed', {}, story.principal());
    },
  },
  {
    key: 'leave-extended',
    about: 'a second leave with a new diagnosis',
    child: { grade: 5, village: 7, households: ['registered-poor'], roll: { state: 'leave', school: 'xingdou' } },
    shows: { 'A2-4.term': 'met', 'A2-4.resumption': 'pending', 'A2-4.approvals': 'met' },
    tell: (story) => {
      sick(story, 205);
      hospital(story, 203);
      story.document(202, 'admission-proof');
      story.document(202, 'receipts');
      story.choose(201, 'leave');
      granted(story, 196, 195, 60);
      story.document(194, 'roll-leave-processed', {}, story.principal());
      hospital(story, 72);
      granted(story, 62, 59, -90);
      story.record('follow-up', 20, { finding: '第二次手术后恢复中，县医院约下月复查。' });
    },
  },
];
