import { z } from 'zod';
import { operation, ROLES } from '../basis/operation.ts';
import { DaySchema } from '../casefile/schema.ts';

/* Who works here: the installation, its units, the accounts, the session. */

export const UNIT_KINDS = ['county', 'township', 'village', 'group', 'grid', 'school', 'office'] as const;

export const UnitRow = z
  .object({
    id: z.uuid(),
    kind: z.enum(UNIT_KINDS),
    /** Division code (6, 9 or 12 digits), school code (10 digits), or null where none is known yet. */
    code: z.string().nullable(),
    name: z.string(),
    parentId: z.uuid().nullable(),
    children: z
      .int()
      .meta({ description: 'Children registered, resident or at school here, as far as the asker may see.' }),
  })
  .meta({ id: 'Unit' });
export type UnitRow = z.infer<typeof UnitRow>;

const account = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{3,40}$/)
  .meta({ description: 'Sign-in name: 3–40 letters, digits, dot, dash, underscore.' });
const password = z.string().min(10).max(200);

export const Post = z.object({ role: z.enum(ROLES), unitId: z.uuid(), unitName: z.string() }).meta({ id: 'Post' });

export const Session = z
  .object({
    accountId: z.uuid(),
    account: z.string(),
    name: z.string(),
    posts: z.array(Post),
    /** To be sent as header `x-quanxue-csrf` with every request that is not GET. */
    csrf: z.string(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const getInstallation = operation({
  name: 'getInstallation',
  method: 'GET',
  path: '/api/installation',
  title: { zh: '本系统是否已设置', en: 'Whether this installation is set up' },
  may: 'public',
  answer: z
    .object({
      state: z.enum(['new', 'ready']),
      version: z.string(),
      today: DaySchema,
      county: z.string().nullable(),
      township: z.string().nullable(),
      /** True for the invented township. */
      sample: z.boolean(),
      /** True for `npm start -- --demo`: its sign-in page tells accounts and password, for all in it are invented. */
      demo: z.boolean(),
    })
    .meta({ id: 'Installation' }),
});

export const setUp = operation({
  name: 'setUp',
  method: 'POST',
  path: '/api/installation',
  title: { zh: '首次设置：县、乡镇与管理员', en: 'First set-up: county, township, administrator' },
  may: 'public',
  body: z
    .object({
      county: z.object({ name: z.string().min(1).max(60), code: z.string().regex(/^\d{6}$/) }),
      township: z.object({ name: z.string().min(1).max(60), code: z.string().regex(/^\d{9}$/) }),
      administrator: z.object({ account, name: z.string().min(1).max(60), password }),
    })
    .meta({ id: 'SetUp' }),
  answer: Session,
});

export const signIn = operation({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  title: { zh: '登录', en: 'Sign in' },
  may: 'public',
  body: z.object({ account: z.string().max(200), password: z.string().max(200) }).meta({ id: 'SignIn' }),
  answer: Session,
});

export const getSession = operation({
  name: 'getSession',
  method: 'GET',
  path: '/api/session',
  title: { zh: '我是谁', en: 'Who I am' },
  may: 'any',
  answer: Session,
});

export const signOut = operation({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  title: { zh: '退出', en: 'Sign out' },
  may: 'any',
  answer: z.object({ done: z.literal(true) }),
});

export const listUnits = operation({
  name: 'listUnits',
  method: 'GET',
  path: '/api/units',
  title: { zh: '县、乡镇、村、学校', en: 'County, townships, villages, schools' },
  may: 'any',
  answer: z.object({ units: z.array(UnitRow) }),
});

export const AccountRow = z
  .object({
    id: z.uuid(),
    account: z.string(),
    name: z.string(),
    posts: z.array(Post),
    lockedUntil: z.string().nullable(),
  })
  .meta({ id: 'Account' });

export const listAccounts = operation({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/accounts',
  title: { zh: '帐号', en: 'Accounts' },
  may: ['administrator'],
  answer: z.object({ accounts: z.array(AccountRow) }),
});

export const createAccount = operation({
  name: 'createAccount',
  method: 'POST',
  path: '/api/accounts',
  title: { zh: '新建帐号', en: 'New account' },
  may: ['administrator'],
  body: z
    .object({
      account,
      name: z.string().min(1).max(60),
      password,
      posts: z
        .array(
          z.object({
            role: z.enum(ROLES),
            unitId: z.uuid(),
            /** Since when the post is held; today where it is left out. Not a day to come. */
            fromOn: DaySchema.optional(),
          }),
        )
        .min(1),
    })
    .meta({ id: 'NewAccount' }),
  answer: AccountRow,
});

/** A long piece of work (loading the sample township, say) that shows how far it is. */
export const Job = z
  .object({
    id: z.uuid(),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    step: z.object({ zh: z.string(), en: z.string() }),
    done: z.number(),
    total: z.number(),
    problem: z.object({ zh: z.string(), en: z.string() }).nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;

export const loadSample = operation({
  name: 'loadSample',
  method: 'POST',
  path: '/api/installation/sample',
  title: { zh: '装入示例乡镇（虚构）', en: 'Load the invented sample township' },
  may: ['administrator'],
  answer: Job,
});

export const getJob = operation({
  name: 'getJob',
  method: 'GET',
  path: '/api/jobs/:jobId',
  title: { zh: '任务进度', en: 'Progress of a job' },
  may: 'any',
  params: z.object({ jobId: z.uuid() }),
  answer: Job,
});
