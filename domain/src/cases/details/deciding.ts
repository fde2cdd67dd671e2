import { annex1, annex2 } from '../../policy/packs/chengkou/cite.ts';
import { amount, area, at, choice, day, FORMS, persons, rows, sheet, t, text, yesNo } from './field.ts';

/* Measures, approvals, letters, exams, the return and the end. */

const number = text('编号', 'Number');
const signer = text('经办人、职务', 'Signed by (name, post)', { wanted: true });
const reviewOn = day('下次复核日期', 'Next review on', { ahead: true, wanted: true });

export const deciding = [
  sheet('measure', annex2('1–10'), {
    reason: area('选用理由', 'Why this measure', { wanted: true }),
    decidedBy: persons('研究人员', 'Decided by'),
  }),
  sheet('placement', annex2('1'), {
    acceptedBy: text('接收人（职务）', 'Accepted by (post)', { wanted: true }),
    originalClass: yesNo('回到原班级', 'Back in the old class'),
    gradeReason: text('降一个年级的原因', 'Why one grade lower', { after: 'grade' }),
    boarding: yesNo('住校', 'Boards at school'),
    rollNumber: text('学籍办理编号', 'Number in the roll'),
  }),
  sheet('approval', annex2('6'), { number, signer }),
  sheet(
    'approval',
    FORMS.leave,
    { extension: yesNo('是否延长休学', 'Extends a leave', { after: 'to', when: at('step', 'county', 'guardian') }) },
    at('matter', 'leave'),
  ),
  sheet(
    'approval',
    FORMS.leave,
    { newClass: text('复学年级、班级', 'Grade and class on return', { wanted: true }) },
    at('matter', 'resumption'),
  ),
  sheet(
    'approval',
    FORMS.deferral,
    {
      confirmers: persons('认定人（姓名、单位、职务）', 'Confirmed by (name, unit, post)', {
        when: at('step', 'school', 'village'),
        wanted: true,
      }),
      reviewOn: { ...reviewOn, when: at('step', 'county') },
    },
    at('matter', 'deferral', 'exemption'),
  ),
  sheet(
    'approval',
    annex2('10'),
    { contact: text('教育部门联系人、电话', 'Contact at the authority, phone', { wanted: true }) },
    at('matter', 'special-school'),
  ),
  sheet(
    'letter',
    FORMS.letter,
    {
      receiver: text('收函单位全称', 'Full name of the receiver', { after: 'to', wanted: true }),
      registeredPlace: text('户籍地', 'Registered at', { wanted: true }),
      residencePlace: text('居住地', 'Lives at', { wanted: true }),
      studyPlace: text('就读地', 'Learns at', { wanted: true }),
      facts: area('学生情况', 'Facts of the child', { wanted: true }),
      request: area('商请事项', 'What is asked for', { wanted: true }),
      replyBy: day('请于何日前回复', 'Reply by', { ahead: true, wanted: true }),
      reminderOf: text('催办的去函', 'Reminds of the letter', { as: 'letter' }),
    },
    at('direction', 'outgoing'),
  ),
  sheet(
    'letter',
    FORMS.letter,
    {
      enrolledSchool: text('就读学校', 'School', { wanted: true }),
      enrolledClass: text('年级、班级', 'Grade and class', { wanted: true }),
      proof: text('就读证明（编号）', 'Proof of enrolment (number)', { wanted: true }),
      placed: area('落实情况', 'What was done', { wanted: true }),
      handler: text('经办人、电话', 'Handled by, phone'),
    },
    at('direction', 'reply'),
  ),
  sheet('consent', annex1('B4-2'), {
    signer: text('签字人', 'Signed by', { wanted: true }),
    witnesses: persons('见证人', 'Witnesses'),
  }),
  sheet('exam', annex2('2'), {
    place: text('考试地点', 'Place'),
    paperSource: text('试卷来源', 'Source of the papers', { wanted: true }),
    scores: rows(
      '各科成绩',
      'Scores',
      { subject: text('学科', 'Subject'), score: amount('得分', 'Score'), full: amount('满分', 'Out of') },
      { wanted: true },
    ),
    passMark: text('达标标准', 'Pass mark', { wanted: true }),
    invigilators: persons('监考人员', 'Invigilators', { wanted: true }),
  }),
  sheet('closure', annex1('B4-1'), {
    basis: area('销号依据', 'What the striking off rests on', { wanted: true }),
    outcomeKind: choice('去向核验', 'How it was checked', {
      seen: t('到校查看', 'seen in school'),
      paper: t('书面证明', 'by a paper'),
      phone: t('电话核实', 'by phone'),
    }),
  }),
  sheet('reopening', annex2('8'), {
    reason: area('再次失学原因', 'Why out of school again', { wanted: true }),
    leftOn: day('再次离校日期', 'Left again on', { wanted: true }),
  }),
];
