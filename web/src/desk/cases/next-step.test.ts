import type { Finding } from '@quanxue/domain/policy/finding.ts';
import { describe, expect, it } from 'vitest';
import { grouped, nextStep } from './next-step.ts';

const finding = (id: string, status: Finding['status'], due?: string): Finding => ({
  id,
  status,
  citation: { zh: '', en: '' },
  message: { zh: id, en: id },
  ...(due ? { due } : {}),
});
type View = Parameters<typeof nextStep>[0];
const view = (stage: View['stage'], findings: Finding[], more: Partial<View['assessment']> = {}): View => ({
  stage,
  assessment: { asOf: '2022-11-30', pack: 'chengkou', measure: 'return', open: true, findings, ...more },
});

describe('the next step of a case', () => {
  it('is to verify while it is only a lead, whatever else is missing', () => {
    expect(nextStep(view('lead', [finding('case.responsible', 'missing')]))).toEqual({ step: 'verify' });
  });

  it('is to mend the first failing row of the tables, and says how many more there are', () => {
    const findings = [finding('a', 'met'), finding('b', 'missing'), finding('c', 'breach')];
    expect(nextStep(view('persuading', findings))).toMatchObject({ step: 'mend', finding: { id: 'b' }, more: 1 });
  });

  it('is to choose a measure once nothing of every case fails and there is none', () => {
    expect(nextStep(view('persuading', [finding('a', 'met')], { measure: null }))).toEqual({ step: 'choose-measure' });
  });

  it('is to wait for what is due first', () => {
    const findings = [finding('a', 'pending', '2023-01-01'), finding('b', 'pending', '2022-12-01')];
    expect(nextStep(view('on-measure', findings))).toMatchObject({ step: 'wait', finding: { id: 'b' } });
  });

  it('is to strike off a child who has settled', () => {
    expect(nextStep(view('stable', [finding('a', 'met')]))).toEqual({ step: 'close' });
  });

  it('is nothing on a closed case, even where papers lack', () => {
    expect(nextStep(view('struck-off', [finding('a', 'missing')], { open: false }))).toEqual({ step: 'closed' });
  });
});

it('groups findings with what fails first and loses none', () => {
  const findings = [
    finding('a', 'not-applicable'),
    finding('b', 'met'),
    finding('c', 'missing'),
    finding('d', 'excused'),
    finding('e', 'breach'),
    finding('f', 'pending'),
  ];
  expect(grouped(findings).map((group) => group.map((each) => each.id))).toEqual([
    ['c', 'e'],
    ['f'],
    ['d'],
    ['b'],
    ['a'],
  ]);
});
