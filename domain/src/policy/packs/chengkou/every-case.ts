import type { Requirement } from '../../requirement.ts';
import { plan, text } from './cite.ts';

/** What the plan asks of every case, whatever the measure. */
export const everyCase: readonly Requirement[] = [
  {
    id: 'case.report',
    citation: plan('六', '6'),
    name: text('线索报送记录', 'report of the suspected dropout'),
    todo: text(
      '请补录线索报送：何时、由谁发现，原因是什么。',
      'Record the report: when, by whom, and for what reason.',
    ),
    kind: 'report',
  },
  {
    id: 'case.responsible',
    citation: plan('一、二、五', '1, 2, 5'),
    name: text('学校、乡镇、村的责任人及电话', 'responsible persons of school, township and village, with phones'),
    todo: text('请为每一方登记责任人姓名和电话。', 'Name a person with a phone for each of the three.'),
    kind: 'responsible',
    units: ['school', 'township', 'village'],
  },
  {
    id: 'case.plan',
    citation: plan('三（五）', '3(5)'),
    name: text('一生一策方案', 'individual plan'),
    todo: text(
      '孩子厌学，请制定一生一策：原因、目标、办法、人员和时间。',
      'The child is averse to school: make an individual plan.',
    ),
    kind: 'individual-plan',
  },
  {
    id: 'case.three-parties',
    citation: plan('三（五）', '3(5)'),
    name: text('学校、乡镇、村都参加劝返', 'school, township and village all taking part in persuasion'),
    todo: text(
      '孩子厌学，请还没有参加的一方也上门劝返。',
      'The child is averse to school: the party lacking is to visit as well.',
    ),
    kind: 'three-parties',
    units: ['school', 'township', 'village'],
  },
  {
    id: 'case.continuing',
    citation: plan('三（五）', '3(5)'),
    name: text('失学期间持续劝返', 'persuasion going on while the child is out of school'),
    todo: text('请尽快再劝返一次，如实记录，不得放弃。', 'Visit again soon and record what happened; nobody gives up.'),
    kind: 'continuing',
  },
  {
    id: 'case.key-group',
    citation: plan('三（六）', '3(6)'),
    name: text('重点人员家庭的劝返和帮扶', 'persuasion and relief for a key-group family'),
    todo: text(
      '请点对点劝返，并记录家里的困难和帮扶办法。',
      'Persuade one to one, and record the difficulty and the help given.',
    ),
    kind: 'key-group',
  },
  {
    id: 'case.truthful',
    citation: plan('三（二）、三（五）', '3(2), 3(5)'),
    name: text('劝返记录详实真实', 'persuasion records detailed and true'),
    todo: text(
      '请按实际情况用“更正”改正所列记录，不得编造。',
      'Amend the records listed to what happened; nothing is to be invented.',
    ),
    kind: 'truthful',
  },
];
