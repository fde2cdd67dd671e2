import type { CaseScript } from './story.ts';

/* Measure 1: back to the school. */
export const RETURN: readonly CaseScript[] = [
  {
    key: 'return-complete',
    about: 'six visits, back in the class, stable, closed: nothing is missing',
    child: {
      grade: 5,
      village: 0,
      sex: 'female',
      households: ['subsistence'],
      roll: { state: 'here', school: 'centre' },
    },
    shows: {
      'B4-1.notice': 'met',
      'B4-1.persuasions': 'met',
      'B4-1.roll-certificate': 'met',
      'B4-1.placement': 'met',
      'B4-1.photo': 'met',
      'A2-1.grade': 'met',
      'case.key-group': 'met',
    },
    tell: (story) => {
      story.report(150, { source: 'village-visit', reasons: ['poverty'], lastAttendedOn: story.day(155) }, 'village:0');
      story.verify(148, 'confirmed');
      story.responsible(148);
      story.choose(147, 'return');
      story.notice(146);
      story.persuadeOften([144, 137, 129, 120], 'undecided');
      story.record('relief', 118, {
        difficulty: '三个孩子同时住校，伙食费凑不齐',
        help: '落实寄宿生生活补助，村里安排公益岗位',
        unit: 'township',
      });
      story.persuade(112, 'undecided', ['township', 'school'], { method: 'meeting' });
      story.persuade(105, 'agreed-return', ['village', 'school', 'township']);
      story.place(103, 5);
      story.document(103, 'roll-certificate', { issuer: '霁溪镇中心小学' }, story.principal());
      story.document(101, 'in-school-photo', {}, story.principal());
      story.record('follow-up', 70, { finding: '到校正常，参加了乒乓球队。' });
      story.record('closure', 40, { reason: 'returned' });
    },
  },
  {
    key: 'return-after-two',
    about: 'back after two visits: the five are excused, nobody invents three more',
    child: { grade: 8, village: 2, roll: { state: 'here', school: 'middle' } },
    shows: { 'B4-1.persuasions': 'excused', 'B4-1.placement': 'met', 'B4-1.photo': 'met', 'case.three-parties': 'met' },
    tell: (story) => {
      story.report(45, {
        source: 'school',
        reasons: ['school-aversion'],
        lastAttendedOn: story.day(50),
        leftGrade: 8,
        leftTerm: 1,
      });
      story.verify(44, 'confirmed');
      story.responsible(44);
      story.record('plan', 43, {
        plan: 'individual',
        goal: '先到校半天，跟上数学',
        persons: '班主任柏知秋',
        evidence: [story.paper('一生一策')],
      });
      story.choose(43, 'return');
      story.notice(42);
      story.persuade(40, 'undecided', ['school', 'village']);
      story.persuade(33, 'agreed-return', ['village', 'township', 'school']);
      story.place(31, 8);
      story.document(31, 'roll-certificate', { issuer: '霁溪初级中学' }, story.principal());
      story.document(30, 'in-school-photo', {}, story.principal());
    },
  },
  {
    key: 'return-papers-missing',
    about: 'the child sits in class, but the notice, the roll certificate and the photo are not on file',
    child: { grade: 3, village: 7, roll: { state: 'here', school: 'xingdou' } },
    shows: {
      'B4-1.notice': 'missing',
      'B4-1.roll-certificate': 'missing',
      'B4-1.photo': 'missing',
      'B4-1.placement': 'met',
    },
    tell: (story) => {
      story.report(60, { source: 'village-visit', reasons: ['other'], lastAttendedOn: story.day(66) }, 'village:7');
      story.responsible(58);
      story.choose(57, 'return');
      story.persuade(55, 'undecided');
      story.persuade(46, 'agreed-return');
      story.place(44, 3);
    },
  },
  {
    key: 'return-wrong-grade',
    about: 'placed two grades lower, and nobody can say who the head teacher is',
    child: { grade: 6, village: 5, roll: { state: 'here', school: 'xingdou' } },
    shows: { 'A2-1.grade': 'breach', 'B4-1.placement': 'breach' },
    tell: (story) => {
      story.report(65, { source: 'school', reasons: ['school-aversion'], lastAttendedOn: story.day(70) });
      story.responsible(64);
      story.choose(63, 'return');
      story.notice(62);
      story.persuadeOften([60, 54, 47, 40, 33], 'agreed-return');
      story.record('placement', 30, { school: '星斗坪小学', grade: 4, class: '1班' }, story.principal());
      story.document(28, 'in-school-photo', {}, story.principal());
    },
  },
  {
    key: 'return-under-way',
    about: 'three visits of five so far; school has not seen the child yet',
    child: { grade: 7, village: 3, households: ['borderline'], roll: { state: 'here', school: 'middle' } },
    shows: {
      'B4-1.persuasions': 'missing',
      'B4-1.photo': 'pending',
      'A2-1.grade': 'pending',
      'case.continuing': 'met',
    },
    tell: (story) => {
      story.report(24, {
        source: 'school',
        reasons: ['poverty'],
        lastAttendedOn: story.day(28),
        leftGrade: 7,
        leftTerm: 1,
      });
      story.verify(22, 'confirmed');
      story.responsible(22);
      story.choose(21, 'return');
      story.notice(21);
      story.persuadeOften([19, 11, 3], 'undecided');
      story.record('relief', 2, { difficulty: '房屋维修期间借住亲戚家，离校远', help: '安排住校床位', unit: 'school' });
    },
  },
  {
    key: 'return-reopened',
    about: 'returned and struck off, then away again: the case is open once more',
    child: { grade: 9, village: 1, sex: 'male', roll: { state: 'here', school: 'middle' } },
    shows: {
      'B4-1.placement': 'missing',
      'B4-1.photo': 'pending',
      'B4-1.persuasions': 'met',
      'case.continuing': 'met',
    },
    tell: (story) => {
      story.report(210, {
        source: 'school',
        reasons: ['school-aversion'],
        lastAttendedOn: story.day(216),
        leftGrade: 8,
        leftTerm: 2,
      });
      story.verify(208, 'confirmed');
      story.responsible(208);
      story.record('plan', 207, {
        plan: 'individual',
        goal: '稳定到校，每周补一次英语',
        persons: '谷怀远',
        evidence: [story.paper('一生一策')],
      });
      story.choose(206, 'return');
      story.notice(206);
      story.persuadeOften([204, 198, 190, 183, 177], 'agreed-return');
      story.place(175, 8);
      story.document(175, 'roll-certificate', { issuer: '霁溪初级中学' }, story.principal());
      story.document(174, 'in-school-photo', {}, story.principal());
      story.record('closure', 112, { reason: 'returned' });
      story.record('reopening', 27, { note: '国庆后未返校，家里说跟表哥学手艺。' });
      story.persuade(25, 'refused', ['village', 'school']);
      story.persuade(9, 'undecided', ['township', 'school'], { method: 'meeting' });
    },
  },
  {
    key: 'return-amended',
    about: 'one visit corrected, one withdrawn: both stay visible, struck through',
    child: { grade: 4, village: 4, roll: { state: 'here', school: 'centre' } },
    shows: { 'B4-1.persuasions': 'missing', 'case.truthful': 'met' },
    tell: (story) => {
      story.report(
        35,
        { source: 'village-visit', reasons: ['family-belief'], lastAttendedOn: story.day(39) },
        'village:4',
      );
      story.responsible(34);
      story.choose(33, 'return');
      story.notice(33);
      const first = story.persuade(31, 'undecided');
      const wrong = story.persuade(24, 'agreed-return', ['village']);
      const person = story.person('village');
      story.record('amendment', 22, {
        of: first,
        note: '日期写错，应为 10 天前的前一天；经过按当日笔记补全。',
        replacement: {
          kind: 'persuasion',
          on: story.day(30),
          by: [person, story.person('school')],
          method: 'home-visit',
          met: [{ who: 'guardian' }],
          summary: '午后入户，家里老人在门口剥玉米，说孩子随母亲回了外婆家，后天回来；约好到时再谈读书的事。',
          outcome: 'undecided',
          recordedAt: `${story.day(22)}T18:05:00+08:00`,
          evidence: [story.picture('劝返现场', 30)],
        },
      });
      story.record('amendment', 20, { of: wrong, withdraw: true, note: '记到了同名儿童的案卷里，撤回。' });
      story.persuade(6, 'undecided', ['village', 'township', 'school']);
    },
  },
];
