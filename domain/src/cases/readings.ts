import type { Day } from '../basis/plain-date.ts';
import type { Text } from '../basis/problem.ts';
import { of, type Story } from '../casefile/fold.ts';
import type { Entry } from '../casefile/schema.ts';
import { annex1, annex2, note } from '../policy/packs/chengkou/cite.ts';
import { readDetails } from './details/index.ts';
import { persuasionsOf } from './persuasion-columns.ts';

/*
 * What the papers say and no row judges (docs/readings.md): told beside the findings as our reading, never counted. From
 * the whole file; whoever sees the reduced one is told none of it.
 */

export interface Reading {
  readonly id: string;
  /** `advice`: something to weigh; `lack`: something the papers mention and the file does not have; `told`: a fact. */
  readonly kind: 'advice' | 'lack' | 'told';
  readonly text: Text;
  readonly citation: Text;
  /** Number in docs/readings.md. */
  readonly reading: string;
  readonly entries: readonly string[];
}

const t = (zh: string, en: string): Text => ({ zh, en });

export function readings(story: Story): Reading[] {
  return [
    ...returned(story),
    ...recovered(story),
    ...fiveQuestions(story),
    ...provider(story),
    ...subjectCover(story),
    ...targetedHelp(story),
    ...tutoring(story),
    ...gradeLower(story),
    ...historic(story),
  ];
}

const reading = (
  id: string,
  kind: Reading['kind'],
  text: Text,
  citation: Text,
  number: string,
  ...entries: readonly (Entry | undefined)[]
): Reading => ({ id, kind, text, citation, reading: number, entries: entries.flatMap((each) => each?.id ?? []) });

function returned(story: Story): Reading[] {
  const { days, returned: back, afterReturn } = persuasionsOf(story);
  if (!back) return [];
  return [
    reading(
      'returned-after',
      'told',
      t(
        `劝返 ${days} 次后已返校${afterReturn.length > 0 ? `，返校后回访 ${afterReturn.length} 次（另行统计）` : ''}。不需补记。`,
        `Returned after ${days}${afterReturn.length > 0 ? `; ${afterReturn.length} visits since the return, counted apart` : ''}. Nothing is to be made up.`,
      ),
      annex2('1'),
      'R144',
      story.placement,
    ),
  ];
}

/** Annex 2, item 6: who recovers the basic ability is taught at home, in a regular class or in a special school. */
function recovered(story: Story): Reading[] {
  if (story.measure !== 'deferral' && story.measure !== 'exemption') return [];
  const last = of(story, 'follow-up').findLast((entry) => typeof readDetails(entry).recovered === 'boolean');
  if (!last) return [];
  const { recovered: yes, canRegularClass, canSpecialSchool } = readDetails(last);
  if (yes !== true) return [];
  const to = [
    ...(canRegularClass === true ? [t('随班就读', 'a regular class')] : []),
    ...(canSpecialSchool === true ? [t('特教学校就读', 'the special-education school')] : []),
  ];
  const proposed = to.length > 0 ? to : [t('送教上门', 'home teaching')];
  return [
    reading(
      'recovered',
      'advice',
      t(
        `${last.on} 复核：学习能力已基本恢复，应安排${proposed.map((each) => each.zh).join('或')}。`,
        `Review of ${last.on}: basic learning ability has come back; arrange ${proposed.map((each) => each.en).join(' or ')}.`,
      ),
      annex2('6'),
      'R148',
      last,
    ),
  ];
}

const QUESTIONS = ['severe', 'noSelfCare', 'someLearning', 'noRegularClass', 'noSpecialSchool'] as const;

function fiveQuestions(story: Story): Reading[] {
  if (story.measure !== 'home-teaching') return [];
  const paper = of(story, 'document').findLast((entry) => entry.document === 'on-site-assessment');
  if (!paper) return [];
  const details = readDetails(paper);
  const answers = QUESTIONS.map((key) => details[key] as { answer?: boolean; by?: string; on?: string } | undefined);
  const no = answers.filter((each) => each?.answer === false).length;
  const open = answers.filter((each) => each?.answer === undefined).length;
  const unsigned = answers.filter((each) => each?.answer !== undefined && !(each.by && each.on)).length;
  if (no === 0 && open === 0 && unsigned === 0) return [];
  return [
    reading(
      'five-questions',
      'lack',
      t(
        `送教对象五项条件：${no} 项为否，${open} 项未答，${unsigned} 项缺确认人或日期。五项都符合才送教上门。`,
        `The five conditions of home teaching: ${no} answered no, ${open} open, ${unsigned} without who confirmed it and when. All five must hold.`,
      ),
      annex2('5'),
      'R147',
      paper,
    ),
  ];
}

const SCHOOLED_BY_SPECIAL = ['visual', 'hearing', 'speech'];

/** Annex 2, item 5: the special-education school teaches blind, deaf and mute children, with the county's approval. */
function provider(story: Story): Reading[] {
  const plan = of(story, 'plan').findLast((entry) => entry.plan === 'home-teaching');
  if (story.measure !== 'home-teaching' || !plan) return [];
  const { provider: by, countyApproval } = readDetails(plan);
  if (by !== 'special-education-school') return [];
  const { disability } = story.file.child;
  const fits = [disability?.category, ...(disability?.includes ?? [])].some((each) =>
    SCHOOLED_BY_SPECIAL.includes(each ?? ''),
  );
  const lacks = [
    ...(countyApproval === undefined ? [t('缺县教委批准文号', 'the county’s approval lacks')] : []),
    ...(fits ? [] : [t('残疾类别不是视力、听力、言语', 'the disability is not of sight, hearing or speech')]),
  ];
  if (lacks.length === 0) return [];
  return [
    reading(
      'provider',
      'lack',
      t(
        `由特殊教育学校送教：${lacks.map((each) => each.zh).join('，')}。其他孩子由辖区学校送教。`,
        `Taught by the special-education school: ${lacks.map((each) => each.en).join(', ')}. Other children are taught by the school of the area.`,
      ),
      annex2('5'),
      'R147',
      plan,
    ),
  ];
}

/** One line of the ledger of targeted help. */
export interface HelpRecord {
  readonly entryId: string;
  readonly on: Day | undefined;
  readonly teacher: string | undefined;
  readonly what: string | undefined;
  readonly form: 'words' | 'pictures' | 'sound' | undefined;
}

/** The ledger of measure 8 without remote teaching: who helped, when, how it is recorded. */
export function helpRecords(story: Story): HelpRecord[] {
  return of(story, 'relief')
    .flatMap((entry) => {
      const { type, teacher, helpRecords: lines } = readDetails(entry);
      if (type !== 'targeted-help') return [];
      const all = (lines as Partial<HelpRecord>[] | undefined) ?? [];
      const named = typeof teacher === 'string' ? teacher : undefined;
      return (all.length > 0 ? all : [{ on: entry.on, what: entry.help }]).map(
        (line: Partial<HelpRecord>): HelpRecord => ({
          entryId: entry.id,
          on: line.on ?? entry.on,
          teacher: named,
          what: line.what,
          form: line.form,
        }),
      );
    })
    .sort((a, b) => (a.on ?? '').localeCompare(b.on ?? ''));
}

function targetedHelp(story: Story): Reading[] {
  const records = helpRecords(story);
  if (records.length === 0) return [];
  const teachers = new Set(records.flatMap((each) => each.teacher ?? []));
  const forms = new Set(records.flatMap((each) => each.form ?? []));
  return [
    reading(
      'targeted-help',
      teachers.size === 0 || forms.size < 3 ? 'lack' : 'told',
      t(
        `专门教师针对帮扶：${records.length} 条记录，${teachers.size === 0 ? '未写明教师' : `教师 ${[...teachers].join('、')}`}；记录形式 ${forms.size} 种（文字、图片、音视频）。未实施远程送教的，按此台账掌握。`,
        `Targeted help by a teacher: ${records.length} records, ${teachers.size === 0 ? 'no teacher named' : `by ${[...teachers].join(', ')}`}; ${forms.size} of the three forms (words, pictures, sound or film). Without remote teaching this ledger stands for measure 8.`,
      ),
      annex2('8'),
      'R146',
    ),
  ];
}

/** Annex 1, B4-8: the subjects of the plan, and how much of each was taught. */
function subjectCover(story: Story): Reading[] {
  if (story.measure !== 'remote-teaching') return [];
  const hours = new Map<string, number>();
  for (const entry of of(story, 'session')) {
    if (entry.mode !== 'remote' || entry.subject === undefined) continue;
    for (const subject of subjectsIn(entry.subject)) hours.set(subject, (hours.get(subject) ?? 0) + entry.classHours);
  }
  if (hours.size === 0) return [];
  const plan = of(story, 'plan').findLast((entry) => entry.plan === 'remote-teaching');
  const without = subjectsIn(plan?.subjects ?? '').filter((subject) => !hours.has(subject));
  const taught = [...hours].map(([subject, sum]) => `${subject} ${Math.round(sum * 10) / 10}`);
  return [
    reading(
      'subject-cover',
      without.length > 0 ? 'lack' : 'told',
      t(
        `远程送教各学科课时：${taught.join('、')}${without.length > 0 ? `；方案中的${without.join('、')}还没有上过课` : ''}。`,
        `Class hours by subject: ${taught.join(', ')}${without.length > 0 ? `; in the plan and not taught yet: ${without.join(', ')}` : ''}.`,
      ),
      annex1('B4-8'),
      'R149',
      plan,
    ),
  ];
}

function subjectsIn(text: string): string[] {
  return [...new Set(text.split(/[、，,；;\s]+/).filter((each) => each !== ''))];
}

/** Annex 2, item 2: tutored together, then examined by the content of the city. */
function tutoring(story: Story): Reading[] {
  if (story.measure !== 'graduation') return [];
  const lessons = of(story, 'relief').filter((entry) => readDetails(entry).type === 'tutoring');
  const exam = of(story, 'exam').at(-1);
  const lacks = [
    ...(lessons.length === 0 ? [t('集中补习记录', 'records of the tutoring')] : []),
    ...(exam && readDetails(exam).paperSource === undefined ? [t('试卷来源', 'the source of the papers')] : []),
    ...(exam && readDetails(exam).scores === undefined ? [t('各科成绩', 'the scores')] : []),
  ];
  if (lacks.length === 0) return [];
  return [
    reading(
      'tutoring',
      'lack',
      t(
        `毕业一批还没有：${lacks.map((each) => each.zh).join('、')}。`,
        `Graduation still lacks: ${lacks.map((each) => each.en).join(', ')}.`,
      ),
      annex2('2'),
      'R149',
      exam,
    ),
  ];
}

function gradeLower(story: Story): Reading[] {
  const { placement } = story;
  const { grade } = story.file.child;
  if (!placement || grade === undefined || placement.grade !== grade - 1) return [];
  if (readDetails(placement).gradeReason !== undefined) return [];
  return [
    reading(
      'grade-lower',
      'lack',
      t('降一个年级就读，没有写明原因。', 'Placed one grade lower without a reason.'),
      annex2('1'),
      'R149',
      placement,
    ),
  ];
}

/** Measure 3 had three forms; a case shows the rules of its own time. */
function historic(story: Story): Reading[] {
  if (story.measure === 'vocational') {
    return [
      reading(
        'historic',
        'told',
        t(
          '第 3 项措施当时的规定（2020 年 6 月以前）：家长申请，乡镇（街道）同意，县教委审核，到职教中心接受初级职业技能培训，内容为文化、技能和职场知识。现已不再实施，旧案可查。',
          'Measure 3 as it stood (until June 2020): parents apply, the township agrees, the county checks, and the vocational centre trains in general subjects, a skill and working life. No longer in use; old cases stay readable.',
        ),
        note,
        'R149',
      ),
    ];
  }
  if (story.measure !== 'county-confirmed') return [];
  return [
    reading(
      'historic',
      'told',
      t(
        '第 3 项措施当时的规定（2020 年 6 月至 2021 年）：多部门联合劝返三次以上或经法院裁判，监护人已尽义务，由县级认定后按休学、缓学处理。现已不再实施，旧案可查。',
        'Measure 3 as it stood (June 2020 to 2021): three or more joint persuasions or a ruling, the guardian’s duty fulfilled, confirmed by the county, then treated as leave or deferral. No longer in use; old cases stay readable.',
      ),
      note,
      'R149',
    ),
  ];
}
