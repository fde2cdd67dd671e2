import { expect, test } from 'vitest';
import { type DecidedPair, DecidedPairs } from './decided-pairs.ts';

const decided = (text: string) =>
  new DecidedPairs(
    text.split(' ').map((said): DecidedPair => {
      const [a = '', sign, b = ''] = said;
      return { decision: sign === '=' ? 'same' : 'apart', a, b };
    }),
  );

test.each([
  ['said so themselves', 'a=b', true],
  ['said so of each and a third', 'a=c c=b', true],
  ['of two chains that meet', 'a=c d=b c=d', true],
  ['nothing was said of both', 'a=c b=d', false],
  ['the third is another', 'a=c c≠b', false],
])('two are one: %s', (_, said, one) => {
  expect(decided(said).isSame('a', 'b')).toBe(one);
  expect(Boolean(decided(said).same('a', 'b'))).toBe(one);
});

test.each([
  ['said so themselves', 'b≠a', true],
  ['one of them is a third who is not the other', 'a=c c≠b', true],
  ['each is somebody, and those two are not one', 'a=c b=d d≠c', true],
  ['a third is neither', 'a≠c c≠b', false],
  ['nothing was said', 'a=c', false],
])('two are two: %s', (_, said, two) => {
  expect(Boolean(decided(said).apart('a', 'b'))).toBe(two);
});
