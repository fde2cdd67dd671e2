import type { MeasureRules, Requirement } from '../../requirement.ts';
import { annex1, annex2, note, text } from './cite.ts';

/* The twelve measures, each with its table of annex 1 and annex 2. Volume and number cross on purpose: home teaching is
   B4-6 in annex 1 and 5 in annex 2. */

/** Rows that several tables begin with: the notice, and the persuasions. */
const notice = (volume: string): Requirement => ({
  id: `${volume}.notice`,
  citation: annex1(volume, '1'),
  name: text('限期复学通知书', 'return notice'),
  todo: text(
    '请出具限期复学通知书并送达监护人，留存存根和送达回证。',
    'Issue the return notice, serve it on the guardian, keep stub and proof of service.',
  ),
  kind: 'document',
  anyOf: ['return-notice'],
});
const persuasions = (volume: string, item: string, orGraduated?: true): Requirement => ({
  id: `${volume}.persuasions`,
  citation: annex1(volume, item),
  name: text('劝返记录（不同日期）', 'persuasions on different days'),
  todo: text(
    '请继续劝返并如实记录，照片当场拍。',
    'Go on persuading and record it truthfully, with photos taken on the spot.',
  ),
  kind: 'persuasions',
  ...(orGraduated ? { orGraduated } : {}),
});

const returning: MeasureRules = {
  measure: 'return',
  citation: annex2('1'),
  offered: { kind: 'always' },
  rows: [
    notice('B4-1'),
    persuasions('B4-1', '1'),
    {
      id: 'B4-1.roll-certificate',
      citation: annex1('B4-1', '2'),
      name: text('学籍证明', 'roll certificate'),
      todo: text('请学校开具学籍证明并盖章。', 'Ask the school for a stamped roll certificate.'),
      kind: 'document',
      anyOf: ['roll-certificate'],
    },
    {
      id: 'B4-1.placement',
      citation: annex1('B4-1', '3'),
      name: text('就读信息（年级、班级、班主任及电话）', 'placement with grade, class, head teacher and phone'),
      todo: text(
        '孩子返校后，请登记年级、班级、班主任和电话。',
        'Once the child is back, record grade, class, head teacher and phone.',
      ),
      kind: 'placement',
    },
    {
      id: 'B4-1.photo',
      citation: annex1('B4-1', '4'),
      name: text('在校就读图片', 'photo of the child in school'),
      todo: text('请拍一张孩子返校后在校的照片归档。', 'File a photo of the child in school taken after the return.'),
      kind: 'document',
      anyOf: ['in-school-photo'],
      from: 'placement',
    },
    {
      id: 'A2-1.grade',
      citation: annex2('1'),
      name: text('回原年级，学困生可降一个年级', 'the original grade, or one lower'),
      todo: text('请核对原年级与安置年级。', 'Check the original grade against the grade of placement.'),
      kind: 'return-grade',
    },
  ],
};

const graduation: MeasureRules = {
  measure: 'graduation',
  citation: annex2('2'),
  offered: { kind: 'left-in', grade: 9, term: 2 },
  rows: [
    {
      id: 'A2-2.eligible',
      citation: annex2('2'),
      name: text('初中三年级第二学期辍学', 'left in the second term of grade 9'),
      todo: text(
        '不属于这一情形的，请改用其他措施；填错的请更正线索报送。',
        'Choose another measure, or amend the report if it is wrong.',
      ),
      kind: 'left-in',
      grade: 9,
      term: 2,
    },
    notice('B4-2'),
    persuasions('B4-2', '2', true),
    {
      id: 'B4-2.agreement',
      citation: annex1('B4-2', '2'),
      name: text('最后一次劝返同意补习并参加毕业考试', 'the last persuasion agrees to tutoring and the exam'),
      todo: text(
        '请继续劝返，直到孩子和家长同意补习并参加毕业考试。',
        'Persuade until child and guardian agree to tutoring and the exam.',
      ),
      kind: 'last-outcome',
      outcome: 'agreed-graduation',
    },
    {
      id: 'B4-2.not-exam-month',
      citation: annex1('B4-2', '2'),
      name: text('最后一次劝返不在考试月', 'the last persuasion not in the exam month'),
      todo: text(
        '请核对最后一次劝返与考试的日期；事实如此的照实保留，并说明原因。',
        'Check the dates of the last persuasion and the exam; if they are true, keep them and say why.',
      ),
      kind: 'not-exam-month',
    },
    {
      id: 'B4-2.exam-photo',
      citation: annex1('B4-2', '3'),
      name: text('考试图片材料', 'exam photos'),
      todo: text('请归档考试现场图片。', 'File photos of the exam.'),
      kind: 'document',
      anyOf: ['exam-photo'],
    },
    {
      id: 'B4-2.certificate',
      citation: annex1('B4-2', '4'),
      name: text('毕业（结业）证', 'graduation or completion certificate'),
      todo: text('考试后请办理并归档毕业（结业）证。', 'After the exam, issue and file the certificate.'),
      kind: 'certificate',
    },
    {
      id: 'B4-2.certificate-after',
      citation: annex1('B4-2', '4'),
      name: text('证书时间在劝返之后', 'the certificate dated after the last persuasion'),
      todo: text('请核对证书和最后一次劝返的日期。', 'Check the dates of certificate and last persuasion.'),
      kind: 'certificate-after',
    },
    {
      id: 'A2-2.certificate-kind',
      citation: annex2('2'),
      name: text('达标发毕业证，未达标发结业证', 'the kind of certificate that the exam earns'),
      todo: text('请核对考试成绩与证书种类。', 'Check the result of the exam against the kind of certificate.'),
      kind: 'certificate-kind',
    },
    {
      id: 'B4-2.exam-papers',
      citation: annex1('B4-2', '5'),
      name: text('考试试卷（存教务处）', 'exam papers'),
      todo: text(
        '请登记试卷的存放处、保管人和盒号。',
        'Record where the exam papers are kept, by whom and in which box.',
      ),
      kind: 'document',
      anyOf: ['exam-papers'],
    },
    {
      id: 'B4-2.consent',
      citation: annex1('B4-2'),
      name: text('家长和本人认同', 'consent of guardian and child'),
      todo: text('请让家长和学生本人签字认同，并归档。', 'Have guardian and child sign their consent.'),
      kind: 'consents',
      to: 'graduation',
    },
  ],
};

const era: MeasureRules['rows'] = [
  {
    id: 'A2-3.in-force',
    citation: note,
    name: text('第三类处置的施行期', 'the period in which measure 3 was in force'),
    todo: text(
      '这一措施现已不再施行，请改用现行措施；历史案卷照实保留。',
      'This measure is no longer in force: choose another; a historic file stays as it is.',
    ),
    kind: 'in-force',
  },
  {
    id: 'B4-3.efforts',
    citation: annex1('B4-3'),
    name: text('相关部门联合劝返三次以上或判决裁定', 'three joint persuasions, or a ruling of a court'),
    todo: text(
      '请由两个以上单位联合劝返，满三次（不同日期），或归档判决裁定。',
      'Persuade jointly, two units or more, on three days; or file the ruling.',
    ),
    kind: 'joint-efforts',
    days: 3,
    only: 'county-confirmed',
  },
  {
    id: 'B4-3.guardian-duty',
    citation: annex1('B4-3'),
    name: text('监护人已履行法定义务的证明', "proof that the guardian's duty was done"),
    todo: text('请归档监护人履行法定义务的证明。', "File proof of the guardian's duty done."),
    kind: 'document',
    anyOf: ['guardian-duty-proof'],
    only: 'county-confirmed',
  },
  {
    id: 'B4-3.confirmation',
    citation: annex1('B4-3'),
    name: text('县级领导小组核实同意并签字', 'confirmation signed by the county group'),
    todo: text('请归档县级领导小组核实同意的签字材料。', 'File the signed confirmation of the county group.'),
    kind: 'document',
    anyOf: ['county-confirmation'],
    only: 'county-confirmed',
  },
  {
    id: 'B4-3.then-leave',
    citation: annex1('B4-3'),
    name: text('随后办理的延缓入学或休学', 'the leave or deferral that follows'),
    todo: text('请办理休学或缓学手续，并继续劝返。', 'See to leave or deferral, and go on persuading.'),
    kind: 'then-leave',
    only: 'county-confirmed',
  },
  {
    id: 'A2-3.application',
    citation: annex2('3'),
    name: text('家长申请', "guardian's application"),
    todo: text('请归档家长的申请。', "Record the guardian's application."),
    kind: 'step',
    matter: 'vocational',
    steps: ['guardian'],
    only: 'vocational',
  },
  {
    id: 'A2-3.township',
    citation: annex2('3'),
    name: text('乡镇（街道）同意', "township's approval"),
    todo: text('请乡镇（街道）签署意见。', 'Ask the township for its decision.'),
    kind: 'step',
    matter: 'vocational',
    steps: ['township'],
    only: 'vocational',
  },
  {
    id: 'A2-3.county',
    citation: annex2('3'),
    name: text('县教委审核', "county committee's approval"),
    todo: text('请报县教委审核。', 'Ask the county committee for its decision.'),
    kind: 'step',
    matter: 'vocational',
    steps: ['county'],
    only: 'vocational',
  },
];

const countyConfirmed: MeasureRules = {
  measure: 'county-confirmed',
  citation: note,
  offered: { kind: 'in-force' },
  rows: era,
};
const vocational: MeasureRules = {
  measure: 'vocational',
  citation: annex2('3'),
  offered: { kind: 'in-force' },
  rows: era,
};

const leave: MeasureRules = {
  measure: 'leave',
  citation: annex2('4'),
  offered: { kind: 'reason', anyOf: ['sickness'] },
  rows: [
    {
      id: 'B4-4.diagnosis',
      citation: annex1('B4-4', '1'),
      name: text('县级以上医院建议休学的诊断证明', 'diagnosis of a county hospital or above that advises leave'),
      todo: text(
        '请监护人到县级以上医院开具写明“建议休学”的诊断证明。',
        'Ask the guardian for a diagnosis of a county hospital or above that advises leave.',
      ),
      kind: 'diagnosis',
    },
    {
      id: 'B4-4.application',
      citation: annex1('B4-4', '2'),
      name: text('休学申请表', 'leave application'),
      todo: text('请到学校填写休学、复学申请表。', 'Fill in the form of leave and resumption at the school.'),
      kind: 'document',
      anyOf: ['leave-application'],
    },
    {
      id: 'A2-4.admission',
      citation: annex2('4(1)'),
      name: text('住院证明', 'proof of admission'),
      todo: text(
        '请归档住院证明；没有住院的，在诊断证明上注明门诊。',
        'File the proof of admission; for an out-patient, say so on the diagnosis.',
      ),
      kind: 'document',
      anyOf: ['admission-proof'],
      notForOutpatients: true,
    },
    {
      id: 'A2-4.receipts',
      citation: annex2('4(1)'),
      name: text('收费单据', 'receipts'),
      todo: text(
        '请归档收费单据；没有住院的，在诊断证明上注明门诊。',
        'File the receipts; for an out-patient, say so on the diagnosis.',
      ),
      kind: 'document',
      anyOf: ['receipts'],
      notForOutpatients: true,
    },
    {
      id: 'A2-4.approvals',
      citation: annex2('4(1)'),
      name: text('监护人申请、学校同意、县教委核准', 'application, school, county, in order'),
      todo: text(
        '请依次办理：监护人申请、学校签章、县教委核准。',
        'See to the steps in order: guardian, school, county committee.',
      ),
      kind: 'chain',
      matter: 'leave',
      stages: [['guardian'], ['school'], ['county']],
    },
    {
      id: 'A2-4.roll',
      citation: annex2('4(1)'),
      name: text('电子学籍休学处理', 'leave processed in the electronic roll'),
      todo: text(
        '县教委核准后，请学校在电子学籍系统办理休学。',
        'Once the county approves, the school processes the leave in the roll.',
      ),
      kind: 'document',
      anyOf: ['roll-leave-processed'],
      from: 'first-approval',
    },
    {
      id: 'A2-4.term',
      citation: annex2('4(3)'),
      name: text('每次休学不超过一学期，续休有新的证明', 'each leave within a term, each extension on new proof'),
      todo: text(
        '请写明止日；续休的请提供新的诊断证明。',
        'Give the leave an end; an extension needs a new diagnosis.',
      ),
      kind: 'leave-term',
    },
    {
      id: 'A2-4.resumption',
      citation: annex2('4(2)'),
      name: text('按时复学', 'resumption in time'),
      todo: text('休学已期满，请办理复学或续休。', 'The leave has ended: see to resumption or extension.'),
      kind: 'resumption',
    },
    {
      id: 'A2-4.fit',
      citation: annex2('4(2)'),
      name: text('原诊断医院出具的可以随班就读的证明', 'fitness proof of the hospital that made the diagnosis'),
      todo: text(
        '请监护人到原诊断医院开具可以正常随班就读的证明。',
        'Ask the guardian for proof of fitness from the hospital of the diagnosis.',
      ),
      kind: 'fitness',
    },
    {
      id: 'A2-4.resume-approvals',
      citation: annex2('4(2)'),
      name: text('复学的申请、学校同意、县教委核准', 'steps of the resumption'),
      todo: text(
        '复学前请依次办理：监护人申请、学校同意、县教委核准。',
        'Before the return see to the steps in order: guardian, school, county committee.',
      ),
      kind: 'resume-chain',
      stages: [['guardian'], ['school'], ['county']],
    },
    {
      id: 'A2-4.grade',
      citation: annex2('4(3)'),
      name: text('复学年级', 'grade of the resumption'),
      todo: text('请核对休学时长与复学年级。', 'Check the length of the leave against the grade.'),
      kind: 'leave-grade',
    },
  ],
};

const deferralRows = (matter: 'deferral' | 'exemption'): MeasureRules['rows'] => [
  {
    id: 'B4-5.certificate',
    citation: annex1('B4-5', '1'),
    name: text('智力二级以上残疾证', 'certificate of intellectual disability of level 1 or 2'),
    todo: text(
      '请核对残疾证的类别、等级、证号和有效期；不符合的请改用其他措施。',
      'Check category, level, number and validity; where they do not fit, choose another measure.',
    ),
    kind: 'disability',
    intellectual: true,
  },
  {
    id: 'B4-5.application',
    citation: annex1('B4-5', '2'),
    name: text('缓（免）学申请表', 'application for deferral or exemption'),
    todo: text('请填写缓免学申请表。', 'Fill in the application form.'),
    kind: 'document',
    anyOf: ['deferral-application', 'exemption-application'],
  },
  {
    id: 'B4-5.photos',
    citation: annex1('B4-5', '3'),
    name: text('现场认定图片', 'photos of the on-site finding'),
    todo: text('请学校和村（社）到现场认定并拍照。', 'School and village go to see the child and take photos.'),
    kind: 'document',
    anyOf: ['on-site-photo'],
  },
  {
    id: 'A2-6.letter',
    citation: annex2('6'),
    name: text('监护人申请书', "guardian's letter"),
    todo: text('请监护人写申请书并签字。', 'Ask the guardian for a signed letter.'),
    kind: 'document',
    anyOf: ['guardian-letter'],
  },
  {
    id: 'A2-6.chain',
    citation: annex2('6'),
    name: text(
      '监护人申请、学校和村认定、乡镇批准、县教委复审',
      'guardian, school and village, township, county, in order',
    ),
    todo: text(
      '请依次办理：监护人申请，学校和村（社）认定，乡镇（街道）批准，县教委复审。',
      'See to the steps in order: guardian, school and village, township, county committee.',
    ),
    kind: 'chain',
    matter,
    stages: [['guardian'], ['school', 'village'], ['township'], ['county']],
  },
  {
    id: 'A2-6.treatment',
    citation: annex2('6'),
    name: text('康复治疗两年以上的记录', 'record of two years of rehabilitation'),
    todo: text(
      '请归档满两年的康复治疗记录；不满两年的只能缓学。',
      'File the record of two full years of treatment; with less, only deferral is possible.',
    ),
    kind: 'treatment',
    only: 'exemption',
  },
  {
    id: 'A2-6.follow-up',
    citation: annex2('6'),
    name: text('适时跟踪', 'follow-up in good time'),
    todo: text(
      '请到孩子家中跟踪，记录恢复情况；有学习能力的改用其他方式。',
      'Visit the child and record how it fares; where it can learn, choose another way.',
    ),
    kind: 'follow-up',
  },
];

const deferral: MeasureRules = {
  measure: 'deferral',
  citation: annex2('6'),
  offered: { kind: 'disability', intellectual: true },
  rows: deferralRows('deferral'),
};
const exemption: MeasureRules = {
  measure: 'exemption',
  citation: annex2('6'),
  offered: { kind: 'disability', intellectual: true },
  rows: deferralRows('exemption'),
};

const homeTeaching: MeasureRules = {
  measure: 'home-teaching',
  citation: annex2('5'),
  offered: { kind: 'disability', intellectual: false },
  rows: [
    {
      id: 'B4-6.certificate',
      citation: annex1('B4-6', '2'),
      name: text('二级以上残疾证', 'disability certificate of level 1 or 2'),
      todo: text('请核对残疾证的等级、证号和有效期。', 'Check level, number and validity of the certificate.'),
      kind: 'disability',
      intellectual: false,
    },
    {
      id: 'A2-5.assessed',
      citation: annex2('5'),
      name: text('现场确认材料', 'on-site assessment'),
      todo: text(
        '请到现场确认孩子的自理和学习能力，并归档。',
        'Go to see what the child can do, and file the assessment.',
      ),
      kind: 'document',
      anyOf: ['on-site-assessment'],
    },
    {
      id: 'B4-6.on-roll',
      citation: annex2('5'),
      name: text('纳入学籍管理（学籍号）', 'a place on the school roll'),
      todo: text(
        '请学校为孩子建立学籍，并登记学籍号。',
        'The school enters the child on its roll; record the roll number.',
      ),
      kind: 'on-roll',
    },
    {
      id: 'B4-6.basic-form',
      citation: annex1('B4-6', '2'),
      name: text('学生基本信息表', 'student form'),
      todo: text('请填写学生基本信息表。', 'Fill in the student form.'),
      kind: 'document',
      anyOf: ['student-form'],
    },
    {
      id: 'B4-6.consent',
      citation: annex1('B4-6', '2'),
      name: text('送教上门家长同意书', "guardian's consent"),
      todo: text('请家长签署送教上门同意书。', 'Have the guardian sign the consent.'),
      kind: 'document',
      anyOf: ['guardian-consent'],
      orConsent: 'home-teaching',
    },
    {
      id: 'B4-6.ability',
      citation: annex1('B4-6', '2'),
      name: text('学生能力评估表', 'ability assessment'),
      todo: text('请评估孩子的学习能力，并归档评估表。', 'Assess what the child can learn, and file the form.'),
      kind: 'document',
      anyOf: ['ability-assessment'],
    },
    {
      id: 'B4-6.table',
      citation: annex1('B4-6', '2'),
      name: text('送教上门情况统计表', 'table of home teaching'),
      todo: text('请归档送教上门情况统计表。', 'File the table of home teaching.'),
      kind: 'document',
      anyOf: ['home-teaching-table'],
    },
    {
      id: 'B4-6.poverty',
      citation: annex1('B4-6', '2'),
      name: text('建档立卡证明', 'proof of the registered-poor household'),
      todo: text('请归档建档立卡证明。', 'File the proof of the registered-poor household.'),
      kind: 'document',
      anyOf: ['registered-poor-proof'],
      applies: 'registered-poor',
    },
    {
      id: 'B4-6.plan',
      citation: annex1('B4-6', '2'),
      name: text('送教方案（课程、内容、时间、地点、课表）', 'plan with courses, content, time, place and timetable'),
      todo: text(
        '请补全送教方案的课程计划、授课内容、时间、地点和课表。',
        'Complete the plan: courses, content, time, place, timetable.',
      ),
      kind: 'teaching-plan',
      plan: 'home-teaching',
    },
    {
      id: 'B4-6.weekly',
      citation: annex1('B4-6', '1'),
      name: text('每个教学周送教一次', 'one visit each school week'),
      todo: text(
        '请按周送教；缺的周请如实说明，可以补送，不得补造。',
        'Visit each week; say why a week was missed; make it up, never invent it.',
      ),
      kind: 'weekly',
      mode: 'home',
    },
    {
      id: 'B4-6.hours',
      citation: annex1('B4-6', '1'),
      name: text('每次送教两学时', 'two class hours each visit'),
      todo: text('请保证每次送教不少于两学时。', 'Each visit is to last two class hours.'),
      kind: 'home-hours',
    },
    {
      id: 'B4-6.records',
      citation: annex1('B4-6', '2'),
      name: text('送教工作记录（内容、教师、图片音视频）', 'session records with content, teacher and media'),
      todo: text(
        '请补全所列记录的内容、教师和图片音视频。',
        'Complete the records listed: content, teacher, photo, audio or video.',
      ),
      kind: 'session-records',
      mode: 'home',
    },
  ],
};

const toDestination = { from: 'township', to: 'destination' } as const;

const migrant: MeasureRules = {
  measure: 'migrant',
  citation: annex2('7'),
  offered: { kind: 'reason', anyOf: ['migration'] },
  rows: [
    notice('B4-7'),
    persuasions('B4-7', '2'),
    {
      id: 'B4-7.letter',
      citation: annex1('B4-7', '3'),
      name: text('辖区政府致流入地政府的函', 'letter of the township to the destination government'),
      todo: text('请以乡镇人民政府名义向流入地政府去函。', 'Send the destination government a letter of the township.'),
      kind: 'letters',
      letters: [toDestination],
    },
    {
      id: 'B4-7.reply',
      citation: annex1('B4-7', '3'),
      name: text('流入地政府得到妥善处置的复函', 'reply of the destination government that settles the matter'),
      todo: text(
        '请催办复函；查无此人或未处理的请继续查找、再次去函。',
        'Press for the reply; where the child was not found, search on and write again.',
      ),
      kind: 'replies',
      letters: [toDestination],
    },
    {
      id: 'B4-7.evidence',
      citation: annex1('B4-7', '4'),
      name: text('去函后的持续劝返', 'persuasion after the letter'),
      todo: text('去函后请继续劝返并记录。', 'Go on persuading after the letter, and record it.'),
      kind: 'persuasion-after-letter',
      letter: toDestination,
    },
  ],
};

const remoteTeaching: MeasureRules = {
  measure: 'remote-teaching',
  citation: annex2('8'),
  offered: { kind: 'reason', anyOf: ['school-aversion', 'serious-misconduct'], orReopened: true },
  rows: [
    notice('B4-8'),
    persuasions('B4-8', '1'),
    {
      id: 'B4-8.agreement',
      citation: annex1('B4-8', '1'),
      name: text('11月份最后一次劝返体现同意远程送教', 'the last persuasion of November agrees to remote teaching'),
      todo: text(
        '请在 11 月劝返并如实记录是否同意远程送教；已过去的日子不得补记。',
        'Persuade in November and record whether they agree; a day gone by is not written up.',
      ),
      kind: 'november-agreement',
    },
    {
      id: 'B4-8.minutes',
      citation: annex1('B4-8', '2'),
      name: text('远程送教研判会议纪要', 'minutes of the assessment meeting'),
      todo: text('请召开研判会议并归档纪要。', 'Hold the assessment meeting and file its minutes.'),
      kind: 'document',
      anyOf: ['assessment-minutes'],
    },
    {
      id: 'B4-8.request',
      citation: annex1('B4-8', '3'),
      name: text('远程送教请示', 'request for remote teaching'),
      todo: text('请向上级请示开展远程送教。', 'Send the request for remote teaching.'),
      kind: 'document',
      anyOf: ['remote-teaching-request'],
    },
    {
      id: 'B4-8.approval',
      citation: annex1('B4-8', '3'),
      name: text('远程送教批复', 'approval of remote teaching'),
      todo: text(
        '请取得批复并归档，批复日期不早于请示。',
        'Obtain and file the approval, dated on or after the request.',
      ),
      kind: 'approval-after-request',
    },
    {
      id: 'B4-8.plan',
      citation: annex1('B4-8', '4'),
      name: text(
        '远程送教方案（课程、学科、时间、课表、人员、工具）',
        'plan with courses, subjects, schedule, timetable, persons and means',
      ),
      todo: text('请补全远程送教方案的各项内容。', 'Complete the plan for remote teaching.'),
      kind: 'teaching-plan',
      plan: 'remote-teaching',
    },
    {
      id: 'B4-8.weekly',
      citation: annex1('B4-8', '5'),
      name: text('每个教学周两课时', 'two class hours each school week'),
      todo: text(
        '请按周送教；缺的课时请如实说明，可以补课，不得补造。',
        'Teach each week; say why hours were missed; make them up, never invent them.',
      ),
      kind: 'weekly',
      mode: 'remote',
    },
    {
      id: 'B4-8.records',
      citation: annex1('B4-8', '5'),
      name: text(
        '送教资料（方式、学科、教师、教案、佐证）',
        'session records with means, subject, teacher, lesson plan and evidence',
      ),
      todo: text('请补全所列记录的封面、教案和佐证。', 'Complete the records listed: cover, lesson plan, evidence.'),
      kind: 'session-records',
      mode: 'remote',
    },
  ],
};

const toAuthorities = [{ to: 'labour' }, { to: 'police' }] as const;

const legal: MeasureRules = {
  measure: 'legal',
  citation: annex2('9'),
  offered: { kind: 'reason', anyOf: ['family-belief'] },
  rows: [
    notice('B4-9'),
    persuasions('B4-9', '2'),
    {
      id: 'B4-9.measure',
      citation: annex1('B4-9', '3'),
      name: text('行政处罚、巡回法庭等材料', 'administrative penalty or court record'),
      todo: text(
        '通知到期仍不履行的，请依法处罚或申请巡回法庭，并归档。',
        'Where the notice has run out in vain, take the legal step and file it.',
      ),
      kind: 'after-notice',
    },
    {
      id: 'B4-9.letters',
      citation: annex1('B4-9', '4'),
      name: text('致人社、公安部门的函', 'letters to the labour authority and the police'),
      todo: text('请向人社部门和公安机关去函。', 'Send letters to the labour authority and the police.'),
      kind: 'letters',
      letters: toAuthorities,
    },
    {
      id: 'B4-9.replies',
      citation: annex1('B4-9', '4'),
      name: text('人社、公安部门的复函', 'replies of the labour authority and the police'),
      todo: text('请催办复函。', 'Press for the replies.'),
      kind: 'replies',
      letters: toAuthorities,
    },
    {
      id: 'A2-9.publicity',
      citation: annex2('9'),
      name: text('对该家庭的法治宣传', 'law education given to the family'),
      todo: text('请上门开展法治宣传并记录。', 'Visit the family with law education, and record it.'),
      kind: 'publicity',
    },
  ],
};

const specialSchool: MeasureRules = {
  measure: 'special-school',
  citation: annex2('10'),
  offered: { kind: 'reason', anyOf: ['serious-misconduct', 'school-aversion'] },
  rows: [
    {
      id: 'A2-10.consent',
      citation: annex2('10'),
      name: text('家长和本人同意', 'consent of guardian and child'),
      todo: text('请取得家长和学生本人的书面同意。', 'Obtain the written consent of guardian and child.'),
      kind: 'consents',
      to: 'special-school',
    },
    {
      id: 'A2-10.forms',
      citation: annex2('10'),
      name: text('入学申请表、健康体检表、入学审批表', 'application, health check and approval forms'),
      todo: text('请补齐三张表。', 'Complete the three forms.'),
      kind: 'documents',
      all: ['special-school-application', 'health-check', 'special-school-approval'],
    },
    {
      id: 'A2-10.authorities',
      citation: annex2('10'),
      name: text('双方教育行政主管部门同意', 'approval of both education authorities'),
      todo: text('请双方教育行政主管部门办理手续。', 'Both education authorities are to decide.'),
      kind: 'step',
      matter: 'special-school',
      steps: ['county', 'receiving-county'],
    },
    {
      id: 'A2-10.assessment',
      citation: text(
        '附件2 第10项；预防未成年人犯罪法（2020年修订）',
        'Annex 2, item 10; Law on Preventing Juvenile Crime (2020 revision)',
      ),
      name: text('专门教育指导委员会评估', 'assessment of the specialised-education committee'),
      todo: text(
        '请报专门教育指导委员会评估，同意后方可入学。',
        'Obtain the committee’s assessment before the child is sent.',
      ),
      kind: 'document',
      anyOf: ['committee-assessment'],
      begunFrom: '2021-06-01',
    },
  ],
};

/** In the order of the tables. */
export const measures: readonly MeasureRules[] = [
  returning,
  graduation,
  countyConfirmed,
  vocational,
  leave,
  deferral,
  exemption,
  homeTeaching,
  migrant,
  remoteTeaching,
  legal,
  specialSchool,
];
