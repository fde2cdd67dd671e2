import type { putEvidence } from '@quanxue/domain/cases/operations.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import { tellChanged } from '../basis/case-news.ts';
import { noteArrival } from '../basis/evidence.ts';
import type { House } from '../basis/house.ts';
import type { Ask, Upload } from '../basis/http.ts';
import { reproject } from './project-case.ts';

type Receipt = z.input<NonNullable<(typeof putEvidence)['answer']>>;

/**
 * Takes in an evidence file under its SHA-256. The receipt is given once the file is on disk and noted. Entries that
 * named it before it came are judged anew, for only now does it count.
 */
export async function putTheEvidence(
  house: House,
  ask: Ask<{ sha256: string }, { name?: string | undefined }>,
  upload: Upload,
): Promise<Receipt> {
  const file = await house.evidence.receive(upload.stream, ask.params.sha256);
  return ask.inTransaction(async (tx) => {
    await noteArrival(house.clock, tx, ask.actor, file);
    const waiting = await tx
      .selectFrom('cases')
      .selectAll()
      .where('id', 'in', (query) =>
        query.selectFrom('evidence_uses').select('case_id').where('sha256', '=', file.sha256),
      )
      .orderBy('id')
      .forUpdate()
      .execute();
    const cases = waiting.map((each) => each.id);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'putEvidence',
      requestId: ask.requestId,
      what: { ...file, cases },
    });
    await tellChanged(tx, cases);
    await reproject(house, tx, waiting);
    return file;
  });
}
