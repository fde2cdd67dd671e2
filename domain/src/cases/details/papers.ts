import { annex1, annex2, note } from '../../policy/packs/chengkou/cite.ts';
import { area, at, choice, day, FORMS, persons, rows, sheet, t, text, time, yesNo } from './field.ts';

/* Papers that are not about health: notices, the legal ladder, certificates, minutes and requests. */

const facts = area('事实', 'Facts', { wanted: true });
const legalBasis = text('法律依据（条款）', 'Legal basis (articles)', { wanted: true });
const serviceMode = choice('送达方式', 'Mode of service', {
  'in-person': t('直接送达', 'in person'),
  left: t('留置送达', 'left at the home'),
  posted: t('邮寄送达', 'by post'),
  entrusted: t('委托送达', 'entrusted'),
  announced: t('公告送达', 'by announcement'),
});
const service = {
  servedTo: text('收件人', 'Served to', { wanted: true }),
  serviceMode: { ...serviceMode, wanted: true as const },
  servedAt: time('送达时间', 'Served at'),
  servedPlace: text('送达地点', 'Place of service'),
  serviceWitness: persons('送达见证人', 'Witnesses of service'),
};
const school = text('学校', 'School', { wanted: true });
const participants = persons('参加人员', 'Participants', { wanted: true });
const conclusion = area('结论', 'Conclusion', { wanted: true });
const heldAt = text('地点', 'Place');

const LADDER = ['order', 'performance-reminder', 'penalty-notice', 'administrative-penalty'] as const;

export const papers = [
  sheet(
    'document',
    FORMS.returnNotice,
    {
      facts,
      legalBasis,
      consequence: area('逾期后果', 'Consequence'),
      contactPerson: text('联系人', 'Contact'),
      contactPhone: text('联系电话', 'Phone of contact'),
      ...service,
    },
    at('document', 'return-notice'),
  ),
  sheet(
    'document',
    FORMS.order,
    {
      facts,
      legalBasis,
      obligation: area('履行内容', 'What is to be done', { wanted: true }),
      mayDefend: yesNo('已告知陈述、申辩权', 'Told of the right to state and defend', { wanted: true }),
      penalty: text('处罚内容', 'Penalty', {
        confidential: true,
        when: at('document', 'penalty-notice', 'administrative-penalty'),
      }),
      ...service,
    },
    at('document', ...LADDER),
  ),
  sheet(
    'document',
    annex2('9'),
    {
      court: text('法院', 'Court', { wanted: true, confidential: true }),
      courtStep: choice(
        '程序',
        'Proceedings',
        {
          circuit: t('巡回审判', 'circuit court'),
          'public-interest': t('公益诉讼', 'public interest suit'),
          'guardian-suit': t('起诉监护人', 'suit against the guardian'),
          enforcement: t('申请强制执行', 'application for enforcement'),
        },
        { confidential: true },
      ),
      hearingOn: day('开庭日期', 'Heard on', { confidential: true }),
      legalBasis,
      rulingText: area('裁判结果', 'Result', { confidential: true, wanted: true }),
      ...service,
    },
    at('document', 'court-record', 'court-ruling'),
  ),
  sheet(
    'document',
    FORMS.returnNotice,
    { ofNumber: text('所送达文书的文号', 'Number of the paper served', { wanted: true }), ...service },
    at('document', 'proof-of-service'),
  ),
  sheet(
    'document',
    annex2('2'),
    {
      certifiedBy: text('发证学校', 'Issued by the school'),
      certificateRule: text('达标依据（分数线）', 'Rule it follows (pass mark)', { wanted: true }),
    },
    at('document', 'graduation-certificate', 'completion-certificate'),
  ),
  sheet(
    'document',
    annex1('B4-2'),
    {
      paperSource: text('试卷来源', 'Source of the papers', { wanted: true }),
      markedBy: persons('阅卷人员', 'Marked by'),
    },
    at('document', 'exam-papers'),
  ),
  sheet(
    'document',
    FORMS.roll,
    {
      school,
      rollNumber: text('学籍号', 'Roll number', { wanted: true }),
      class: text('年级、班级', 'Grade and class', { wanted: true }),
      headTeacher: text('班主任', 'Head teacher', { wanted: true }),
      headTeacherPhone: text('班主任电话', 'Head teacher’s phone', { wanted: true }),
    },
    at('document', 'roll-certificate', 'enrolment-proof'),
  ),
  sheet(
    'document',
    annex1('B4-8'),
    { participants, heldAt, conclusion, recorder: text('记录人', 'Minutes taken by') },
    at('document', 'assessment-minutes'),
  ),
  sheet(
    'document',
    annex1('B4-8'),
    {
      minutes: text('依据的会议纪要（文号或日期）', 'Minutes it rests on (number or day)', { wanted: true }),
      requestText: area('请示事项', 'What is asked for', { wanted: true }),
    },
    at('document', 'remote-teaching-request'),
  ),
  sheet(
    'document',
    annex1('B4-8'),
    {
      request: text('所批复请示的文号', 'Number of the request approved', { wanted: true }),
      approvalText: area('批复意见', 'What was decided', { wanted: true }),
    },
    at('document', 'remote-teaching-approval'),
  ),
  sheet(
    'document',
    annex2('10'),
    {
      school,
      facts,
      ownAuthority: text('本地教育部门联系人、电话', 'Own education authority: contact, phone', { wanted: true }),
      receivingAuthority: text('接收地教育部门联系人、电话', 'Receiving authority: contact, phone', { wanted: true }),
    },
    at('document', 'special-school-application', 'special-school-approval'),
  ),
  sheet(
    'document',
    annex2('10'),
    {
      healthResult: area('体检结论', 'Result of the check', { confidential: true, wanted: true }),
      chronic: text('既往病史', 'Earlier illness', { confidential: true }),
    },
    at('document', 'health-check'),
  ),
  sheet(
    'document',
    annex2('10'),
    {
      participants,
      heldAt,
      conclusion,
      receivingSchool: text('建议接收学校', 'School proposed'),
    },
    at('document', 'committee-assessment'),
  ),
  sheet(
    'document',
    note,
    {
      dutiesDone: area('已尽到的义务', 'Duties fulfilled', { wanted: true }),
      supports: rows('所附佐证', 'Proofs added', { what: text('材料', 'Paper'), on: day('日期', 'Date') }),
    },
    at('document', 'guardian-duty-proof', 'county-confirmation'),
  ),
];
