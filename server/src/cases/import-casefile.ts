import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fold } from '@quanxue/domain/casefile/fold.ts';
import { type Fault, readCaseFile } from '@quanxue/domain/casefile/read.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import type { importCaseFile } from '@quanxue/domain/cases/operations.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask, Upload } from '../basis/http.ts';
import { newId } from '../basis/ids.ts';
import { appendEntry } from '../basis/log.ts';
import { problems } from '../basis/problems.ts';
import { headPlace, loadCase, type Origin, type PlainHead, type SealedHead } from './load-case.ts';
import { moveChild } from './move-child.ts';
import { project, writeProjection } from './project-case.ts';
import { addChild, findChild } from './take-in-child.ts';

type TakenIn = z.input<NonNullable<(typeof importCaseFile)['answer']>>;

/** A case file of a thousand entries has about one megabyte. */
const MEGABYTES = 20;
/** Faults told in one answer; the sender's own program finds the rest. */
const FAULTS = 10;

/**
 * Takes in a case file from another installation: its child (found in the ledger or added), its entries with their ids,
 * order, authors and times as they are. All of it, or nothing. The same file taken in twice is one case.
 */
export async function importACaseFile(
  house: House,
  ask: Ask<unknown, { fileName?: string | undefined }>,
  upload: Upload,
): Promise<TakenIn> {
  const bytes = await readAll(upload.stream);
  const file = readJson(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const fileName = ask.query.fileName ?? `${sha256.slice(0, 12)}.json`;
  const { actor, post } = ask;
  return ask.inTransaction(async (tx) => {
    const today = house.clock.today();
    const known = await findChild(house, tx, file.child);
    if (known) {
      await tx.selectFrom('children').select('id').where('id', '=', known).forUpdate().execute();
      const before = await takenInBefore(tx, known, sha256);
      if (before) return answer(before, known, file);
      if (fold(file, today).open) await refuseSecondOpen(tx, known, file);
    }
    const source = { casefile: fileName, sha256 };
    const openedOn = file.entries.find((entry) => entry.kind === 'report')?.on ?? file.entries[0]?.on ?? today;
    const from = openedOn < today ? openedOn : today;
    const childId = known ?? (await addChild(house, tx, { child: file.child, actor, post, source, from }));

    const caseId = newId(house.clock);
    const key = await house.keys.ofChild(tx, childId);
    const plain: PlainHead = {
      ...(file.pack !== undefined && { pack: file.pack }),
      ...(file.calendar && { calendar: file.calendar }),
      ...(file.asOf !== undefined && { asOf: file.asOf }),
    };
    const sealed: SealedHead = { child: file.child, ...(file.chain && { chain: file.chain }) };
    const origin: Origin = { fileName, sha256, on: today, entries: file.entries.length };
    await tx
      .insertInto('cases')
      .values({
        id: caseId,
        child_id: childId,
        opened_on: openedOn,
        opened_at: house.clock.now(),
        opened_by: actor.accountId,
        header: JSON.stringify(plain),
        sealed: key.seal(sealed, headPlace(caseId)),
        data_key_id: key.id,
        origin: JSON.stringify(origin),
        open: fold(file, today).open,
        stage_since: openedOn,
      })
      .execute();
    for (const entry of file.entries) await appendEntry(house, tx, { caseId, entry, actor, post });
    await audit(house.clock, tx, {
      actorId: actor.accountId,
      operation: 'importCaseFile',
      requestId: ask.requestId,
      caseId,
      childId,
      what: { sha256, entries: file.entries.length, childAdded: known === undefined },
    });
    const loaded = await loadCase(house, tx, caseId);
    await writeProjection(house, tx, caseId, project(loaded.file, today));
    const entryId = file.entries.at(-1)?.id ?? caseId;
    await moveChild(house, tx, { childId, caseId, entryId, actor }, undefined, loaded.file);
    return answer(caseId, childId, file);
  });
}

function answer(caseId: string, childId: string, file: CaseFile): TakenIn {
  return { caseId, childId, entries: file.entries.length, child: { name: file.child.name } };
}

async function takenInBefore(tx: Tx, childId: string, sha256: string): Promise<string | undefined> {
  const cases = await tx.selectFrom('cases').select(['id', 'origin']).where('child_id', '=', childId).execute();
  return cases.find((each) => (each.origin as Origin | null)?.sha256 === sha256)?.id;
}

async function refuseSecondOpen(tx: Tx, childId: string, file: CaseFile): Promise<void> {
  const open = await tx
    .selectFrom('cases')
    .select('opened_on')
    .where('child_id', '=', childId)
    .where('open', '=', true)
    .executeTakeFirst();
  if (open) throw caseProblems.caseTakenInAlready({ name: file.child.name, opened: open.opened_on });
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MEGABYTES * 1e6) throw problems.tooLarge({ megabytes: MEGABYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws Problem `not-a-casefile` with the place and the reason of each fault. */
function readJson(bytes: Buffer): CaseFile {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw notACaseFile([
      {
        path: '$',
        zh: '不是 JSON 文本（UTF-8），文件可能已损坏或选错',
        en: 'this is not JSON text in UTF-8; the file is damaged or another one',
      },
    ]);
  }
  const read = readCaseFile(json);
  if (!read.ok) throw notACaseFile(read.faults);
  return read.file;
}

function notACaseFile(faults: readonly Fault[]) {
  const told = faults.slice(0, FAULTS);
  return caseProblems.notACaseFile({
    count: faults.length,
    zhFaults: told.map((fault) => `${fault.path}：${fault.zh}`).join('；'),
    enFaults: told.map((fault) => `${fault.path}: ${fault.en}`).join('; '),
  });
}
