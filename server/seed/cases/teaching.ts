import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { calendarOver, owedWeeks } from '@quanxue/domain/basis/school-calendar.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { phone } from '../county.ts';
import type { CaseScript, Story } from './story.ts';

/* Measures 5 and 8: lessons brought home, and lessons over the wire, week by week. */

/** The school weeks for which lessons are owed since a measure began. */
function weeks(story: Story, began: Day): Day[] {
  return owedWeeks([{ from: began }], story.anchor, calendarOver(packNamed().calendar, began, story.anchor));
}

const LESSONS = [
  ['生活语文', '认读“门、窗、灯”，看图找实物，能指对两个'],
  ['生活数学', '数到五，分发碗筷，一人一双'],
  ['生活适应', '练习自己穿外套、拉拉链，需要扶一下手'],
  ['康复训练', '坐位平衡和抓握练习，每组十次，中间休息'],
  ['唱游与律动', '跟着节拍拍手，听到鼓声停下来'],
  ['绘画与手工', '撕纸贴画，贴了一棵树'],
  ['生活语文', '听故事《小猫钓鱼》，能用词语回答两处'],
  ['生活数学', '认识一元和五元，玩小卖部游戏'],
  ['生活适应', '洗手六步，能做到第四步'],
  ['康复训练', '上下台阶练习，扶栏杆走了三个来回'],
  ['运动与保健', '抛接软球，接住七次'],
  ['生活语文', '写自己的名字，描红三遍'],
] as const;

function teachAtHome(story: Story, mondays: readonly Day[], classHours: (index: number) => number = () => 2): string[] {
  return mondays.map((monday, index) => {
    const [subject, content] = LESSONS[index % LESSONS.length] ?? LESSONS[0];
    const on = addDays(monday, index % 3);
    return story.record(
      'session',
      on,
      {
        mode: 'home',
        classHours: classHours(index),
        subject,
        content: `第 ${index + 1} 次：${content}`,
        teacher: '钟若谷',
        place: '学生家中',
        evidence: [story.picture('送教', on)],
      },
      story.principal(),
    );
  });
}

function homePapers(story: Story, day: number): void {
  story.document(day, 'on-site-assessment');
  story.document(day, 'ability-assessment', { issuer: '雾屏县特殊教育学校' });
  story.document(day - 1, 'student-form');
  story.document(day - 1, 'home-teaching-table');
  story.record('consent', day - 1, { to: 'home-teaching', by: 'guardian', evidence: [story.paper('家长同意书')] });
}

function homePlan(story: Story, day: number, whole = true): void {
  story.record('plan', day, {
    plan: 'home-teaching',
    goal: '一学期内能自己吃饭、认二十个常用字',
    courses: '生活语文、生活数学、生活适应、康复训练',
    content: '按能力评估第二级编写',
    time: '每周二或周三上午',
    ...(whole && { place: '学生家中', timetable: '09:00—10:40，每次两学时' }),
    evidence: [story.paper('送教方案')],
  });
}

function disabledChild(story: Story, reported: number): void {
  story.report(reported, { source: 'village-visit', reasons: ['disability'] }, `village:${story.child.village}`);
  story.verify(reported - 1, 'confirmed');
  story.responsible(reported - 1);
}

const HISTORY = ['唐诗里的长安', '丝绸之路', '赤壁之战', '张骞出使', '郑和下西洋', '都江堰', '活字印刷', '大运河'];

function teachOverTheWire(story: Story, mondays: readonly Day[], hours = 1): void {
  mondays.forEach((monday, index) => {
    // Two class hours a week in two sessions: the reading of annex 1, B4-8.
    for (const [offset, subject] of [
      [1, '历史'],
      [3, '数学'],
    ] as const) {
      const on = addDays(monday, offset);
      if (on > story.day(1)) continue;
      story.record(
        'session',
        on,
        {
          mode: 'remote',
          classHours: hours,
          subject,
          content: subject === '历史' ? (HISTORY[index % HISTORY.length] ?? '复习') : `一元一次方程第 ${index + 1} 课`,
          teacher: subject === '历史' ? '白若谷' : '柏知秋',
          means: index % 2 ? 'QQ 视频' : '微信视频',
          lessonPlan: `${subject}教案第 ${index + 1} 份`,
          evidence: [story.picture('上课截图', on, 'screenshot')],
        },
        story.principal(),
      );
    }
  });
}

function remotePlan(story: Story, when: Day): void {
  story.record('plan', when, {
    plan: 'remote-teaching',
    goal: '保持学习，寒假前争取返校',
    courses: '历史、数学、语文',
    subjects: '历史每周一学时，数学每周一学时',
    schedule: '周二、周四 19:30—20:10',
    timetable: '见附表',
    persons: `柏知秋 ${phone(8600)}，白若谷 ${phone(8601)}`,
    means: 'QQ、微信视频',
    evidence: [story.paper('远程送教方案')],
  });
}

function averse(story: Story, reported: Day, visits: readonly Day[], agreed = true): void {
  story.report(reported, {
    source: 'school',
    reasons: ['school-aversion'],
    lastAttendedOn: addDays(reported, -4),
    leftTerm: 1,
  });
  story.verify(addDays(reported, 1), 'confirmed');
  story.responsible(addDays(reported, 1));
  story.record('plan', addDays(reported, 2), {
    plan: 'individual',
    goal: '先恢复每日作息，再谈返校',
    persons: '柏知秋',
    evidence: [story.paper('一生一策')],
  });
  story.notice(addDays(reported, 2));
  story.persuadeOften(visits, agreed ? 'agreed-remote-teaching' : 'undecided', ['village', 'school', 'township']);
}

export const HOME_TEACHING: readonly CaseScript[] = [
  {
    key: 'home-teaching-complete',
    about: 'a lesson of two hours in each week since the term began',
    child: {
      grade: 3,
      village: 7,
      households: ['registered-poor'],
      disability: { category: 'multiple', level: 1 },
      roll: { state: 'home-teaching', school: 'xingdou' },
    },
    shows: {
      'B4-6.certificate': 'met',
      'A2-5.assessed': 'met',
      'B4-6.on-roll': 'met',
      'B4-6.basic-form': 'met',
      'B4-6.consent': 'met',
      'B4-6.ability': 'met',
      'B4-6.table': 'met',
      'B4-6.poverty': 'met',
      'B4-6.plan': 'met',
      'B4-6.weekly': 'met',
      'B4-6.hours': 'met',
      'B4-6.records': 'met',
    },
    tell: (story) => {
      disabledChild(story, 72);
      homePapers(story, 69);
      story.document(68, 'registered-poor-proof');
      story.choose(67, 'home-teaching');
      homePlan(story, 66);
      teachAtHome(story, weeks(story, story.day(67)));
    },
  },
  {
    key: 'home-teaching-behind',
    about: 'every third week without a lesson, and some lessons of one hour only',
    child: {
      grade: 6,
      village: 4,
      disability: { category: 'physical', level: 1 },
      roll: { state: 'home-teaching', school: 'centre' },
    },
    shows: { 'B4-6.weekly': 'breach', 'B4-6.hours': 'breach', 'B4-6.records': 'met', 'B4-6.poverty': 'not-applicable' },
    tell: (story) => {
      disabledChild(story, 85);
      homePapers(story, 82);
      story.choose(80, 'home-teaching');
      homePlan(story, 79);
      teachAtHome(
        story,
        weeks(story, story.day(80)).filter((_, index) => index % 3 !== 2),
        (index) => (index % 2 ? 1 : 2),
      );
    },
  },
  {
    key: 'home-teaching-papers-missing',
    about: 'lessons are held, but the ability was never assessed and the plan says neither where nor when',
    child: {
      grade: 2,
      village: 11,
      households: ['registered-poor'],
      disability: { category: 'mental', level: 2 },
      roll: { state: 'home-teaching', school: 'zhuying' },
    },
    shows: {
      'B4-6.ability': 'missing',
      'B4-6.poverty': 'missing',
      'B4-6.plan': 'breach',
      'B4-6.table': 'missing',
      'B4-6.weekly': 'met',
    },
    tell: (story) => {
      disabledChild(story, 60);
      story.document(58, 'on-site-assessment');
      story.document(57, 'student-form');
      story.document(57, 'guardian-consent');
      story.choose(55, 'home-teaching');
      homePlan(story, 54, false);
      teachAtHome(story, weeks(story, story.day(55)));
    },
  },
  {
    key: 'home-teaching-just-begun',
    about: 'begun three days ago: no week is owed yet',
    child: {
      grade: 1,
      village: 3,
      disability: { category: 'visual', level: 1 },
      roll: { state: 'home-teaching', school: 'centre' },
    },
    shows: { 'B4-6.weekly': 'pending', 'B4-6.hours': 'pending', 'B4-6.records': 'pending', 'B4-6.certificate': 'met' },
    tell: (story) => {
      disabledChild(story, 14);
      homePapers(story, 8);
      story.choose(3, 'home-teaching');
      homePlan(story, 2);
    },
  },
  {
    key: 'home-teaching-amended',
    about: 'a lesson entered twice was withdrawn; a certificate of level 3 does not carry home teaching',
    child: {
      grade: 5,
      village: 5,
      disability: { category: 'intellectual', level: 3 },
      roll: { state: 'home-teaching', school: 'xingdou' },
    },
    shows: { 'B4-6.certificate': 'breach', 'B4-6.weekly': 'met' },
    tell: (story) => {
      disabledChild(story, 50);
      homePapers(story, 47);
      story.choose(46, 'home-teaching');
      homePlan(story, 45);
      const sessions = teachAtHome(story, weeks(story, story.day(46)));
      const twice = story.record(
        'session',
        1,
        { mode: 'home', classHours: 2, content: '重复录入', teacher: '钟若谷', evidence: [story.picture('送教', 1)] },
        story.principal(),
      );
      story.record('amendment', 1, { of: twice, withdraw: true, note: `与第 ${sessions.length} 次重复，撤回。` });
    },
  },
];

export const REMOTE_TEACHING: readonly CaseScript[] = [
  {
    key: 'remote-complete',
    about: 'taught over the wire since the autumn before, agreed in November, back in school after the summer',
    child: { grade: 9, village: 8, roll: { state: 'here', school: 'middle' } },
    shows: {
      'B4-8.agreement': 'met',
      'B4-8.minutes': 'met',
      'B4-8.request': 'met',
      'B4-8.approval': 'met',
      'B4-8.plan': 'met',
      'B4-8.weekly': 'met',
      'B4-8.records': 'met',
    },
    tell: (story) => {
      const year = story.year - 1;
      averse(story, `${year}-09-08`, [
        `${year}-09-12`,
        `${year}-09-20`,
        `${year}-10-09`,
        `${year}-10-25`,
        `${year}-11-16`,
      ]);
      story.document(`${year}-11-18`, 'assessment-minutes');
      story.document(`${year}-11-19`, 'remote-teaching-request', { number: `霁溪府文〔${year}〕71号` });
      story.document(`${year}-11-25`, 'remote-teaching-approval', { issuer: '雾屏县教育委员会' });
      story.choose(`${year}-11-26`, 'remote-teaching');
      remotePlan(story, `${year}-11-26`);
      const end = `${year + 1}-03-01`;
      teachOverTheWire(
        story,
        weeks(story, `${year}-11-26`).filter((monday) => addDays(monday, 6) < end),
      );
      story.place(end, 8);
      story.record('follow-up', `${year + 1}-04-12`, { finding: '返校后第一次月考语文、历史及格，愿意参加春游。' });
    },
  },
  {
    key: 'remote-hours-short',
    about: 'begun in September: November has not come; one class hour a week instead of two',
    child: { grade: 8, village: 0, roll: { state: 'remote-teaching', school: 'middle' } },
    shows: { 'B4-8.agreement': 'pending', 'B4-8.weekly': 'breach', 'B4-8.records': 'met', 'B4-8.approval': 'met' },
    tell: (story) => {
      const first = addDays(story.anchor, -70);
      averse(
        story,
        first,
        [2, 9, 15, 20].map((after) => addDays(first, after + 2)),
      );
      story.document(addDays(first, 24), 'assessment-minutes');
      story.document(addDays(first, 25), 'remote-teaching-request');
      story.document(addDays(first, 27), 'remote-teaching-approval');
      const began = addDays(first, 28);
      story.choose(began, 'remote-teaching');
      remotePlan(story, began);
      for (const monday of weeks(story, began)) {
        const on = addDays(monday, 2);
        story.record(
          'session',
          on,
          {
            mode: 'remote',
            classHours: 1,
            subject: '语文',
            content: '阅读',
            teacher: '白若谷',
            means: '微信视频',
            lessonPlan: '阅读教案',
            evidence: [story.picture('上课截图', on, 'screenshot')],
          },
          story.principal(),
        );
      }
      story.persuade(2, 'agreed-remote-teaching', ['village', 'school']);
    },
  },
  {
    key: 'remote-without-papers',
    about: 'lessons without minutes, request or a whole plan; the approval came before anyone asked',
    child: { grade: 7, village: 6, roll: { state: 'remote-teaching', school: 'middle' } },
    shows: {
      'B4-8.minutes': 'missing',
      'B4-8.approval': 'breach',
      'B4-8.plan': 'breach',
      'B4-8.records': 'breach',
      'B4-8.persuasions': 'met',
    },
    tell: (story) => {
      const first = addDays(story.anchor, -66);
      averse(
        story,
        first,
        [3, 10, 17, 24, 31].map((after) => addDays(first, after)),
      );
      story.document(addDays(first, 33), 'remote-teaching-approval');
      story.choose(addDays(first, 34), 'remote-teaching');
      story.record('plan', addDays(first, 34), {
        plan: 'remote-teaching',
        courses: '数学',
        subjects: '数学',
        means: '电话',
      });
      story.document(addDays(first, 36), 'remote-teaching-request');
      story.record(
        'session',
        addDays(first, 41),
        { mode: 'remote', classHours: 2, subject: '数学' },
        story.principal(),
      );
      story.persuade(5, 'undecided', ['school', 'village']);
    },
  },
  {
    key: 'remote-after-reopening',
    about: 'back, away again, and then taught over the wire from December on: the November record is excused',
    child: { grade: 8, village: 2, roll: { state: 'remote-teaching', school: 'middle' } },
    shows: { 'B4-8.agreement': 'excused', 'B4-8.persuasions': 'met', 'B4-8.minutes': 'met' },
    tell: (story) => {
      const year = story.year;
      averse(
        story,
        `${year - 1}-09-10`,
        [`${year - 1}-09-15`, `${year - 1}-09-28`, `${year - 1}-10-12`, `${year - 1}-10-20`, `${year - 1}-10-30`],
        false,
      );
      story.choose(`${year - 1}-11-01`, 'return');
      story.place(`${year - 1}-11-03`, 7);
      story.record('closure', `${year}-01-10`, { reason: 'returned' });
      story.record('reopening', `${year}-03-01`, { note: '春季开学未到校。' });
      story.persuade(`${year}-03-04`, 'undecided', ['village', 'school', 'township']);
      story.persuade(`${year}-03-20`, 'agreed-remote-teaching', ['school', 'township']);
      story.document(`${year}-03-22`, 'assessment-minutes');
      story.document(`${year}-03-23`, 'remote-teaching-request');
      story.document(`${year}-03-29`, 'remote-teaching-approval');
      story.choose(`${year}-04-01`, 'remote-teaching');
      remotePlan(story, `${year}-04-01`);
      teachOverTheWire(story, weeks(story, `${year}-04-01`).slice(0, 6));
    },
  },
];
