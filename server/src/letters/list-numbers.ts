import { spellNumber } from '@quanxue/domain/letters/document-number.ts';
import { FORMS, type PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import type { listDocumentNumbers } from '@quanxue/domain/letters/operations.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import { issuingOffice } from './issuing-office.ts';

type Answer = z.input<NonNullable<(typeof listDocumentNumbers)['answer']>>;

/** The register of one's office for a year: every number given, in order, cancelled ones in their place. */
export async function listTheNumbers(
  house: House,
  ask: Ask<undefined, { year?: number | undefined }>,
): Promise<Answer> {
  const year = ask.query.year ?? Number(house.clock.today().slice(0, 4));
  return ask.inTransaction(async (tx) => {
    const office = await issuingOffice(tx, ask.post.unitId);
    const { rows } = await sql<{
      word: string;
      serial: number;
      kind: PaperKind;
      given_on: string;
      given_by: string;
      cancelled_on: string | null;
      cancel_reason: string | null;
      case_id: string | null;
      child_name: string | null;
    }>`
      select n.word, n.serial, n.kind, n.given_on, accounts.name as given_by, n.cancelled_on, n.cancel_reason,
          s.case_id, children.name as child_name
        from document_numbers n
          join accounts on accounts.id = n.given_by
          left join paper_sheets s on s.id = n.paper_id
          left join children on children.id = s.child_id
        where n.unit_id = ${office.unitId} and n.year = ${year}
        order by n.word, n.serial`.execute(tx);
    return {
      year,
      numbers: rows.map((row) => ({
        number: spellNumber({ ...row, year }),
        kind: row.kind,
        name: FORMS[row.kind].name,
        givenOn: row.given_on,
        givenBy: row.given_by,
        cancelled: row.cancelled_on ? { on: row.cancelled_on, reason: row.cancel_reason ?? '' } : null,
        caseId: row.case_id,
        childName: row.child_name,
      })),
    };
  });
}
