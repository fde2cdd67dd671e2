import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { CaseScript, Story } from './story.ts';

/* Measure 2: left in the second term of grade 9, tutored, examined in June, certified. The June before the anchor's school year. */

const child = (village: number, sex: 'male' | 'female'): CaseScript['child'] => ({
  grade: 10,
  village,
  sex,
  roll: { state: 'completed', school: 'middle', grade: 9 },
});

function spring(
  story: Story,
  lastVisit: string,
  lastOutcome: 'agreed-graduation' | 'undecided' = 'agreed-graduation',
): void {
  const year = story.year;
  story.report(`${year}-03-08`, {
    source: 'school',
    reasons: ['school-aversion'],
    lastAttendedOn: `${year}-02-28`,
    leftGrade: 9,
    leftTerm: 2,
  });
  story.verify(`${year}-03-09`, 'confirmed');
  story.responsible(`${year}-03-09`);
  story.record('plan', `${year}-03-10`, {
    plan: 'individual',
    goal: '参加集中补习，考试合格后毕业',
    persons: '谷怀远',
    evidence: [story.paper('一生一策')],
  });
  story.notice(`${year}-03-10`);
  story.persuadeOften([`${year}-03-12`, `${year}-03-25`, `${year}-04-09`, `${year}-04-22`, lastVisit], lastOutcome);
}

export const GRADUATION: readonly CaseScript[] = [
  {
    key: 'graduation-complete',
    about: 'tutored, passed, graduation certificate, closed',
    child: child(2, 'female'),
    shows: {
      'A2-2.eligible': 'met',
      'B4-2.agreement': 'met',
      'B4-2.not-exam-month': 'met',
      'B4-2.certificate': 'met',
      'B4-2.certificate-after': 'met',
      'A2-2.certificate-kind': 'met',
      'B4-2.consent': 'met',
    },
    tell: (story) => {
      const year = story.year;
      spring(story, `${year}-05-10`);
      story.choose(`${year}-05-11`, 'graduation');
      story.record('consent', `${year}-05-11`, { to: 'graduation', by: 'guardian', evidence: [story.paper('同意书')] });
      story.record('consent', `${year}-05-11`, { to: 'graduation', by: 'child' });
      story.record('relief', `${year}-05-20`, {
        difficulty: '缺课两个多月',
        help: '集中补习语文、数学、物理共 24 学时',
        unit: 'school',
        details: { type: 'tutoring' },
      });
      story.record('exam', `${year}-06-18`, { passed: true });
      story.document(`${year}-06-18`, 'exam-photo');
      story.document(`${year}-06-19`, 'exam-papers');
      story.document(`${year}-07-02`, 'graduation-certificate', { number: `霁中毕${year}字第 118 号` });
      story.record('closure', `${year}-07-10`, { reason: 'graduated' });
    },
  },
  {
    key: 'graduation-completion-only',
    about: 'failed the exam: a completion certificate, which is right',
    child: child(8, 'male'),
    shows: { 'A2-2.certificate-kind': 'met', 'B4-2.certificate': 'met', 'B4-2.exam-papers': 'met' },
    tell: (story) => {
      const year = story.year;
      spring(story, `${year}-05-17`);
      story.choose(`${year}-05-18`, 'graduation');
      story.record('consent', `${year}-05-18`, { to: 'graduation', by: 'guardian' });
      story.record('consent', `${year}-05-18`, { to: 'graduation', by: 'child' });
      story.record('exam', `${year}-06-18`, { passed: false });
      story.document(`${year}-06-18`, 'exam-photo');
      story.document(`${year}-06-19`, 'exam-papers');
      story.document(`${year}-07-02`, 'completion-certificate', { number: `霁中结${year}字第 6 号` });
      story.record('closure', `${year}-07-12`, { reason: 'graduated' });
    },
  },
  {
    key: 'graduation-in-exam-month',
    about: 'the last visit lies in the month of the exam, and the certificate is of the wrong kind',
    child: child(6, 'male'),
    shows: { 'B4-2.not-exam-month': 'breach', 'A2-2.certificate-kind': 'breach' },
    tell: (story) => {
      const year = story.year;
      spring(story, `${year}-06-03`);
      story.choose(`${year}-06-04`, 'graduation');
      story.record('consent', `${year}-06-04`, { to: 'graduation', by: 'guardian' });
      story.record('consent', `${year}-06-04`, { to: 'graduation', by: 'child' });
      story.record('exam', `${year}-06-18`, { passed: false });
      story.document(`${year}-06-18`, 'exam-photo');
      story.document(`${year}-06-19`, 'exam-papers');
      story.document(`${year}-07-02`, 'graduation-certificate');
    },
  },
  {
    key: 'graduation-without-agreement',
    about: 'certified though the last visit brought no agreement and the child never consented',
    child: child(10, 'female'),
    shows: {
      'B4-2.agreement': 'breach',
      'B4-2.consent': 'missing',
      'B4-2.exam-papers': 'missing',
      'B4-2.persuasions': 'met',
    },
    tell: (story) => {
      const year = story.year;
      spring(story, `${year}-05-08`, 'undecided');
      story.choose(`${year}-05-09`, 'graduation');
      story.record('consent', `${year}-05-12`, { to: 'graduation', by: 'guardian' });
      story.record('exam', `${year}-06-18`, { passed: true });
      story.document(`${year}-06-18`, 'exam-photo');
      story.document(addDays(`${year}-06-30`, 2), 'graduation-certificate');
    },
  },
  {
    key: 'graduation-wrong-term',
    about: 'left in the first term of grade 9: this way is not open to the child',
    child: { grade: 9, village: 0, sex: 'male', roll: { state: 'here', school: 'middle' } },
    shows: {
      'A2-2.eligible': 'breach',
      'B4-2.certificate-after': 'pending',
      'A2-2.certificate-kind': 'pending',
      'B4-2.persuasions': 'missing',
    },
    tell: (story) => {
      story.report(42, {
        source: 'school',
        reasons: ['school-aversion'],
        lastAttendedOn: story.day(46),
        leftGrade: 9,
        leftTerm: 1,
      });
      story.verify(40, 'confirmed');
      story.responsible(40);
      story.choose(38, 'graduation');
      story.notice(37);
      story.persuade(35, 'undecided', ['village', 'school', 'township']);
      story.persuade(14, 'agreed-graduation', ['school', 'township']);
    },
  },
];
