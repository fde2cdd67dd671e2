import { z } from 'zod';
import { operation } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { PaperBasis } from './basis.ts';
import { SchoolingStateSchema } from './operations.ts';
import { ROLL_OVER_GROUPS } from './roll-over.ts';

/* The turn of the school year: previewed, confirmed as one batch, undone while nothing later stands on it. */

const KEEPERS = ['county-committee', 'social-affairs', 'roll-keeper', 'principal'] as const;
const schoolYear = z.coerce.number().int().min(2000).max(2100);

const Counts = z.record(z.string(), z.int());

export const RollOver = z
  .object({
    id: z.uuid(),
    schoolYear: z.int(),
    counts: Counts,
    at: z.string(),
    by: z.string(),
    undone: z.boolean(),
    undoable: z.boolean(),
  })
  .meta({ id: 'RollOver' });

export const RollOverRow = z
  .object({
    childId: z.uuid(),
    name: z.string(),
    birthDate: DaySchema,
    group: z.enum(ROLL_OVER_GROUPS),
    state: SchoolingStateSchema,
    school: z.string().nullable(),
    grade: z.int().nullable(),
    class: z.string().nullable(),
    /** What the new line would say; null where none is written. */
    after: z.object({ state: SchoolingStateSchema, grade: z.int().nullable() }).nullable(),
  })
  .meta({ id: 'RollOverRow' });
export type RollOverRow = z.infer<typeof RollOverRow>;

export const previewRollOver = operation({
  name: 'previewRollOver',
  method: 'GET',
  path: '/api/roll-over/:schoolYear',
  title: { zh: '学年升级：预览', en: 'Turn of the school year: preview' },
  may: KEEPERS,
  params: z.object({ schoolYear }),
  query: z.object({
    group: z.enum(ROLL_OVER_GROUPS).optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(500).optional(),
  }),
  answer: z.object({
    schoolYear: z.int(),
    /** 1 September of the school year. */
    day: DaySchema,
    cohort: z.object({ bornFrom: DaySchema, bornTo: DaySchema }),
    counts: Counts,
    /** Of the group asked for, or of all that are written. */
    total: z.int(),
    rows: z.array(RollOverRow),
    /** Fingerprint of what would be written: to be sent back with the confirmation, so that nothing else is. */
    fingerprint: z.string(),
    /** Roll-overs so far, newest first. */
    batches: z.array(RollOver),
  }),
});

export const confirmRollOver = operation({
  name: 'confirmRollOver',
  method: 'POST',
  path: '/api/roll-over/:schoolYear',
  title: { zh: '学年升级：确认', en: 'Turn of the school year: confirm' },
  may: KEEPERS,
  params: z.object({ schoolYear }),
  body: z.object({
    fingerprint: z.string(),
    /** The paper that lists who of grade 9 got a certificate; without it they are `unknown` until one is recorded. */
    graduates: z.object({ paper: PaperBasis, except: z.array(z.uuid()) }).nullish(),
  }),
  answer: RollOver,
});

export const undoRollOver = operation({
  name: 'undoRollOver',
  method: 'POST',
  path: '/api/roll-over/batches/:rollOverId/undo',
  title: { zh: '学年升级：整批撤销', en: 'Turn of the school year: undo' },
  may: KEEPERS,
  params: z.object({ rollOverId: z.uuid() }),
  answer: RollOver,
});
