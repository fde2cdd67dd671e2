import { plan } from '../../policy/packs/chengkou/cite.ts';
import { area, at, choice, day, sheet, t, text, yesNo } from './field.ts';

/* Joint control (article 5) and relief of families (article 3(6)): what is asked of another office, and what came of it. */

/** What is asked of an office where the format's matter says "other". */
export const REFERRAL_TASKS = ['publicity', 'care', 'other'] as const;
export type ReferralTask = (typeof REFERRAL_TASKS)[number];

const other = at('matter', 'other');
const labour = at('matter', 'child-labour');

export const joint = [
  sheet('relief', plan('三（六）', '3(6)'), {
    result: area('帮扶结果', 'What came of it', { wanted: true }),
    resultOn: day('结果日期', 'Day of the result'),
    settled: yesNo('困难已解决', 'The difficulty is settled', { wanted: true }),
  }),
  sheet('referral', plan('五', '5'), {
    task: choice(
      '请办事项',
      'What is asked',
      {
        publicity: t('法治宣传', 'telling the law'),
        care: t('关爱帮扶', 'care and company'),
        other: t('其他', 'other'),
      },
      { when: other, wanted: true },
    ),
    topic: text('宣传主题', 'Topic', { when: at('details.task', 'publicity'), wanted: true }),
    request: area(
      '具体请求（对方看得到，不写与办理无关的情况）',
      'The request (the office reads it: only what it needs)',
      {
        wanted: true,
      },
    ),
    employer: text('用工单位（雇主）', 'Employer', { when: labour, wanted: true }),
    workPlace: text('用工地点', 'Place of work', { when: labour, wanted: true }),
    letterNumber: text('移送函文号', 'Number of the letter'),
    reply: area('对方回复', 'Reply'),
    replyOn: day('回复日期', 'Replied on'),
    labourOutcome: choice(
      '处理结果',
      'What the authority did',
      {
        ordered: t('责令改正', 'ordered to put right'),
        fined: t('罚款', 'fined'),
        'licence-revoked': t('吊销营业执照', 'licence revoked'),
        unfounded: t('查无此事', 'not so'),
      },
      { when: labour },
    ),
    resultOn: day('结果日期', 'Day of the result'),
  }),
];
