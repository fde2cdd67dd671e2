import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { terms } from '../domain/src/terms.ts';

export const GLOSSARY_FILE = join(import.meta.dirname, '..', 'docs', 'glossary.md');

/** docs/glossary.md as it must be: one table per group of domain/src/terms.ts, in its order. */
export function glossary(): string {
  const parts = [
    '# Glossary',
    '',
    'Written by `node scripts/glossary.ts` from `domain/src/terms.ts`; change it there. Code, API, database and English',
    'screens use the identifier and the English word; Chinese screens, prints and messages use the Chinese one.',
  ];
  for (const [group, words] of Object.entries(terms)) {
    parts.push('', `## ${group}`, '', '| identifier | 中文 | English |', '|---|---|---|');
    for (const [identifier, { zh, en }] of Object.entries(words)) parts.push(`| \`${identifier}\` | ${zh} | ${en} |`);
  }
  return `${parts.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(GLOSSARY_FILE, glossary());
