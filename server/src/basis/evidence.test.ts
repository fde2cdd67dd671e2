import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EVIDENCE_MEGABYTES, type EvidenceStore, openEvidenceStore } from './evidence.ts';

let dir: string;
let store: EvidenceStore;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'quanxue-evidence-'));
  store = openEvidenceStore(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The smallest PNG there is: one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const left = () => readdirSync(join(dir, 'arriving'));

test('a file is kept under its own fingerprint, whole, its kind read from its bytes', async () => {
  const sha256 = sha(PNG);
  expect(store.has(sha256)).toBe(false);
  const receipt = { sha256, bytes: PNG.length, mediaType: 'image/png' };
  expect(await store.receive(Readable.from([PNG.subarray(0, 10), PNG.subarray(10)]), sha256)).toEqual(receipt);
  expect(store.has(sha256)).toBe(true);
  expect(await buffer(store.read(sha256))).toEqual(PNG);
  expect(readdirSync(join(dir, sha256.slice(0, 2), sha256.slice(2, 4)))).toEqual([sha256]);
  // Sent again after a lost answer: the same receipt.
  expect(await store.receive(Readable.from([PNG]), sha256)).toEqual(receipt);
  expect(left()).toEqual([]);
});

test('a file whose bytes are not those announced is refused, and nothing of it stays', async () => {
  const announced = sha(Buffer.from('another'));
  await expect(store.receive(Readable.from([PNG]), announced)).rejects.toMatchObject({ key: 'evidence-hash-differs' });
  expect(store.has(announced)).toBe(false);
  expect(left()).toEqual([]);
});

test('a transfer that breaks off leaves nothing', async () => {
  const broken = new Readable({ read() {} });
  broken.push(PNG.subarray(0, 20));
  queueMicrotask(() => broken.destroy(new Error('the line went dead')));
  await expect(store.receive(broken, sha(Buffer.from('x')))).rejects.toThrow('the line went dead');
  expect(left()).toEqual([]);
});

test('a page, a script, an SVG, plain text and an empty file are no evidence', async () => {
  for (const text of [
    '<!doctype html><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    'MZ not really a program',
    '张三，13800000000',
    '',
  ]) {
    const bytes = Buffer.from(text);
    await expect(store.receive(Readable.from([bytes]), sha(bytes)), text).rejects.toMatchObject({
      key: 'evidence-kind-unknown',
    });
    expect(store.has(sha(bytes))).toBe(false);
  }
  expect(left()).toEqual([]);
});

test('a file over the limit is refused while it comes in, not after', async () => {
  let sent = 0;
  const endless = Readable.from(
    (function* () {
      for (;;) {
        sent += 1_000_000;
        yield Buffer.alloc(1_000_000);
      }
    })(),
  );
  await expect(store.receive(endless, 'a'.repeat(64))).rejects.toMatchObject({ key: 'too-large' });
  expect(sent / 1e6).toBeLessThan(EVIDENCE_MEGABYTES + 20);
  expect(left()).toEqual([]);
});

test('what has not arrived is told, and a path is no fingerprint', () => {
  expect(() => store.read('f'.repeat(64))).toThrow('evidence-missing');
  for (const trick of ['../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), '']) {
    expect(() => store.read(trick), trick).toThrow('not-found');
  }
});
