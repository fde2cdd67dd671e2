import type { CaseScript, Story } from './story.ts';

/* Measure 9: the family refuses for its beliefs: publicity, notice, penalty or court, letters to labour and police. */

function refusing(story: Story, reported: number, visits: readonly number[]): void {
  story.report(
    reported,
    { source: 'village-visit', reasons: ['family-belief'], lastAttendedOn: story.day(reported + 5) },
    `village:${story.child.village}`,
  );
  story.verify(reported - 2, 'confirmed');
  story.responsible(reported - 2);
  story.notice(reported - 4, 10);
  for (const day of visits) story.persuade(day, 'refused', ['village', 'justice', 'school']);
}

export const LEGAL: readonly CaseScript[] = [
  {
    key: 'legal-complete',
    about: 'every step of the ladder, both letters answered, circuit court; persuasion goes on',
    child: { grade: 8, village: 1, sex: 'female', roll: { state: 'here', school: 'middle' } },
    shows: {
      'B4-9.notice': 'met',
      'B4-9.persuasions': 'met',
      'B4-9.measure': 'met',
      'B4-9.letters': 'met',
      'B4-9.replies': 'met',
      'A2-9.publicity': 'met',
    },
    tell: (story) => {
      refusing(story, 120, [114, 106, 98, 90, 82]);
      story.record('publicity', 80, {
        topic: '义务教育法、未成年人保护法入户宣讲',
        evidence: [story.picture('普法', 80)],
      });
      story.record('referral', 79, {
        to: 'justice',
        matter: 'other',
        details: {
          task: 'publicity',
          topic: '父母送子女入学的法定义务',
          request: '请到村里开一次院坝会，宣讲义务教育法。',
        },
      });
      story.choose(78, 'legal');
      const labour = story.letter(76, 'labour');
      const police = story.letter(76, 'police');
      story.reply(64, labour, 'labour', 'other');
      story.reply(60, police, 'police', 'taken-over');
      story.document(48, 'court-record', { issuer: '雾屏县人民法院霁溪巡回法庭' });
      story.persuade(20, 'undecided', ['village', 'justice', 'school', 'womens-federation']);
    },
  },
  {
    key: 'legal-too-early',
    about: 'the penalty is dated before the notice had run out; the police letter was never sent',
    child: { grade: 9, village: 4, sex: 'male', roll: { state: 'here', school: 'middle' } },
    shows: {
      'B4-9.measure': 'breach',
      'B4-9.letters': 'missing',
      'B4-9.replies': 'missing',
      'A2-9.publicity': 'missing',
    },
    tell: (story) => {
      refusing(story, 70, []);
      story.choose(65, 'legal');
      story.document(60, 'administrative-penalty', { issuer: '霁溪镇人民政府', number: '霁溪罚〔1〕号' });
      story.persuade(58, 'refused', ['village', 'justice', 'school']);
      story.letter(55, 'labour');
      story.persuade(44, 'refused', ['village', 'school']);
      story.persuade(20, 'undecided', ['township', 'justice']);
    },
  },
  {
    key: 'legal-police-refused',
    about: 'labour answered, the police refused to take it over',
    child: { grade: 7, village: 8, sex: 'female', roll: { state: 'here', school: 'middle' } },
    shows: { 'B4-9.replies': 'breach', 'B4-9.letters': 'met', 'B4-9.measure': 'missing' },
    tell: (story) => {
      refusing(story, 90, [85, 79, 71, 64, 56]);
      story.record('publicity', 55, { topic: '婚姻法律知识和早婚危害', evidence: [story.picture('普法', 55)] });
      story.choose(54, 'legal');
      const labour = story.letter(50, 'labour');
      const police = story.letter(50, 'police');
      story.reply(38, labour, 'labour', 'other');
      story.reply(33, police, 'police', 'refused');
      story.record('referral', 30, {
        to: 'justice',
        matter: 'legal-aid',
        details: { request: '孩子与监护人就婚约发生争执，请安排律师为其提供咨询。' },
      });
      story.record('referral', 12, {
        to: 'womens-federation',
        matter: 'other',
        details: { task: 'care', request: '请安排一名妇联干部经常陪伴，劝导家庭解除婚约。' },
      });
      story.persuade(11, 'undecided', ['village', 'justice', 'womens-federation']);
    },
  },
  {
    key: 'legal-answers-due',
    about: 'the letters went out last week: the answers are not due yet',
    child: { grade: 6, village: 3, roll: { state: 'here', school: 'centre' } },
    shows: { 'B4-9.replies': 'pending', 'B4-9.letters': 'met', 'B4-9.persuasions': 'missing' },
    tell: (story) => {
      refusing(story, 40, [36, 28, 19]);
      story.record('publicity', 15, { topic: '义务教育法入户宣讲', evidence: [story.picture('普法', 15)] });
      story.choose(14, 'legal');
      story.letter(7, 'labour');
      story.letter(7, 'police');
      story.persuade(2, 'undecided', ['village', 'township', 'school']);
    },
  },
];
