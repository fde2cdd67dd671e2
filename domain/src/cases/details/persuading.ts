import { annex2, plan } from '../../policy/packs/chengkou/cite.ts';
import { amount, area, at, choices, day, FORMS, persons, sheet, t, text, time, yesNo } from './field.ts';

/* From the first notice to the last visit. */

const signers = {
  guardian: t('监护人', 'guardian'),
  child: t('学生本人', 'child'),
  village: t('村干部', 'village official'),
  visitors: t('劝返人员', 'visitors'),
};

export const persuading = [
  sheet('report', FORMS.report, {
    daysAbsent: amount('已缺课天数', 'School days missed'),
    whereabouts: text('去向', 'Whereabouts', { wanted: true }),
    stepsTaken: area('已采取的措施', 'Steps taken so far', { wanted: true }),
    signed: choices('已签字', 'Signed by', {
      'head-teacher': t('班主任', 'head teacher'),
      dean: t('教导处', 'dean of studies'),
      principal: t('校长', 'principal'),
    }),
  }),
  sheet('verification', plan('六', '6'), {
    verifiedBy: persons('核实人员', 'Verified by', { wanted: true }),
    basis: area('核实依据', 'What it rests on', { wanted: true }),
  }),
  sheet('persuasion', FORMS.persuasion, {
    fromTime: time('开始时间', 'From', { after: 'by', wanted: true }),
    toTime: time('结束时间', 'To', { after: 'by' }),
    absenceCause: area('未到校原因', 'Cause of absence', { after: 'notMetReason', wanted: true }),
    childWords: area('学生本人的话', 'The child’s own words', { after: 'summary', wanted: true }),
    guardianAttitude: area('监护人态度', 'The guardian’s attitude', { after: 'summary', wanted: true }),
    promise: text('承诺内容', 'What was promised', { after: 'outcome' }),
    promisedOn: day('承诺日期（到期提醒）', 'Promised for (becomes a reminder)', { after: 'outcome', ahead: true }),
    nextStep: area('下一步打算', 'Next step', { after: 'outcome', wanted: true }),
    signedBy: choices('已签字', 'Signed by', signers, { wanted: true }),
    refusedToSign: yesNo('拒绝签字', 'Refused to sign'),
    refusalReason: text('拒签情况', 'How it was refused', { when: at('details.refusedToSign', true), wanted: true }),
    witnesses: persons('拒签见证人', 'Witnesses of the refusal', {
      when: at('details.refusedToSign', true),
      wanted: true,
    }),
    stampedBy: choices('盖章', 'Stamped by', { school: t('学校', 'school'), village: t('村（社区）', 'village') }),
  }),
  sheet('publicity', annex2('9'), {
    by: persons('宣传人员', 'Given by', { wanted: true }),
    place: text('地点', 'Place'),
    audience: text('对象', 'Audience', { wanted: true }),
    lawsTold: text('宣讲的法律条款', 'Laws explained'),
    response: area('家庭反应', 'How the family took it'),
  }),
];
