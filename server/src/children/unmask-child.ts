import type { unmaskChild } from '@quanxue/domain/children/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems as basisProblems } from '../basis/problems.ts';
import { openChild } from './sealed.ts';

type Params = z.output<NonNullable<(typeof unmaskChild)['params']>>;
type Body = z.output<NonNullable<(typeof unmaskChild)['body']>>;
type Answer = z.input<NonNullable<(typeof unmaskChild)['answer']>>;

/** The full numbers of one child. Who asked and why is on disk before they are answered: the transaction ends first. */
export async function unmaskTheChild(house: House, ask: Ask<Params, unknown, Body>): Promise<Answer> {
  const { childId } = ask.params;
  return ask.inTransaction(async (tx) => {
    const row = await tx
      .selectFrom('children')
      .select('sealed')
      .where('id', '=', childId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (!row) throw basisProblems.notFound();
    const secret = openChild(await house.keys.ofChild(tx, childId), childId, row.sealed);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'unmaskChild',
      requestId: ask.requestId,
      childId,
      what: { reason: ask.body.reason },
    });
    return {
      citizenId: secret.citizenId ?? null,
      guardians: (secret.guardians ?? []).map(({ name, phone, citizenId }) => ({
        name,
        phone: phone ?? null,
        citizenId: citizenId ?? null,
      })),
      certificateNumber: secret.disability?.certificateNumber ?? null,
    };
  });
}
