import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Language, Problem } from '@quanxue/domain/basis/problem.ts';
import { explain, SETTLED } from '@quanxue/domain/children/match/explain.ts';
import { type Matching, matchLists } from '@quanxue/domain/children/match/match-lists.ts';
import { Names } from '@quanxue/domain/children/match/names.ts';
import { type People, Words } from '@quanxue/domain/children/match/people.ts';
import { unparcel } from '@quanxue/domain/children/match/people-parcel.ts';
import { readingsOf } from '../children/sound-of-name.ts';
import { type DuplicateLines, duplicateLines } from './match-duplicates.ts';
import { readPeople } from './match-read.ts';
import type { FromThread, ThreadRequest } from './match-thread.ts';

/* `quanxue match POPULATION ROLL --out DIR`: who of one list is not in the other. */

export interface MatchRequest {
  readonly left: string;
  readonly right: string;
  readonly out: string;
  readonly json: boolean;
  readonly lang: Language;
}

export interface MatchSummary {
  readonly left: { readonly file: string; readonly rows: number; readonly leftOut: number };
  readonly right: { readonly file: string; readonly rows: number; readonly leftOut: number };
  /** Pairs joined, and pairs for a person to decide. */
  readonly joined: number;
  readonly review: number;
  /** Left rows with no joined pair, and those of them that have a pair for review. */
  readonly missing: number;
  readonly missingInReview: number;
  /** Right rows with no joined pair. */
  readonly onlyRight: number;
  /** Pairs of rows within one list that are about one child, and those that may be. */
  readonly duplicates: { readonly left: number; readonly right: number; readonly review: number };
  readonly seconds: { readonly reading: number; readonly matching: number; readonly writing: number };
}

/**
 * Writes pairs.jsonl, missing.jsonl, duplicates.jsonl and summary.json into the folder and a summary to standard output.
 * @returns the exit code: 0, or 2 where an input cannot be used.
 */
export async function runMatch(request: MatchRequest): Promise<0 | 2> {
  try {
    const summary = await match(request);
    process.stdout.write(request.json ? `${JSON.stringify(summary)}\n` : readable(summary, request));
    return 0;
  } catch (error) {
    const sentence = sentenceOf(error, request);
    if (sentence === undefined) throw error;
    process.stderr.write(`quanxue: ${sentence}\n`);
    return 2;
  }
}

async function match(request: MatchRequest): Promise<MatchSummary> {
  const began = performance.now();
  mkdirSync(request.out, { recursive: true });
  const lexicon = { names: new Names(readingsOf), words: new Words() };
  const thread = startThread({ path: request.right, lang: request.lang });
  try {
    const left = await readPeople(request.left, lexicon);
    const leftDuplicates = duplicateLines('left', left.people, request.lang);
    const { parcel, leftOut } = await thread.list;
    const right = { people: unparcel(parcel, lexicon), leftOut };
    const read = performance.now();
    const matching = matchLists(left.people, right.people);
    const matched = performance.now();
    const counts = await write(request, left.people, right.people, matching);
    const rightDuplicates = await thread.duplicates;
    writeFileSync(joinPath(request.out, 'duplicates.jsonl'), leftDuplicates.text + rightDuplicates.text);
    const summary = {
      left: { file: request.left, rows: left.people.size, leftOut: left.leftOut },
      right: { file: request.right, rows: right.people.size, leftOut: right.leftOut },
      ...counts,
      duplicates: {
        left: leftDuplicates.certain,
        right: rightDuplicates.certain,
        review: leftDuplicates.review + rightDuplicates.review,
      },
      seconds: {
        reading: round(read - began),
        matching: round(matched - read),
        writing: round(performance.now() - matched),
      },
    };
    writeFileSync(joinPath(request.out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    return summary;
  } finally {
    await thread.end();
  }
}

/** Reads the right list in a thread of its own: two lists take no longer than the longer one. */
function startThread(workerData: ThreadRequest) {
  const worker = new Worker(new URL('./match-thread.ts', import.meta.url), { workerData, execArgv: [] });
  const list = Promise.withResolvers<Extract<FromThread, { type: 'list' }>>();
  const duplicates = Promise.withResolvers<DuplicateLines>();
  const fail = (reason: unknown) => {
    list.reject(reason);
    duplicates.reject(reason);
  };
  worker.on('message', (message: FromThread) => {
    switch (message.type) {
      case 'list':
        return list.resolve(message);
      case 'duplicates':
        return duplicates.resolve(message.lines);
      case 'problem': {
        const { key, status, text, values } = message.problem;
        return fail(new Problem(key, status, text, values));
      }
    }
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that reads the second list ended without a last word')));
  // The left list may be refused first; nobody waits for the right one then.
  list.promise.catch(() => {});
  duplicates.promise.catch(() => {});
  return { list: list.promise, duplicates: duplicates.promise, end: () => worker.terminate() };
}

async function write({ out, lang }: MatchRequest, left: People, right: People, { settled, pairs }: Matching) {
  const joinedLeft = new Uint8Array(left.size);
  const joinedRight = new Uint8Array(right.size);
  const inReview = new Uint8Array(left.size);
  const join = (i: number, j: number) => {
    joinedLeft[i] = 1;
    joinedRight[j] = 1;
  };
  const file = lines(joinPath(out, 'pairs.jsonl'));
  const why = JSON.stringify(SETTLED.map((each) => each[lang]));
  for (let at = 0; at < settled.lefts.length; at += 1) {
    const i = settled.lefts[at] ?? 0;
    const j = settled.rights[at] ?? 0;
    join(i, j);
    file.put(`{"left":${left.row[i]},"right":${right.row[j]},"decision":"joined","score":1,"why":${why}}`);
    if (file.full()) await file.flush();
  }
  let review = 0;
  for (const pair of pairs) {
    if (pair.decision === 'joined') join(pair.left, pair.right);
    else {
      review += 1;
      inReview[pair.left] = 1;
    }
    file.put(
      JSON.stringify({
        left: left.row[pair.left],
        right: right.row[pair.right],
        decision: pair.decision,
        score: rounded(pair.score),
        why: explain(left, right, pair).map((each) => each[lang]),
      }),
    );
    if (file.full()) await file.flush();
  }
  await file.end();
  const missing = lines(joinPath(out, 'missing.jsonl'));
  let count = 0;
  let marked = 0;
  for (let i = 0; i < left.size; i += 1) {
    if (joinedLeft[i]) continue;
    count += 1;
    if (inReview[i]) marked += 1;
    missing.put(inReview[i] ? `{"left":${left.row[i]},"review":true}` : `{"left":${left.row[i]}}`);
    if (missing.full()) await missing.flush();
  }
  await missing.end();
  return {
    joined: settled.lefts.length + pairs.length - review,
    review,
    missing: count,
    missingInReview: marked,
    onlyRight: right.size - sum(joinedRight),
  };
}

/** Lines of a file, written in pieces and waited for, so that memory stays flat. */
function lines(path: string) {
  const stream: WriteStream = createWriteStream(path);
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => {});
  let waiting: string[] = [];
  const flush = async () => {
    const text = waiting.join('\n');
    if (waiting.length === 0) return;
    waiting = [];
    await Promise.race([new Promise<void>((done) => stream.write(`${text}\n`, () => done())), failed]);
  };
  return {
    put: (line: string) => waiting.push(line),
    full: () => waiting.length >= 10_000,
    flush,
    end: async () => {
      await flush();
      await Promise.race([new Promise<void>((done) => stream.end(() => done())), failed]);
    },
  };
}

function sum(marks: Uint8Array): number {
  let count = 0;
  for (const mark of marks) count += mark;
  return count;
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}

function readable(summary: MatchSummary, { out, lang }: MatchRequest): string {
  const { left, right, joined, review, missing, missingInReview, onlyRight, duplicates, seconds } = summary;
  const zh = [
    `左表 ${left.file}：${left.rows} 行（另有 ${left.leftOut} 行不是名单内容）`,
    `右表 ${right.file}：${right.rows} 行（另有 ${right.leftOut} 行不是名单内容）`,
    `已对上 ${joined} 对，待人工核对 ${review} 对`,
    `左表未对上 ${missing} 行（其中 ${missingInReview} 行有待核对的人选），右表未对上 ${onlyRight} 行`,
    `表内重复：左表 ${duplicates.left} 对，右表 ${duplicates.right} 对，另有疑似 ${duplicates.review} 对`,
    `用时：读取 ${seconds.reading} 秒，比对 ${seconds.matching} 秒，写出 ${seconds.writing} 秒`,
    `结果在 ${out}：pairs.jsonl、missing.jsonl、duplicates.jsonl、summary.json`,
  ];
  const en = [
    `left  ${left.file}: ${left.rows} rows (and ${left.leftOut} that are not part of the list)`,
    `right ${right.file}: ${right.rows} rows (and ${right.leftOut} that are not part of the list)`,
    `${joined} pairs joined, ${review} for review`,
    `${missing} left rows not joined (${missingInReview} of them with a pair for review), ${onlyRight} right rows not joined`,
    `double entries: ${duplicates.left} left, ${duplicates.right} right, ${duplicates.review} to be looked at`,
    `seconds: reading ${seconds.reading}, matching ${seconds.matching}, writing ${seconds.writing}`,
    `written to ${out}: pairs.jsonl, missing.jsonl, duplicates.jsonl, summary.json`,
  ];
  return `${(lang === 'zh' ? zh : en).join('\n')}\n`;
}

/** What to tell a person; undefined for a bug. */
function sentenceOf(error: unknown, { out, lang }: MatchRequest): string | undefined {
  if (error instanceof Problem) return error.sentence(lang);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^(EACCES|EEXIST|ENOTDIR|EROFS|ENOSPC|EPERM|EISDIR)$/.test(code)) return undefined;
  return lang === 'zh'
    ? `无法读取名单或写入“${out}”（${code}）。请换一个可写的文件夹，或检查文件权限。`
    : `A list cannot be read or "${out}" cannot be written (${code}). Choose a folder that can be written, or check the permissions.`;
}
