import type { Text } from '@quanxue/domain/basis/problem.ts';
import { type Options, readOptions, usage } from './options.ts';
import { Output } from './output.ts';
import { readDocuments } from './read-documents.ts';
import { adviceAsJson, adviceAsText, assessmentAsJson, assessmentAsText } from './show.ts';

/** Exit codes of the contract: 0 nothing missing or breached, 1 something is, 2 the input is not a valid case file. */
const FINE = 0;
const FAILING = 1;
const INVALID = 2;

/**
 * Runs one command line and gives its exit code. Of several files (or lines) an invalid one does not stop the others:
 * its message goes to standard error, the rest are answered, the code is 2.
 */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if ('help' in options) {
    process.stdout.write(`${usage[options.help]}\n`);
    return FINE;
  }
  if ('fault' in options) {
    process.stderr.write(`quanxue: ${options.fault[options.lang]}\n`);
    return INVALID;
  }

  // Only who matches waits for the readers of workbooks to load.
  if (options.command === 'match') return (await import('./match.ts')).runMatch(options);

  const output = new Output(process.stdout);
  let code = FINE;
  for (const file of options.files) {
    for await (const document of readDocuments(file, options.asOf)) {
      if ('faults' in document) {
        code = INVALID;
        await output.flush();
        for (const fault of document.faults) complain(options, file, document.line, fault);
        continue;
      }
      const failing = answer(options, document, output);
      if (failing && code === FINE) code = FAILING;
      if (output.full) await output.flush();
      if (output.closed) return code;
    }
  }
  await output.flush();
  return code;
}

/** Writes the answer about one case file; true where something is missing or breached. */
function answer(
  { command, json, lang }: Options,
  {
    file,
    asOf,
    name,
    line,
  }: Extract<Awaited<ReturnType<typeof readDocuments> extends AsyncGenerator<infer D> ? D : never>, { file: unknown }>,
  output: Output,
): boolean {
  if (command === 'advise') {
    output.write(json ? adviceAsJson(file, asOf, name, line, lang) : adviceAsText(file, asOf, name, line, lang));
    return false;
  }
  const { text, failing } = (json ? assessmentAsJson : assessmentAsText)(file, asOf, name, line, lang);
  output.write(text);
  return failing;
}

function complain({ lang }: Options, file: string, line: number | undefined, fault: Text & { path?: string }): void {
  const place = [file, line === undefined ? '' : lang === 'zh' ? `第 ${line} 行` : `line ${line}`, fault.path ?? ''];
  process.stderr.write(`quanxue: ${place.filter(Boolean).join(' ')}${lang === 'zh' ? '：' : ': '}${fault[lang]}\n`);
}
