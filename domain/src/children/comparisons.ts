import type { Text } from '../basis/problem.ts';
import type { ListKind } from './fields.ts';
import type { SchoolingState } from './operations.ts';

/*
 * The comparisons of the field as data: which two lists, what each group of children in them means, what to do next.
 * (Plan, articles 2, 3(1) and 5; annex 1, B3. What stands on which side is our reading R113–R115.)
 */

export const COMPARISONS = ['population-roll', 'roll-class', 'dropouts-households', 'platform-ledger'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** On both lists, on one of them alone; `apart`: rows that neither list's number counts, for nobody knows whose they are. */
export type Side = 'both' | 'left' | 'right' | 'apart';

export interface ComparisonGroup {
  readonly key: string;
  readonly side: Side;
  /** Rows of a list for which the ledger has no child. */
  readonly rows?: true;
  /** Something is to be done about each of these. */
  readonly alarm?: true;
  readonly label: Text;
  readonly meaning: Text;
  readonly next: Text;
}

export interface ComparisonWords {
  readonly title: Text;
  readonly left: Text;
  readonly right: Text;
  /** Without which there is nothing to compare. */
  readonly needs: readonly ListKind[];
  /** What the lines are: by village where the child is registered, or by school. */
  readonly by: 'village' | 'school';
  readonly groups: readonly ComparisonGroup[];
}

/** Out of school, whatever the reason (R115): those whom the household lists are held against. */
export const OUT_OF_SCHOOL_STATES = [
  'unknown',
  'suspected',
  'dropped-out',
  'leave',
  'deferral',
  'exemption',
] as const satisfies readonly SchoolingState[];

/** Out of school without a permit: those whom the platform should know, too. */
export const DROPPED_STATES = ['suspected', 'dropped-out'] as const satisfies readonly SchoolingState[];

const NOTHING: Text = { zh: '无须处理。', en: 'Nothing to do.' };
const FIND_ROW: Text = {
  zh: '核对姓名和号码；台账确实没有的，录入台账或请提供单位更正后重新导入。',
  en: 'Check name and number; enter the child, or have the sender correct the row and import it again.',
};

/** Whoever is missing on a list may stand behind such a row. */
const WAITING: ComparisonGroup = {
  key: 'waiting-rows',
  side: 'apart',
  rows: true,
  alarm: true,
  label: { zh: '待人工确认或有误的行', en: 'Rows that wait for a decision, or in error' },
  meaning: {
    zh: '名单上的行，可能就是上面某名儿童，还没有人确认；或填写有误。',
    en: 'May be about one of the children above, and nobody has said so yet; or in error.',
  },
  next: {
    zh: '先在“导入名单”中逐行确认，再看差异。',
    en: 'Decide them under "Import lists" first, then look at the differences.',
  },
};

export const COMPARISON_WORDS: Readonly<Record<Comparison, ComparisonWords>> = {
  'population-roll': {
    title: { zh: '户籍人口 × 学籍', en: 'Population × roll' },
    left: { zh: '适龄人口名单', en: 'Population list' },
    right: { zh: '学籍（就读登记）', en: 'Roll (schooling on record)' },
    needs: ['population', 'roll'],
    by: 'village',
    groups: [
      {
        key: 'in-school',
        side: 'both',
        label: { zh: '在学', en: 'In school' },
        meaning: { zh: '名单上有，学籍或就读登记也有。', en: 'On the list, and enrolled.' },
        next: NOTHING,
      },
      {
        key: 'not-in-school',
        side: 'left',
        alarm: true,
        label: { zh: '去向不明', en: 'Whereabouts unknown' },
        meaning: {
          zh: '名单上有，学籍上没有，也没有任何就读登记：可能失学。',
          en: 'On the list, on no roll, and nothing else is on record: may be out of school.',
        },
        next: {
          zh: '入户核实；在外就读的取学籍证明登记，失学的上报。',
          en: 'Find out at home; record the certificate if it learns elsewhere, report it if it does not learn.',
        },
      },
      {
        key: 'dropped-out',
        side: 'left',
        alarm: true,
        label: { zh: '疑似辍学、辍学', en: 'Suspected or dropped out' },
        meaning: { zh: '名单上有，已登记为疑似辍学或辍学。', en: 'On the list, recorded as suspected or dropped out.' },
        next: { zh: '在一生一案中劝返。', en: 'Work on its return in the case file.' },
      },
      {
        key: 'excused',
        side: 'left',
        label: { zh: '另有登记', en: 'Otherwise on record' },
        meaning: {
          zh: '名单上有，不在学：休学、缓学、免学、已完成、中职等，须有依据。',
          en: 'On the list and not in school: leave, deferral, exemption, completed, vocational … each rests on a paper.',
        },
        next: {
          zh: '在“分村清零销账”中看缺哪些依据。',
          en: 'See under "Villages closed" which papers are missing.',
        },
      },
      {
        key: 'gone',
        side: 'left',
        label: { zh: '名单上有，台账已不计', en: 'On the list, no longer counted' },
        meaning: { zh: '台账已登记迁出、死亡等。', en: 'The ledger has it as moved away, deceased and the like.' },
        next: {
          zh: '请派出所更新名单，或在“分村清零销账”中说明。',
          en: 'Have the police update the list, or explain it under "Villages closed".',
        },
      },
      {
        key: 'outsiders',
        side: 'right',
        label: { zh: '学籍上有，名单上没有', en: 'On the roll, not on the list' },
        meaning: {
          zh: '多为外来就读，也可能是名单漏报或号码有误。',
          en: 'Mostly pupils from outside; or left off the list, or a number is wrong.',
        },
        next: {
          zh: '核对号码和户籍；本地户籍的请派出所补入名单。',
          en: 'Check number and registration; those registered here belong on the list.',
        },
      },
      {
        key: 'population-rows',
        side: 'apart',
        rows: true,
        alarm: true,
        label: { zh: '人口名单未导入的行', en: 'Rows of the population list not taken in' },
        meaning: {
          zh: '有误或未能对应到儿童，台账里没有。',
          en: 'In error or not matched with a child: not on the ledger.',
        },
        next: {
          zh: '下载退回表，请提供单位更正后重新导入。',
          en: 'Download the error sheet, have it corrected and import it again.',
        },
      },
      {
        key: 'roll-rows',
        side: 'apart',
        rows: true,
        alarm: true,
        label: { zh: '学籍名单未导入的行', en: 'Rows of the roll not taken in' },
        meaning: {
          zh: '有误或未能对应到儿童，台账里没有。',
          en: 'In error or not matched with a child: not on the ledger.',
        },
        next: {
          zh: '下载退回表，请学校更正后重新导入。',
          en: 'Download the error sheet, have it corrected and import it again.',
        },
      },
      WAITING,
    ],
  },
  'roll-class': {
    title: { zh: '学籍 × 实际在班', en: 'Roll × in class' },
    left: { zh: '学籍（应在班）', en: 'Roll (should be in class)' },
    right: { zh: '在校在班名单', en: 'List of those in class' },
    needs: ['roll', 'in-class'],
    by: 'school',
    groups: [
      {
        key: 'in-class',
        side: 'both',
        label: { zh: '在籍在班', en: 'On the roll and in class' },
        meaning: { zh: '两边都有。', en: 'On both.' },
        next: NOTHING,
      },
      {
        key: 'told-absent',
        side: 'both',
        alarm: true,
        label: { zh: '名单注明未到', en: 'Told to be absent' },
        meaning: {
          zh: '在班名单上有，学校注明不在校。',
          en: 'On the class list, where the school says it is not there.',
        },
        next: {
          zh: '问明原因；无正当原因的上报疑似辍学。',
          en: 'Ask why; report a suspected dropout where there is no good cause.',
        },
      },
      {
        key: 'absent',
        side: 'left',
        alarm: true,
        label: { zh: '有籍不在班', en: 'On the roll, not in class' },
        meaning: {
          zh: '学籍在本校，在班名单上没有：可能失学。',
          en: 'On the roll of the school, not on its class list.',
        },
        next: {
          zh: '查请假和转学；查无去向的上报疑似辍学。',
          en: 'Look for a leave or a transfer; else report a suspected dropout.',
        },
      },
      {
        key: 'elsewhere',
        side: 'left',
        label: { zh: '在别校在班', en: 'In class at another school' },
        meaning: {
          zh: '学籍在本校，人在别校的在班名单上。',
          en: 'On this roll, and on the class list of another school.',
        },
        next: { zh: '办理转学，使人籍一致。', en: 'Have the transfer made, so that roll and child agree.' },
      },
      {
        key: 'not-on-roll',
        side: 'right',
        alarm: true,
        label: { zh: '在班无本校学籍', en: 'In class, not on this roll' },
        meaning: {
          zh: '在本校就读，学籍在别校，或没有学籍。',
          en: 'Learns here, and is on another roll or on none.',
        },
        next: { zh: '办理转学或建立学籍。', en: 'Have it transferred or enrolled.' },
      },
      {
        key: 'class-rows',
        side: 'right',
        rows: true,
        alarm: true,
        label: { zh: '台账中找不到的', en: 'Not found on the ledger' },
        meaning: { zh: '在班名单上的人，台账里没有。', en: 'On the class list, not on the ledger.' },
        next: FIND_ROW,
      },
      WAITING,
    ],
  },
  'dropouts-households': {
    title: { zh: '失学儿童 × 家庭类别名单', en: 'Out of school × household lists' },
    left: { zh: '不在学儿童', en: 'Children out of school' },
    right: { zh: '脱贫、监测、低保等家庭的儿童', en: 'Children of poor or monitored households' },
    needs: ['households'],
    by: 'village',
    groups: [
      {
        key: 'poor-and-out',
        side: 'both',
        alarm: true,
        label: { zh: '重点家庭失学', en: 'Of such a household and out of school' },
        meaning: {
          zh: '属脱贫、监测、低保等家庭，又不在学：控辍保学的重点。',
          en: 'Of a poor or monitored household and out of school: the first to be helped.',
        },
        next: {
          zh: '优先劝返，落实资助；告知乡村振兴、民政。',
          en: 'Persuade first, see to its aid; tell the offices that keep the lists.',
        },
      },
      {
        key: 'out-only',
        side: 'left',
        label: { zh: '失学，不在家庭名单', en: 'Out of school, on no household list' },
        meaning: { zh: '不在学，家庭类别名单上没有。', en: 'Out of school, and of none of these households.' },
        next: {
          zh: '看是否该纳入帮扶；照常劝返。',
          en: 'See whether the household needs help; persuade as usual.',
        },
      },
      {
        key: 'in-school',
        side: 'right',
        label: { zh: '重点家庭，未失学', en: 'Of such a household, not out of school' },
        meaning: { zh: '属重点家庭，在学或已完成。', en: 'Of such a household, in school or done with it.' },
        next: NOTHING,
      },
      {
        key: 'household-rows',
        side: 'right',
        rows: true,
        alarm: true,
        label: { zh: '台账中找不到的', en: 'Not found on the ledger' },
        meaning: {
          zh: '家庭名单上的适龄人员，台账里没有：可能漏登。',
          en: 'Of school age on a household list, not on the ledger: may have been missed.',
        },
        next: FIND_ROW,
      },
      {
        key: 'disability-rows',
        side: 'apart',
        rows: true,
        alarm: true,
        label: { zh: '残疾名单上，台账中找不到的', en: 'On a disability list, not found on the ledger' },
        meaning: {
          zh: '残疾名单上的适龄人员，台账里没有：可能漏登。',
          en: 'Of school age on a disability list, not on the ledger: may have been missed.',
        },
        next: FIND_ROW,
      },
      WAITING,
    ],
  },
  'platform-ledger': {
    title: { zh: '平台疑似辍学名单 × 台账', en: 'The platform’s suspected list × ledger' },
    left: { zh: '平台疑似辍学名单', en: 'The platform’s list' },
    right: { zh: '台账疑似辍学、辍学', en: 'Suspected and dropped out on the ledger' },
    needs: ['suspected'],
    by: 'village',
    groups: [
      {
        key: 'both-out',
        side: 'both',
        alarm: true,
        label: { zh: '两边都失学', en: 'Out of school on both' },
        meaning: { zh: '平台列入，台账也是疑似辍学或辍学。', en: 'On the list, and suspected or dropped out here.' },
        next: { zh: '劝返；结果填回平台原表。', en: 'Work on its return; send the result back in the sheet.' },
      },
      {
        key: 'listed-in-school',
        side: 'left',
        label: { zh: '平台列入，本地在学', en: 'On the list, in school here' },
        meaning: { zh: '台账登记在学：多为学籍未跟上。', en: 'In school by the ledger: mostly the roll lags behind.' },
        next: {
          zh: '核实在校，在平台销号；结果填回原表。',
          en: 'See that it is there and clear it on the platform.',
        },
      },
      {
        key: 'listed-otherwise',
        side: 'left',
        alarm: true,
        label: { zh: '平台列入，台账为其他情况', en: 'On the list, otherwise on the ledger' },
        meaning: {
          zh: '台账为去向不明、休学、缓学、已完成、离开等。',
          en: 'Unknown, on leave, deferred, completed, gone … by the ledger.',
        },
        next: {
          zh: '逐人核实；去向不明的上报疑似辍学。',
          en: 'Find out about each; report those of whom nothing is known.',
        },
      },
      {
        key: 'not-listed',
        side: 'right',
        alarm: true,
        label: { zh: '台账失学，平台没有', en: 'Out of school here, not on the list' },
        meaning: {
          zh: '台账为疑似辍学或辍学，平台名单上没有。',
          en: 'Suspected or dropped out here, and not on the platform’s list.',
        },
        next: { zh: '核对后在平台登记。', en: 'Check it and record it on the platform.' },
      },
      {
        key: 'platform-rows',
        side: 'left',
        rows: true,
        alarm: true,
        label: { zh: '台账中找不到的', en: 'Not found on the ledger' },
        meaning: { zh: '平台列入的人，台账里没有。', en: 'On the platform’s list, not on the ledger.' },
        next: FIND_ROW,
      },
      WAITING,
    ],
  },
};

export function groupsOf(comparison: Comparison, side: Side): readonly ComparisonGroup[] {
  return COMPARISON_WORDS[comparison].groups.filter((group) => group.side === side);
}

/** The group in which the rows of a list stand that no child was found for. */
export const ROWS_OF: Readonly<Record<ListKind, { readonly comparison: Comparison; readonly group: string }>> = {
  population: { comparison: 'population-roll', group: 'population-rows' },
  roll: { comparison: 'population-roll', group: 'roll-rows' },
  'in-class': { comparison: 'roll-class', group: 'class-rows' },
  households: { comparison: 'dropouts-households', group: 'household-rows' },
  disability: { comparison: 'dropouts-households', group: 'disability-rows' },
  suspected: { comparison: 'platform-ledger', group: 'platform-rows' },
};

/** The rows of one side alone, or common to both, of the numbers by group. */
export function sumOfSide(comparison: Comparison, side: Side, counts: Readonly<Record<string, number>>): number {
  return groupsOf(comparison, side).reduce((sum, group) => sum + (counts[group.key] ?? 0), 0);
}
