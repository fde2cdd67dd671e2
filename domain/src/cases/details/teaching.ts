import { annex1, annex2, plan } from '../../policy/packs/chengkou/cite.ts';
import { amount, area, at, choice, day, FORMS, persons, rows, sheet, t, text, time, yesNo } from './field.ts';

/* Plans, sessions, help and follow-up. */

const periodFrom = day('起', 'From', { ahead: true });
const periodTo = day('止', 'To', { ahead: true });
const reviewOn = day('下次复核日期', 'Next review on', { ahead: true, wanted: true });

export const EVIDENCE_FORMS = {
  words: t('文字', 'words'),
  pictures: t('图片', 'pictures'),
  sound: t('音视频', 'sound or film'),
};

export const teaching = [
  sheet(
    'plan',
    plan('三(五)', '3(5)'),
    {
      causes: area('失学原因分析', 'Causes', { after: 'plan', wanted: true }),
      actions: rows(
        '措施、责任人、时限',
        'Actions, who, until when',
        {
          what: text('措施', 'Action'),
          who: text('责任人', 'Who'),
          until: day('时限', 'Until', { ahead: true }),
          doneOn: day('完成日期', 'Done on'),
        },
        { after: 'goal', wanted: true },
      ),
      reviewOn,
    },
    at('plan', 'individual'),
  ),
  sheet(
    'plan',
    annex2('5'),
    {
      basedOn: text('依据的评估（日期）', 'Assessment it follows (day)', { wanted: true }),
      provider: choice(
        '承担单位',
        'Provider',
        {
          'area-school': t('辖区学校', 'school of the area'),
          'special-education-school': t('特殊教育学校', 'special-education school'),
        },
        { wanted: true },
      ),
      providerName: text('学校名称', 'Name of the school', { wanted: true }),
      countyApproval: text('县教委批准文号', 'Number of the county’s approval', {
        when: at('details.provider', 'special-education-school'),
        wanted: true,
      }),
      rehabilitation: area('康复内容', 'Rehabilitation', { confidential: true }),
      periodFrom,
      periodTo,
      reviewOn,
    },
    at('plan', 'home-teaching'),
  ),
  sheet(
    'plan',
    annex1('B4-8'),
    { request: text('批复文号', 'Number of the approval'), periodFrom, periodTo, reviewOn },
    at('plan', 'remote-teaching'),
  ),
  sheet('session', FORMS.homeTeaching, {
    fromTime: time('开始时间', 'From', { after: 'classHours', wanted: true }),
    toTime: time('结束时间', 'To', { after: 'classHours', wanted: true }),
    makeUpOf: day('补哪一周的课（周一日期）', 'Makes up the week from (Monday)'),
    makeUpReason: text('缺课原因', 'Why that week was missed', {}),
  }),
  sheet(
    'session',
    FORMS.homeTeaching,
    {
      lessonKind: choice(
        '类型',
        'Kind of lesson',
        { teaching: t('送教', 'teaching'), rehabilitation: t('送康复', 'rehabilitation') },
        { after: 'mode', wanted: true, confidential: true },
      ),
      response: area('学生反应', 'The child’s response', { after: 'content', wanted: true, confidential: true }),
      homework: area('作业', 'Homework', { after: 'content' }),
      guardianConfirmed: choice(
        '监护人确认',
        'Guardian’s confirmation',
        {
          signed: t('已签字', 'signed'),
          refused: t('拒绝签字', 'refused'),
          absent: t('不在家', 'not at home'),
        },
        { wanted: true },
      ),
      guardianSigner: text('签字的监护人', 'Guardian who signed', { when: at('details.guardianConfirmed', 'signed') }),
    },
    at('mode', 'home'),
  ),
  sheet(
    'session',
    annex1('B4-8'),
    {
      attended: yesNo('学生全程参加', 'The child took part throughout', { wanted: true }),
      homework: area('作业', 'Homework', { after: 'content' }),
      effect: area('学习效果（作业、测验等）', 'Proof of effect (homework, test …)', { wanted: true }),
    },
    at('mode', 'remote'),
  ),
  sheet('relief', annex2('8'), {
    type: choice(
      '帮扶类别',
      'Kind of help',
      { tutoring: t('集中补习', 'tutoring'), 'targeted-help': t('专门教师针对帮扶', 'targeted help by a teacher') },
      {},
    ),
  }),
  sheet(
    'relief',
    annex2('2'),
    {
      teacher: text('教师', 'Teacher', { wanted: true }),
      lessons: rows(
        '补习记录',
        'Lessons',
        {
          on: day('日期', 'Date'),
          subject: text('学科', 'Subject'),
          hours: amount('课时', 'Class hours'),
          teacher: text('教师', 'Teacher'),
          signedIn: yesNo('学生签到', 'Child signed in'),
        },
        { wanted: true },
      ),
    },
    at('details.type', 'tutoring'),
  ),
  sheet(
    'relief',
    annex2('8'),
    {
      teacher: text('教师', 'Teacher', { wanted: true }),
      helpRecords: rows(
        '帮扶记录',
        'Records of the help',
        {
          on: day('日期', 'Date'),
          what: text('内容', 'What was done'),
          form: choice('记录形式', 'Form of the record', EVIDENCE_FORMS),
        },
        { wanted: true },
      ),
      effect: area('帮扶效果', 'Effect'),
    },
    at('details.type', 'targeted-help'),
  ),
  sheet('follow-up', annex2('6'), {
    type: choice(
      '跟踪类别',
      'Kind of follow-up',
      {
        'after-return': t('返校后回访', 'visit after the return'),
        review: t('缓学、免学复核', 'review of deferral or exemption'),
        guidance: t('特教学校指导', 'guidance by the special-education school'),
      },
      { wanted: true },
    ),
    by: persons('跟踪人员', 'Done by', { wanted: true }),
    nextOn: day('下次跟踪日期', 'Next follow-up on', { ahead: true }),
  }),
  sheet(
    'follow-up',
    annex2('6'),
    {
      recovered: yesNo('学习能力已基本恢复', 'Basic learning ability has come back', {
        confidential: true,
        wanted: true,
      }),
      canRegularClass: yesNo('能够随班就读', 'Can be in a regular class', {
        confidential: true,
        when: at('details.recovered', true),
        wanted: true,
      }),
      canSpecialSchool: yesNo('能够到特教学校就读', 'Can attend the special-education school', {
        confidential: true,
        when: at('details.recovered', true),
        wanted: true,
      }),
      treatment: area('治疗康复情况', 'Treatment since', { confidential: true }),
    },
    at('details.type', 'review'),
  ),
  sheet(
    'follow-up',
    annex2('5'),
    { guidanceText: area('指导意见', 'Guidance given', { confidential: true, wanted: true }) },
    at('details.type', 'guidance'),
  ),
];
