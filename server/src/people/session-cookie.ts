import type { Session } from '@quanxue/domain/people/operations.ts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../basis/actor.ts';
import { csrfOf, SESSION_COOKIE } from '../basis/sessions.ts';

/** Gives the browser its session. It ends with the browser; the server ends it sooner. */
export function giveCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    secure: reply.request.protocol === 'https',
  });
}

export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, { path: '/' });
}

/** The contract's Session. */
export function sessionOf(actor: Actor, token: string): Session {
  return {
    accountId: actor.accountId,
    account: actor.account,
    name: actor.name,
    posts: actor.posts.map(({ role, unitId, unitName }) => ({ role, unitId, unitName })),
    csrf: csrfOf(token),
  };
}
