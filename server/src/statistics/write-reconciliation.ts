import type { ComparedChild, Reconciliation } from '@quanxue/domain/children/comparison-operations.ts';
import {
  COUNT_WORDS,
  COUNTS,
  PAIRS,
  type Pair,
  REASON_WORDS,
  type Reason,
  SIDES,
} from '@quanxue/domain/children/reconciliation.ts';
import { STATE_NAMES } from '@quanxue/domain/children/record.ts';
import { type WriteSheet, writeXlsx } from 'hucre';
import { blank, font, page, paper, plain, styles } from './write-table.ts';

export interface DifferenceSheet {
  readonly pair: Pair;
  readonly only: 'a' | 'b';
  readonly reason: Reason;
  readonly children: readonly ComparedChild[];
}

const WIDTHS = [34, 12, 12, 12, 46];
const LIST_NAMES: Readonly<Record<Reconciliation['unidentified'][number]['kind'], string>> = {
  population: '人口名单',
  roll: '学籍名单',
  'in-class': '在校在班名单',
  households: '家庭类别名单',
  disability: '残疾名单',
  suspected: '疑似辍学名单',
};

/**
 * The sheet of counts as a workbook: 核对表 with the totals and, pair by pair, from the one count to the other with the last line as
 * a formula; then one sheet for each difference with its children. A4 landscape.
 */
export async function writeReconciliation(
  sheet: Reconciliation,
  differences: readonly DifferenceSheet[],
): Promise<Uint8Array> {
  return writeXlsx({
    properties: { title: `三数核对表 ${plain(sheet.unit)} ${sheet.asOf}`, creator: '劝学' },
    defaultFont: font,
    sheets: [totals(sheet), ...differences.map((each) => childrenSheet(sheet, each))],
  });
}

function totals(sheet: Reconciliation): WriteSheet {
  const { cells, merges, put, merge } = paper();
  const width = WIDTHS.length;
  let row = 0;
  const span = (text: string, style: (typeof styles)[keyof typeof styles]) => {
    put(row, 0, text, style);
    merge(row, 0, row, width - 1);
    row++;
  };
  const head = (texts: readonly string[]) => {
    for (let column = 0; column < width; column++) put(row, column, texts[column] ?? null, styles.head);
    row++;
  };
  const line = (name: string, numbers: readonly (number | null)[], note: string) => {
    put(row, 0, plain(name), styles.name);
    for (let column = 1; column < width - 1; column++) put(row, column, numbers[column - 1] ?? null, styles.number);
    put(row, width - 1, plain(note), styles.name);
    row++;
  };
  span('义务教育阶段适龄儿童少年户籍、台账、教育三数核对表', styles.title);
  span(
    `单位：${plain(sheet.unit)}　　截止：${sheet.asOf}　　适龄范围：${sheet.cohort.bornFrom} 至 ${sheet.cohort.bornTo} 出生　　计量：人`,
    styles.facts,
  );
  head(['三数', '人数', '', '', '口径']);
  for (const count of COUNTS)
    line(COUNT_WORDS[count].label.zh, [sheet.counts[count] ?? 0], COUNT_WORDS[count].meaning.zh);
  for (const { pair, a, b, differences } of sheet.pairs) {
    const from = COUNT_WORDS[SIDES[pair].a].label.zh;
    const to = COUNT_WORDS[SIDES[pair].b].label.zh;
    head([`${from} → ${to}`, '人数', '', '', '下一步']);
    const first = row + 1;
    line(from, [a], '');
    for (const { only, reason, count } of differences) {
      const words = REASON_WORDS[reason];
      line(`${only === 'a' ? '减' : '加'}：${words.label.zh}`, [only === 'a' ? -count : count], words.next.zh);
    }
    put(row, 0, `等于：${to}`, styles.sum);
    put(row, 1, b, styles.sum, `SUM(B${first}:B${row})`);
    for (let column = 2; column < width; column++) put(row, column, null, styles.sum);
    row++;
  }
  if (sheet.villages.length > 0) {
    head(['村（社区）', ...COUNTS.map((count) => COUNT_WORDS[count].label.zh), '']);
    for (const each of sheet.villages) {
      line(
        each.name,
        COUNTS.map((count) => each[count]),
        each.population === each.ledger ? '' : '户籍数与台账数不一致',
      );
    }
  }
  if (sheet.noVillage > 0) line('户籍村不详', [sheet.noVillage], '适龄、户籍村不详的人，不在户籍数和台账数内。');
  for (const { kind, rows } of sheet.unidentified) {
    line(`${LIST_NAMES[kind]}中未对应到儿童的行`, [rows], '本账号可见的名单，不在三数内。');
  }
  span(
    '填表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人（盖章）：　　　　　　　　　填表日期：',
    styles.facts,
  );
  return {
    name: '核对表',
    rows: blank(row, width),
    cells,
    merges,
    columns: WIDTHS.map((each) => ({ width: each })),
    rowDefs: new Map([
      [0, { height: 30 }],
      [row - 1, { height: 34 }],
    ]),
    pageSetup: page('$1:$2'),
    headerFooter: { oddFooter: `&C第 &P 页，共 &N 页&R${sheet.asOf}` },
  };
}

const HEADS = ['序号', '姓名', '出生日期', '身份证件号', '户籍村（社区）', '就读情况', '学校', '年级', '说明'];

function childrenSheet(sheet: Reconciliation, { pair, only, reason, children }: DifferenceSheet): WriteSheet {
  const { cells, merges, put, merge } = paper();
  const { a, b } = SIDES[pair];
  const [has, lacks] = (only === 'a' ? [a, b] : [b, a]).map((count) => COUNT_WORDS[count].label.zh);
  const reasonWord = REASON_WORDS[reason].label.zh;
  put(0, 0, `${has}有、${lacks}没有：${reasonWord}`, styles.title);
  merge(0, 0, 0, HEADS.length - 1);
  put(1, 0, `单位：${plain(sheet.unit)}　　截止：${sheet.asOf}　　共 ${children.length} 人`, styles.facts);
  merge(1, 0, 1, HEADS.length - 1);
  HEADS.forEach((text, column) => {
    put(2, column, text, styles.head);
  });
  children.forEach((child, index) => {
    const at = 3 + index;
    put(at, 0, index + 1, styles.number);
    const texts = [
      child.name,
      child.birthDate,
      child.citizenIdMasked,
      child.village,
      child.state && STATE_NAMES[child.state],
      child.school,
      child.grade === null ? null : String(child.grade),
      child.explanation,
    ];
    texts.forEach((text, column) => {
      put(at, column + 1, text === null ? null : plain(text), styles.name);
    });
  });
  return {
    // Names of sheets hold 31 signs and none of : \ / ? * [ ].
    name: `${PAIRS.indexOf(pair) + 1}${only === 'a' ? '减' : '加'} ${reasonWord}`
      .replaceAll(/[:\\/?*[\]]/g, ' ')
      .slice(0, 31),
    rows: blank(3 + children.length, HEADS.length),
    cells,
    merges,
    columns: [5, 10, 12, 20, 14, 14, 26, 6, 34].map((width) => ({ width })),
    rowDefs: new Map([[0, { height: 30 }]]),
    freezePane: { rows: 3 },
    pageSetup: page('$1:$3'),
    headerFooter: { oddFooter: `&C第 &P 页，共 &N 页&R${sheet.asOf}` },
  };
}
