import { terms } from '@quanxue/domain/terms.ts';
import type { checkEnrolment } from '@quanxue/domain/visits/enrolment.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { Tx } from '../basis/database.ts';
import type { House } from '../basis/house.ts';
import type { Ask } from '../basis/http.ts';
import type { VisitsHooks } from './hooks.ts';
import { problems } from './problems.ts';
import { type Expected, readExpected, readTerm } from './read-expected.ts';
import { markPlace, sealRemark } from './remarks.ts';

type Params = z.output<NonNullable<(typeof checkEnrolment)['params']>>;
type Body = z.output<NonNullable<(typeof checkEnrolment)['body']>>;
type Answer = z.output<NonNullable<(typeof checkEnrolment)['answer']>>;

/**
 * "All arrived but …": marks every expected child of a class at the opening of a term. A second check corrects the first.
 * @throws Problem `term-unknown`, `check-day-wrong`, `check-class-unknown`, `child-not-expected`, `place-needed`.
 */
export async function checkTheEnrolment(
  house: House,
  hooks: VisitsHooks,
  ask: Ask<Params, unknown, Body>,
): Promise<Answer> {
  const { checkId } = ask.params;
  const { body } = ask;
  return ask.inTransaction(async (tx) => {
    const term = await readTerm(house.clock, tx, body.termOn);
    await sql`select pg_advisory_xact_lock(hashtextextended(${`enrolment ${body.unitId} ${body.grade} ${body.class}`}, 0))`.execute(
      tx,
    );
    const known = await tx
      .selectFrom('enrolment_checks')
      .select('version')
      .where('id', '=', checkId)
      .executeTakeFirst();
    if (known) return told(tx, checkId, known.version);
    if (body.onDay < term.termOn || body.onDay > house.clock.today()) {
      throw problems.checkDay({ day: body.onDay, from: term.termOn });
    }
    const pupils = await readExpected(tx, term, body);
    if (pupils.length === 0) throw problems.checkClassUnknown();
    refuseWrong(body, pupils);
    const { version } = await tx
      .selectFrom('enrolment_checks')
      .select((eb) => eb.fn.coalesce(eb.fn.max('version'), sql<number>`0`).as('version'))
      .where('term_on', '=', term.termOn)
      .where('unit_id', '=', body.unitId)
      .where('grade', '=', body.grade)
      .where('class', '=', body.class)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('enrolment_checks')
      .values({
        id: checkId,
        term_on: term.termOn,
        unit_id: body.unitId,
        grade: body.grade,
        class: body.class,
        version: version + 1,
        on_day: body.onDay,
        recorded_at: house.clock.now(),
        recorded_by: ask.actor.accountId,
        post_id: ask.post.id,
      })
      .execute();
    await writeMarks(house, hooks, ask, tx, pupils);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation: 'checkEnrolment',
      requestId: ask.requestId,
      what: { checkId, unitId: body.unitId, termOn: body.termOn, version: version + 1, but: body.but.length },
    });
    return told(tx, checkId, version + 1);
  });
}

function refuseWrong({ but }: Body, pupils: readonly Expected[]): void {
  const names = new Map(pupils.map((pupil) => [pupil.childId, pupil.name]));
  for (const { childId, mark, place } of but) {
    const name = names.get(childId);
    // Told once: a second mark of the same child finds nobody.
    names.delete(childId);
    if (name === undefined) throw problems.notExpected({ childId });
    if (mark === 'transferred' && !place) throw problems.placeNeeded({ name });
  }
}

async function writeMarks(
  house: House,
  hooks: VisitsHooks,
  ask: Ask<Params, unknown, Body>,
  tx: Tx,
  pupils: readonly Expected[],
): Promise<void> {
  const { checkId } = ask.params;
  const { body } = ask;
  const but = new Map(body.but.map((each) => [each.childId, each]));
  const keys = await house.keys.ofChildren(tx, [...but.keys()]);
  const rows = [];
  for (const { childId } of pupils) {
    const said = but.get(childId);
    const lead =
      hooks.openLead && said?.mark === 'absent'
        ? await hooks.openLead(house, tx, ask.actor, {
            childId,
            source: 'enrolment',
            sourceId: checkId,
            onDay: body.onDay,
            detail: [
              `${terms.word.enrolmentVerification.zh}（${body.termOn}）：${terms.enrolmentMark.absent.zh}`,
              said.note,
            ]
              .filter(Boolean)
              .join('；'),
          })
        : null;
    rows.push({
      check_id: checkId,
      child_id: childId,
      mark: said?.mark ?? ('arrived' as const),
      ...sealRemark(keys.get(childId), markPlace(checkId, childId), said ?? {}),
      lead_id: lead?.leadId ?? null,
    });
  }
  await tx.insertInto('enrolment_marks').values(rows).execute();
}

async function told(tx: Tx, checkId: string, version: number): Promise<Answer> {
  const marks = await tx
    .selectFrom('enrolment_marks')
    .select(['mark', 'lead_id'])
    .where('check_id', '=', checkId)
    .execute();
  return {
    checkId,
    expected: marks.length,
    absent: marks.filter((each) => each.mark === 'absent').length,
    leads: marks.filter((each) => each.lead_id !== null).length,
    correction: version > 1,
  };
}
