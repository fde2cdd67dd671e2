import type { Pack } from '../../requirement.ts';
import { everyCase } from './every-case.ts';
import { measures } from './measures.ts';
import { parameters } from './parameters.ts';

/** The notice 咸宜府发〔2022〕56号 with its two annexes, as data. */
export const chengkou: Pack = {
  id: 'chengkou',
  name: { zh: '咸宜府发〔2022〕56号', en: 'Xianyi township notice No. 56 of 2022' },
  parameters,
  // Until a county enters its own school calendar (docs/readings.md).
  calendar: {
    terms: [
      { start: '09-01', end: '01-15' },
      { start: '02-20', end: '06-30' },
    ],
    breaks: [
      { start: '10-01', end: '10-07' },
      { start: '05-01', end: '05-05' },
    ],
    examMonths: ['06'],
  },
  everyCase,
  measures,
};
