import type { Operation } from '@quanxue/domain/basis/operation.ts';
import type { z } from 'zod';
import type { House } from '../src/basis/house.ts';
import { beginSession, csrfOf, SESSION_COOKIE } from '../src/basis/sessions.ts';

interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly upload?: Uint8Array;
}

/** Somebody of the sample township at the keyboard: every request goes through the server's own door. */
export interface Person {
  ask<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
    operation: Operation<P, Q, B, A>,
    sent?: Sent,
  ): Promise<z.output<A>>;
}

/**
 * Signs an account in without its password and speaks HTTP in its name, inside this process. Each new day begins a new
 * session: where the clock is turned from one month to the next, the last one has run out.
 */
export function sitDown(house: House, accountId: string): Person {
  let day = '';
  let session: Promise<string> = Promise.resolve('');
  const today = () => {
    if (day !== house.clock.today()) {
      day = house.clock.today();
      session = house.database.inTransaction(null, (tx) => beginSession(house.clock, tx, accountId));
    }
    return session;
  };
  return {
    ask: async (operation, sent = {}) => {
      const token = await today();
      const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(sent.params?.[name] ?? ''),
      );
      const reply = await house.app.inject({
        method: operation.method,
        url: path,
        query: { ...sent.query },
        headers: {
          'x-quanxue-csrf': csrfOf(token),
          'content-type': sent.upload ? 'application/octet-stream' : 'application/json',
        },
        cookies: { [SESSION_COOKIE]: token },
        ...(sent.upload && { payload: Buffer.from(sent.upload) }),
        ...(sent.body !== undefined && { payload: JSON.stringify(sent.body) }),
      });
      const answer = reply.json();
      if (reply.statusCode !== 200) throw new Error(`The sample was refused: ${operation.name} ${path}: ${reply.body}`);
      return operation.answer?.parse(answer) as z.output<typeof operation.answer & z.ZodType>;
    },
  };
}
