import type { AccountRow } from '@quanxue/domain/people/operations.ts';
import type { z } from 'zod';
import type { Clock } from '../basis/clock.ts';
import type { Tx } from '../basis/database.ts';
import { currentPosts } from '../basis/sessions.ts';
import { readSettings } from '../basis/settings.ts';
import { lockedUntil } from './sign-in.ts';

/** The open accounts with their current posts, by name in the order of pinyin. */
export async function listTheAccounts(clock: Clock, tx: Tx): Promise<z.input<typeof AccountRow>[]> {
  const accounts = await tx
    .selectFrom('accounts')
    .select(['id', 'account', 'name'])
    .where('closed_at', 'is', null)
    .orderBy('name')
    .orderBy('account')
    .execute();
  if (accounts.length === 0) return [];
  const limits = await readSettings(clock, tx, ['sign-in.failures', 'sign-in.lock-minutes']);
  const names = accounts.map((account) => account.account.toLowerCase());
  const locked = await lockedUntil(clock.now(), tx, names, limits);
  const posts = await currentPosts(
    clock,
    tx,
    accounts.map((account) => account.id),
  );
  return accounts.map((account) => ({
    ...account,
    posts: posts.get(account.id) ?? [],
    lockedUntil: locked.get(account.account.toLowerCase()) ?? null,
  }));
}
