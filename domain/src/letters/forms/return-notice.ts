import { addDays } from '../../basis/plain-date.ts';
import { fold, of } from '../../casefile/fold.ts';
import { terms } from '../../terms.ts';
import type { PaperFacts, PaperForm } from '../paper-form.ts';

const GRADES = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/**
 * 限期复学通知书: the stub that stays, the notice for the guardian, the proof of service that comes back. The law on which
 * it rests is the Compulsory Education Law: article 5 (the duty of parents), 11 (begin in time), 58 (what follows).
 */
export const returnNotice: PaperForm = {
  key: 'return-notice',
  name: { zh: '限期复学通知书', en: 'return notice' },
  // A school tells; what threatens consequences is the authority's to say (reading R131).
  titles: { township: '限期复学通知书', school: '限期复学告知书' },
  issuerRule: {
    zh: '限期复学通知书由乡镇人民政府开具，学校可以开具告知书；责令履行须由乡镇或县级机关作出',
    en: 'the township issues a return notice and a school may issue one of its own; only township or county may order',
  },
  document: 'return-notice',
  fields: [
    {
      key: 'guardian',
      label: { zh: '监护人姓名', en: 'guardian' },
      kind: 'text',
      required: true,
      most: 20,
      blank: 8,
      from: ({ file }) => file.child.guardians?.[0]?.name,
    },
    {
      key: 'relation',
      label: { zh: '与学生关系', en: 'relation' },
      kind: 'text',
      required: false,
      most: 12,
      blank: 6,
      from: ({ file }) => file.child.guardians?.[0]?.relation,
    },
    {
      key: 'child',
      label: { zh: '学生姓名', en: 'child' },
      kind: 'text',
      required: true,
      most: 30,
      blank: 8,
      from: ({ file }) => file.child.name,
    },
    {
      key: 'sex',
      label: { zh: '性别', en: 'sex' },
      kind: 'text',
      required: false,
      most: 4,
      blank: 3,
      from: ({ file }) => (file.child.sex === 'unknown' ? undefined : terms.sex[file.child.sex].zh),
    },
    {
      key: 'born',
      label: { zh: '出生日期', en: 'birth date' },
      kind: 'day',
      required: true,
      most: 10,
      blank: 8,
      from: ({ file }) => file.child.birthDate,
    },
    {
      key: 'school',
      label: { zh: '复学学校', en: 'school to return to' },
      kind: 'text',
      required: true,
      most: 40,
      blank: 14,
      from: ({ file }) => file.child.school,
    },
    {
      key: 'class',
      label: { zh: '年级、班级', en: 'grade and class' },
      kind: 'text',
      required: false,
      most: 20,
      blank: 8,
      from: ({ file }) => {
        const grade = file.child.grade && `${GRADES[file.child.grade - 1]}年级`;
        return [grade, file.child.class].filter(Boolean).join('') || undefined;
      },
    },
    {
      key: 'home',
      label: { zh: '住址', en: 'home' },
      kind: 'text',
      required: false,
      most: 60,
      blank: 16,
      from: ({ villages }) => villages.residence ?? villages.registered ?? undefined,
    },
    {
      key: 'leftOn',
      label: { zh: '最后到校日期', en: 'last day in school' },
      kind: 'day',
      required: false,
      most: 10,
      blank: 9,
      from: lastAttended,
    },
    {
      key: 'deadline',
      label: { zh: '复学期限', en: 'return by' },
      kind: 'day',
      required: true,
      notPast: true,
      most: 10,
      blank: 9,
      from: ({ today, noticeDays }) => addDays(today, noticeDays),
    },
    {
      key: 'contact',
      label: { zh: '联系人', en: 'person to ask' },
      kind: 'text',
      required: false,
      most: 20,
      blank: 6,
    },
    {
      key: 'phone',
      label: { zh: '联系电话', en: 'phone' },
      kind: 'text',
      required: false,
      most: 20,
      blank: 7,
    },
  ],
  parts: [
    {
      key: 'stub',
      name: { zh: '存根', en: 'stub' },
      provesService: false,
      blocks: [
        { is: 'copy', text: '（存根）' },
        { is: 'title', text: '{title}' },
        { is: 'number', text: '{number}' },
        {
          is: 'table',
          rows: [
            { label: '监护人', text: '{guardian}（{relation}）', lines: 1 },
            { label: '学生', text: '{child}，{sex}，{born}出生', lines: 1 },
            { label: '学校、班级', text: '{school} {class}', lines: 1 },
            { label: '住址', text: '{home}', lines: 1 },
            { label: '最后到校', text: '{leftOn}', lines: 1 },
            { label: '复学期限', text: '{deadline}（含当日）前', lines: 1 },
            { label: '开具单位', text: '{office}', lines: 1 },
            { label: '开具日期', text: '{issuedOn}', lines: 1 },
            { label: '经办人', text: '', lines: 2 },
            { label: '批准人', text: '', lines: 2 },
            { label: '备注', text: '', lines: 3 },
          ],
        },
        { is: 'note', text: '存根由开具单位留存，与送达回证一并归入该生案卷。' },
      ],
    },
    {
      key: 'notice',
      name: { zh: '通知书', en: 'notice' },
      provesService: false,
      blocks: [
        { is: 'title', text: '{title}' },
        { is: 'number', text: '{number}' },
        { is: 'addressee', text: '{guardian}（{relation}）：' },
        {
          is: 'para',
          text: '你监护的{child}（{sex}，{born}出生），系{school}{class}学生。经核实，该生自{leftOn}后未到校就读，也没有依法批准的休学、延缓入学或免学手续。',
        },
        {
          is: 'para',
          text: '《中华人民共和国义务教育法》第五条、第十一条规定，适龄儿童、少年的父母或者其他法定监护人应当依法保证其按时入学接受并完成义务教育，因身体状况需要延缓入学或者休学的，应当申请并经批准。',
        },
        {
          is: 'para',
          text: '请于{deadline}（含当日）前送{child}返回{school}复学。家庭有困难，或者孩子因病、因残不能到校的，请在期限内说明，以便依法办理手续并给予帮助。',
        },
        {
          is: 'para',
          text: '无正当理由逾期不送孩子复学的，依照该法第五十八条，由当地乡镇人民政府或者县级人民政府教育行政部门给予批评教育，责令限期改正。',
        },
        { is: 'para', text: '联系人：{contact}　联系电话：{phone}' },
        { is: 'sign', office: '{office}', day: '{issuedOn}' },
      ],
    },
    {
      key: 'proof',
      name: { zh: '送达回证', en: 'proof of service' },
      provesService: true,
      blocks: [
        { is: 'title', text: '送达回证' },
        {
          is: 'table',
          rows: [
            { label: '送达文书', text: '{title}　{number}', lines: 1 },
            { label: '开具单位', text: '{office}', lines: 1 },
            { label: '受送达人', text: '{guardian}（{relation}），学生{child}', lines: 1 },
            { label: '送达地点', text: '', lines: 2 },
            { label: '送达方式', text: '□直接　□留置　□委托　□邮寄　□其他', lines: 1 },
            { label: '送达时间', text: '{_5}年{_4}月{_4}日{_4}时', lines: 1 },
            { label: '收件人签名', text: '（指印）', lines: 2 },
            { label: '代收人、关系', text: '', lines: 2 },
            { label: '送达人签名', text: '', lines: 2 },
            { label: '见证人签名', text: '', lines: 2 },
            { label: '拒收事由', text: '', lines: 2 },
          ],
        },
        {
          is: 'note',
          text: '受送达人拒绝签收的，由送达人写明情况，请村（社区）干部或者其他见证人签名。填好后扫描或者拍照归档。',
        },
      ],
    },
  ],
};

/** The report knows when the child was last seen in school; the latest report decides. */
function lastAttended({ file, today }: PaperFacts): string | undefined {
  return of(fold(file, today), 'report')
    .map((report) => report.lastAttendedOn)
    .filter((day) => day !== undefined)
    .at(-1);
}
