import { z } from 'zod';
import { operation, type Role } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';
import { Rate, Step } from './overview-operations.ts';
import { STATEMENT_KINDS } from './statement-periods.ts';
import { Table } from './table-operations.ts';
import { TABLES } from './tables.ts';

/*
 * The statements that are sent (学校月报, 县季度复核, 学期, 学年): a draft is counted anew each time; what was sent is frozen, and
 * is shown with what has changed since. A correction is another statement that names the old one.
 */

const DRAFTERS: readonly Role[] = ['principal', 'roll-keeper', 'social-affairs', 'township-leader', 'county-committee'];
const SENDERS: readonly Role[] = ['principal', 'social-affairs', 'township-leader', 'county-committee'];

const params = z.object({ statementId: z.uuid() });
const Kind = z.enum(STATEMENT_KINDS);

/** What is frozen when a statement is sent. */
export const StatementContent = z
  .object({ tables: z.array(Table), rates: z.array(Rate), steps: z.array(Step) })
  .meta({ id: 'StatementContent' });
export type StatementContent = z.infer<typeof StatementContent>;

const Head = z.object({
  kind: Kind,
  unitId: z.uuid(),
  unit: z.string(),
  period: z.string(),
  from: DaySchema,
  to: DaySchema,
});

export const StatementRow = Head.extend({
  /** `running`: its period is not over; `due`: over and nothing was sent. */
  state: z.enum(['running', 'due', 'draft', 'sent']),
  statementId: z.uuid().nullable(),
  asOf: DaySchema.nullable(),
  sentAt: z.string().nullable(),
  sentBy: z.string().nullable(),
  /** How often it was corrected. */
  corrections: z.int(),
}).meta({ id: 'StatementRow' });
export type StatementRow = z.infer<typeof StatementRow>;

export const Statement = Head.extend({
  id: z.uuid(),
  state: z.enum(['draft', 'sent', 'dropped']),
  asOf: DaySchema,
  remark: z.string(),
  content: StatementContent,
  /** Over all that was frozen; null for a draft. */
  sha256: z.string().nullable(),
  /** What stands here is still what was hashed. */
  intact: z.boolean(),
  draftedAt: z.string(),
  draftedBy: z.string(),
  sentAt: z.string().nullable(),
  sentBy: z.string().nullable(),
  supersedes: z.uuid().nullable(),
  correction: z.string().nullable(),
  /** The later statement that corrects this one. */
  supersededBy: z.uuid().nullable(),
  /** The one before it of the same unit and kind that was sent: the last one sent. */
  previous: z.uuid().nullable(),
}).meta({ id: 'Statement' });
export type Statement = z.infer<typeof Statement>;

export const listStatements = operation({
  name: 'listStatements',
  method: 'GET',
  path: '/api/statements',
  title: { zh: '报表：应报与已报', en: 'Statements due and sent' },
  may: 'any',
  query: z.object({ kind: Kind.optional(), state: z.enum(['due', 'sent']).optional() }),
  answer: z.object({ today: DaySchema, statements: z.array(StatementRow) }),
});

export const draftStatement = operation({
  name: 'draftStatement',
  method: 'POST',
  path: '/api/statements',
  title: { zh: '起草报表', en: 'Draft a statement' },
  may: DRAFTERS,
  body: z.object({
    kind: Kind,
    unitId: z.uuid(),
    period: z.string().max(10),
    asOf: DaySchema.optional(),
    /** Where one was sent already: why it needs correcting. */
    correction: z.string().trim().min(2).max(500).optional(),
  }),
  answer: z.object({ id: z.uuid() }),
});

export const getStatement = operation({
  name: 'getStatement',
  method: 'GET',
  path: '/api/statements/:statementId',
  title: { zh: '一份报表', en: 'One statement' },
  may: 'any',
  params,
  answer: Statement,
});

export const reviseStatement = operation({
  name: 'reviseStatement',
  method: 'PUT',
  path: '/api/statements/:statementId',
  title: { zh: '修改草稿', en: 'Change a draft' },
  may: DRAFTERS,
  params,
  body: z.object({ asOf: DaySchema, remark: z.string().max(2000) }),
  answer: z.object({ id: z.uuid() }),
});

export const dropStatement = operation({
  name: 'dropStatement',
  method: 'DELETE',
  path: '/api/statements/:statementId',
  title: { zh: '作废草稿', en: 'Drop a draft' },
  may: DRAFTERS,
  params,
  answer: z.object({ id: z.uuid() }),
});

export const sendStatement = operation({
  name: 'sendStatement',
  method: 'POST',
  path: '/api/statements/:statementId/send',
  title: { zh: '报出（冻结）', en: 'Send (freeze)' },
  may: SENDERS,
  params,
  answer: Statement,
});

/** One cell that is no longer what it was. */
export const CellChange = z
  .object({
    table: z.enum(TABLES),
    row: z.string(),
    name: z.string(),
    column: z.string(),
    before: z.int(),
    after: z.int(),
  })
  .meta({ id: 'CellChange' });
export type CellChange = z.infer<typeof CellChange>;

const Standing = z.object({ state: z.string(), place: z.string(), marks: z.array(z.string()).readonly() }).nullable();

export const ChildChange = z
  .object({
    childId: z.uuid(),
    /** Null where the child is out of the asker's sight by now. */
    name: z.string().nullable(),
    /** Null: not counted. */
    before: Standing,
    after: Standing,
  })
  .meta({ id: 'ChildChange' });
export type ChildChange = z.infer<typeof ChildChange>;

export const compareStatement = operation({
  name: 'compareStatement',
  method: 'GET',
  path: '/api/statements/:statementId/changes',
  title: { zh: '报出之后的变化', en: 'What changed since' },
  may: 'any',
  params,
  query: z.object({
    /**
     * The day to compare with; without it today. The statement's own day shows what was corrected about that day since.
     */
    asOf: DaySchema.optional(),
    /** Only children who entered or left this cell of a table. */
    table: z.enum(TABLES).optional(),
    row: z.string().max(60).optional(),
    column: z.string().max(40).optional(),
  }),
  answer: z.object({ asOf: DaySchema, cells: z.array(CellChange), children: z.array(ChildChange) }),
});

export const downloadStatement = operation({
  name: 'downloadStatement',
  method: 'GET',
  path: '/api/statements/:statementId/xlsx',
  title: { zh: '下载报表（.xlsx）', en: 'Download a statement (.xlsx)' },
  may: 'any',
  params,
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const printStatement = operation({
  name: 'printStatement',
  method: 'GET',
  path: '/api/statements/:statementId/pdf',
  title: { zh: '打印报表（PDF）', en: 'Print a statement (PDF)' },
  may: 'any',
  params,
  file: 'application/pdf',
});
