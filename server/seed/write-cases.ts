import type { Day } from '@quanxue/domain/basis/plain-date.ts';
import { proposeClosure, settleClosure } from '@quanxue/domain/cases/approval-operations.ts';
import { openCase, putEvidence, recordEntry } from '@quanxue/domain/cases/operations.ts';
import { listChildren } from '@quanxue/domain/children/operations.ts';
import type { SampleAct, SampleCase } from './cases/story.ts';
import { atOnce, type Scene } from './scene.ts';

/** Cases that are written down at the same time: each person writes one after the other, but they do not wait for each other. */
const HANDS = 4;

/** The invented case files, written as the days go by. */
export class CaseWriter {
  readonly #scene: Scene;
  readonly #written = new Map<SampleCase, number>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Writes what was recorded before a day and is not written yet. */
  async upTo(day: Day, told: (done: number, total: number) => void): Promise<void> {
    const due = this.#scene.township.cases.flatMap((each) => {
      const from = this.#written.get(each) ?? 0;
      const rest = each.acts.slice(from);
      const later = rest.findIndex(({ entry }) => (entry.recordedAt ?? entry.on).slice(0, 10) >= day);
      const acts = later < 0 ? rest : rest.slice(0, later);
      return acts.length > 0 ? [{ each, from, acts }] : [];
    });
    let done = 0;
    await atOnce(HANDS, due, async ({ each, from, acts }) => {
      for (const [index, act] of acts.entries()) await this.#write(each, act, from + index === 0);
      this.#written.set(each, from + acts.length);
      done += 1;
      told(done, due.length);
    });
  }

  async #write(each: SampleCase, act: SampleAct, first: boolean): Promise<void> {
    const person = this.#scene.person(act.author);
    const { entry } = act;
    const params = { caseId: each.id };
    if (first) {
      const found = await this.#scene.clerk.ask(listChildren, { query: { q: each.child.citizenId } });
      const child = found.children[0];
      if (!child) throw new Error(`The child of the sample case "${each.key}" is in no list.`);
      await person.ask(openCase, { params, body: { childId: child.id, report: entry } });
    } else if (entry.kind === 'closure') {
      // Proposer and checker differ: what the office proposes the leader checks, and the other way round.
      const proposal = { ...params, proposalId: entry.id };
      await person.ask(proposeClosure, { params: proposal, body: entry });
      const checker = this.#scene.person(act.author === 'township-leader' ? 'social-affairs' : 'township-leader');
      const { recordedAt } = entry;
      await checker.ask(settleClosure, { params: proposal, body: { how: 'closed', recordedAt } });
    } else {
      await person.ask(recordEntry, { params: { ...params, entryId: entry.id }, body: entry });
    }
    for (const [sha256, name] of filesOf(act)) {
      const file = each.files.get(sha256);
      if (file) await person.ask(putEvidence, { params: { sha256 }, query: { name }, upload: file.bytes });
    }
  }
}

/** The evidence files that an entry names, those of a replacement included. */
function filesOf({ entry }: SampleAct): [sha256: string, name: string][] {
  const replacement = entry.kind === 'amendment' ? (entry.replacement?.evidence as typeof entry.evidence) : undefined;
  return [...(entry.evidence ?? []), ...(replacement ?? [])].flatMap((item) =>
    item.sha256 ? [[item.sha256, item.name ?? ''] as [string, string]] : [],
  );
}
