import type { reports as source } from '../zh-CN/reports.ts';

export const reports: typeof source = {
  report: {
    title: 'Report a suspected dropout',
    lead: 'Give the first notice now, the rest later. Saving it opens the child’s case file.',
    save: 'Report and open the case file',
  },
};
