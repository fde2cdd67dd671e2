import type { CaseScript, Story } from './story.ts';

/* Measure 7: families at work elsewhere: the destination's government is asked, and must answer. */

function away(story: Story, reported: number, visits: readonly number[]): void {
  story.report(reported, { source: 'matching', reasons: ['migration'], lastAttendedOn: story.day(reported + 20) });
  story.verify(reported - 2, 'confirmed');
  story.responsible(reported - 2);
  story.choose(reported - 3, 'migrant');
  story.notice(reported - 3);
  for (const [index, day] of visits.entries()) {
    story.persuade(day, index % 2 ? 'undecided' : 'refused', ['village', 'school'], {
      method: index % 3 === 2 ? 'video' : 'phone',
    });
  }
}

export const MIGRANT: readonly CaseScript[] = [
  {
    key: 'migrant-enrolled',
    about: 'the destination answered: enrolled, with proof; still phoned every month',
    child: {
      grade: 4,
      village: 9,
      households: ['left-behind'],
      roll: { state: 'out-of-county', school: 'far-primary' },
    },
    shows: {
      'B4-7.persuasions': 'met',
      'B4-7.letter': 'met',
      'B4-7.reply': 'met',
      'B4-7.evidence': 'met',
      'case.continuing': 'met',
    },
    tell: (story) => {
      away(story, 110, [105, 98, 90, 81, 72]);
      const letter = story.letter(70, 'destination');
      story.reply(52, letter, 'destination', 'enrolled');
      story.document(50, 'enrolment-proof', { issuer: '澜浦市枕石小学' });
      story.persuade(38, 'agreed-other', ['village', 'school'], { method: 'video' });
      story.persuade(12, 'agreed-other', ['village', 'township'], { method: 'phone' });
    },
  },
  {
    key: 'migrant-waiting',
    about: 'a letter of two weeks ago: the answer is not due yet',
    child: { grade: 7, village: 11, roll: { state: 'here', school: 'middle' } },
    shows: { 'B4-7.reply': 'pending', 'B4-7.letter': 'met', 'B4-7.evidence': 'met', 'B4-7.persuasions': 'met' },
    tell: (story) => {
      away(story, 60, [55, 47, 38, 29, 20]);
      story.letter(14, 'destination');
      story.persuade(4, 'undecided', ['village', 'township'], { method: 'phone' });
    },
  },
  {
    key: 'migrant-not-found',
    about: 'the destination could not find the child: that answers nothing',
    child: { grade: 5, village: 10, roll: { state: 'here', school: 'zhuying' } },
    shows: { 'B4-7.reply': 'breach', 'B4-7.letter': 'met', 'B4-7.persuasions': 'missing' },
    tell: (story) => {
      away(story, 95, [90, 77, 64]);
      const letter = story.letter(60, 'destination');
      story.reply(35, letter, 'destination', 'not-found');
      story.persuade(16, 'not-met', ['village'], { method: 'phone' });
    },
  },
  {
    key: 'migrant-unanswered',
    about: 'no answer after seven weeks, and nobody called since the letter',
    child: { grade: 8, village: 5, roll: { state: 'here', school: 'middle' } },
    shows: { 'B4-7.reply': 'missing', 'B4-7.evidence': 'missing', 'case.continuing': 'breach' },
    tell: (story) => {
      away(story, 100, [95, 88, 80, 71, 60]);
      story.letter(50, 'destination');
      story.letter(48, 'destination', 'school');
    },
  },
  {
    key: 'migrant-no-letter',
    about: 'just found out where the family went: no letter yet',
    child: { grade: 3, village: 0, roll: null },
    shows: {
      'B4-7.letter': 'missing',
      'B4-7.reply': 'pending',
      'B4-7.evidence': 'pending',
      'B4-7.persuasions': 'missing',
    },
    tell: (story) => {
      away(story, 15, [12, 3]);
    },
  },
];
