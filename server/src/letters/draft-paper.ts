import { fold } from '@quanxue/domain/casefile/fold.ts';
import { caseProblems } from '@quanxue/domain/cases/problems.ts';
import { FORMS, type PaperKind } from '@quanxue/domain/letters/forms/index.ts';
import type { getPaperDraft, previewPaper } from '@quanxue/domain/letters/operations.ts';
import { type FieldValues, fillPaper, type IssuingOffice, prefill } from '@quanxue/domain/letters/paper-form.ts';
import { letterProblems } from '@quanxue/domain/letters/problems.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { readSettings } from '../basis/settings.ts';
import { type LoadedCase, loadCase } from '../cases/load-case.ts';
import { wordOf } from './give-number.ts';
import { issuingOffice } from './issuing-office.ts';
import { printPaper } from './print-paper.ts';

type Draft = z.input<NonNullable<(typeof getPaperDraft)['answer']>>;
type Params = { readonly caseId: string; readonly kind: PaperKind };

/** The form of a paper with what case, ledgers and settings know already filled in. */
export async function draftThePaper(house: House, ask: Ask<Params>): Promise<Draft> {
  const { kind } = ask.params;
  const form = FORMS[kind];
  const today = house.clock.today();
  return ask.inTransaction(async (tx) => {
    const { loaded, office } = await standingOf(house, tx, ask, ask.params);
    const settings = await readSettings(house.clock, tx, ['letters.notice-days']);
    const values = prefill(form, {
      file: loaded.file,
      villages: loaded.villages,
      today,
      noticeDays: settings['letters.notice-days'],
      office,
    });
    return {
      name: form.name,
      title: form.titles[office.kind] ?? form.name.zh,
      office,
      word: (await wordOf(tx, office.unitId, kind, today)) ?? null,
      fields: form.fields.map(({ key, label, kind: of, required, most }) => ({
        key,
        label,
        kind: of,
        required,
        most,
        value: values[key] ?? '',
      })),
    };
  });
}

/** The paper as it would be issued, without number and code; holes that forbid the issue are refused here, too. */
export async function previewThePaper(
  house: House,
  ask: Ask<Params, unknown, z.output<NonNullable<(typeof previewPaper)['body']>>>,
): Promise<FileAnswer> {
  const { params, body } = ask;
  const paper = await ask.inTransaction(async (tx) => {
    const { loaded, office } = await standingOf(house, tx, ask, params);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'previewPaper',
      requestId: ask.requestId,
      caseId: loaded.id,
      childId: loaded.childId,
      what: { kind: params.kind },
    });
    return fillFor(house, params.kind, office, body.values, '（预览，未编号）');
  });
  const pdf = await printPaper(paper, null);
  return { content: Buffer.from(pdf), mediaType: 'application/pdf', name: `${paper.title}（预览）.pdf`, inline: true };
}

/**
 * Case and office of a paper that is to be issued.
 * @throws Problem `not-the-issuer`, `case-closed`, `not-found`.
 */
export async function standingOf(
  house: House,
  tx: Tx,
  ask: Pick<Ask, 'post'>,
  { caseId, kind }: Params,
  lock = false,
): Promise<{ readonly loaded: LoadedCase; readonly office: IssuingOffice }> {
  const loaded = await loadCase(house, tx, caseId, lock);
  const office = await issuingOffice(tx, ask.post.unitId);
  const form = FORMS[kind];
  if (!form.titles[office.kind]) {
    throw letterProblems.notTheIssuer({ rule: form.issuerRule.zh, ruleEn: form.issuerRule.en });
  }
  const { closure } = fold(loaded.file, house.clock.today());
  if (closure) throw caseProblems.caseClosed({ closed: closure.on, kind: form.name.zh, kindEn: form.name.en });
  return { loaded, office };
}

export function fillFor(
  house: Pick<House, 'clock'>,
  kind: PaperKind,
  office: IssuingOffice,
  values: FieldValues,
  number: string,
) {
  return fillPaper(FORMS[kind], office.kind, values, { number, office: office.signs, issuedOn: house.clock.today() });
}
