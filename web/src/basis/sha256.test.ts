import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Sha256, sha256Of, slowSha256Of } from './sha256.ts';

describe('SHA-256 without crypto.subtle', () => {
  it('gives the published digests of the empty message and of "abc"', () => {
    expect(new Sha256().hex()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(new Sha256().add(new TextEncoder().encode('abc')).hex()).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('agrees with node:crypto for every length around the block edges, however the bytes are cut', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 0xff);
      const want = createHash('sha256').update(bytes).digest('hex');
      for (const cut of [1, 7, 63, 64, 65, 200]) {
        const hash = new Sha256();
        for (let at = 0; at < length; at += cut) hash.add(bytes.subarray(at, at + cut));
        expect(hash.hex()).toBe(want);
      }
    }
  });

  it('hashes a file of several megabytes as the browser does', async () => {
    const file = new Blob([Uint8Array.from({ length: 2_500_001 }, (_, index) => index & 0xff)]);
    expect(await slowSha256Of(file)).toBe(await sha256Of(file));
  });
});
