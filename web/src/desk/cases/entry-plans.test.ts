import { entrySchemas, KINDS } from '@quanxue/domain/casefile/schema.ts';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_GROUPS } from '../../basis/entry/document-groups.ts';
import { contentFrom, pruned, readEntry, schemaOf, shapeOf, shownFields } from '../../basis/entry/entry-plan.ts';
import { ENTRY_PLANS } from './entry-plans.ts';

const COMMON = ['id', 'kind', 'on', 'recordedAt', 'recordedBy', 'evidence', 'note', 'details'];

describe('the forms', () => {
  it.each(KINDS)('of kind %s have every field of the contract', (kind) => {
    const own = Object.keys(entrySchemas[kind].shape).filter((name) => !COMMON.includes(name));
    // An amendment's replacement is the corrected entry's own form.
    const wanted = kind === 'amendment' ? own.filter((name) => name !== 'replacement') : own;
    expect(ENTRY_PLANS[kind].fields.map((field) => field.name).sort()).toEqual(wanted.sort());
  });

  it('have a widget for every field', () => {
    for (const kind of KINDS) {
      for (const field of ENTRY_PLANS[kind].fields) {
        if (!field.as) expect(shapeOf(schemaOf(kind, field.name)).type, `${kind} ${field.name}`).not.toBe('other');
      }
    }
  });

  it('offer every kind of paper exactly once', () => {
    const offered = DOCUMENT_GROUPS.flatMap((group) => group.documents);
    expect(offered.length).toBe(new Set(offered).size);
    expect([...offered].sort()).toEqual([...entrySchemas.document.shape.document.options].sort());
  });

  it('never ask for a field that depends on another before that one is answered', () => {
    const names = shownFields(ENTRY_PLANS.document, {}).map((field) => field.name);
    expect(names).toEqual(['document', 'number', 'issuer']);
  });
});

describe('what is saved', () => {
  it('leaves out empty texts, empty lists and what the form no longer shows', () => {
    const values = {
      on: '2022-09-12',
      by: [{ name: ' 周远 ', unit: 'township', post: '' }, {}],
      method: 'home-visit',
      met: [{ who: 'guardian', name: '' }],
      notMetReason: 'typed before somebody was met',
      summary: '  ',
      outcome: 'undecided',
    };
    expect(contentFrom(ENTRY_PLANS.persuasion, values)).toEqual({
      kind: 'persuasion',
      on: '2022-09-12',
      by: [{ name: '周远', unit: 'township' }],
      method: 'home-visit',
      met: [{ who: 'guardian' }],
      outcome: 'undecided',
    });
  });

  it('keeps a no and a zero', () => {
    expect(pruned({ outpatient: false, count: 0, text: '' })).toEqual({ outpatient: false, count: 0 });
  });

  it('is read by the contract, or says which field lacks what', () => {
    const ok = readEntry('exam', { kind: 'exam', id: 'e1', on: '2022-06-20', passed: false });
    expect(ok).toHaveProperty('entry.passed', false);
    const bad = readEntry('persuasion', {
      kind: 'persuasion',
      id: 'e1',
      on: '2022-02-30',
      by: [{ name: '周远' }],
      method: 'phone',
    });
    expect('issues' in bad && bad.issues).toEqual([
      { path: ['on'], reason: 'day' },
      { path: ['by', 0, 'unit'], reason: 'choose' },
      { path: ['outcome'], reason: 'choose' },
    ]);
  });

  it('refuses a session without hours with the field’s name', () => {
    const bad = readEntry('session', { kind: 'session', id: 'e1', on: '2022-09-12', mode: 'home', classHours: 9 });
    expect('issues' in bad && bad.issues).toEqual([{ path: ['classHours'], reason: 'number' }]);
  });
});
