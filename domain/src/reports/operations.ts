import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { DaySchema, EVIDENCE_KINDS, REASONS } from '../casefile/schema.ts';
import { LEVELS } from './clock.ts';
import { LEAD_OUTCOMES, SIDE_STATES, SIDES } from './outcomes.ts';

/* Leads: children who may be out of school, until three sides have looked and the office has concluded. */

export const LEAD_SOURCES = [
  'report',
  'absence',
  'matching',
  'enrolment',
  'household-visit',
  'clue',
  'platform-list',
] as const;
export type LeadSource = (typeof LEAD_SOURCES)[number];

/** Who may report: everybody who meets children. */
const REPORTERS = [
  'county-committee',
  'township-leader',
  'social-affairs',
  'village',
  'grid-worker',
  'principal',
  'roll-keeper',
  'teacher',
] as const;
/** Who concludes: the office that the plan names, and the county. */
const CONCLUDERS = ['social-affairs', 'county-committee'] as const;

const text = (most: number) => z.string().trim().min(1).max(most);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A child that is not (yet) found in the ledger, as it was told. */
export const UnlistedChild = z
  .object({
    name: text(40),
    sex: z.enum(['male', 'female', 'unknown']).default('unknown'),
    /** A year, a month, an age: as it was told. */
    birth: text(40).optional(),
    guardian: text(60).optional(),
    village: text(60).optional(),
    school: text(60).optional(),
  })
  .meta({ id: 'UnlistedChild' });

/** What a report says beside whom it is about. */
const told = {
  /** Since when the child has not been seen at school. */
  since: DaySchema.optional(),
  reasons: z.array(z.enum(REASONS)).max(REASONS.length).default([]),
  /** Where the child may be now. */
  place: text(200).optional(),
  /** Who told it: sealed, and shown to the office alone. */
  toldBy: text(100).optional(),
  seen: text(1000).optional(),
  files: z
    .array(z.object({ sha256, kind: z.enum(EVIDENCE_KINDS) }))
    .max(9)
    .default([]),
};

export const LeadRow = z
  .object({
    id: z.uuid(),
    source: z.enum(LEAD_SOURCES),
    childId: z.uuid().nullable(),
    /** Of a clue: the beginning of what was seen. */
    name: z.string(),
    village: z.string().nullable(),
    school: z.string().nullable(),
    onDay: DaySchema,
    openedAt: z.string(),
    dueAt: z.string(),
    open: z.boolean(),
    outcome: z.enum([...LEAD_OUTCOMES, 'joined']).nullable(),
    concludedOn: DaySchema.nullable(),
    overdue: z.boolean(),
    level: z.enum(LEVELS),
    hoursLeft: z.int(),
    owner: z.object({ role: z.enum(ROLES), unit: z.string() }),
    /** Sides that have answered, and whether two of them say different things. */
    answered: z.array(z.enum(SIDES)),
    disagreed: z.boolean(),
    /** The child's open case, where the asker may see it. */
    caseId: z.uuid().nullable(),
  })
  .meta({ id: 'LeadRow' });
export type LeadRow = z.infer<typeof LeadRow>;

const By = z.object({ role: z.enum(ROLES), unit: z.string(), person: z.string() });

export const LeadEvent = z
  .object({
    id: z.uuid(),
    kind: z.enum(['reported', 'answered', 'identified', 'concluded', 'reopened']),
    at: z.string(),
    onDay: DaySchema,
    by: By,
    side: z.enum(SIDES).nullable(),
    state: z.enum([...SIDE_STATES, 'joined']).nullable(),
    /** How it was found, why it was concluded or reopened, what a second report says. */
    text: z.string().nullable(),
    /** At a conclusion: sides that had not answered, and whether they disagreed. */
    missing: z.array(z.enum(SIDES)),
    disagreed: z.boolean(),
  })
  .meta({ id: 'LeadEvent' });
export type LeadEvent = z.infer<typeof LeadEvent>;

export const LeadView = LeadRow.extend({
  /** Null where a clue or the ledgers themselves opened it. */
  reporter: By.nullable(),
  automatic: z.boolean(),
  receipt: z.string().nullable(),
  unlisted: UnlistedChild.nullable(),
  since: DaySchema.nullable(),
  reasons: z.array(z.enum(REASONS)),
  place: z.string().nullable(),
  seen: z.string().nullable(),
  /** Who told it and how to reach them; null for everybody but the office, the leaders, the county and the reporter. */
  toldBy: z.string().nullable(),
  contact: z.string().nullable(),
  files: z.array(z.object({ sha256, kind: z.string(), arrived: z.boolean() })),
  escalates: z.array(z.object({ level: z.enum(LEVELS), at: z.string(), reached: z.boolean() })),
  agreement: z.enum(['none', 'partial', 'agreed', 'disagreed']),
  events: z.array(LeadEvent),
}).meta({ id: 'Lead' });
export type LeadView = z.infer<typeof LeadView>;

export const listLeads = operation({
  name: 'listLeads',
  method: 'GET',
  path: '/api/leads',
  title: { zh: '疑似辍学线索', en: 'Leads of suspected dropouts' },
  may: REPORTERS,
  query: z.object({
    open: z.enum(['true', 'false']).optional(),
    source: z.enum(LEAD_SOURCES).optional(),
    outcome: z.enum(LEAD_OUTCOMES).optional(),
    /** `true`: out of time. */
    overdue: z.enum(['true', 'false']).optional(),
    disagreed: z.enum(['true']).optional(),
    /** `true`: confirmed, or out of school for another cause, and no case file yet. */
    caseless: z.enum(['true']).optional(),
    villageId: z.uuid().optional(),
    schoolId: z.uuid().optional(),
    offset: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  answer: z.object({ total: z.int(), leads: z.array(LeadRow) }),
});

const leadParams = z.object({ leadId: z.uuid() });

/**
 * Reports a suspected dropout under an id made by the client: sent twice it is one report. Where the child has an open lead,
 * the report joins it; the answer is the lead that holds it.
 */
export const reportLead = operation({
  name: 'reportLead',
  method: 'PUT',
  path: '/api/leads/:leadId',
  title: { zh: '报送疑似辍学线索', en: 'Report a suspected dropout' },
  may: REPORTERS,
  params: leadParams,
  body: z
    .object({
      childId: z.uuid().optional(),
      unlisted: UnlistedChild.optional(),
      /** Where an unlisted child lives or learned, if it is a unit known here. */
      villageId: z.uuid().optional(),
      schoolId: z.uuid().optional(),
      source: z.enum(['report', 'household-visit', 'enrolment', 'platform-list']).default('report'),
      onDay: DaySchema,
      ...told,
    })
    .meta({ id: 'ReportLead' }),
  answer: z.object({ leadId: z.uuid(), joined: z.boolean(), caseId: z.uuid().nullable() }),
});

export const getLead = operation({
  name: 'getLead',
  method: 'GET',
  path: '/api/leads/:leadId',
  title: { zh: '一条线索', en: 'One lead' },
  may: REPORTERS,
  params: leadParams,
  answer: LeadView,
});

export const getLeadFile = operation({
  name: 'getLeadFile',
  method: 'GET',
  path: '/api/leads/:leadId/files/:sha256',
  title: { zh: '线索照片', en: 'A photo of a lead' },
  may: REPORTERS,
  params: z.object({ leadId: z.uuid(), sha256 }),
  file: 'application/octet-stream',
});

export const answerLead = operation({
  name: 'answerLead',
  method: 'PUT',
  path: '/api/leads/:leadId/answers/:eventId',
  title: { zh: '核实：本方查到的情况', en: 'Verify: what one’s own side found' },
  may: REPORTERS,
  params: z.object({ leadId: z.uuid(), eventId: z.uuid() }),
  body: z.object({ state: z.enum(SIDE_STATES), how: text(500), onDay: DaySchema }).meta({ id: 'AnswerLead' }),
  answer: LeadView,
});

export const identifyLead = operation({
  name: 'identifyLead',
  method: 'PUT',
  path: '/api/leads/:leadId/identifications/:eventId',
  title: { zh: '认定线索所指的儿童', en: 'Say which child a lead is about' },
  may: [...CONCLUDERS, 'township-leader'],
  params: z.object({ leadId: z.uuid(), eventId: z.uuid() }),
  body: z.object({ childId: z.uuid(), how: text(500) }).meta({ id: 'IdentifyLead' }),
  /** The lead that goes on: another one where the child already had an open lead. */
  answer: LeadView,
});

export const concludeLead = operation({
  name: 'concludeLead',
  method: 'PUT',
  path: '/api/leads/:leadId/conclusions/:eventId',
  title: { zh: '作出核实结论', en: 'Conclude a lead' },
  may: CONCLUDERS,
  params: z.object({ leadId: z.uuid(), eventId: z.uuid() }),
  body: z
    .object({
      outcome: z.enum(LEAD_OUTCOMES),
      onDay: DaySchema,
      why: text(1000),
      /** The school where the child is: one known here, or its name. */
      schoolId: z.uuid().optional(),
      schoolName: text(100).optional(),
      grade: z.int().min(1).max(9).optional(),
    })
    .meta({ id: 'ConcludeLead' }),
  answer: LeadView,
});

export const reopenLead = operation({
  name: 'reopenLead',
  method: 'PUT',
  path: '/api/leads/:leadId/reopenings/:eventId',
  title: { zh: '重新核实', en: 'Reopen a lead' },
  may: CONCLUDERS,
  params: z.object({ leadId: z.uuid(), eventId: z.uuid() }),
  body: z.object({ why: text(500) }).meta({ id: 'ReopenLead' }),
  answer: LeadView,
});

/** Looks through the ledgers for children who have become leads by themselves: nobody can say where they learn, absent too long. */
export const sweepLeads = operation({
  name: 'sweepLeads',
  method: 'POST',
  path: '/api/leads/sweep',
  title: { zh: '从台账中查找线索', en: 'Look for leads in the ledgers' },
  may: ['county-committee', 'township-leader', 'social-affairs'],
  answer: z.object({ opened: z.int() }),
});
