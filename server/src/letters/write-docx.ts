import type { Block, FilledPaper, PaperPart, Span } from '@quanxue/domain/letters/paper-form.ts';
import { spellCode, squareText } from '@quanxue/domain/letters/sheet-code.ts';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  ImageRun,
  LineRuleType,
  Packer,
  Paragraph,
  type ParagraphChild,
  SectionType,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { squarePng } from './qr-square.ts';

/*
 * The same paper for Word and WPS, for offices that go on writing in it. It names the typefaces that offices own
 * (仿宋_GB2312, 方正小标宋简体) and embeds none.
 */

type Filled = readonly Span[];

const mm = (value: number) => Math.round((value / 25.4) * 1440);
/** Distance of lines: the type area of 225 mm holds 22. */
const LINE = Math.round(mm(225) / 22);
const BODY = { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312', hAnsi: 'Times New Roman' } as const;
const TITLE = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' } as const;
/** Half points of 3号, 2号, 4号, 小四. */
const SIZE = { body: 32, title: 44, small: 28, note: 24 } as const;
const INNER = mm(156);
const LABEL = mm(34);

export function writeDocx(paper: FilledPaper, code: string): Promise<Buffer> {
  const document = new Document({
    title: paper.title,
    creator: '劝学',
    styles: { default: { document: { run: { font: BODY, size: SIZE.body } } } },
    sections: paper.parts.map((part, i) => ({
      properties: {
        type: SectionType.NEXT_PAGE,
        page: {
          size: { width: mm(210), height: mm(297) },
          margin: { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), footer: mm(6), header: mm(10) },
        },
      },
      footers: { default: footer(code, i + 1) },
      children: part.blocks.flatMap(paragraphs),
    })),
  });
  return Packer.toBuffer(document);
}

function footer(code: string, part: number): Footer {
  return new Footer({
    children: [
      new Paragraph({
        spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 },
        tabStops: [{ type: TabStopType.RIGHT, position: INNER - mm(5) }],
        children: [
          new ImageRun({
            type: 'png',
            data: squarePng(squareText(code, part)),
            transformation: { width: 68, height: 68 },
            altText: { name: 'code', title: spellCode(code), description: spellCode(code) },
          }),
          new TextRun({ text: ` ${spellCode(code)}`, size: 18 }),
          new TextRun({ text: `\t— ${part} —`, size: SIZE.small }),
        ],
      }),
    ],
  });
}

type FilledBlock = PaperPart<Filled>['blocks'][number];

function paragraphs(block: FilledBlock): (Paragraph | Table)[] {
  const line = { line: LINE, lineRule: LineRuleType.EXACT } as const;
  const empty = () => new Paragraph({ spacing: line, children: [] });
  const centred = (text: Filled, size: number, font: typeof BODY | typeof TITLE = BODY) =>
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: line, children: runs(text, size, font) });
  switch (block.is) {
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 200, line: 700, lineRule: LineRuleType.EXACT },
          children: runs(block.text, SIZE.title, TITLE),
        }),
      ];
    case 'copy':
      return [centred(block.text, SIZE.body)];
    case 'number':
      return [
        centred(block.text, SIZE.body),
        new Paragraph({ spacing: { line: 200, lineRule: LineRuleType.EXACT }, children: [] }),
      ];
    case 'addressee':
      return [new Paragraph({ spacing: line, children: runs(block.text, SIZE.body) })];
    case 'para':
      return [
        new Paragraph({
          spacing: line,
          // A line to write on is one long word, for which a justified line would be torn apart.
          alignment: block.text.some((span) => 'blank' in span) ? AlignmentType.LEFT : AlignmentType.BOTH,
          indent: { firstLine: SIZE.body * 20 },
          children: runs(block.text, SIZE.body),
        }),
      ];
    case 'sign':
      return [
        empty(),
        ...[block.office, block.day].map(
          (text) =>
            new Paragraph({
              spacing: line,
              alignment: AlignmentType.RIGHT,
              indent: { right: SIZE.body * (text === block.day ? 40 : 20) },
              children: runs(text, SIZE.body),
            }),
        ),
      ];
    case 'table':
      return [tableOf(block)];
    case 'note':
      return [
        new Paragraph({
          spacing: { before: 80, line: 360, lineRule: LineRuleType.EXACT },
          children: runs(block.text, SIZE.note),
        }),
      ];
  }
}

function tableOf(block: Extract<Block<Filled>, { is: 'table' }>): Table {
  const border = { style: BorderStyle.SINGLE, size: 5, color: '000000' };
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 110, right: 110 },
      children,
    });
  return new Table({
    width: { size: INNER, type: WidthType.DXA },
    columnWidths: [LABEL, INNER - LABEL],
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: block.rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          height: { value: mm(10) * row.lines, rule: HeightRule.ATLEAST },
          children: [
            cell(
              [new Paragraph({ alignment: AlignmentType.CENTER, children: runs([{ text: row.label }], SIZE.small) })],
              LABEL,
            ),
            cell([new Paragraph({ children: runs(row.text, SIZE.small) })], INNER - LABEL),
          ],
        }),
    ),
  });
}

function runs(spans: Filled, size: number, font: typeof BODY | typeof TITLE = BODY): ParagraphChild[] {
  return spans.map((span) =>
    'blank' in span
      ? new TextRun({ text: '\u00a0'.repeat(span.blank * 3), underline: {}, size, font })
      : new TextRun({ text: span.text, size, font }),
  );
}
