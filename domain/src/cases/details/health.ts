import { annex1, annex2 } from '../../policy/packs/chengkou/cite.ts';
import { area, at, choice, day, FORMS, judgement, persons, rows, sheet, t, text, yesNo } from './field.ts';

/* Papers about health and disability. The village sees that they are there, and of which day. */

const secret = { confidential: true } as const;
const asked = { confidential: true, wanted: true } as const;

export const health = [
  sheet(
    'document',
    FORMS.leave,
    {
      currentClass: text('学校、年级、班级', 'School, grade and class', { wanted: true }),
      leaveReason: area('休学原因', 'Reason for the leave', asked),
      diagnosedOn: day('确诊日期', 'Diagnosed on', asked),
      extension: yesNo('是否延长休学', 'Extends a leave', { wanted: true }),
      applicant: text('申请人（监护人）', 'Applicant (guardian)', { wanted: true }),
      applicantPhone: text('联系电话', 'Phone'),
      newGrade: text('复学年级、班级', 'Grade and class on return'),
      fitness: text('复学证明', 'Proof of fitness', secret),
    },
    at('document', 'leave-application'),
  ),
  sheet(
    'document',
    annex2('4'),
    {
      diagnosisText: area('诊断', 'Diagnosis', asked),
      advisedUntil: day('建议休学至', 'Leave advised until', { ...secret, ahead: true }),
      outpatientReason: text('未住院的原因', 'Why there was no stay in hospital', {
        ...asked,
        when: at('outpatient', true),
      }),
    },
    at('document', 'diagnosis'),
  ),
  sheet(
    'document',
    annex2('4'),
    {
      ward: text('科室、病区', 'Department, ward', secret),
      admissionNumber: text('住院号', 'Admission number', secret),
    },
    at('document', 'admission-proof'),
  ),
  sheet(
    'document',
    annex2('4'),
    { receiptCount: text('票据张数、金额', 'Number of receipts, sum', secret) },
    at('document', 'receipts'),
  ),
  sheet(
    'document',
    annex2('4'),
    {
      rollSteps: rows(
        '电子学籍办理步骤',
        'Steps in the electronic roll',
        {
          step: {
            ...choice('步骤', 'Step', {
              submitted: t('学校提交', 'submitted by the school'),
              checked: t('教育部门审核', 'checked by the education authority'),
              approved: t('县教委核准', 'approved by the county'),
              done: t('办理完成', 'done'),
            }),
          },
          number: text('业务编号', 'Number'),
          on: day('日期', 'Date'),
        },
        { wanted: true },
      ),
    },
    at('document', 'roll-leave-processed'),
  ),
  sheet(
    'document',
    annex2('4'),
    {
      canAttend: yesNo('证明“可以正常随班就读”', 'Says that the child can attend class', asked),
      sameHospital: yesNo('由首次诊断的医院出具', 'By the hospital of the first diagnosis', asked),
      otherHospitalReason: text('换医院的原因', 'Why another hospital', {
        ...asked,
        when: at('details.sameHospital', false),
      }),
    },
    at('document', 'fitness-proof'),
  ),
  sheet(
    'document',
    FORMS.deferral,
    {
      dueSchoolOn: day('应入学时间', 'School was due to begin on', { wanted: true, ahead: true }),
      address: text('家庭住址', 'Address', { wanted: true }),
      applicant: text('申请人（监护人）', 'Applicant (guardian)', { wanted: true }),
      applicantPhone: text('联系电话', 'Phone'),
      applicationReason: area('申请理由', 'Reason', asked),
      certifyingOpinion: area('医院或专家委员会鉴定意见', 'Opinion of hospital or expert committee', asked),
      confirmers: persons('认定人（学校、村各一人）', 'Confirmed by (one each of school and village)', {
        wanted: true,
      }),
      reviewOn: day('下次复核日期', 'Next review on', { wanted: true, ahead: true }),
    },
    at('document', 'deferral-application', 'exemption-application'),
  ),
  sheet(
    'document',
    annex2('6'),
    {
      photoPlace: text('认定地点', 'Where it was confirmed'),
      confirmers: persons('认定人（学校、村各一人）', 'Confirmed by (one each of school and village)', {
        wanted: true,
      }),
    },
    at('document', 'on-site-photo'),
  ),
  sheet(
    'document',
    annex2('6'),
    {
      treatments: rows(
        '康复治疗经过',
        'Course of treatment',
        {
          from: day('起', 'From'),
          to: day('止', 'To', { ahead: true }),
          where: text('机构', 'Where'),
          what: text('治疗内容', 'Treatment'),
          effect: text('效果', 'Effect'),
        },
        asked,
      ),
      countyNote: text('县教委说明（脑残疾等）', 'Note of the county (impairment of the brain and the like)', secret),
    },
    at('document', 'rehabilitation-record'),
  ),
  sheet(
    'document',
    annex2('5'),
    {
      severe: judgement('残疾等级为一、二级', 'Disability of level 1 or 2', asked),
      noSelfCare: judgement('无基本生活自理能力', 'No basic care of oneself', asked),
      someLearning: judgement('没有完全丧失学习能力', 'Not wholly without learning ability', asked),
      noRegularClass: judgement('不能随班就读', 'Cannot be in a regular class', asked),
      noSpecialSchool: judgement('不能到特教学校就读', 'Cannot attend the special-education school', asked),
      confirmers: persons('认定人（学校、村各一人）', 'Confirmed by (one each of school and village)', {
        wanted: true,
      }),
    },
    at('document', 'on-site-assessment'),
  ),
  sheet(
    'document',
    FORMS.homeTeaching,
    {
      selfCare: area('生活自理', 'Care of oneself', asked),
      movement: area('运动', 'Movement', secret),
      speaking: area('语言沟通', 'Speech and understanding', asked),
      knowing: area('认知', 'Knowing', asked),
      assessors: persons('评估人员', 'Assessed by', { wanted: true }),
      nextAssessmentOn: day('下次评估日期', 'Next assessment on', { ahead: true }),
    },
    at('document', 'ability-assessment'),
  ),
  sheet(
    'document',
    annex1('B4-6'),
    { signer: text('签字的监护人', 'Guardian who signed', { wanted: true }) },
    at('document', 'guardian-consent'),
  ),
];
