import type { bringClue, getClueForm } from '@quanxue/domain/reports/clue-operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, PublicAsk } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { recordChanges } from '../basis/ledger-events.ts';
import { problems } from '../basis/problems.ts';
import { freshBytes } from '../basis/random.ts';
import { readSettings, writeSetting } from '../basis/settings.ts';
import { writeLead } from './open-lead.ts';
import { reportProblems } from './problems.ts';

type Form = z.input<NonNullable<(typeof getClueForm)['answer']>>;
type Body = z.output<NonNullable<(typeof bringClue)['body']>>;

/** What the form needs: whether it is open and to which townships one may write. Nothing of any child. */
export async function getTheClueForm(house: House): Promise<Form> {
  return house.database.inTransaction(null, async (tx) => {
    const { 'reports.clues-open': open } = await readSettings(house.clock, tx, ['reports.clues-open']);
    const today = house.clock.today();
    const units = await tx
      .selectFrom('units')
      .select(['id', 'kind', 'name'])
      .where('kind', 'in', ['county', 'township'])
      .where('valid_from', '<=', today)
      .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', today)]))
      .orderBy('code')
      .execute();
    return {
      open,
      today,
      county: units.find((unit) => unit.kind === 'county')?.name ?? null,
      townships: units.filter((unit) => unit.kind === 'township').map(({ id, name }) => ({ id, name })),
    };
  });
}

/** Takes a clue of the public into the inbox of the township's office. The receipt opens nothing and tells nothing. */
export async function bringAClue(house: House, ask: PublicAsk<unknown, unknown, Body>): Promise<{ receipt: string }> {
  const { townshipId, ...facts } = ask.body;
  const form = await getTheClueForm(house);
  if (!form.open) throw reportProblems.cluesClosed();
  if (!form.townships.some((township) => township.id === townshipId)) throw problems.notFound();
  return house.database.inTransaction(null, async (tx) => {
    const id = newId(house.clock);
    const today = house.clock.today();
    const receipt = `XS${today.replaceAll('-', '')}-${newReceipt()}`;
    await writeLead(house, tx, {
      id,
      source: 'clue',
      onDay: today,
      openedBy: null,
      reporter: null,
      owner: { owner_role: 'social-affairs', owner_unit_id: townshipId },
      receipt,
      facts: { seen: facts.seen, place: `${facts.when}，${facts.place}`, contact: facts.contact },
    });
    await audit(house.clock, tx, {
      actorId: null,
      operation: 'bringClue',
      requestId: ask.requestId,
      what: { lead: id },
    });
    return { receipt };
  });
}

/** Six signs that nobody confuses when reading them out over a telephone. */
function newReceipt(): string {
  const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return [...freshBytes(6)].map((byte) => signs[byte % signs.length]).join('');
}

/** Opens or closes the public form from today on. */
export async function switchTheClues(
  house: House,
  ask: Ask<unknown, unknown, { open: boolean }>,
): Promise<{ open: boolean }> {
  const { actor, body, post } = ask;
  return ask.inTransaction(async (tx) => {
    const { 'reports.clues-open': before } = await readSettings(house.clock, tx, ['reports.clues-open']);
    if (before === body.open) return { open: before };
    await writeSetting(house.clock, tx, 'reports.clues-open', body.open, actor.accountId);
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'switchClues',
      requestId: ask.requestId,
      what: { before, after: body.open },
    });
    await recordChanges(house, tx, actor, [
      { unitId: post.unitId, kind: 'setting-changed', body: { key: 'reports.clues-open', before, after: body.open } },
    ]);
    return { open: body.open };
  });
}
