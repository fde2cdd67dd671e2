import { isDay } from '@quanxue/domain/basis/plain-date.ts';
import type { Language, Text } from '@quanxue/domain/basis/problem.ts';

export interface Options {
  readonly command: 'check' | 'advise';
  readonly files: readonly string[];
  readonly asOf: string | undefined;
  readonly json: boolean;
  readonly lang: Language;
}

/** `quanxue match`: see match.ts. */
export interface MatchOptions {
  readonly command: 'match';
  readonly left: string;
  readonly right: string;
  readonly out: string;
  readonly json: boolean;
  readonly lang: Language;
}

export const usage: Text = {
  zh: `用法：
  quanxue check  文件… [--as-of 2022-11-30] [--json] [--lang zh|en]   检查案卷还缺什么
  quanxue advise 文件… [--as-of 2022-11-30] [--json] [--lang zh|en]   列出可用的处置措施及理由
  quanxue match  适龄名单 学籍名单 --out 文件夹 [--json] [--lang zh|en]   人籍比对：谁没有学籍
文件是案卷（quanxue.casefile/1，.json），“-”表示标准输入；.jsonl 一行一份。
名单是 .xlsx、.xls、.ods 或 .csv，首行附近有中文表头；结果写入 pairs.jsonl、missing.jsonl、duplicates.jsonl、summary.json。
返回值：0 无缺漏；1 有缺漏或不合要求；2 输入不是有效的案卷或名单。`,
  en: `Usage:
  quanxue check  FILE… [--as-of 2022-11-30] [--json] [--lang zh|en]   what a case file still lacks
  quanxue advise FILE… [--as-of 2022-11-30] [--json] [--lang zh|en]   which measures are open, and why
  quanxue match  POPULATION ROLL --out DIR [--json] [--lang zh|en]   who is on one list and not on the other
A file is a case file (quanxue.casefile/1, .json), "-" is standard input; a .jsonl holds one a line.
A list is .xlsx, .xls, .ods or .csv with Chinese headings; the answer goes to pairs, missing and duplicates.jsonl, summary.json.
Exit: 0 nothing lacking; 1 something missing or breached; 2 the input is not a valid case file or list.`,
};

/** Reads the command line. `fault` is a sentence about what is wrong with it. */
export function readOptions(
  argv: readonly string[],
): Options | MatchOptions | { readonly help: Language } | { readonly fault: Text; readonly lang: Language } {
  const [command, ...rest] = argv;
  let lang: Language = 'zh';
  let asOf: string | undefined;
  let out: string | undefined;
  let json = false;
  let onlyFiles = false;
  const files: string[] = [];
  const faults: Text[] = [];
  const asksHelp = command === undefined || command === '--help' || command === '-h' || command === 'help';

  for (let i = 0; i < rest.length; i++) {
    const [word, inline] = split(rest[i] ?? '');
    if (onlyFiles || !word.startsWith('-') || word === '-') files.push(rest[i] ?? '');
    else if (word === '--') onlyFiles = true;
    else if (word === '--json') json = true;
    else if (word === '--help' || word === '-h') return { help: lang };
    else if (word === '--as-of') {
      asOf = inline ?? rest[++i] ?? '';
      if (!isDay(asOf)) {
        faults.push({
          zh: `--as-of 后面要写存在的日期，如 2022-11-30，现在是“${asOf}”`,
          en: `--as-of needs a day that exists, like 2022-11-30, not "${asOf}"`,
        });
      }
    } else if (word === '--out' && command === 'match') out = inline ?? rest[++i] ?? '';
    else if (word === '--lang') {
      const value = inline ?? rest[++i] ?? '';
      if (value === 'zh' || value === 'en') lang = value;
      else faults.push({ zh: `--lang 只能是 zh 或 en，现在是“${value}”`, en: `--lang is zh or en, not "${value}"` });
    } else
      faults.push({
        zh: `不认识的选项“${word}”，请看 quanxue --help`,
        en: `unknown option "${word}", see quanxue --help`,
      });
  }

  if (asksHelp) return { help: lang };
  if (command !== 'check' && command !== 'advise' && command !== 'match') {
    return {
      fault: { zh: `没有“${command}”这个命令，请看 quanxue --help`, en: `no command "${command}", see quanxue --help` },
      lang,
    };
  }
  const [fault] = faults;
  if (fault) return { fault, lang };
  if (command === 'match') {
    const [left, right] = files;
    if (!left || !right || files.length !== 2 || !out) {
      return {
        fault: {
          zh: '请给出两份名单和结果文件夹：quanxue match 适龄名单 学籍名单 --out 文件夹',
          en: 'give two lists and a folder: quanxue match POPULATION ROLL --out DIR',
        },
        lang,
      };
    }
    return { command, left, right, out, json, lang };
  }
  if (files.length === 0) {
    return {
      fault: { zh: '请给出案卷文件，或用“-”读取标准输入', en: 'give a case file, or "-" for standard input' },
      lang,
    };
  }
  return { command, files, asOf, json, lang };
}

/** '--as-of=2022-11-30' → ['--as-of', '2022-11-30'] */
function split(word: string): [string, string | undefined] {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
