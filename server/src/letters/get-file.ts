import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { keepFiles } from './keep-files.ts';
import { paperOf, readPapers } from './read-papers.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A paper as it was issued: the same bytes each time. Who printed it is on record. */
export async function getThePaperFile(
  house: House,
  ask: Ask<{ paperId: string }, { as?: 'pdf' | 'docx' | undefined }>,
): Promise<FileAnswer> {
  const as = ask.query.as ?? 'pdf';
  const paper = await ask.inTransaction(async (tx) => {
    const found = paperOf(await readPapers(house, tx, ask, { id: ask.params.paperId }));
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'getPaperFile',
      requestId: ask.requestId,
      caseId: found.caseId,
      childId: found.childId,
      what: { paper: found.id, as },
    });
    return found;
  });
  const files = await keepFiles(house, ask, paper.id);
  return {
    content: house.evidence.read(files[as]),
    mediaType: as === 'pdf' ? 'application/pdf' : DOCX,
    name: `${paper.title}_${paper.number}_${paper.childName}.${as}`,
    inline: as === 'pdf',
  };
}
