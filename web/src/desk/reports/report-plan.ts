import type { EntryPlan } from '../../basis/entry/entry-plan.ts';

/** The first notice of a suspected dropout: short on purpose, it must be done in two minutes. */
export const reportPlan: EntryPlan = {
  kind: 'report',
  fields: [
    { name: 'source' },
    { name: 'reasons' },
    { name: 'lastAttendedOn' },
    { name: 'leftGrade' },
    { name: 'leftTerm' },
  ],
};
