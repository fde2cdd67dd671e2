import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';

/* How the duties that are no finding of a case are said, each with its clause. */

const text = (zh: string, en: string): Text => ({ zh, en });

export const SENTENCES = {
  brief: {
    what: ({ title, sentOn, posts }: { title: string; sentOn: Day; posts: number }): Text =>
      text(
        `${sentOn} 报送的“${title}”还有 ${posts} 个岗位没有人看过：请提醒对方。`,
        `“${title}”, sent on ${sentOn}, has not been read at ${posts} posts: remind them.`,
      ),
    clause: text('实施方案六；天数 R158', 'Plan, article 6; the days are R158'),
  },
  lead: {
    what: text('线索未办结：请核实后作出结论。', 'A lead is open: verify it and conclude.'),
    clause: text('实施方案六；时限 R90', 'Plan, article 6; the hours are R90'),
  },
  answer: {
    what: text(
      '线索等本单位核实：请查明孩子在不在、在哪里就读。',
      'A lead waits for your word: find out whether and where the child learns.',
    ),
    clause: text('实施方案六；时限 R90', 'Plan, article 6; the hours are R90'),
  },
  leave: {
    what: (untilOn: Day, suspectedOn: Day): Text =>
      text(
        `休学至 ${untilOn}：期满前办理复学或续休；到 ${suspectedOn} 仍没有办理的，自动列为疑似辍学。`,
        `On leave until ${untilOn}: see to return or extension; without it the child is suspected from ${suspectedOn} on.`,
      ),
    clause: text('实施方案三（三）；附件2 第4项；R83', 'Plan, article 3(3); annex 2, item 4; R83'),
  },
  declaration: {
    what: (month: string): Text =>
      text(`${month} 的“零辍学”还没有申报。`, `The declaration of dropouts for ${month} has not been made.`),
    clause: text('实施方案三（二）；日期 R94', 'Plan, article 3(2); the day is R94'),
  },
  round: {
    what: ({ title, rest, households }: { title: string; rest: number; households: number }): Text =>
      text(
        `“${title}”还有 ${rest} 户没有走访（共 ${households} 户）。`,
        `“${title}”: ${rest} of ${households} families have not been visited.`,
      ),
    clause: text('实施方案三（一）', 'Plan, article 3(1)'),
  },
  enrolment: {
    what: ({ classes, children }: { classes: number; children: number }): Text =>
      text(
        `开学入学验证没有做完：${classes} 个班、${children} 人没有标注。`,
        `Enrolment is not verified: ${children} children in ${classes} classes are not marked.`,
      ),
    clause: text('实施方案三（二）；期限 R103', 'Plan, article 3(2); the days are R103'),
  },
  closing: {
    what: (open: number): Text =>
      text(
        `本村还有 ${open} 项没有说清（去向、依据或差异）。`,
        `${open} matters of this village are not accounted for.`,
      ),
    clause: text('实施方案三（一）；附件1 B3', 'Plan, article 3(1); annex 1, B3'),
  },
  unowned: {
    what: (children: number): Text =>
      text(`有 ${children} 名儿童的问题没有责任人。`, `${children} children have a problem for which nobody answers.`),
    clause: text('实施方案二', 'Plan, article 2'),
  },
  unpaired: {
    what: (children: number): Text =>
      text(`有 ${children} 名儿童的问题没有结对帮扶人。`, `${children} children have a problem and no helper.`),
    clause: text('实施方案二', 'Plan, article 2'),
  },
  rows: {
    what: (file: string, rows: number, since: Day): Text =>
      text(
        `名单“${file}”（${rows} 行）自 ${since} 起等待确认，还没有进入台账。`,
        `The list “${file}” (${rows} rows) has waited since ${since} to be confirmed; none of it counts yet.`,
      ),
    clause: text('实施方案三（一）；天数 R141', 'Plan, article 3(1); the days are R141'),
  },
} as const;
