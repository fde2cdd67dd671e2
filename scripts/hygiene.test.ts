import { execFileSync } from 'node:child_process';
import { extname, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GLOSSARY_FILE, glossary } from './glossary.ts';
import { projectFiles, ROOT, textOf } from './sources.ts';

const BINARY = new Set(['.xlsx', '.xls', '.et', '.pdf', '.png', '.jpg', '.jpeg', '.ico', '.zip', '.woff2', '.ttf']);
const SELF = 'scripts/hygiene.test.ts';
const texts = projectFiles()
  .filter((path) => !BINARY.has(extname(path)) && path !== SELF)
  .map((path) => ({ path, text: textOf(path) }));

/** Every line of the tree that holds the pattern, as `path:line: text`. */
function lines(pattern: RegExp, of = texts): string[] {
  return of.flatMap(({ path, text }) =>
    pattern.test(text)
      ? text
          .split('\n')
          .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 160)}`] : []))
      : [],
  );
}

describe('the tree', () => {
  it('names no folder of anybody’s machine', () => {
    const found = lines(/(?<![\w.:/~-])\/(work|root|home|Users)\/[\w.-]+|\b[A-Z]:\\+Users\\/);
    expect(found, `write a path from the project’s root instead:\n${found.join('\n')}`).toEqual([]);
  });

  it('names no server of packages, so that it installs behind any mirror', () => {
    const hosts =
      /(registry|npmmirror|npmjs|yarnpkg|artifactory|nexus|verdaccio|pypi|mirrors?)[\w-]*\.[\w.-]*(com|org|net|cn|io|local|internal)\b|deb\.debian\.org/i;
    const found = lines(hosts);
    expect(found, `leave the address out; npm knows it:\n${found.join('\n')}`).toEqual([]);
  });

  it('keeps download addresses out of the lock files, and every package’s checksum in', () => {
    const locks = texts.filter(({ path }) => path.endsWith('package-lock.json'));
    expect(locks.map(({ path }) => path)).toEqual([
      'bench/match/package-lock.json',
      'package-lock.json',
      'runtime/package-lock.json',
    ]);
    for (const { path, text } of locks) {
      const { packages } = JSON.parse(text) as {
        packages: Record<string, { resolved?: string; link?: boolean; integrity?: string }>;
      };
      for (const [name, entry] of Object.entries(packages)) {
        if (!name.includes('node_modules/') || entry.link) continue;
        expect(entry.resolved, `${path}: ${name}`).toBeUndefined();
        expect(entry.integrity, `${path}: ${name}`).toMatch(/^sha512-/);
      }
    }
  });

  it('pins every dependency to one number', () => {
    const found = texts
      .filter(({ path }) => /(^|\/)package\.json$/.test(path))
      .flatMap(({ path, text }) => {
        const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
        return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
          Object.entries(manifest[kind] ?? {}).flatMap(([name, wanted]) =>
            /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted) ? [] : [`${path}: ${name} ${wanted}`],
          ),
        );
      });
    expect(found).toEqual([]);
  });

  it('holds only JSON that parses', () => {
    for (const { path, text } of texts) {
      const documents = path.endsWith('.json')
        ? [text]
        : path.endsWith('.jsonl')
          ? text.split('\n').filter((line) => line.trim() !== '')
          : [];
      for (const document of documents) expect(() => JSON.parse(document), path).not.toThrow();
    }
  });

  it('escapes the type checker nowhere without saying why', () => {
    const code = texts.filter(({ path }) => /\.(ts|tsx)$/.test(path));
    const escapes = /@ts-(ignore|nocheck)|@ts-expect-error\s*$|\bas any\b|biome-ignore(-\w+)? [\w/]+:?\s*$/;
    expect(lines(escapes, code)).toEqual([]);
  });

  it('skips no test and lets none stand alone', () => {
    const tests = texts.filter(({ path }) => /\.test\.tsx?$/.test(path));
    expect(lines(/\b(it|test|describe)\.(skip|only|todo|skipIf|runIf)\b/, tests)).toEqual([]);
  });

  it('is under the Apache License 2.0', () => {
    const licence = texts.find(({ path }) => path === 'LICENSE')?.text ?? '';
    expect(licence).toContain('Apache License');
    expect(licence).toContain('Version 2.0, January 2004');
  });

  it('keeps the commands executable, with line ends that their system reads', () => {
    const staged = execFileSync('git', ['ls-files', '--stage', 'bin/quanxue', '.ci/run'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(
      staged
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 6)),
    ).toEqual(['100755', '100755']);
    expect(textOf('bin/quanxue')).not.toContain('\r');
    expect(
      textOf('bin/quanxue.cmd')
        .split('\n')
        .slice(0, -1)
        .every((line) => line.endsWith('\r')),
    ).toBe(true);
  });

  it('has the glossary in step with domain/src/terms.ts (else run: node scripts/glossary.ts)', () => {
    expect(textOf(relative(ROOT, GLOSSARY_FILE))).toBe(glossary());
  });
});
