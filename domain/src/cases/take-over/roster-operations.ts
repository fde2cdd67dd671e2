import { z } from 'zod';
import { operation } from '../../basis/operation.ts';
import { DaySchema, EntrySchema } from '../../casefile/schema.ts';
import { ROSTER_KEYS } from './roster-head.ts';

/* Taking over old files: a roster of cases, one line each, read without being kept, and written in one act. */

const OFFICES = ['county-committee', 'township-leader', 'social-affairs'] as const;

/** Lines of one roster at most: five years of a large township. */
export const ROSTER_ROWS = 2000;
/** Choices sent in one act at most. */
export const ROSTER_CHOICES = 150;

const text = z.object({ zh: z.string(), en: z.string() });
const person = z.object({ id: z.uuid(), name: z.string(), birthDate: DaySchema, village: z.string().nullable() });

/**
 * `ready`: would be written; `written`: was written now; `same` and `differs`: written by an earlier roster; `has-case`:
 * the child has a case that is not of a roster; `waits`: a person must choose the child; `refused`: cannot be a case.
 */
export const ROSTER_OUTCOMES = [
  'ready',
  'written',
  'waits',
  'not-found',
  'refused',
  'differs',
  'has-case',
  'same',
] as const;

export const RosterRow = z
  .object({
    /** Counted from 1, as the spreadsheet program does. */
    row: z.int(),
    name: z.string(),
    outcome: z.enum(ROSTER_OUTCOMES),
    child: person.nullable(),
    /** Whom the line may be about. */
    candidates: z.array(person),
    caseId: z.uuid().nullable(),
    /** What the line tells, as it would stand in the case. */
    entries: z.array(EntrySchema),
    /** Why it is not written, what was kept as a note, what differs. */
    told: z.array(text),
  })
  .meta({ id: 'RosterRow' });
export type RosterRow = z.infer<typeof RosterRow>;

export const RosterSheet = z
  .object({
    sha256: z.string(),
    sheets: z.array(z.string()),
    sheet: z.string(),
    /** Counted from 1; 0 where no headings were found. */
    headerRow: z.int(),
    columns: z.array(
      z.object({
        letter: z.string(),
        heading: z.string(),
        field: z.enum(ROSTER_KEYS).nullable(),
        sample: z.string(),
      }),
    ),
    /** Fields without which nothing can be written. */
    missing: z.array(text),
    rows: z.array(RosterRow),
    /** Set once it was written. */
    batchId: z.uuid().nullable(),
  })
  .meta({ id: 'RosterSheet' });
export type RosterSheet = z.infer<typeof RosterSheet>;

const reading = z.object({
  fileName: z.string().min(1).max(200),
  sheet: z.string().max(100).optional(),
  /** `A=name;C=`: what columns are, as a person has said it; empty leaves a column out. */
  columns: z.string().max(1500).optional(),
  /** `5=<child id>;…`: whom a line is about, as a person has chosen. */
  choices: z.string().max(8000).optional(),
});

export const previewRoster = operation({
  name: 'previewRoster',
  method: 'POST',
  path: '/api/take-over/roster-previews',
  title: { zh: '预览旧案名册', en: 'Preview a roster of old cases' },
  may: OFFICES,
  query: reading,
  upload: 'application/octet-stream',
  answer: RosterSheet,
});

export const takeOverRoster = operation({
  name: 'takeOverRoster',
  method: 'POST',
  path: '/api/take-over/rosters',
  title: { zh: '按名册接收旧案', en: 'Take over the cases of a roster' },
  may: OFFICES,
  query: reading,
  upload: 'application/octet-stream',
  answer: RosterSheet,
});

export const RosterBatch = z
  .object({
    id: z.uuid(),
    fileName: z.string(),
    at: z.string(),
    by: z.string(),
    cases: z.int(),
    undone: z.string().nullable(),
    /** False once somebody has added to one of its cases. */
    undoable: z.boolean(),
  })
  .meta({ id: 'RosterBatch' });
export type RosterBatch = z.infer<typeof RosterBatch>;

export const listRosters = operation({
  name: 'listRosters',
  method: 'GET',
  path: '/api/take-over/rosters',
  title: { zh: '已接收的旧案名册', en: 'Rosters taken over' },
  may: OFFICES,
  answer: z.object({ batches: z.array(RosterBatch) }),
});

export const undoRoster = operation({
  name: 'undoRoster',
  method: 'POST',
  path: '/api/take-over/rosters/:batchId/undo',
  title: { zh: '撤销一次名册接收', en: 'Undo the take-over of a roster' },
  may: OFFICES,
  params: z.object({ batchId: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  answer: RosterBatch,
});
