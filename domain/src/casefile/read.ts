import { predicateOf } from '../basis/predicate.ts';
import type { Text } from '../basis/problem.ts';
import { PACKS } from './pack-names.ts';
import { type CaseFile, CaseFileSchema, type Entry, type EntryOf, EntrySchema } from './schema.ts';

/** One reason why something is not a case file: where (a JSON path like `$.entries[3].on`) and what. */
export interface Fault extends Text {
  readonly path: string;
}

const hasShape = predicateOf(CaseFileSchema);

export type Read =
  | { readonly ok: true; readonly file: CaseFile }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads parsed JSON as a case file: first its shape (schema.ts), then what a schema cannot say: ids are unique, an
 * amendment names an entry that is no amendment, a replacement is a valid entry of the same kind, no `to` lies before
 * its `from`, the pack is known. (Contract, "Reading the entries".)
 */
export function readCaseFile(value: unknown): Read {
  if (!hasShape(value)) {
    const shape = CaseFileSchema.safeParse(value);
    if (!shape.success) {
      return { ok: false, faults: shape.error.issues.slice(0, 20).map((issue) => shapeFault('$', issue)) };
    }
  }
  const file = value as CaseFile;
  const faults: Fault[] = [];
  const fault = (path: string, zh: string, en: string) => faults.push({ path, zh, en });

  if (file.pack !== undefined && !PACKS.includes(file.pack)) {
    fault(
      '$.pack',
      `没有名为“${file.pack}”的规则包，可用：${PACKS.join('、')}`,
      `no policy pack "${file.pack}"; known: ${PACKS.join(', ')}`,
    );
  }

  const byId = new Map<string, Entry>();
  for (const [i, entry] of file.entries.entries()) {
    if (byId.has(entry.id)) fault(`$.entries[${i}].id`, `编号“${entry.id}”重复`, `id "${entry.id}" is used twice`);
    else byId.set(entry.id, entry);
    checkPeriod(entry, `$.entries[${i}]`, fault);
  }

  for (const [i, entry] of file.entries.entries()) {
    if (entry.kind === 'amendment') checkAmendment(entry, byId.get(entry.of), `$.entries[${i}]`, faults, fault);
  }

  return faults.length > 0 ? { ok: false, faults } : { ok: true, file };
}

/** An amendment names an entry that is no amendment; its replacement is a valid entry of the same kind. */
function checkAmendment(
  entry: EntryOf<'amendment'>,
  target: Entry | undefined,
  path: string,
  faults: Fault[],
  fault: (path: string, zh: string, en: string) => void,
): void {
  if (!target) {
    fault(`${path}.of`, `没有编号为“${entry.of}”的记录可更正`, `there is no entry "${entry.of}" to amend`);
    return;
  }
  if (target.kind === 'amendment') {
    fault(
      `${path}.of`,
      `“${entry.of}”本身是更正，不能再被更正；请更正原记录`,
      `"${entry.of}" is itself an amendment; amend the original entry instead`,
    );
    return;
  }
  if (entry.replacement === undefined) return;
  const replacement = EntrySchema.safeParse({ ...entry.replacement, id: entry.of });
  if (!replacement.success) {
    for (const issue of replacement.error.issues.slice(0, 20)) faults.push(shapeFault(`${path}.replacement`, issue));
  } else if (replacement.data.kind !== target.kind) {
    fault(
      `${path}.replacement.kind`,
      `替换内容的种类是“${replacement.data.kind}”，原记录是“${target.kind}”，两者须相同`,
      `the replacement is a "${replacement.data.kind}", the entry a "${target.kind}"; they must be of one kind`,
    );
  } else checkPeriod(replacement.data, `${path}.replacement`, fault);
}

/** Only documents and approvals carry days named `from` and `to`; a letter's are units. */
function checkPeriod(entry: Entry, path: string, fault: (path: string, zh: string, en: string) => void): void {
  if (entry.kind !== 'document' && entry.kind !== 'approval') return;
  if (entry.from !== undefined && entry.to !== undefined && entry.to < entry.from) {
    fault(`${path}.to`, `止日 ${entry.to} 早于起日 ${entry.from}`, `"to" ${entry.to} lies before "from" ${entry.from}`);
  }
}

type Issue = Extract<ReturnType<typeof CaseFileSchema.safeParse>, { success: false }>['error']['issues'][number];

/** One schema issue as a sentence: what is wrong there and what belongs there. */
function shapeFault(root: string, issue: Issue): Fault {
  const path = issue.path.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}.${String(key)}`),
    root,
  );
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('undefined')
        ? { path, zh: '缺少这一项', en: 'this is required' }
        : { path, zh: `类型不对，应为 ${issue.expected}`, en: `wrong type, expected ${issue.expected}` };
    case 'unrecognized_keys':
      return {
        path,
        zh: `有不认识的项：${issue.keys.join('、')}（表格另有的内容请放在 details 里）`,
        en: `unknown keys: ${issue.keys.join(', ')} (what a form asks beyond the format belongs in "details")`,
      };
    case 'invalid_value':
      return {
        path,
        zh: `取值不在可选范围内：${issue.values.map(String).join('、')}`,
        en: `not one of: ${issue.values.map(String).join(', ')}`,
      };
    case 'invalid_union':
      return issue.path.at(-1) === 'kind'
        ? { path, zh: '没有这一种记录', en: 'no such kind of entry' }
        : { path, zh: '取值不在可选范围内', en: 'not one of the allowed values' };
    case 'invalid_format':
      return { path, zh: '格式不对', en: 'wrong format' };
    case 'too_small':
      return { path, zh: `不能为空，也不能小于 ${issue.minimum}`, en: `must not be empty or below ${issue.minimum}` };
    case 'too_big':
      return { path, zh: `不能大于 ${issue.maximum}`, en: `must not be above ${issue.maximum}` };
    case 'custom':
      return issue.params?.key === 'instant'
        ? {
            path,
            zh: '不是带时区的时间，应如 2022-09-07T18:30:00+08:00',
            en: 'not an instant with its zone, like 2022-09-07T18:30:00+08:00',
          }
        : { path, zh: '不是存在的日期，应如 2022-09-07', en: 'not a day that exists, like 2022-09-07' };
    default:
      return { path, zh: '内容不合格式', en: issue.message };
  }
}
