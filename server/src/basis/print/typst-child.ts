import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { legible, type Sheet, withoutPrivateUse } from './legible.ts';

/*
 * The child process of `render-pdf.ts`: takes one sheet at a time, answers with its PDF or with a message. It knows
 * nothing of the database and nothing of the network.
 */

/** What the parent sends: the template's Typst source, its data, and pictures by the name the data calls them. */
export interface PrintTask {
  readonly id: number;
  readonly template: string;
  readonly data: unknown;
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

export type PrintAnswer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number; readonly rss: number }
  | { readonly id: number; readonly error: string };

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json'));
// The folder of this file is Typst's root: a template can read nothing else of the disk.
const root = import.meta.dirname;
const compiler = NodeCompiler.create({
  workspace: root,
  fontArgs: [{ fontPaths: [join(fonts, '400Regular'), join(fonts, '700Bold')] }],
});

/** A document compiled without a single warning: an unknown font is only a warning to Typst, a wrong paper to an office. */
function compile(source: string, inputs: Record<string, string>): { pdf: Uint8Array; pages: number } {
  const result = compiler.compile({ mainFileContent: source, inputs });
  const complaint = result.takeWarnings() ?? result.takeError();
  if (complaint) throw new Error(JSON.stringify(compiler.fetchDiagnostics(complaint)));
  const document = result.result;
  if (!document) throw new Error('Typst gave no document.');
  return { pdf: compiler.pdf(document, { pdfStandard: 'a-2b' }), pages: document.numOfPages };
}

function compiles(source: string, inputs: Record<string, string>): boolean {
  try {
    compile(source, inputs);
    return true;
  } catch {
    return false;
  }
}

/** PDF/A refuses a text that no font here can show, so asking whether it compiles asks whether it can be shown. */
function showable(text: string): boolean {
  return compiles('#set text(font: "Noto Serif SC", lang: "zh", region: "cn")\n#sys.inputs.text', { text });
}

function readable(path: string): boolean {
  return compiles('#image(sys.inputs.path, width: 1cm)', { path });
}

function print(task: PrintTask): { pdf: Uint8Array; pages: number } {
  compiler.resetShadow();
  const pictures = Object.entries(task.pictures).flatMap(([name, bytes]) => {
    const path = join(root, 'pictures', name);
    compiler.mapShadow(path, Buffer.from(bytes));
    // A damaged picture must not cost the whole paper: it is left out and its line in the list remains.
    return readable(`/pictures/${name}`) ? [name] : [];
  });
  const sheet: Sheet = { data: task.data, pictures };
  const inputs = (data: Sheet) => ({ data: JSON.stringify(data) });
  const plain = withoutPrivateUse(sheet);
  try {
    return compile(task.template, inputs(plain));
  } catch (error) {
    const { sheet: marked, marks } = legible(plain, showable);
    if (marks === 0) throw error;
    return compile(task.template, inputs(marked));
  }
}

process.on('message', (task: PrintTask) => {
  let answer: PrintAnswer;
  try {
    answer = { id: task.id, ...print(task), rss: process.memoryUsage.rss() };
  } catch (error) {
    answer = { id: task.id, error: error instanceof Error ? error.message : String(error) };
  }
  compiler.evictCache(2);
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
