import { spellNumber } from '@quanxue/domain/letters/document-number.ts';
import { FORMS, type PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import { PAPER_ISSUERS, type PaperRow } from '@quanxue/domain/letters/operations.ts';
import { sql } from 'kysely';
import { postAs } from '../basis/actor.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { problems } from '../basis/problems.ts';
import { paperPlace, type SealedPaper } from './issue-paper.ts';
import { issuingOffice } from './issuing-office.ts';

/** Papers in the actor's sight, oldest first, with the scans that came back. */
export async function readPapers(
  house: Pick<House, 'keys'>,
  tx: Tx,
  ask: Pick<Ask, 'actor'>,
  which: { readonly id?: string; readonly ids?: readonly string[]; readonly caseId?: string; readonly code?: string },
): Promise<PaperRow[]> {
  const issuing = postAs(ask.actor, PAPER_ISSUERS);
  const own = issuing ? (await issuingOffice(tx, issuing.unitId)).unitId : null;
  const { rows } = await sql<{
    id: string;
    code: string;
    kind: PaperKind;
    case_id: string;
    child_id: string;
    child_name: string;
    office: string;
    issued_on: string;
    issued_by: string;
    deadline: string | null;
    sealed: Buffer;
    word: string;
    year: number;
    serial: number;
    cancelled_on: string | null;
    cancelled_by: string | null;
    cancel_reason: string | null;
    served_on: string | null;
    own: boolean | null;
    scans: { id: string; part: number }[];
  }>`
    select s.id, s.code, s.kind, s.case_id, s.child_id, children.name as child_name, s.office, s.issued_on,
        issuer.name as issued_by, s.deadline, s.sealed, n.word, n.year, n.serial, n.cancelled_on,
        canceller.name as cancelled_by, n.cancel_reason, v.served_on,
        s.unit_id = ${own}::uuid as own,
        coalesce((
          select json_agg(json_build_object('id', scans.id, 'part', scans.part) order by scans.filed_at, scans.page)
            from scans where scans.paper_id = s.id
        ), '[]') as scans
      from paper_sheets s
        join document_numbers n on n.paper_id = s.id
        join children on children.id = s.child_id
        join accounts issuer on issuer.id = s.issued_by
        left join accounts canceller on canceller.id = n.cancelled_by
        left join paper_services v on v.paper_id = s.id
      where (${which.id ?? null}::uuid is null or s.id = ${which.id ?? null}::uuid)
        and (${which.ids ?? null}::uuid[] is null or s.id = any(${which.ids ?? null}::uuid[]))
        and (${which.caseId ?? null}::uuid is null or s.case_id = ${which.caseId ?? null}::uuid)
        and (${which.code ?? null}::text is null or s.code = ${which.code ?? null}::text)
      order by s.issued_at, n.word, n.serial`.execute(tx);
  const keys = await house.keys.ofChildren(tx, [...new Set(rows.map((row) => row.child_id))]);
  return rows.map((row) => {
    const sealed = keys.get(row.child_id)?.open(row.sealed, paperPlace(row.id)) as SealedPaper | undefined;
    const cancelled = row.cancelled_on !== null;
    const state = cancelled ? 'cancelled' : row.served_on ? 'served' : row.scans.length > 0 ? 'returned' : 'issued';
    return {
      id: row.id,
      caseId: row.case_id,
      childId: row.child_id,
      childName: row.child_name,
      kind: row.kind,
      title: sealed?.paper.title ?? FORMS[row.kind].name.zh,
      number: spellNumber(row),
      code: row.code,
      office: row.office,
      issuedOn: row.issued_on,
      issuedBy: row.issued_by,
      deadline: row.deadline,
      state,
      servedOn: row.served_on,
      cancelled: row.cancelled_on
        ? { on: row.cancelled_on, by: row.cancelled_by ?? '', reason: row.cancel_reason ?? '' }
        : null,
      parts: FORMS[row.kind].parts.map((part, i) => ({
        name: part.name,
        provesService: part.provesService,
        scans: row.scans.flatMap((scan) => (scan.part === i + 1 ? scan.id : [])),
      })),
      mayCancel: row.own ?? false,
    };
  });
}

/** @throws Problem `not-found` where there is none. */
export function paperOf(papers: readonly PaperRow[]): PaperRow {
  const [paper] = papers;
  if (!paper) throw problems.notFound();
  return paper;
}
