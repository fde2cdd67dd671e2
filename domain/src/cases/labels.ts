import type { Text } from '../basis/problem.ts';
import type { Entry, Kind } from '../casefile/schema.ts';
import { terms } from '../terms.ts';

/*
 * How the fields of the open format are called on forms, screens and prints. Listed values have their words in terms.ts;
 * here stands which list a field takes. The record is exhaustive: a new field does not compile before it has a name.
 */

type KeysOf<T> = T extends unknown ? keyof T : never;
/** Every field that an entry of some kind has. */
export type Field = Exclude<KeysOf<Entry>, 'id' | 'kind' | 'evidence'>;

const t = (zh: string, en: string): Text => ({ zh, en });

export const fieldLabels: Record<Field, Text> = {
  on: t('日期', 'Date'),
  recordedAt: t('记录时间', 'Recorded at'),
  recordedBy: t('记录人', 'Recorded by'),
  note: t('备注', 'Note'),
  details: t('其他内容', 'Other details'),
  source: t('线索来源', 'Source'),
  reasons: t('原因', 'Reasons'),
  lastAttendedOn: t('最后到校日期', 'Last attended on'),
  leftGrade: t('离校时年级', 'Grade when leaving'),
  leftTerm: t('离校时学期', 'Term when leaving'),
  result: t('结果', 'Result'),
  unit: t('单位', 'Unit'),
  name: t('姓名', 'Name'),
  phone: t('电话', 'Phone'),
  post: t('职务', 'Post'),
  by: t('劝返人员', 'Made by'),
  method: t('方式', 'Method'),
  place: t('地点', 'Place'),
  met: t('见到的人', 'Met'),
  notMetReason: t('未见到的原因', 'Why nobody was met'),
  summary: t('经过', 'What was said'),
  outcome: t('结果', 'Outcome'),
  measure: t('处置措施', 'Measure'),
  plan: t('方案类别', 'Kind of plan'),
  goal: t('目标', 'Goal'),
  courses: t('课程计划', 'Courses'),
  content: t('内容', 'Content'),
  time: t('时间', 'Time'),
  timetable: t('课表', 'Timetable'),
  subjects: t('学科内容', 'Subjects'),
  schedule: t('时间安排', 'Schedule'),
  persons: t('人员', 'Persons'),
  means: t('工具', 'Means'),
  mode: t('送教方式', 'Mode'),
  classHours: t('课时', 'Class hours'),
  subject: t('学科', 'Subject'),
  teacher: t('教师', 'Teacher'),
  lessonPlan: t('教案', 'Lesson plan'),
  document: t('材料名称', 'Document'),
  issuer: t('出具单位', 'Issuer'),
  hospital: t('医院', 'Hospital'),
  advisesLeave: t('建议休学', 'Advises leave'),
  outpatient: t('门诊', 'Out-patient'),
  servedOn: t('送达日期', 'Served on'),
  deadline: t('期限', 'Deadline'),
  from: t('起', 'From'),
  to: t('止', 'To'),
  number: t('文号', 'Number'),
  school: t('学校', 'School'),
  grade: t('年级', 'Grade'),
  class: t('班级', 'Class'),
  headTeacher: t('班主任', 'Head teacher'),
  headTeacherPhone: t('班主任电话', 'Head teacher’s phone'),
  matter: t('事项', 'Matter'),
  step: t('环节', 'Step'),
  decision: t('意见', 'Decision'),
  comment: t('说明', 'Comment'),
  direction: t('收发', 'Direction'),
  replyTo: t('所复函件', 'Reply to'),
  passed: t('是否达标', 'Passed'),
  difficulty: t('困难', 'Difficulty'),
  help: t('帮扶内容', 'Help'),
  finding: t('跟踪情况', 'Finding'),
  topic: t('主题', 'Topic'),
  reason: t('原因', 'Reason'),
  of: t('所更正的记录', 'Entry amended'),
  withdraw: t('撤回', 'Withdraw'),
  replacement: t('更正为', 'Replaced by'),
};

/** The same field has another name on another form. */
const fieldLabelsOfKind: Partial<Record<Kind, Partial<Record<Field, Text>>>> = {
  letter: { from: t('发函单位', 'Sender'), to: t('收函单位', 'Receiver'), outcome: t('落实结果', 'Outcome') },
  consent: { by: t('同意人', 'Given by'), to: t('同意事项', 'Consent to') },
  referral: { to: t('转介单位', 'Referred to') },
  relief: { unit: t('帮扶单位', 'Unit') },
  closure: { reason: t('销号原因', 'Reason') },
  verification: { result: t('核实结果', 'Result') },
};

/** The name of a field on the form of one kind. */
export function fieldLabel(kind: Kind, field: Field): Text {
  return fieldLabelsOfKind[kind]?.[field] ?? fieldLabels[field];
}

/** Listed values that belong to one field of one kind. */
type Values = Readonly<Record<string, Text>>;
const values: { readonly [K in Kind]?: { readonly [F in Field]?: Values } } = {
  report: { source: terms.source, reasons: terms.reason },
  verification: { result: terms.verificationResult },
  responsibility: { unit: terms.unit },
  persuasion: { method: terms.method, met: terms.who, outcome: terms.outcome },
  measure: { measure: terms.measure },
  plan: { plan: terms.planType },
  session: { mode: terms.mode },
  document: { document: terms.document, hospital: terms.hospitalLevel },
  approval: { matter: terms.matter, step: terms.step, decision: terms.decision },
  letter: { direction: terms.direction, from: terms.unit, to: terms.unit, outcome: terms.letterOutcome },
  consent: { to: terms.measure, by: terms.who },
  relief: { unit: terms.unit },
  referral: { to: terms.unit, matter: terms.referralMatter },
  closure: { reason: terms.closureReason },
};

/** The name of a listed value of one field of one kind, or undefined where the field takes free text. */
export function valueLabel(kind: Kind, field: Field, value: string): Text | undefined {
  return values[kind]?.[field]?.[value];
}
