import type { EntryPlan, FormValues } from '../../basis/entry/entry-plan.ts';
import { pruned } from '../../basis/entry/entry-plan.ts';

const metNobody = (values: FormValues): boolean => pruned(values.met) === undefined;

/** One attempt to bring a child back. What the papers ask for is marked; an honest gap is recorded as it is. */
export const persuasionPlan: EntryPlan = {
  kind: 'persuasion',
  fields: [
    { name: 'by', as: 'persons', wanted: true },
    { name: 'method' },
    { name: 'place' },
    { name: 'met', as: 'met', wanted: true },
    { name: 'notMetReason', when: metNobody, wanted: true },
    { name: 'summary', as: 'area', wanted: true },
    { name: 'outcome' },
  ],
};
