import { entrySchemas } from '@quanxue/domain/casefile/schema.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import { packNamed } from '@quanxue/domain/policy/packs/index.ts';
import { describe, expect, it } from 'vitest';
import { contentFrom, schemaOf } from '../../basis/entry/entry-plan.ts';
import { ENTRY_PLANS } from './entry-plans.ts';
import { actFor, actForDuty } from './finding-acts.ts';

const pack = packNamed();
const rows = [
  ...pack.everyCase.map((row) => ({ row, measure: null as string | null })),
  ...pack.measures.flatMap(({ measure, rows: own }) => own.map((row) => ({ row, measure: measure as string | null }))),
];
const failing = (id: string): Finding => ({
  id,
  status: 'missing',
  citation: { zh: '', en: '' },
  message: { zh: '', en: '' },
});

describe('what mends a finding', () => {
  it.each(rows.map(({ row, measure }) => [row.id, measure] as const))('is known for %s (%s)', (id, measure) => {
    expect(actFor(failing(id), [], measure)).toBeDefined();
  });

  it('fills in only what the contract allows and the form shows', () => {
    for (const { row, measure } of rows) {
      const act = actFor(failing(row.id), [], measure);
      if (act?.act !== 'record') continue;
      for (const [name, value] of Object.entries(act.preset)) {
        expect(schemaOf(act.kind, name).safeParse(value).success, `${row.id} ${name}`).toBe(true);
      }
      const kept = contentFrom(ENTRY_PLANS[act.kind], act.preset);
      expect(Object.keys(kept).sort()).toEqual(['kind', ...Object.keys(act.preset)].sort());
    }
  });

  it('asks for the responsible person of the unit that has none yet', () => {
    const entry = entrySchemas.responsibility.parse({
      id: 'e1',
      kind: 'responsibility',
      on: '2022-09-02',
      unit: 'school',
      name: '秦望舒',
      phone: '023-00000000',
    });
    expect(actFor(failing('case.responsible'), [entry], null)).toMatchObject({ preset: { unit: 'township' } });
  });

  it('takes the next step of the chain', () => {
    const applied = entrySchemas.approval.parse({
      id: 'e1',
      kind: 'approval',
      on: '2022-09-02',
      matter: 'exemption',
      step: 'guardian',
      decision: 'applied',
    });
    expect(actFor(failing('A2-6.chain'), [applied], 'exemption')).toMatchObject({
      kind: 'approval',
      preset: { matter: 'exemption', step: 'school', decision: 'approved' },
    });
  });

  it('corrects the entry that is there but lacks something', () => {
    const breach: Finding = { ...failing('B4-1.placement'), status: 'breach', entries: ['e9'] };
    expect(actFor(breach, [], 'return')).toEqual({ act: 'amend', entryId: 'e9' });
  });

  it.each([
    ['clock.promise', 'persuasion'],
    ['clock.notice', 'persuasion'],
    ['clock.lessons', 'session'],
    ['clock.plan-review', 'plan'],
    ['clock.deferral-review', 'follow-up'],
    ['clock.follow-up', 'follow-up'],
    ['step.verify', 'verification'],
    ['step.measure', 'measure'],
    ['step.close', 'closure'],
  ])('opens for the line %s of a work list the form of a %s', (id, kind) => {
    expect(actForDuty(id, [], [], 'home-teaching')).toMatchObject({ act: 'record', kind });
  });

  it('opens for a referral without a result its own entry', () => {
    const referral = { kind: 'referral', on: '2022-09-07', to: 'labour', matter: 'child-labour' } as const;
    const entries = [
      { ...referral, id: 'e1', result: '查无此事' },
      { ...referral, id: 'e2' },
    ];
    expect(actForDuty('clock.referral', [], entries, null)).toEqual({ act: 'amend', entryId: 'e2' });
  });

  it('opens for a row on a work list what mends the row, also where it is satisfied for now', () => {
    const met: Finding = { ...failing('case.continuing'), status: 'met', due: '2022-10-10' };
    expect(actForDuty('case.continuing', [met], [], null)).toMatchObject({ act: 'record', kind: 'persuasion' });
    expect(actForDuty('case.unheard-of', [met], [], null)).toBeUndefined();
  });
});
