import { pinyin } from 'pinyin-pro';
import type { FoundPair } from './score.ts';

/*
 * The floor to stand beside: what a script of an afternoon does. Equal number; else equal sound and birthday, where that
 * is unique; else numbers that differ in one digit under the same birthday. Every hit is a join.
 */
export function baseline(left: string, right: string): FoundPair[] {
  const a = rowsOf(left);
  const b = rowsOf(right);
  const byNumber = grouped(b, (row) => row.number);
  const bySound = grouped(b, (row) => sound(row.name) + row.birth);
  const byBirth = grouped(b, (row) => row.birth);
  const pairs: FoundPair[] = [];
  for (const row of a) {
    const equal = row.number ? byNumber.get(row.number) : undefined;
    const alike = equal ? undefined : bySound.get(sound(row.name) + row.birth);
    const near = equal || alike ? undefined : byBirth.get(row.birth)?.filter((each) => oneOff(each.number, row.number));
    const found = equal ?? (alike?.length === 1 ? alike : near?.length === 1 ? near : []);
    for (const each of found) pairs.push({ left: row.row, right: each.row, joined: true });
  }
  return pairs;
}

interface Row {
  readonly row: number;
  readonly name: string;
  readonly number: string;
  readonly birth: string;
}

function rowsOf(csv: string): Row[] {
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  const headings = head.split(',');
  const at = (...words: string[]) => headings.findIndex((heading) => words.includes(heading));
  const name = at('姓名');
  const number = at('公民身份号码', '身份证件号');
  const birth = at('出生日期');
  return lines.map((line, index) => {
    const cells = line.split(',');
    return {
      row: index + 1,
      name: cells[name] ?? '',
      number: cells[number] ?? '',
      birth: (cells[birth] ?? '').replaceAll('-', ''),
    };
  });
}

const sounds = new Map<string, string>();
function sound(name: string): string {
  let known = sounds.get(name);
  if (known === undefined) {
    known = pinyin(name, { toneType: 'none', surname: 'head', type: 'array' }).join(' ');
    sounds.set(name, known);
  }
  return known;
}

function oneOff(a: string, b: string): boolean {
  if (a.length !== 18 || b.length !== 18) return false;
  let unlike = 0;
  for (let at = 0; at < 18; at += 1) if (a[at] !== b[at]) unlike += 1;
  return unlike === 1;
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (!key) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
