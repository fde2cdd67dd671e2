import { describe, expect, it } from 'vitest';
import { complaint, importsOf } from './floors.ts';
import { projectFiles, textOf } from './sources.ts';

const sources = projectFiles().filter((path) => /^(domain|server|web)\/.*\.(ts|tsx|mts|js|mjs)$/.test(path));

describe('the floors of the house', () => {
  it('hold: no import goes where it may not', () => {
    expect(sources.length).toBeGreaterThan(20);
    const complaints = sources.flatMap((path) =>
      importsOf(textOf(path)).flatMap((specifier) => {
        const wrong = complaint(path, specifier);
        return wrong ? [`${path} imports ${specifier}\n    → ${wrong}`] : [];
      }),
    );
    expect(complaints, complaints.join('\n')).toEqual([]);
  });

  it('domain asks neither the clock nor the environment nor chance: the day is an argument', () => {
    const asking = /\bDate\.now\(|\bnew Date\(\s*\)|\bprocess\.|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.random/;
    const found = sources
      .filter((path) => path.startsWith('domain/src/') && !path.endsWith('.test.ts'))
      .flatMap((path) =>
        textOf(path)
          .split('\n')
          .flatMap((line, at) =>
            asking.test(line.replace(/\/\/.*|^\s*\*.*/, '')) ? [`${path}:${at + 1} ${line.trim()}`] : [],
          ),
      );
    expect(found, `hand these in as arguments:\n${found.join('\n')}`).toEqual([]);
  });
});

describe('an import is refused', () => {
  it.each([
    ['domain/src/basis/plain-date.ts', '../casefile/schema.ts', 'stand below'],
    ['domain/src/casefile/fold.ts', '../policy/assess.ts', 'backwards'],
    ['domain/src/policy/assess.ts', '../cases/labels.ts', 'below the capabilities'],
    ['domain/src/people/operations.ts', '../cases/operations.ts', 'backwards'],
    ['domain/src/casefile/read.ts', 'node:fs', 'pure'],
    ['domain/src/casefile/read.ts', 'dayjs', 'pure'],
    ['domain/src/casefile/read.ts', '../../../server/src/basis/clock.ts', 'server'],
    ['server/src/basis/log.ts', '../cases/record-entry.ts', 'below the capabilities'],
    ['server/src/children/routes.ts', '../cases/open-case.ts', 'backwards'],
    ['server/src/children/routes.ts', '@quanxue/domain/cases/operations.ts', 'backwards'],
    ['server/src/cases/open-case.ts', '../children/queries.ts', 'queries'],
    ['server/src/cases/open-case.ts', '../children/child-queries.ts', 'queries'],
    ['server/src/cases/open-case.ts', '../../../domain/src/basis/problem.ts', '@quanxue/domain/basis/problem.ts'],
    ['web/src/desk/app.tsx', '../../../server/src/basis/clock.ts', 'server'],
    ['web/src/desk/app.tsx', '@quanxue/server/src/app.ts', 'server'],
    ['web/src/desk/app.tsx', '../field/outbox.ts', 'phone'],
    ['web/src/field/app.tsx', '../desk/app.tsx', 'desk'],
    ['web/src/basis/call.ts', '../desk/app.tsx', 'below the screens'],
  ])('%s → %s', (importer, specifier, reason) => {
    expect(complaint(importer, specifier)).toContain(reason);
  });
});

describe('an import is allowed', () => {
  it.each([
    ['domain/src/policy/assess.ts', '../casefile/fold.ts'],
    ['domain/src/cases/labels.ts', '../people/operations.ts'],
    ['domain/src/casefile/read.test.ts', 'node:fs'],
    ['server/src/basis/log.ts', '@quanxue/domain/cases/operations.ts'],
    ['server/src/cases/open-case.ts', '../children/find-child.ts'],
    ['server/src/cases/open-case.ts', './queries.ts'],
    ['server/src/app.ts', './inspection/routes.ts'],
    ['server/src/people/sign-in.test.ts', '../app.ts'],
    ['server/src/people/testing.ts', '../testing.ts'],
    ['server/seed/township.ts', '../src/cases/open-case.ts'],
    ['web/src/desk/app.tsx', '../basis/call.ts'],
    ['web/src/desk/app.tsx', '@quanxue/domain/statistics/operations.ts'],
    ['e2e/story.test.ts', '../server/src/app.ts'],
  ])('%s → %s', (importer, specifier) => {
    expect(complaint(importer, specifier)).toBeUndefined();
  });
});

it('every form of import is read, and none in a comment', () => {
  const source = `
    import type { A } from './a.ts';
    import './b.ts';
    export { c } from "./c.ts";
    export * from './d.ts';
    const e = await import('./e.ts');
    // import './f.ts';
    /* import './g.ts'; */`;
  expect(importsOf(source).sort()).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts']);
});
