import type { Role } from '@quanxue/domain/basis/operation.ts';
import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { OFFICE_ROLES } from '@quanxue/domain/cases/referrals.ts';
import { getInstallation, getSession, type Session } from '@quanxue/domain/people/operations.ts';
import { useQuery } from '@tanstack/react-query';
import { queryClient, useAnswer } from './ask.ts';
import { type Answer, CallError, call, rememberCsrf } from './call.ts';

/* Who sits at this desk. */

const SESSION = ['getSession'] as const;

const sessionQuery = {
  queryKey: SESSION,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await call(getSession, {});
      rememberCsrf(session.csrf);
      return session;
    } catch (error) {
      if (error instanceof CallError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
};

/** The session, or null when nobody is signed in. */
export function loadSession(): Promise<Session | null> {
  return queryClient.ensureQueryData(sessionQuery);
}

/** Takes the session that signing in or setting up gave; null forgets everything that was read. */
export function takeSession(session: Session | null): void {
  if (session) rememberCsrf(session.csrf);
  else {
    rememberCsrf('');
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== getInstallation.name });
  }
  queryClient.setQueryData(SESSION, session);
}

/** The session of the pages behind the sign-in. */
export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Whether the person's posts allow an operation; the server decides again. */
export function useMay(): (operation: { may: 'public' | 'any' | readonly Role[] }) => boolean {
  const session = useSession();
  return ({ may }) => typeof may === 'string' || (session?.posts.some((post) => may.includes(post.role)) ?? false);
}

/** True where every post is one of joint control: such a desk holds nothing but what was handed to it. */
export function isOffice(session: Session | null): boolean {
  const roles: readonly Role[] = OFFICE_ROLES;
  return session !== null && session.posts.length > 0 && session.posts.every((post) => roles.includes(post.role));
}

export function useIsOffice(): boolean {
  return isOffice(useSession());
}

export type Installation = Answer<typeof getInstallation>;

export function loadInstallation(): Promise<Installation> {
  return queryClient.fetchQuery({
    queryKey: [getInstallation.name, {}],
    queryFn: () => call(getInstallation, {}),
    staleTime: 60_000,
  });
}

export function useInstallation(): Installation | undefined {
  return useAnswer(getInstallation, {}).data;
}

/** The server's civil day; undefined for the moment before it is known. */
export function useToday(): Day | undefined {
  return useInstallation()?.today;
}
