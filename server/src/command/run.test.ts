import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const examples = fileURLToPath(new URL('../../../domain/src/casefile/examples/', import.meta.url));

interface Run {
  code: number;
  out: string;
  err: string;
}

function quanxue(args: readonly string[], input?: string): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
    child.stdin?.end(input ?? '');
  });
}

const statuses = (line: string) =>
  Object.fromEntries(
    (JSON.parse(line) as { findings: { id: string; status: string }[] }).findings.map(({ id, status }) => [id, status]),
  );

describe('quanxue check', () => {
  const names = readdirSync(examples).filter((name) => name.endsWith('.json') && !name.includes('.expected.'));

  it.each(names)('answers the published example %s as published', async (name) => {
    const expected = JSON.parse(readFileSync(`${examples}${name.replace('.json', '.expected.json')}`, 'utf8')) as {
      exit: number;
      findings?: Record<string, string>;
    };
    const { code, out, err } = await quanxue(['check', examples + name, '--json']);
    expect(code).toBe(expected.exit);
    if (expected.findings) {
      expect(statuses(out)).toEqual(expected.findings);
      expect(Object.keys(statuses(out))).toEqual(Object.keys(expected.findings));
    } else {
      expect(out).toBe('');
      expect(err).toContain(name);
      expect(err).toContain('$.');
    }
  });

  it('answers a .jsonl line by line, blank lines counted but skipped', async () => {
    const expected = JSON.parse(readFileSync(`${examples}shared-tables.expected.json`, 'utf8')) as {
      check: { line: number; measure: string | null; findings: Record<string, string> }[];
      advise: { line: number; measures: Record<string, string> }[];
    };
    const check = await quanxue(['check', `${examples}shared-tables.jsonl`, '--json']);
    const lines = check.out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(expected.check.map((e) => e.line));
    lines.forEach((line, i) => {
      expect(statuses(line)).toEqual(expected.check[i]?.findings);
      expect((JSON.parse(line) as { measure: string | null }).measure).toBe(expected.check[i]?.measure);
    });
    const advise = await quanxue(['advise', `${examples}shared-tables.jsonl`, '--json']);
    expect(advise.code).toBe(0);
    advise.out
      .trimEnd()
      .split('\n')
      .forEach((line, i) => {
        const { measures } = JSON.parse(line) as { measures: { measure: string; state: string }[] };
        expect(Object.fromEntries(measures.map(({ measure, state }) => [measure, state]))).toEqual(
          expected.advise[i]?.measures,
        );
      });
  });

  it('reads one case file from standard input', async () => {
    const { code, out } = await quanxue(
      ['check', '-', '--json'],
      readFileSync(`${examples}return-complete.json`, 'utf8'),
    );
    expect(code).toBe(0);
    expect((JSON.parse(out) as { file: string; line?: number }).file).toBe('-');
    expect(out).not.toContain('"line"');
  });

  it('goes on after an invalid file and exits with 2', async () => {
    const { code, out, err } = await quanxue([
      'check',
      `${examples}invalid-amendment-of-nothing.json`,
      `${examples}return-complete.json`,
      '--json',
    ]);
    expect(code).toBe(2);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('$.entries[');
  });

  it('says in a sentence what is wrong with a missing file, with no JSON, and with a line', async () => {
    expect((await quanxue(['check', '/nowhere.json'])).err).toContain('没有这个文件');
    const { code, err } = await quanxue(['check', '-', '--lang', 'en'], '{"format":');
    expect(code).toBe(2);
    expect(err).toContain('not JSON');
    expect(err).not.toContain('    at ');
  });

  it('tells a person in Chinese by default and in English when asked', async () => {
    const file = `${examples}home-teaching-debt.json`;
    expect((await quanxue(['check', file])).out).toContain('不合要求');
    expect((await quanxue(['check', file, '--lang', 'en'])).out).toContain('school weeks fall short');
  });

  it('refuses a day that does not exist, and an unknown option', async () => {
    expect((await quanxue(['check', `${examples}return-complete.json`, '--as-of', '2022-02-30'])).code).toBe(2);
    expect((await quanxue(['check', `${examples}return-complete.json`, '--nonsense'])).code).toBe(2);
  });
});
