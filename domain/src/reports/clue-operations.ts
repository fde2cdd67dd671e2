import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';

/* The clue of the public: a form without a sign-in. It takes, and never shows what is known of a child. */

const text = (most: number) => z.string().trim().min(1).max(most);

export const CLUE_LENGTHS = { seen: 800, place: 100, when: 60, contact: 60 } as const;

export const getClueForm = operation({
  name: 'getClueForm',
  method: 'GET',
  path: '/api/clues/form',
  title: { zh: '群众线索表', en: 'The public’s clue form' },
  may: 'public',
  answer: z.object({
    open: z.boolean(),
    today: DaySchema,
    county: z.string().nullable(),
    townships: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});

export const bringClue = operation({
  name: 'bringClue',
  method: 'POST',
  path: '/api/clues',
  title: { zh: '反映失学线索', en: 'Tell of a child out of school' },
  may: 'public',
  body: z
    .object({
      townshipId: z.uuid(),
      seen: text(CLUE_LENGTHS.seen),
      place: text(CLUE_LENGTHS.place),
      when: text(CLUE_LENGTHS.when),
      contact: text(CLUE_LENGTHS.contact).optional(),
    })
    .meta({ id: 'BringClue' }),
  answer: z.object({ receipt: z.string() }),
});

/** Opens or closes the form; what it was before stays in the settings' history. */
export const switchClues = operation({
  name: 'switchClues',
  method: 'PUT',
  path: '/api/clues/form',
  title: { zh: '开放或关闭群众线索表', en: 'Open or close the public’s clue form' },
  may: ['administrator', 'social-affairs', 'county-committee'],
  body: z.object({ open: z.boolean() }),
  answer: z.object({ open: z.boolean() }),
});
