import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { fold, of } from '@quanxue/domain/casefile/fold.ts';
import type { CaseFile, Evidence } from '@quanxue/domain/casefile/schema.ts';
import type { CaseView } from '@quanxue/domain/cases/operations.ts';
import { entryLines, personLine } from '@quanxue/domain/cases/read-aloud.ts';
import { terms } from '@quanxue/domain/terms.ts';

/** What the printed case file needs beyond the case as its reader may see it. */
export interface PrintedCase {
  readonly view: Pick<CaseView, 'id' | 'casefile' | 'log' | 'assessment' | 'stage' | 'openedOn'>;
  readonly county: string;
  readonly township: string;
  readonly villages: { readonly registered: string | null; readonly residence: string | null };
  readonly printedBy: string;
  readonly printedOn: Day;
  /** Hash of the last entry of the chain, hexadecimal. */
  readonly head: string;
  /** Files that are pictures small enough to print. */
  readonly pictures: ReadonlySet<string>;
}

/** Characters up to which facts share a line. */
const SHORT = 18;
/** Characters up to which an entry is kept on one page: about half a page. */
const WHOLE = 600;

/** Name of a picture inside the printed sheet. */
export function pictureName(sha256: string): string {
  return `${sha256}.picture`;
}

/**
 * The data of `casefile.typ`: every word that stands on the printed case file, in Chinese. Struck entries stay in their
 * place with what they said; nothing of the file is left out.
 */
export function casefileSheet(printed: PrintedCase): unknown {
  const { view } = printed;
  const { casefile, assessment, log } = view;
  const child = casefile.child;
  const position = new Map(casefile.entries.map((entry, i) => [entry.id, log[i]?.position ?? i + 1]));
  const called = (id: string) => {
    const entry = casefile.entries.find((each) => each.id === id);
    return entry ? `第 ${position.get(id)} 笔（${terms.kind[entry.kind].zh}，${entry.on}）` : id;
  };
  const missing = assessment.findings.filter((each) => each.status === 'missing').length;
  const breach = assessment.findings.filter((each) => each.status === 'breach').length;

  return {
    title: '一生一案',
    subtitle: '控辍保学案卷',
    unit: `${printed.county}${printed.township}`,
    name: child.name,
    cover: [
      ['当前阶段', terms.stage[view.stage].zh],
      ['处置措施', assessment.measure ? terms.measure[assessment.measure].zh : '尚未确定'],
      ['建档日期', view.openedOn],
      ['核对日期', assessment.asOf],
      ['核对结果', verdict(missing, breach)],
      ['案卷编号', view.id],
      ['打印', `${printed.printedBy}，${printed.printedOn}`],
    ],
    notice: '内含未成年人个人信息，请妥善保管，不得外传、张贴或转发。',
    words: {
      child: '一、儿童少年基本情况',
      guardianHead: ['监护人', '关系', '电话', '身份证号'],
      responsible: '二、责任人',
      responsibleHead: ['单位', '姓名', '职务', '电话', '落实日期'],
      findings: '三、对照文件逐项核对',
      findingsHead: ['结果', '要求与下一步', '依据', '件数与期限'],
      entries: '四、经过（全部记录）',
      entriesHead: ['笔', '日期与类别', '内容'],
      evidence: '五、佐证材料目录',
      evidenceHead: ['序', '材料', '图样'],
      none: '暂无。',
    },
    child: childRows(printed),
    guardians: (child.guardians ?? []).map((each) => [
      each.name,
      each.relation ?? '—',
      each.phone ?? '—',
      each.citizenId ?? '—',
    ]),
    responsible: responsibleRows(casefile, assessment.asOf),
    verdict: `以 ${assessment.asOf} 为准，按规则包“${assessment.pack}”核对：${verdict(missing, breach)}。`,
    findings: assessment.findings
      .filter((each) => each.status !== 'not-applicable')
      .map((each) => ({
        failing: each.status === 'missing' || each.status === 'breach',
        status: terms.status[each.status].zh,
        message: each.message.zh,
        citation: `${each.citation.zh}\n${each.id}`,
        due: [
          each.have !== undefined && each.need !== undefined ? `已有 ${each.have}，应有 ${each.need}` : '',
          each.due ? `期限 ${each.due}` : '',
        ]
          .filter(Boolean)
          .join('\n'),
      })),
    entries: casefile.entries.map((entry, i) => {
      const mark = log[i];
      const fields = entryLines(entry, 'zh', called);
      if (entry.evidence?.length) fields.push({ label: '佐证', text: entry.evidence.map(evidenceTitle).join('；') });
      return {
        position: mark?.position ?? i + 1,
        on: entry.on,
        kind: terms.kind[entry.kind].zh,
        struck: mark?.amendedBy != null,
        state: mark?.amendedBy == null ? '' : `${mark.withdrawn ? '已撤回' : '已更正'}，见${called(mark.amendedBy)}`,
        fields: fields.map((each) => [each.label, each.text, each.text.length > SHORT]),
        trace: [
          entry.recordedBy && `记录人 ${personLine(entry.recordedBy, 'zh')}`,
          entry.recordedAt && `记录 ${instant(entry.recordedAt)}`,
          mark && `入库 ${instant(mark.receivedAt)}`,
        ]
          .filter(Boolean)
          .join('　'),
        hash: mark?.hash ?? '',
        // A short entry stays on one page; a long one may run on.
        whole: fields.reduce((length, each) => length + each.text.length, 0) < WHOLE,
      };
    }),
    evidence: evidenceRows(printed, position),
    footer: {
      left: [`案卷 ${view.id}`, `${child.name}　${printed.printedOn} 打印`],
      right: ['末笔散列', printed.head.replace(/(.{32})/g, '$1\n').trim()],
    },
    closing:
      '说明：各笔记录只增不改；有误时以“更正”另记一笔，原记录划去而不删除。散列（SHA-256）逐笔相连，可据以核对案卷是否完整。' +
      '字体中没有的生僻字以其编码〔U+…〕标示。',
  };
}

function verdict(missing: number, breach: number): string {
  if (missing === 0 && breach === 0) return '没有缺项和不符项';
  return [missing > 0 ? `缺 ${missing} 项` : '', breach > 0 ? `不符 ${breach} 项` : ''].filter(Boolean).join('，');
}

/** Rows of label, text, and whether the row takes the whole width. Two narrow rows stand beside each other. */
function childRows({ view, villages }: PrintedCase): [string, string, boolean][] {
  const { child, calendar } = view.casefile;
  const rows: [string, string | undefined, boolean][] = [
    ['姓名', child.name, false],
    ['性别', terms.sex[child.sex].zh, false],
    ['出生日期', child.birthDate, false],
    ['民族', child.ethnicity, false],
    ['身份证号', child.citizenId, false],
    ['学籍号', child.rollNumber, false],
    ['学校', child.school, false],
    ['年级、班级', [child.grade && `${child.grade} 年级`, child.class].filter(Boolean).join(' ') || undefined, false],
    ['户籍所在村', villages.registered ?? child.registeredVillage, false],
    ['常住村', villages.residence ?? child.residenceVillage, false],
    ['重点人群', child.households?.map((each) => terms.household[each].zh).join('、') || undefined, true],
    ['残疾', child.disability && disabilityText(child.disability), true],
    ['其他', child.details && JSON.stringify(child.details), true],
    ['校历', calendar && '本案卷自带校历', true],
  ];
  return rows.flatMap(([label, text, wide]) =>
    text === undefined && wide ? [] : [[label, text ?? '—', wide] as [string, string, boolean]],
  );
}

function disabilityText(disability: NonNullable<CaseFile['child']['disability']>): string {
  const includes = disability.includes?.map((each) => terms.disability[each].zh).join('、');
  return [
    `${terms.disability[disability.category].zh}${includes ? `（${includes}）` : ''} ${disability.level} 级`,
    disability.certificateNumber && `残疾证号 ${disability.certificateNumber}`,
    disability.issuedOn && `发证 ${disability.issuedOn}`,
    disability.validUntil && `有效期至 ${disability.validUntil}`,
  ]
    .filter(Boolean)
    .join('，');
}

/** The last entry of a unit decides who is responsible. */
function responsibleRows(file: CaseFile, asOf: Day): string[][] {
  const last = new Map<string, string[]>();
  for (const entry of of(fold(file, asOf), 'responsibility')) {
    last.set(entry.unit, [terms.unit[entry.unit].zh, entry.name, entry.post ?? '—', entry.phone ?? '—', entry.on]);
  }
  return [...last.values()];
}

function evidenceTitle(item: Evidence): string {
  return [terms.evidenceKind[item.kind].zh, item.name].filter(Boolean).join(' ');
}

function evidenceRows({ view, pictures }: PrintedCase, position: ReadonlyMap<string, number>): unknown[] {
  let number = 0;
  return view.casefile.entries.flatMap((entry) =>
    (entry.evidence ?? []).map((item) => {
      number += 1;
      const shown = item.sha256 !== undefined && pictures.has(item.sha256);
      return {
        number,
        title: evidenceTitle(item),
        trace: [
          `第 ${position.get(entry.id)} 笔 ${terms.kind[entry.kind].zh}（${entry.on}）`,
          item.takenAt && `拍摄 ${instant(item.takenAt)}`,
          item.position && `位置 ${item.position.lat}, ${item.position.lon}`,
        ]
          .filter(Boolean)
          .join('　'),
        sha256: item.sha256 ?? '',
        state: item.due ? '文件尚未送达，暂不计入' : '',
        picture: shown ? pictureName(item.sha256 ?? '') : '',
        instead: item.due ? '' : item.sha256 ? '另见原件' : '未附文件',
      };
    }),
  );
}

/** An instant as an office reads it, in Beijing time: 2022-09-07 18:30. */
function instant(text: string): string {
  return new Date(Date.parse(text) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
