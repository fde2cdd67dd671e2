import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCaseFile } from './read.ts';

const child = { name: '郝小满', sex: 'male', birthDate: '2010-05-01' };
const file = (...entries: unknown[]) => ({ format: 'quanxue.casefile/1', child, entries });
const reopening = (id: string, on = '2022-09-05') => ({ id, kind: 'reopening', on });
const relief = { id: 'r', kind: 'relief', on: '2022-09-05', difficulty: '路远', help: '住校', unit: 'township' };

/** The paths at which a value is no case file; empty where it is one. */
function faults(value: unknown): string[] {
  const read = readCaseFile(value);
  if (read.ok) return [];
  for (const fault of read.faults) {
    expect(fault.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(fault.en).toMatch(/^(?!.*[\u4e00-\u9fff]).*[a-z]/);
    expect(`${fault.zh}${fault.en}`).not.toMatch(/undefined|\[object/);
  }
  return read.faults.map((fault) => fault.path);
}

describe('a case file', () => {
  const examples = new URL('./examples/', import.meta.url);
  const names = readdirSync(examples).filter((name) => name.endsWith('.json') && !name.includes('.expected.'));

  it.each(names)('of the examples is read as published: %s', (name) => {
    const invalid = name.startsWith('invalid-');
    expect(faults(JSON.parse(readFileSync(new URL(name, examples), 'utf8'))).length > 0).toBe(invalid);
  });

  it('may be nearly empty', () => {
    expect(faults(file())).toEqual([]);
  });

  it.each([
    ['nothing', undefined, '$'],
    ['a list', [], '$'],
    ['no format', { child, entries: [] }, '$.format'],
    ['another format', { ...file(), format: 'quanxue.casefile/2' }, '$.format'],
    ['no child', { format: 'quanxue.casefile/1', entries: [] }, '$.child'],
    ['a child without a name', { ...file(), child: { ...child, name: '' } }, '$.child.name'],
    [
      'a birthday that does not exist',
      { ...file(), child: { ...child, birthDate: '2010-02-30' } },
      '$.child.birthDate',
    ],
    ['an unknown key', { ...file(), notes: '' }, '$'],
    ['an unknown kind of entry', file({ id: 'a', kind: 'party', on: '2022-09-05' }), '$.entries[0].kind'],
    ['a day that does not exist', file(reopening('a', '2022-02-30')), '$.entries[0].on'],
    ['an entry without an id', file({ kind: 'reopening', on: '2022-09-05' }), '$.entries[0].id'],
    [
      'an instant without a zone',
      file({ ...reopening('a'), recordedAt: '2022-09-05T10:00:00' }),
      '$.entries[0].recordedAt',
    ],
    ['an unknown key in an entry', file({ ...reopening('a'), reason: 'x' }), '$.entries[0]'],
    ['a grade of ten', { ...file(), child: { ...child, grade: 10 } }, '$.child.grade'],
  ])('with %s is none, and the fault has its place', (_, value, path) => {
    expect(faults(value)).toEqual([path]);
  });

  it('of an unknown pack is none', () => {
    expect(faults({ ...file(), pack: 'nowhere' })).toEqual(['$.pack']);
    expect(faults({ ...file(), pack: 'chengkou' })).toEqual([]);
  });

  it('with two entries of one id is none', () => {
    expect(faults(file(reopening('a'), reopening('b'), reopening('a')))).toEqual(['$.entries[2].id']);
  });

  it('keeps details and chain as they are', () => {
    const value = { ...file({ ...reopening('a'), details: { rows: [1, null, { x: true }] } }), chain: { head: 'f' } };
    const read = readCaseFile(value);
    expect(read.ok && read.file).toEqual(value);
  });
});

describe('a period', () => {
  const approval = (from?: string, to?: string) => ({
    id: 'a',
    kind: 'approval',
    on: '2022-09-05',
    matter: 'leave',
    step: 'county',
    decision: 'approved',
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  });

  it.each([
    ['of one day', '2022-09-05', '2022-09-05', []],
    ['that ends before it begins', '2022-09-05', '2022-09-04', ['$.entries[0].to']],
    ['without a first day', undefined, '2022-09-01', []],
    ['without a last day', '2022-09-05', undefined, []],
  ])('%s', (_, from, to, expected) => {
    expect(faults(file(approval(from, to)))).toEqual(expected);
  });

  it('of a document is tried as well; the units of a letter are no days', () => {
    const record = { id: 'd', kind: 'document', on: '2022-09-05', document: 'rehabilitation-record' };
    expect(faults(file({ ...record, from: '2022-09-05', to: '2022-09-04' }))).toEqual(['$.entries[0].to']);
    const letter = { id: 'l', kind: 'letter', on: '2022-09-05', direction: 'outgoing', from: 'township', to: 'police' };
    expect(faults(file(letter))).toEqual([]);
  });

  it('of the calendar may end before it starts: it holds no day', () => {
    expect(faults({ ...file(), calendar: { terms: [{ start: '2022-09-05', end: '2022-09-01' }] } })).toEqual([]);
  });
});

describe('an amendment', () => {
  const amend = (more: object) => ({ id: 'x', kind: 'amendment', on: '2022-09-06', of: 'r', ...more });

  it.each([
    ['that withdraws', { withdraw: true }, []],
    ['that is a remark', { note: '备注' }, []],
    ['of nothing', { of: 'q', withdraw: true }, ['$.entries[1].of']],
    ['of itself', { of: 'x', withdraw: true }, ['$.entries[1].of']],
    ['with a whole replacement', { replacement: { ...relief, help: '助学' } }, []],
    ['whose replacement has no id', { replacement: { ...relief, id: undefined } }, []],
    ['whose replacement has an id of its own, which is ignored', { replacement: { ...relief, id: 7 } }, []],
    ['whose replacement is of another kind', { replacement: reopening('r') }, ['$.entries[1].replacement.kind']],
    [
      'whose replacement lacks a field',
      { replacement: { ...relief, help: undefined } },
      ['$.entries[1].replacement.help'],
    ],
    [
      'whose replacement has a wrong day',
      { replacement: { ...relief, on: '2022-02-30' } },
      ['$.entries[1].replacement.on'],
    ],
    [
      'whose replacement has an unknown key, though it withdraws as well',
      { withdraw: true, replacement: { ...relief, helper: '' } },
      ['$.entries[1].replacement'],
    ],
  ])('%s', (_, more, expected) => {
    // As JSON brings it: without keys that hold nothing.
    expect(faults(JSON.parse(JSON.stringify(file(relief, amend(more)))))).toEqual(expected);
  });

  it('of an amendment is refused', () => {
    const second = { ...amend({ withdraw: true }), id: 'y', of: 'x' };
    expect(faults(file(relief, amend({ withdraw: true }), second))).toEqual(['$.entries[2].of']);
  });

  it('may stand before what it amends', () => {
    expect(faults(file(amend({ withdraw: true }), relief))).toEqual([]);
  });

  it('with a replacement whose period ends before it begins is refused', () => {
    const approval = {
      id: 'r',
      kind: 'approval',
      on: '2022-09-05',
      matter: 'leave',
      step: 'county',
      decision: 'approved',
    };
    const replacement = { ...approval, from: '2022-09-05', to: '2022-09-04' };
    expect(faults(file(approval, amend({ replacement })))).toEqual(['$.entries[1].replacement.to']);
  });
});
