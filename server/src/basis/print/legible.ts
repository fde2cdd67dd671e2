/** What a template receives: its data and the names of the pictures that can be shown. */
export interface Sheet {
  readonly data: unknown;
  readonly pictures: readonly string[];
}

const PRIVATE_USE = /\p{Co}/gu;
// Everything below the blank but tab and line ends: no font has it, and it has no shape to lose.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * Marks the characters of the private use areas by their codes, `〔U+E123〕`: their shape differs from machine to
 * machine, so that a font may well show them, and show a wrong name. Control characters are dropped.
 */
export function withoutPrivateUse(sheet: Sheet): Sheet {
  return { ...sheet, data: walk(sheet.data, (text) => text.replace(CONTROL, '').replace(PRIVATE_USE, codes)) };
}

/**
 * Replaces each character that no font can show by its code, `〔U+2B689〕`: an empty box in a child's name is a
 * forgery by accident. Object keys stay as they are.
 *
 * @param showable says whether every character of a text can be shown; asked by halves, so that a text of a thousand
 *   different characters with one bad among them costs some twenty questions.
 * @returns the sheet and how many different characters were marked.
 */
export function legible(sheet: Sheet, showable: (text: string) => boolean): { sheet: Sheet; marks: number } {
  const characters = new Set<string>();
  walk(sheet.data, (text) => {
    for (const character of graphemes(text)) characters.add(character);
    return text;
  });
  const bad = new Set(unshowable([...characters], showable));
  const mark = (text: string) =>
    graphemes(text)
      .map((each) => (bad.has(each) ? codes(each) : each))
      .join('');
  return { sheet: { ...sheet, data: walk(sheet.data, mark) }, marks: bad.size };
}

function unshowable(characters: readonly string[], showable: (text: string) => boolean): readonly string[] {
  if (characters.length === 0 || showable(characters.join(' '))) return [];
  if (characters.length === 1) return characters;
  const middle = characters.length >> 1;
  return [...unshowable(characters.slice(0, middle), showable), ...unshowable(characters.slice(middle), showable)];
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), (each) => each.segment);
}

function codes(grapheme: string): string {
  const points = Array.from(
    grapheme,
    (each) => `U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return `〔${points.join(' ')}〕`;
}

function walk(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => walk(each, change));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each, change)]));
  return value;
}
