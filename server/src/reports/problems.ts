import { problem } from '@quanxue/domain/basis/problem.ts';

/** What can be wrong with a lead, a clue or a declaration. */
export const reportProblems = {
  whoNeeded: problem(
    'lead-who-needed',
    422,
    '请指明是哪一名儿童：从名册中选择，或填写“名册上没有”的姓名，两者只能取一。',
    'Say which child it is: choose one from the list, or write the name of one not on it, not both.',
  ),
  dayAhead: problem(
    'lead-day-ahead',
    422,
    '“{what}”{day} 晚于今天（{today}）。请改为实际日期。',
    '“{whatEn}” {day} lies after today ({today}). Give the day it happened.',
  ),
  dayBefore: problem(
    'lead-day-before',
    422,
    '日期 {day} 早于线索日期 {first}。请核对后重填。',
    'The day {day} lies before the day of the lead, {first}. Check it and enter it again.',
  ),
  leadIdTaken: problem(
    'lead-id-taken',
    409,
    '编号 {id} 已用于另一条线索，未作改动。请刷新页面后重新填报。',
    'The id {id} belongs to another lead; nothing was changed. Reload the page and report again.',
  ),
  leadClosed: problem(
    'lead-closed',
    409,
    '这条线索已于 {day} 作出结论，未作改动。情况有变时，请由社事办先“重新核实”。',
    'This lead was concluded on {day}; nothing was changed. If things are different now, the office reopens it first.',
  ),
  leadOpen: problem(
    'lead-open',
    409,
    '这条线索仍在核实中，不需要重新打开。请直接补充核实情况或作出结论。',
    'This lead is still open and needs no reopening. Add what was found, or conclude it.',
  ),
  otherLeadOpen: problem(
    'lead-other-open',
    409,
    '该生另有一条线索正在核实（{day} 起）。请在那一条上继续。',
    'Another lead on this child is open (since {day}). Go on with that one.',
  ),
  notYourLead: problem(
    'lead-not-yours',
    403,
    '这条线索由{unit}社事办（或县教委）作结论。您可以填写本方的核实情况。',
    'This lead is concluded by the social affairs office of {unit} (or the county). You may answer for your own side.',
  ),
  noSide: problem(
    'lead-no-side',
    403,
    '您的岗位不属于学校、乡镇、县三方，不能填写核实情况。',
    'Your post belongs to none of the three sides (school, township, county) and answers for none.',
  ),
  identifyFirst: problem(
    'lead-identify-first',
    422,
    '结论为“{outcome}”须先认定是台账中的哪一名儿童。请先“认定儿童”。',
    'Before concluding “{outcomeEn}”, say which child of the ledger it is.',
  ),
  identifiedAlready: problem(
    'lead-identified-already',
    409,
    '这条线索已认定儿童，未作改动。认错时请作出“数据差错”结论后另报。',
    'It is already said which child this lead is about; nothing was changed. If that was wrong, conclude it as a data error and report anew.',
  ),
  schoolNeeded: problem('lead-school-needed', 422, '请填写该生就读的学校。', 'Name the school where the child is.'),
  cluesClosed: problem(
    'clues-closed',
    403,
    '网上线索表已暂停接收。请直接到乡镇社事办反映，或拨打其办公电话。',
    'The online form is closed for now. Please go to the social affairs office of the township or telephone it.',
  ),
  notYourUnit: problem(
    'declaration-not-yours',
    403,
    '“{unit}”的申报由其{owner}填写，其他岗位不能代报。',
    'The declaration of {unit} is made by its {ownerEn}; no other post declares for it.',
  ),
  tooEarly: problem(
    'declaration-too-early',
    422,
    '{month} 的申报从 {day} 起填写。请到时再报。',
    'The month {month} is declared from {day} on. Come back then.',
  ),
  remarkNeeded: problem(
    'declaration-remark-needed',
    422,
    '{month} 已申报过，这次是更正；所报数与台账数不一致时也一样。请在备注中写明原因。',
    'The month {month} is declared already, so this is a correction; or the figures differ from the ledgers. Give the reason as a remark.',
  ),
};
