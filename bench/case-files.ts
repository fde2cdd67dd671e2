import { addDays, type Day } from '@quanxue/domain/basis/plain-date.ts';
import { type CaseFile, type Entry, MEASURES, type Measure } from '@quanxue/domain/casefile/schema.ts';
import { Chance } from '../server/seed/random.ts';

/*
 * Case files as a county has them, invented and the same on every machine: 3–4 kB each, every measure, half of them with
 * a school calendar of their own, some amended, closed or reopened.
 */

const SURNAMES = ['覃', '谭', '冉', '邬', '岑', '牟', '黎', '秦'];
const GIVEN = ['佳怡', '俊杰', '若溪', '清和', '望舒', '大川', '书航', '雨桐'];
const SCHOOLS = ['青石小学', '河坝中学', '云台小学'];
const SAID = [
  '到家中走访，家长说孩子在家照看弟弟，愿意再想一想',
  '请班主任与孩子单独谈心，孩子说跟不上功课，怕同学笑话',
  '介绍送教和远程教学的办法，家长表示要和外出的父亲商量',
  '商定接送和住校的办法，孩子答应下周到校看一看',
];

/** The case file number `n` (0 and up). */
export function inventedCaseFile(n: number): CaseFile {
  const chance = new Chance(`case file ${n}`);
  const name = () => chance.pick(SURNAMES) + chance.pick(GIVEN);
  const phone = () => `138${String(chance.whole(0, 99_999_999)).padStart(8, '0')}`;
  const opened = addDays('2020-09-01', chance.whole(0, 900));
  const later = (days: number): Day => addDays(opened, chance.whole(0, days));
  const measure = chance.pick(MEASURES);
  const entries: Entry[] = [];
  let id = 0;
  // biome-ignore lint/suspicious/noExplicitAny: each entry is whole as written below; the check itself says if not.
  const add = (entry: any) => {
    id += 1;
    entries.push({ id: `e${id}`, ...entry });
    return `e${id}`;
  };

  add({
    kind: 'report',
    on: opened,
    source: chance.pick(['village-visit', 'school', 'matching']),
    reasons: [chance.pick(['school-aversion', 'migration', 'sickness', 'disability', 'family-belief', 'poverty'])],
    lastAttendedOn: addDays(opened, -chance.whole(1, 20)),
    leftGrade: chance.whole(5, 9),
    leftTerm: chance.pick([1, 2]),
  });
  for (const unit of ['school', 'township', 'village']) {
    add({ kind: 'responsibility', on: opened, unit, name: name(), phone: phone(), post: '负责人' });
  }
  add({ kind: 'measure', on: addDays(opened, 3), measure });
  for (let visit = chance.whole(2, 5); visit > 0; visit--) {
    const on = later(120);
    add({
      kind: 'persuasion',
      on,
      recordedAt: `${on}T18:30:00+08:00`,
      by: [{ name: name(), unit: chance.pick(['school', 'township', 'village']), post: '网格员' }],
      method: 'home-visit',
      place: '家中',
      met: [{ who: 'guardian', name: name() }],
      summary: `${chance.pick(SAID)}（${on}第${visit}次）`,
      outcome: chance.pick(['undecided', 'refused', 'agreed-return', 'agreed-remote-teaching']),
      evidence: [{ kind: 'photo', name: `${on}.jpg`, sha256: sha(chance) }],
    });
  }
  papersOf(measure, add, later, chance);
  if (chance.happens(0.3)) add({ kind: 'placement', on: later(150), ...placement(chance), headTeacher: name() });
  if (chance.happens(0.1)) {
    add({ kind: 'amendment', on: later(200), of: `e${chance.whole(6, 7)}`, withdraw: true, note: '重复登记' });
  }
  if (chance.happens(0.2)) {
    add({ kind: 'closure', on: addDays(opened, 160), reason: chance.pick(['returned', 'moved', 'completed']) });
    if (chance.happens(0.3)) add({ kind: 'reopening', on: addDays(opened, 170) });
  }

  const year = Number(opened.slice(0, 4));
  return {
    format: 'quanxue.casefile/1',
    pack: 'chengkou',
    asOf: addDays(opened, 180),
    child: {
      name: name(),
      sex: chance.pick(['male', 'female']),
      birthDate: addDays('2008-01-01', chance.whole(0, 2000)),
      rollNumber: `G509999${String(n).padStart(12, '0')}`,
      school: chance.pick(SCHOOLS),
      grade: chance.whole(5, 9),
      registeredVillage: '509999050133',
      households: chance.happens(0.3) ? ['monitored'] : [],
      guardians: [{ name: name(), relation: '祖母', phone: phone() }],
      ...(['deferral', 'exemption', 'home-teaching'].includes(measure)
        ? {
            disability: {
              category: 'intellectual',
              level: chance.whole(1, 3),
              certificateNumber: '50999920120318117051',
              validUntil: '2028-03-17',
            },
          }
        : {}),
    },
    ...(chance.happens(0.4) ? { calendar: calendarFrom(year) } : {}),
    entries,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: see above.
type Add = (entry: any) => string;

/** The papers, steps, letters and lessons of a measure, most of them there. */
function papersOf(measure: Measure, add: Add, later: (days: number) => Day, chance: Chance): void {
  const document = (kind: string, more = {}) => {
    if (chance.happens(0.85)) add({ kind: 'document', on: later(100), document: kind, ...more });
  };
  const approval = (matter: string, step: string, more = {}) => {
    if (!chance.happens(0.85)) return;
    const decision = step === 'guardian' ? 'applied' : 'approved';
    add({ kind: 'approval', on: later(60), matter, step, decision, ...more });
  };
  const lessons = (mode: 'home' | 'remote') => {
    for (let week = chance.whole(4, 7); week > 0; week--) {
      add({
        kind: 'session',
        on: later(180),
        mode,
        classHours: chance.pick([1, 2, 2, 2]),
        subject: '生活语文',
        content: '识字：我的一家',
        teacher: '黎书航',
        ...(mode === 'remote' ? { means: '微信', lessonPlan: '教案' } : { place: '学生家中' }),
        evidence: [{ kind: 'photo', name: `第${week}周.jpg`, sha256: sha(chance) }],
      });
    }
  };
  switch (measure) {
    case 'return':
      for (const kind of ['return-notice', 'roll-certificate', 'in-school-photo']) document(kind);
      return;
    case 'graduation':
      for (const kind of ['return-notice', 'exam-photo', 'exam-papers', 'graduation-certificate']) document(kind);
      add({ kind: 'exam', on: later(150), passed: chance.happens(0.7) });
      for (const by of ['guardian', 'child']) add({ kind: 'consent', on: later(40), to: 'graduation', by });
      return;
    case 'county-confirmed':
      for (const kind of ['guardian-duty-proof', 'county-confirmation']) document(kind);
      approval('leave', 'county', { to: later(180) });
      return;
    case 'vocational':
      for (const step of ['guardian', 'township', 'county']) approval('vocational', step);
      return;
    case 'leave':
      document('diagnosis', { hospital: { name: '青石县人民医院', level: 'county' }, advisesLeave: true });
      for (const kind of ['leave-application', 'admission-proof', 'receipts', 'roll-leave-processed']) document(kind);
      for (const step of ['guardian', 'school', 'county']) approval('leave', step, { to: later(180) });
      return;
    case 'deferral':
    case 'exemption':
      for (const kind of ['deferral-application', 'on-site-photo', 'guardian-letter']) document(kind);
      document('rehabilitation-record', { from: '2019-03-01' });
      for (const step of ['guardian', 'school', 'village', 'township', 'county']) approval(measure, step);
      add({ kind: 'follow-up', on: later(170), finding: '能自己吃饭，认得二十个字' });
      return;
    case 'home-teaching':
      for (const kind of ['on-site-assessment', 'student-form', 'guardian-consent', 'ability-assessment'])
        document(kind);
      add({ kind: 'plan', on: later(10), plan: 'home-teaching', courses: '生活语文', content: '识字', place: '家中' });
      lessons('home');
      return;
    case 'migrant': {
      document('return-notice');
      const letter = add({ kind: 'letter', on: later(30), direction: 'outgoing', from: 'township', to: 'destination' });
      if (chance.happens(0.6)) {
        const outcome = chance.pick(['enrolled', 'not-found']);
        const reply = { direction: 'reply', from: 'destination', to: 'township', replyTo: letter, outcome };
        add({ kind: 'letter', on: later(150), ...reply });
      }
      return;
    }
    case 'remote-teaching':
      for (const kind of [
        'return-notice',
        'assessment-minutes',
        'remote-teaching-request',
        'remote-teaching-approval',
      ]) {
        document(kind);
      }
      lessons('remote');
      return;
    case 'legal':
      for (const kind of ['return-notice', 'administrative-penalty']) document(kind, { servedOn: later(20) });
      for (const to of ['labour', 'police']) {
        add({ kind: 'letter', on: later(30), direction: 'outgoing', from: 'township', to });
      }
      add({ kind: 'publicity', on: later(60), topic: '义务教育法' });
      return;
    case 'special-school':
      for (const kind of ['special-school-application', 'health-check', 'committee-assessment']) document(kind);
      approval('special-school', 'county');
  }
}

const placement = (chance: Chance) => ({
  school: chance.pick(SCHOOLS),
  grade: chance.whole(5, 9),
  class: '2',
  headTeacherPhone: '13800000002',
});

const sha = (chance: Chance) =>
  Array.from({ length: 8 }, () =>
    Math.floor(chance.next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

function calendarFrom(first: number): NonNullable<CaseFile['calendar']> {
  const years = [first - 1, first, first + 1];
  return {
    terms: years.flatMap((year) => [
      { name: `${year}年秋`, start: `${year}-09-01`, end: `${year + 1}-01-14` },
      { name: `${year + 1}年春`, start: `${year + 1}-02-21`, end: `${year + 1}-07-08` },
    ]),
    breaks: years.flatMap((year) => [
      { name: '国庆', start: `${year}-10-01`, end: `${year}-10-07` },
      { name: '五一', start: `${year + 1}-05-01`, end: `${year + 1}-05-05` },
      { name: '停课', start: `${year}-11-07`, end: `${year}-11-09` },
    ]),
    examMonths: years.map((year) => `${year + 1}-06`),
  };
}
