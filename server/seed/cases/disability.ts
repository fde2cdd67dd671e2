import type { CaseScript, Story } from './story.ts';

/* Measure 6: entry put off, or not asked for, because of a heavy intellectual disability. */

function chain(story: Story, matter: 'deferral' | 'exemption', first: number, to?: number): void {
  const period = to === undefined ? {} : { from: first - 12, to };
  story.approve(first, matter, 'guardian', 'applied', period);
  story.approve(first - 3, matter, 'school', 'approved', period);
  story.approve(first - 4, matter, 'village', 'approved', period);
  story.approve(first - 7, matter, 'township', 'approved', period);
  story.approve(first - 12, matter, 'county', 'approved', period);
}

function papers(story: Story, day: number, application: 'deferral-application' | 'exemption-application'): void {
  story.document(day, application);
  story.document(day, 'guardian-letter');
  story.document(day - 1, 'on-site-photo');
}

export const DEFERRAL_AND_EXEMPTION: readonly CaseScript[] = [
  {
    key: 'deferral-complete',
    about: 'entry put off for a year with all steps in order, and followed up',
    child: {
      grade: 1,
      village: 9,
      disability: { category: 'intellectual', level: 2 },
      roll: { state: 'deferral', school: 'centre' },
    },
    shows: {
      'B4-5.certificate': 'met',
      'B4-5.application': 'met',
      'B4-5.photos': 'met',
      'A2-6.letter': 'met',
      'A2-6.chain': 'met',
      'A2-6.treatment': 'not-applicable',
      'A2-6.follow-up': 'met',
    },
    tell: (story) => {
      story.report(100, { source: 'village-visit', reasons: ['disability'] }, 'village:9');
      story.responsible(99);
      story.choose(97, 'deferral');
      papers(story, 96, 'deferral-application');
      chain(story, 'deferral', 94, -200);
      story.record('follow-up', 25, {
        finding: '在县残联定点机构康复，能听懂简单指令。',
        evidence: [story.picture('回访', 25)],
      });
    },
  },
  {
    key: 'deferral-out-of-order',
    about: 'the county decided before the township',
    child: {
      grade: 2,
      village: 0,
      disability: { category: 'intellectual', level: 1 },
      roll: { state: 'deferral', school: 'centre' },
    },
    shows: { 'A2-6.chain': 'breach', 'A2-6.follow-up': 'pending', 'B4-5.photos': 'missing' },
    tell: (story) => {
      story.report(80, { source: 'village-visit', reasons: ['disability'] }, 'village:0');
      story.responsible(79);
      story.choose(77, 'deferral');
      story.document(76, 'deferral-application');
      story.document(76, 'guardian-letter');
      story.approve(76, 'deferral', 'guardian', 'applied', { from: 60, to: -150 });
      story.approve(74, 'deferral', 'school', 'approved');
      story.approve(73, 'deferral', 'village', 'approved');
      story.approve(68, 'deferral', 'county', 'approved', { from: 60, to: -150 });
      story.approve(64, 'deferral', 'township', 'approved');
    },
  },
  {
    key: 'deferral-wrong-level',
    about: 'a certificate of level 3 does not carry a deferral; the township has not decided',
    child: {
      grade: 1,
      village: 6,
      disability: { category: 'intellectual', level: 3 },
      roll: { state: 'deferral', school: 'xingdou' },
    },
    shows: { 'B4-5.certificate': 'breach', 'A2-6.chain': 'missing', 'A2-6.follow-up': 'pending' },
    tell: (story) => {
      story.report(30, { source: 'guardian', reasons: ['disability'] });
      story.responsible(29);
      story.choose(27, 'deferral');
      papers(story, 26, 'deferral-application');
      story.approve(25, 'deferral', 'guardian', 'applied');
      story.approve(20, 'deferral', 'school', 'approved');
      story.persuade(12, 'undecided', ['village', 'township']);
    },
  },
  {
    key: 'exemption-complete',
    about: 'three years of rehabilitation without success, all steps, followed up this term',
    child: {
      grade: 4,
      village: 2,
      disability: { category: 'intellectual', level: 1 },
      roll: { state: 'exemption', school: 'centre' },
    },
    shows: { 'B4-5.certificate': 'met', 'A2-6.treatment': 'met', 'A2-6.chain': 'met', 'A2-6.follow-up': 'met' },
    tell: (story) => {
      story.report(300, { source: 'village-visit', reasons: ['disability'] }, 'village:2');
      story.responsible(299);
      story.choose(296, 'exemption');
      papers(story, 295, 'exemption-application');
      story.document(294, 'rehabilitation-record', {
        issuer: '雾屏县康复中心',
        from: story.day(1500),
        to: story.day(310),
      });
      chain(story, 'exemption', 290);
      story.record('follow-up', 160, {
        finding: '仍不能自理，家属照护，村医每月上门。',
        evidence: [story.picture('回访', 160)],
      });
      story.record('follow-up', 35, {
        finding: '与春季相比无变化；已帮助申领护理补贴。',
        evidence: [story.picture('回访', 35)],
      });
    },
  },
  {
    key: 'exemption-short-treatment',
    about: 'only one year of rehabilitation before the decision, and nobody has looked since',
    child: {
      grade: 5,
      village: 10,
      disability: { category: 'intellectual', level: 1 },
      roll: { state: 'exemption', school: 'zhuying' },
    },
    shows: { 'A2-6.treatment': 'breach', 'A2-6.follow-up': 'missing', 'A2-6.chain': 'met' },
    tell: (story) => {
      story.report(280, { source: 'village-visit', reasons: ['disability'] }, 'village:10');
      story.responsible(279);
      story.choose(276, 'exemption');
      papers(story, 275, 'exemption-application');
      story.document(274, 'rehabilitation-record', {
        issuer: '雾屏县康复中心',
        from: story.day(640),
        to: story.day(276),
      });
      chain(story, 'exemption', 270);
    },
  },
  {
    key: 'exemption-rejected',
    about: 'the county refused: the child can learn, home teaching is being prepared',
    child: {
      grade: 3,
      village: 1,
      disability: { category: 'intellectual', level: 2 },
      roll: { state: 'here', school: 'centre' },
    },
    shows: { 'A2-6.chain': 'breach', 'A2-6.follow-up': 'pending', 'A2-6.treatment': 'missing' },
    tell: (story) => {
      story.report(50, { source: 'guardian', reasons: ['disability'] });
      story.responsible(49);
      story.choose(47, 'exemption');
      papers(story, 46, 'exemption-application');
      story.approve(45, 'exemption', 'guardian', 'applied');
      story.approve(43, 'exemption', 'school', 'approved');
      story.approve(43, 'exemption', 'village', 'approved');
      story.approve(40, 'exemption', 'township', 'approved');
      story.approve(31, 'exemption', 'county', 'rejected');
      story.persuade(15, 'agreed-other', ['village', 'school', 'township']);
    },
  },
];
