import { z } from 'zod';
import { operation, type Role } from '../basis/operation.ts';

/*
 * Briefs to the leaders (plan, article 6): of a suspected or confirmed dropout, and of each month. Drafted from facts, put
 * into words by a person, sent to posts, frozen; who read it when stays.
 */

export const BRIEF_KINDS = ['event', 'monthly'] as const;

const WRITERS: readonly Role[] = ['principal', 'social-affairs', 'township-leader', 'county-committee'];
/** The posts to which a brief can go. */
export const BRIEF_READERS = [
  'township-leader',
  'social-affairs',
  'county-committee',
] as const satisfies readonly Role[];

const params = z.object({ briefId: z.uuid() });

export const BriefText = z.object({
  title: z.string().trim().min(2).max(120),
  sections: z
    .array(
      z.object({
        heading: z.string().trim().min(1).max(80),
        sentences: z.array(z.string().trim().min(1).max(1000)).max(60),
      }),
    )
    .min(1)
    .max(12),
});

const Post = z.object({ unitId: z.uuid(), role: z.enum(BRIEF_READERS) });

const BriefRow = z.object({
  id: z.uuid(),
  kind: z.enum(BRIEF_KINDS),
  title: z.string(),
  unitId: z.uuid(),
  unit: z.string(),
  month: z.string().nullable(),
  state: z.enum(['draft', 'sent']),
  draftedAt: z.string(),
  draftedBy: z.string(),
  sentAt: z.string().nullable(),
  /** Posts to which it was sent, and those of them where somebody has read it. */
  posts: z.int(),
  readPosts: z.int(),
  /** Of the asker's own office; else it was sent to the asker. */
  own: z.boolean(),
  /** When the asker first opened it; null for one's own. */
  readAt: z.string().nullable(),
});

export const listBriefs = operation({
  name: 'listBriefs',
  method: 'GET',
  path: '/api/briefs',
  title: { zh: '专报与月报', en: 'Briefs' },
  may: WRITERS,
  answer: z.object({ briefs: z.array(BriefRow.meta({ id: 'BriefRow' })) }),
});

export const draftBrief = operation({
  name: 'draftBrief',
  method: 'POST',
  path: '/api/briefs',
  title: { zh: '起草专报或月报', en: 'Draft a brief' },
  may: WRITERS,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('event'), leadId: z.uuid() }),
    z.object({ kind: z.literal('event-of-case'), caseId: z.uuid() }),
    z.object({ kind: z.literal('monthly'), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  ]),
  answer: z.object({ id: z.uuid() }),
});

export const listBriefReaders = operation({
  name: 'listBriefReaders',
  method: 'GET',
  path: '/api/brief-readers',
  title: { zh: '可报送的岗位', en: 'Posts to which a brief can go' },
  may: WRITERS,
  answer: z.object({
    posts: z.array(Post.extend({ unit: z.string(), people: z.array(z.string()) })),
  }),
});

const Brief = BriefRow.extend({
  text: BriefText,
  version: z.int(),
  leadId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  sentBy: z.string().nullable(),
  sha256: z.string().nullable(),
  /** What stands here is still what was hashed. */
  intact: z.boolean(),
  to: z.array(
    Post.extend({
      unit: z.string(),
      people: z.array(z.object({ name: z.string(), readAt: z.string().nullable() })),
    }),
  ),
}).meta({ id: 'Brief' });

/** A brief. Whoever it was sent to has read it by this. */
export const getBrief = operation({
  name: 'getBrief',
  method: 'GET',
  path: '/api/briefs/:briefId',
  title: { zh: '一份专报或月报', en: 'One brief' },
  may: WRITERS,
  params,
  answer: Brief,
});

export const reviseBrief = operation({
  name: 'reviseBrief',
  method: 'PUT',
  path: '/api/briefs/:briefId',
  title: { zh: '修改草稿', en: 'Change a draft' },
  may: WRITERS,
  params,
  body: BriefText,
  answer: z.object({ version: z.int() }),
});

export const dropBrief = operation({
  name: 'dropBrief',
  method: 'DELETE',
  path: '/api/briefs/:briefId',
  title: { zh: '作废草稿', en: 'Drop a draft' },
  may: WRITERS,
  params,
  answer: z.object({ id: z.uuid() }),
});

export const sendBrief = operation({
  name: 'sendBrief',
  method: 'POST',
  path: '/api/briefs/:briefId/send',
  title: { zh: '报送（冻结）', en: 'Send (freeze)' },
  may: WRITERS,
  params,
  body: z.object({
    /** The version that the sender has before them. */
    version: z.int(),
    to: z.array(Post).min(1).max(40),
    /** The sender means the child to be named. */
    named: z.boolean(),
  }),
  answer: z.object({ id: z.uuid(), sha256: z.string() }),
});
