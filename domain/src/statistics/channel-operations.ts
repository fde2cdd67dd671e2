import { z } from 'zod';
import { operation, ROLES, type Role } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';

/* Ways by which a post is reminded outside the product. There are none until an administrator enters one, and then it is off. */

const ADMINISTRATOR: readonly Role[] = ['administrator'];
const params = z.object({ channelId: z.uuid() });
const done = z.object({ id: z.uuid() });

export const SMTP_SECURITY = ['tls', 'starttls', 'none'] as const;

export const NewChannel = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('smtp'),
    name: z.string().trim().min(1).max(60),
    host: z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[\w.:-]+$/),
    port: z.int().min(1).max(65535),
    security: z.enum(SMTP_SECURITY),
    user: z.string().max(200),
    password: z.string().max(500),
    from: z.email().max(254),
  }),
  z.object({
    kind: z.literal('webhook'),
    name: z.string().trim().min(1).max(60),
    /** The robot's address with its key, as WeCom or DingTalk gives it. */
    url: z.url({ protocol: /^https?$/ }).max(1000),
  }),
]);
export type NewChannel = z.infer<typeof NewChannel>;

export const listChannels = operation({
  name: 'listChannels',
  method: 'GET',
  path: '/api/channels',
  title: { zh: '对外通道', en: 'Ways out of the product' },
  may: ADMINISTRATOR,
  answer: z.object({
    hour: z.int(),
    channels: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['smtp', 'webhook']),
        name: z.string(),
        /** The machine that is spoken to. */
        host: z.string(),
        port: z.int(),
        on: z.boolean(),
        enteredAt: z.string(),
        enteredBy: z.string(),
        subscriptions: z.array(
          z.object({
            id: z.uuid(),
            postId: z.uuid(),
            unit: z.string(),
            role: z.enum(ROLES),
            person: z.string(),
            address: z.string().nullable(),
          }),
        ),
        last: z.array(
          z.object({
            id: z.uuid(),
            day: DaySchema,
            test: z.boolean(),
            state: z.enum(['waiting', 'sent', 'nothing', 'given-up', 'overtaken']),
            at: z.string(),
            tries: z.int(),
            error: z.string().nullable(),
          }),
        ),
      }),
    ),
    /** The posts that have a work list, and who holds them. */
    posts: z.array(z.object({ id: z.uuid(), unit: z.string(), role: z.enum(ROLES), person: z.string() })),
  }),
});

export const enterChannel = operation({
  name: 'enterChannel',
  method: 'POST',
  path: '/api/channels',
  title: { zh: '录入通道', en: 'Enter a channel' },
  may: ADMINISTRATOR,
  body: NewChannel,
  answer: done,
});

export const switchChannel = operation({
  name: 'switchChannel',
  method: 'POST',
  path: '/api/channels/:channelId/state',
  title: { zh: '启用、停用或移除通道', en: 'Switch a channel on or off, or remove it' },
  may: ADMINISTRATOR,
  params,
  body: z.object({ state: z.enum(['on', 'off', 'removed']) }),
  answer: done,
});

export const testChannel = operation({
  name: 'testChannel',
  method: 'POST',
  path: '/api/channels/:channelId/test',
  title: { zh: '发一条测试', en: 'Send a test' },
  may: ADMINISTRATOR,
  params,
  /** Of mail: to whom. */
  body: z.object({ address: z.email().max(254).optional() }),
  answer: done,
});

export const subscribePost = operation({
  name: 'subscribePost',
  method: 'POST',
  path: '/api/channels/:channelId/subscriptions',
  title: { zh: '为岗位订阅每日提醒', en: 'Send a post its morning digest' },
  may: ADMINISTRATOR,
  params,
  body: z.object({ postId: z.uuid(), address: z.email().max(254).optional() }),
  answer: done,
});

export const endSubscription = operation({
  name: 'endSubscription',
  method: 'DELETE',
  path: '/api/channel-subscriptions/:subscriptionId',
  title: { zh: '取消订阅', en: 'End a subscription' },
  may: ADMINISTRATOR,
  params: z.object({ subscriptionId: z.uuid() }),
  answer: done,
});
