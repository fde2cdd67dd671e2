/*
 * The code on a printed sheet: ten random characters and one that checks them, in Crockford's alphabet (no I, L, O, U), so
 * that it can be typed from the paper by hand. It says nothing of the child, the case or the office.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM = 10;

/** A code made of ten random bytes. */
export function codeOf(random: Uint8Array): string {
  if (random.length < RANDOM) throw new Error(`a code takes ${RANDOM} random bytes`);
  // 256 is a multiple of 32: no character is likelier than another.
  const text = Array.from(random.subarray(0, RANDOM), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return text + checkOf(text);
}

/** As it stands below the square on the paper: 7KQ4M-X02PB-T. */
export function spellCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5, 10)}-${code.slice(10)}`;
}

/** A code as somebody typed it, with whatever blanks and dashes; undefined where it is none or was mistyped. */
export function readTypedCode(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-－—·]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{11}$/.test(text)) return undefined;
  return checkOf(text.slice(0, RANDOM)) === text.slice(RANDOM) ? text : undefined;
}

/** What the square holds: the code and which part of the paper this is. Sixteen characters, the smallest square there is. */
export function squareText(code: string, part: number): string {
  return `QX-${code}-${part}`;
}

/** What a read square says; undefined for a square of somebody else. */
export function readSquare(text: string): { readonly code: string; readonly part: number } | undefined {
  const found = /^QX-([0-9A-Z]{11})-([1-9])$/.exec(text);
  const code = found?.[1] && readTypedCode(found[1]);
  return code && code === found[1] ? { code, part: Number(found[2]) } : undefined;
}

/** Luhn's check in base 32: finds every wrong character and nearly every two that changed places. */
function checkOf(text: string): string {
  const sum = Array.from(text)
    .reverse()
    .reduce((total, character, i) => {
      const value = ALPHABET.indexOf(character) * (i % 2 === 0 ? 2 : 1);
      return total + Math.floor(value / 32) + (value % 32);
    }, 0);
  return ALPHABET.charAt((32 - (sum % 32)) % 32);
}
