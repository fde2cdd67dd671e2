import type { CaseScript } from './story.ts';

/* Before a measure: leads, mistakes in the lists, children who moved, and long persuasion. */
export const BEFORE_MEASURE: readonly CaseScript[] = [
  {
    key: 'lead',
    about: 'a lead of yesterday: nobody has checked it yet',
    child: { grade: 4, village: 1, roll: null },
    shows: { 'case.report': 'met', 'case.responsible': 'missing', 'case.continuing': 'pending' },
    tell: (story) => {
      story.report(1, { source: 'matching', reasons: ['other'], note: '户籍名单上有、学籍名单上查不到。' });
    },
  },
  {
    key: 'verified',
    about: 'a suspected dropout, confirmed; the village has not named its person',
    child: { grade: 7, village: 2, roll: { state: 'here', school: 'middle' } },
    shows: { 'case.responsible': 'missing', 'case.continuing': 'pending', 'case.truthful': 'met' },
    tell: (story) => {
      story.report(9, {
        source: 'school',
        reasons: ['family-belief'],
        lastAttendedOn: story.day(16),
        leftGrade: 7,
        leftTerm: 1,
      });
      story.verify(6, 'confirmed');
      story.responsible(5, ['school', 'township']);
    },
  },
  {
    key: 'wrong-number',
    about: 'closed: a typing mistake in the citizen number had made one child into two',
    child: { grade: 3, village: 3, roll: { state: 'here', school: 'centre' } },
    shows: { 'case.report': 'met', 'case.responsible': 'not-applicable' },
    tell: (story) => {
      story.report(40, { source: 'matching', reasons: ['other'] });
      story.verify(37, 'data-error');
      story.record('closure', 36, { reason: 'data-error', note: '学籍系统中的身份证号已改正。' });
    },
  },
  {
    key: 'moved-away',
    about: 'closed: the family had moved its registration before the lists were made',
    child: { grade: 2, village: 4, roll: null },
    shows: { 'case.continuing': 'not-applicable', 'case.truthful': 'met' },
    tell: (story) => {
      story.report(58, { source: 'matching', reasons: ['migration'] });
      story.persuade(55, 'not-met', ['village'], { method: 'phone' });
      story.verify(50, 'moved');
      story.record('closure', 49, { reason: 'moved', evidence: [story.paper('户籍迁移证明')] });
    },
  },
  {
    key: 'deceased',
    about: 'closed: the child had died and the registration had not been ended',
    child: { grade: 1, village: 5, roll: null },
    shows: { 'case.report': 'met', 'case.plan': 'not-applicable' },
    tell: (story) => {
      story.report(80, { source: 'village-visit', reasons: ['other'] }, 'village:5');
      story.verify(78, 'deceased');
      story.record('closure', 78, { reason: 'deceased', note: '已请派出所注销户籍；不再联系家属。' });
    },
  },
  {
    key: 'over-age',
    about: 'closed: over school age and without a completed school',
    child: { grade: 11, village: 6, roll: null },
    shows: { 'case.responsible': 'not-applicable' },
    tell: (story) => {
      story.report(70, { source: 'village-visit', reasons: ['child-labour'] }, 'village:6');
      story.verify(66, 'over-age');
      story.record('referral', 65, { to: 'labour', matter: 'child-labour', result: '核实时已满十六周岁。' });
      story.record('closure', 64, { reason: 'over-age' });
    },
  },
  {
    key: 'in-school-after-all',
    about: 'closed: in school in another county, which the lists did not say',
    child: { grade: 6, village: 7, roll: { state: 'out-of-county', school: 'far-primary' } },
    shows: { 'case.responsible': 'met', 'case.continuing': 'not-applicable' },
    tell: (story) => {
      story.report(33, { source: 'hotline', reasons: ['migration'] });
      story.responsible(33);
      story.verify(30, 'in-school');
      story.document(28, 'enrolment-proof', { issuer: '澜浦市枕石小学' });
      story.record('closure', 27, { reason: 'completed', note: '澜浦市枕石小学出具在读证明。' });
    },
  },
  {
    key: 'monitored-without-relief',
    about: 'a monitored household: visited twice, no help recorded yet',
    child: { grade: 5, village: 8, households: ['monitored'], roll: { state: 'here', school: 'centre' } },
    shows: { 'case.key-group': 'missing', 'case.continuing': 'met' },
    tell: (story) => {
      story.report(25, { source: 'village-visit', reasons: ['poverty'], lastAttendedOn: story.day(28) }, 'village:8');
      story.verify(23, 'confirmed');
      story.responsible(22);
      story.persuade(18, 'undecided');
      story.record('referral', 12, {
        to: 'social-security',
        matter: 'social-assistance',
        details: { request: '家中主要劳力受伤停工，请核查是否符合临时救助条件，符合的及时纳入。' },
      });
      story.persuade(8, 'undecided', ['village', 'township']);
    },
  },
  {
    key: 'given-up',
    about: 'nobody has been there for seven weeks: persuasion has been given up',
    child: { grade: 8, village: 9, roll: { state: 'here', school: 'middle' } },
    shows: { 'case.continuing': 'breach', 'case.plan': 'missing', 'case.three-parties': 'missing' },
    tell: (story) => {
      story.report(88, {
        source: 'school',
        reasons: ['school-aversion'],
        lastAttendedOn: story.day(95),
        leftGrade: 8,
        leftTerm: 1,
      });
      story.verify(85, 'confirmed');
      story.responsible(84);
      story.persuade(80, 'refused', ['school']);
      story.persuade(66, 'not-met', ['village']);
      story.persuade(50, 'refused', ['village', 'school']);
    },
  },
  {
    key: 'copied-visits',
    about:
      'not truthful: two visits with the same words, one without a picture, one written for a day before the child left',
    child: { grade: 7, village: 10, roll: { state: 'here', school: 'middle' } },
    shows: { 'case.truthful': 'breach' },
    tell: (story) => {
      story.report(26, {
        source: 'school',
        reasons: ['family-belief'],
        lastAttendedOn: story.day(30),
        leftGrade: 7,
        leftTerm: 1,
      });
      story.responsible(25);
      const summary = '入户走访，宣传政策，家长表示支持，效果良好。';
      story.persuade(20, 'undecided', ['village'], { summary });
      story.persuade(13, 'undecided', ['village'], { summary });
      story.persuade(6, 'undecided', ['village'], { evidence: [], summary: '再次入户，情况同上。' });
    },
  },
  {
    key: 'picture-on-its-way',
    about: 'a visit whose picture has not arrived from the phone',
    child: { grade: 6, village: 11, households: ['left-behind'], roll: { state: 'here', school: 'zhuying' } },
    shows: { 'case.truthful': 'breach', 'case.responsible': 'met' },
    tell: (story) => {
      story.report(
        12,
        { source: 'village-visit', reasons: ['family-belief'], lastAttendedOn: story.day(15) },
        'village:11',
      );
      story.responsible(11);
      story.persuade(7, 'undecided');
      story.persuade(2, 'agreed-return', ['village'], {
        evidence: [story.pictureOnItsWay('风铃垭没有信号.png')],
      });
    },
  },
  {
    key: 'child-labour',
    about: 'under sixteen and at work: referred to the labour office while persuasion goes on',
    child: { grade: 9, village: 0, households: ['subsistence'], roll: { state: 'here', school: 'middle' } },
    shows: { 'case.key-group': 'met', 'case.continuing': 'met', 'case.truthful': 'met' },
    tell: (story) => {
      story.report(38, {
        source: 'hotline',
        reasons: ['child-labour'],
        lastAttendedOn: story.day(43),
        leftGrade: 9,
        leftTerm: 1,
      });
      story.verify(36, 'confirmed');
      story.responsible(36);
      story.persuade(34, 'refused', ['village', 'township'], { method: 'workplace-visit' });
      story.record('referral', 33, {
        to: 'labour',
        matter: 'child-labour',
        evidence: [story.paper('线索移送单')],
        details: {
          request: '请依法核查该餐馆是否招用未满十六周岁的未成年人。',
          employer: '城关镇“渡口”餐馆',
          workPlace: '雾屏县城关镇',
          letterNumber: '霁溪函〔1〕号',
        },
      });
      story.record('relief', 29, {
        difficulty: '住校生活费无着落',
        help: '办理寄宿生生活补助并减免伙食费差额',
        unit: 'civil-affairs',
      });
      story.persuade(20, 'undecided', ['village', 'school']);
      story.persuade(5, 'undecided', ['township', 'school'], { method: 'meeting' });
    },
  },
];
