import type { Text } from '../basis/problem.ts';
import type {
  ChildHeader,
  DISABILITIES,
  DocumentKind,
  Entry,
  EVIDENCE_KINDS,
  HOUSEHOLDS,
  Kind,
  MATTERS,
  Measure,
  REASONS,
  STEPS,
  Unit,
} from '../casefile/schema.ts';
import type { Status } from '../policy/finding.ts';
import type { STAGES } from './operations.ts';

/*
 * How a case file is read aloud: every kind, field and listed value of the open format in both languages. The records are
 * exhaustive, so that a new value of the schema does not compile before it has a name here.
 */

type One<T extends readonly unknown[]> = T[number];
type KeysOf<T> = T extends unknown ? keyof T : never;
/** Every field that an entry of some kind has. */
export type Field = Exclude<KeysOf<Entry>, 'id' | 'kind' | 'evidence'>;

const t = (zh: string, en: string): Text => ({ zh, en });

export const kindLabels: Record<Kind, Text> = {
  report: t('线索报送', 'Report'),
  verification: t('核实', 'Verification'),
  responsibility: t('落实责任人', 'Responsible person'),
  persuasion: t('劝返记录', 'Persuasion'),
  measure: t('确定处置措施', 'Measure'),
  plan: t('方案', 'Plan'),
  session: t('送教记录', 'Teaching session'),
  document: t('材料', 'Document'),
  placement: t('入学安置', 'Placement'),
  approval: t('审批', 'Approval step'),
  letter: t('函件', 'Letter'),
  consent: t('同意', 'Consent'),
  exam: t('考试', 'Exam'),
  relief: t('帮扶', 'Relief'),
  'follow-up': t('跟踪', 'Follow-up'),
  publicity: t('宣传教育', 'Publicity'),
  referral: t('转介', 'Referral'),
  closure: t('销号', 'Closure'),
  reopening: t('重新立案', 'Reopening'),
  amendment: t('更正', 'Amendment'),
};

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

export const unitLabels: Record<Unit, Text> = {
  school: t('学校', 'School'),
  township: t('乡镇', 'Township'),
  village: t('村（社区）', 'Village'),
  county: t('县教委', 'County education committee'),
  justice: t('司法所', 'Justice office'),
  'social-security': t('社保所', 'Social security office'),
  police: t('公安', 'Police'),
  labour: t('人社', 'Labour office'),
  court: t('法院', 'Court'),
  hospital: t('医院', 'Hospital'),
  destination: t('流入地政府', 'Government of destination'),
  'receiving-county': t('接收地教育行政部门', 'Receiving education authority'),
  league: t('共青团', 'Youth league'),
  'womens-federation': t('妇联', 'Women’s federation'),
  'disabled-federation': t('残联', 'Disabled persons’ federation'),
  'market-regulator': t('市场监管', 'Market regulator'),
  'civil-affairs': t('民政', 'Civil affairs'),
  'rural-revitalisation': t('乡村振兴', 'Rural revitalisation'),
  'special-education-school': t('特殊教育学校', 'Special-education school'),
  other: t('其他单位', 'Other unit'),
};

export const reasonLabels: Record<One<typeof REASONS>, Text> = {
  'school-aversion': t('厌学', 'School aversion'),
  'family-belief': t('家庭思想观念', 'Family’s beliefs'),
  migration: t('随父母外出、举家外迁', 'Migration'),
  sickness: t('因病', 'Sickness'),
  disability: t('残疾', 'Disability'),
  poverty: t('家庭经济困难', 'Poverty'),
  'child-labour': t('外出务工', 'Child labour'),
  'serious-misconduct': t('严重破坏秩序', 'Serious misconduct'),
  other: t('其他', 'Other'),
};

export const measureLabels: Record<Measure, Text> = {
  return: t('劝返回原学校就读', 'Return to the original school'),
  graduation: t('取得初中毕业（结业）证', 'Graduation or completion certificate'),
  'county-confirmed': t('县级核实同意', 'Confirmed by the county'),
  vocational: t('初级职业技能培训', 'Vocational training'),
  leave: t('休学', 'Leave of absence'),
  deferral: t('缓学', 'Deferral'),
  exemption: t('免学', 'Exemption'),
  'home-teaching': t('送教上门', 'Home teaching'),
  migrant: t('随父母外出、举家外迁', 'Migrant family'),
  'remote-teaching': t('远程送教', 'Remote teaching'),
  legal: t('依法处置', 'Legal measures'),
  'special-school': t('送读专门（工读）学校', 'Special (specialised) school'),
};

export const documentLabels: Record<DocumentKind, Text> = {
  'return-notice': t('限期复学通知书', 'Return notice'),
  'roll-certificate': t('学籍证明', 'Roll certificate'),
  'in-school-photo': t('在校照片', 'Photo at school'),
  'exam-photo': t('考试照片', 'Photo of the exam'),
  'graduation-certificate': t('初中毕业证', 'Graduation certificate'),
  'completion-certificate': t('初中结业证', 'Completion certificate'),
  'exam-papers': t('考试试卷', 'Exam papers'),
  'court-ruling': t('法院判决（裁定）', 'Court ruling'),
  'guardian-duty-proof': t('监护人已履行义务的证明', 'Proof that the guardian did the duty'),
  'county-confirmation': t('县级核实同意签字材料', 'County confirmation'),
  diagnosis: t('诊断证明', 'Diagnosis'),
  'leave-application': t('休学申请表', 'Leave application'),
  'admission-proof': t('住院证明', 'Proof of admission'),
  receipts: t('收费单据', 'Receipts'),
  'roll-leave-processed': t('电子学籍休学办结', 'Leave processed in the roll'),
  'fitness-proof': t('康复证明（可正常随班就读）', 'Proof of fitness'),
  'deferral-application': t('缓学申请表', 'Deferral application'),
  'exemption-application': t('免学申请表', 'Exemption application'),
  'on-site-photo': t('现场认定照片', 'On-site photo'),
  'guardian-letter': t('监护人申请书', 'Guardian’s letter'),
  'rehabilitation-record': t('康复记录', 'Rehabilitation record'),
  'on-site-assessment': t('现场确认', 'On-site assessment'),
  'student-form': t('学生基本信息表', 'Student form'),
  'guardian-consent': t('家长同意书', 'Guardian’s consent'),
  'ability-assessment': t('能力评估表', 'Ability assessment'),
  'home-teaching-table': t('送教上门统计表', 'Home-teaching table'),
  'registered-poor-proof': t('建档立卡证明', 'Registered-poor proof'),
  'assessment-minutes': t('研判会议纪要', 'Assessment minutes'),
  'remote-teaching-request': t('远程送教请示', 'Remote-teaching request'),
  'remote-teaching-approval': t('远程送教批复', 'Remote-teaching approval'),
  'administrative-penalty': t('行政处罚决定书', 'Administrative penalty'),
  'court-record': t('巡回法庭材料', 'Circuit-court record'),
  'special-school-application': t('入学申请表', 'Special-school application'),
  'health-check': t('入校健康体检表', 'Health check'),
  'special-school-approval': t('入学审批表', 'Special-school approval'),
  'committee-assessment': t('专门教育指导委员会评估意见', 'Committee assessment'),
  order: t('责令改正通知书', 'Order'),
  'penalty-notice': t('行政处罚告知书', 'Penalty notice'),
  'performance-reminder': t('履行催告书', 'Performance reminder'),
  'proof-of-service': t('送达回证', 'Proof of service'),
  'persuasion-sheet': t('劝返记录表（签字件）', 'Signed persuasion sheet'),
  'enrolment-proof': t('就读证明', 'Enrolment proof'),
  other: t('其他材料', 'Other document'),
};

export const matterLabels: Record<One<typeof MATTERS>, Text> = {
  leave: t('休学', 'Leave'),
  resumption: t('复学', 'Resumption'),
  deferral: t('缓学', 'Deferral'),
  exemption: t('免学', 'Exemption'),
  vocational: t('职业技能培训', 'Vocational training'),
  'special-school': t('送读专门学校', 'Special school'),
  'remote-teaching': t('远程送教', 'Remote teaching'),
  'county-confirmed': t('县级核实', 'County confirmation'),
};

export const stepLabels: Record<One<typeof STEPS>, Text> = {
  guardian: t('监护人申请', 'Guardian'),
  school: t('学校意见', 'School'),
  village: t('村（社区）认定', 'Village'),
  township: t('乡镇批准', 'Township'),
  county: t('县教委审核', 'County'),
  'receiving-county': t('接收地教育行政部门', 'Receiving county'),
};

export const householdLabels: Record<One<typeof HOUSEHOLDS>, Text> = {
  'registered-poor': t('建档立卡户', 'Registered-poor'),
  monitored: t('监测户', 'Monitored'),
  borderline: t('边缘户', 'Borderline'),
  subsistence: t('低保户', 'Subsistence'),
  'extreme-poverty': t('特困供养', 'Extreme poverty'),
  orphan: t('孤儿', 'Orphan'),
  'left-behind': t('留守', 'Left behind'),
};

export const disabilityLabels: Record<One<typeof DISABILITIES>, Text> = {
  visual: t('视力', 'Visual'),
  hearing: t('听力', 'Hearing'),
  speech: t('言语', 'Speech'),
  physical: t('肢体', 'Physical'),
  intellectual: t('智力', 'Intellectual'),
  mental: t('精神', 'Mental'),
  multiple: t('多重', 'Multiple'),
};

export const evidenceLabels: Record<One<typeof EVIDENCE_KINDS>, Text> = {
  photo: t('照片', 'Photo'),
  audio: t('录音', 'Audio'),
  video: t('录像', 'Video'),
  scan: t('扫描件', 'Scan'),
  screenshot: t('截屏', 'Screenshot'),
  document: t('文件', 'Document'),
};

export const sexLabels: Record<ChildHeader['sex'], Text> = {
  male: t('男', 'Male'),
  female: t('女', 'Female'),
  unknown: t('未知', 'Unknown'),
};

export const stageLabels: Record<One<typeof STAGES>, Text> = {
  lead: t('线索', 'Lead'),
  verified: t('已核实', 'Verified'),
  suspected: t('疑似辍学', 'Suspected dropout'),
  dropout: t('辍学', 'Dropout'),
  persuading: t('劝返中', 'Persuading'),
  'on-measure': t('处置中', 'On a measure'),
  stable: t('已返校（稳定期）', 'Stable'),
  'struck-off': t('已销号', 'Struck off'),
};

export const statusLabels: Record<Status, Text> = {
  met: t('符合', 'Met'),
  missing: t('缺', 'Missing'),
  breach: t('不符', 'Breach'),
  pending: t('未到期', 'Pending'),
  excused: t('免于补充', 'Excused'),
  'not-applicable': t('不适用', 'Not applicable'),
};

/** Listed values that belong to one field of one kind. */
type Values = Readonly<Record<string, Text>>;
const values: { readonly [K in Kind]?: { readonly [F in Field]?: Values } } = {
  report: {
    source: {
      'village-visit': t('村社走访', 'Village visit'),
      school: t('学校', 'School'),
      matching: t('人籍比对', 'Matching'),
      guardian: t('监护人', 'Guardian'),
      hotline: t('举报电话', 'Hotline'),
      other: t('其他', 'Other'),
    },
    reasons: reasonLabels,
  },
  verification: {
    result: {
      confirmed: t('确认疑似辍学', 'Confirmed'),
      'in-school': t('在校就读', 'In school'),
      'data-error': t('户籍或学籍差错', 'Data error'),
      moved: t('已迁出', 'Moved'),
      deceased: t('死亡', 'Deceased'),
      'over-age': t('超龄', 'Over age'),
      completed: t('已完成义务教育', 'Completed'),
    },
  },
  responsibility: { unit: unitLabels },
  persuasion: {
    method: {
      'home-visit': t('入户', 'Home visit'),
      phone: t('电话', 'Phone'),
      video: t('视频', 'Video'),
      'workplace-visit': t('到务工地', 'Workplace visit'),
      meeting: t('会谈', 'Meeting'),
      other: t('其他', 'Other'),
    },
    met: {
      guardian: t('监护人', 'Guardian'),
      child: t('儿童本人', 'Child'),
      relative: t('亲属', 'Relative'),
      other: t('其他', 'Other'),
    },
    outcome: {
      refused: t('拒绝', 'Refused'),
      undecided: t('未表态', 'Undecided'),
      'not-met': t('未见到', 'Not met'),
      'agreed-return': t('同意返校', 'Agreed to return'),
      'agreed-graduation': t('同意补习考试取得毕业证', 'Agreed to graduation'),
      'agreed-remote-teaching': t('同意远程送教', 'Agreed to remote teaching'),
      'agreed-other': t('同意其他安排', 'Agreed otherwise'),
      returned: t('已返校', 'Returned'),
    },
  },
  measure: { measure: measureLabels },
  plan: {
    plan: {
      individual: t('一生一策', 'Individual plan'),
      'home-teaching': t('送教上门方案', 'Home-teaching plan'),
      'remote-teaching': t('远程送教方案', 'Remote-teaching plan'),
    },
  },
  session: { mode: { home: t('送教上门', 'At home'), remote: t('远程', 'Remote') } },
  document: {
    document: documentLabels,
    hospital: {
      township: t('乡镇级', 'Township'),
      county: t('县级', 'County'),
      city: t('市级', 'City'),
      province: t('省级', 'Province'),
    },
  },
  approval: {
    matter: matterLabels,
    step: stepLabels,
    decision: { applied: t('申请', 'Applied'), approved: t('同意', 'Approved'), rejected: t('不同意', 'Rejected') },
  },
  letter: {
    direction: { outgoing: t('去函', 'Outgoing'), reply: t('复函', 'Reply') },
    from: unitLabels,
    to: unitLabels,
    outcome: {
      enrolled: t('已入学', 'Enrolled'),
      'taken-over': t('已接收管理', 'Taken over'),
      'not-found': t('查无此人', 'Not found'),
      refused: t('拒绝', 'Refused'),
      other: t('其他', 'Other'),
    },
  },
  consent: {
    to: {
      graduation: t('补习并参加考试', 'Graduation'),
      'special-school': t('送读专门学校', 'Special school'),
      'remote-teaching': t('远程送教', 'Remote teaching'),
      'home-teaching': t('送教上门', 'Home teaching'),
    },
    by: { guardian: t('监护人', 'Guardian'), child: t('儿童本人', 'Child') },
  },
  relief: { unit: unitLabels },
  referral: {
    to: unitLabels,
    matter: {
      'child-labour': t('招用未满16周岁未成年人', 'Child labour'),
      'legal-aid': t('法律援助', 'Legal aid'),
      'social-assistance': t('社会救助', 'Social assistance'),
      'law-violation': t('违法线索', 'Violation of law'),
      other: t('其他', 'Other'),
    },
  },
  closure: {
    reason: {
      returned: t('已返校', 'Returned'),
      graduated: t('已毕业（结业）', 'Graduated'),
      'data-error': t('户籍或学籍差错', 'Data error'),
      moved: t('已迁出', 'Moved'),
      deceased: t('死亡', 'Deceased'),
      'over-age': t('超龄', 'Over age'),
      completed: t('已完成义务教育', 'Completed'),
    },
  },
};

/** The name of a listed value of one field of one kind, or undefined where the field takes free text. */
export function valueLabel(kind: Kind, field: Field, value: string): Text | undefined {
  return values[kind]?.[field]?.[value];
}
