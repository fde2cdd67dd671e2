import type { Entry } from '@quanxue/domain/casefile/schema.ts';
import type { previewEntry } from '@quanxue/domain/cases/operations.ts';
import { visibleFindings } from '@quanxue/domain/cases/visible.ts';
import { assess } from '@quanxue/domain/policy/assess.ts';
import type { Finding } from '@quanxue/domain/policy/finding.ts';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { rolesOf, signed } from './author.ts';
import { loadCase } from './load-case.ts';
import { aroundCase, refuse } from './record-entry.ts';

type Preview = z.input<NonNullable<(typeof previewEntry)['answer']>>;

/**
 * What the law would say of the case with this entry, row by row where it would say other than now. Writes nothing; what
 * could not be recorded is refused here, too. Evidence is taken as arrived, as it soon will be.
 */
export async function previewAnEntry(house: House, ask: Ask<{ caseId: string }, unknown, Entry>): Promise<Preview> {
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    const { body, actor } = ask;
    const loaded = await loadCase(house, tx, ask.params.caseId);
    const { file } = loaded;
    const around = await aroundCase(house, tx, actor, loaded, body);
    const { post, deputy } = refuse(loaded, body, ask, today, around);
    const entry = signed(house, body, actor, post, deputy);
    const roles = rolesOf(actor);
    const before = visibleFindings(assess(file, today).findings, roles);
    const after = visibleFindings(assess({ ...file, entries: [...file.entries, entry] }, today).findings, roles);
    return { changes: changesBetween(before, after) };
  });
}

function changesBetween(before: readonly Finding[], after: readonly Finding[]): Preview['changes'] {
  const then = new Map(before.map((finding) => [finding.id, finding]));
  const now = new Map(after.map((finding) => [finding.id, finding]));
  return [...new Set([...now.keys(), ...then.keys()])].flatMap((id) => {
    const change = { before: then.get(id) ?? null, after: now.get(id) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}
