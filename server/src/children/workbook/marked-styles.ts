/** Fills of the cells that are pointed at: the light red and yellow that spreadsheet programs use for bad and neutral. */
const COLOURS = { bad: 'FFFFC7CE', warning: 'FFFFEB9C' } as const;
type Level = keyof typeof COLOURS;

/** The formats of a workbook, with coloured twins of those that are asked for. */
export class MarkedStyles {
  private readonly source: string;
  private readonly prefix: string;
  private readonly formats: readonly string[];
  private readonly fills: number;
  private readonly twins = new Map<string, number>();
  private readonly added: string[] = [];

  constructor(xml: string) {
    this.source = xml;
    this.prefix = /<(\w+:)?styleSheet[\s>]/.exec(xml)?.[1] ?? '';
    const block = this.block('cellXfs');
    this.formats = [
      ...block.matchAll(new RegExp(`<${this.prefix}xf\\b(?:[^>]*/>|[^>]*[^/]>[\\s\\S]*?</${this.prefix}xf>)`, 'g')),
    ].map(([whole]) => whole);
    this.fills = (this.block('fills').match(new RegExp(`<${this.prefix}fill\\b`, 'g')) ?? []).length;
  }

  /** The number of the coloured twin of a format. */
  marked(style: number | undefined, level: Level): number {
    if (this.formats.length === 0) return style ?? 0;
    const key = `${style ?? 0} ${level}`;
    let number = this.twins.get(key);
    if (number === undefined) {
      number = this.formats.length + this.added.length;
      const fill = this.fills + (level === 'bad' ? 0 : 1);
      const plain = (this.formats[style ?? 0] ?? this.formats[0] ?? '')
        .replace(/\s(fillId|applyFill)="[^"]*"/g, '')
        .replace(/^<((?:\w+:)?xf)\b/, `<$1 fillId="${fill}" applyFill="1"`);
      this.added.push(plain);
      this.twins.set(key, number);
    }
    return number;
  }

  xml(): string {
    if (this.added.length === 0) return this.source;
    const p = this.prefix;
    const fills = (Object.keys(COLOURS) as Level[]).map(
      (level) =>
        `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${COLOURS[level]}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`,
    );
    return this.grown(this.grown(this.source, 'fills', fills), 'cellXfs', this.added);
  }

  private block(name: string): string {
    return new RegExp(`<${this.prefix}${name}\\b[\\s\\S]*?</${this.prefix}${name}>`).exec(this.source)?.[0] ?? '';
  }

  private grown(xml: string, name: string, more: readonly string[]): string {
    const close = `</${this.prefix}${name}>`;
    const at = xml.indexOf(close);
    if (at < 0) return xml;
    const open = xml.lastIndexOf(`<${this.prefix}${name}`, at);
    const head = xml
      .slice(open, at)
      .replace(
        /(^<[^>]*\scount=")(\d+)"/,
        (_all, before: string, count: string) => `${before}${Number(count) + more.length}"`,
      );
    return xml.slice(0, open) + head + more.join('') + xml.slice(at);
  }
}
