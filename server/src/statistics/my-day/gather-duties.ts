import type { Role } from '@quanxue/domain/basis/operation.ts';
import { addDays, type Day, daysBetween, shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import type { Text } from '@quanxue/domain/basis/problem.ts';
import { visibleFindings } from '@quanxue/domain/cases/visible.ts';
import { type DutyKind, type DutyWindows, leaveMark, levelOf, type Placed } from '@quanxue/domain/statistics/duties.ts';
import type { DutyAct } from '@quanxue/domain/statistics/my-day-operations.ts';
import type { Tx } from '../../basis/database.ts';
import type { House } from '../../basis/house.ts';
import { readCaseDuties } from '../../cases/case-duties.ts';
import { leavesEnding } from '../../children/leaves-ending.ts';
import { openWorkOfVillages } from '../../children/village-counts.ts';
import { waitingImports } from '../../children/waiting-imports.ts';
import { openLeads } from '../../reports/open-leads.ts';
import { owedDeclarations } from '../../reports/owed-declarations.ts';
import { uncheckedUnits, unfinishedRounds } from '../../visits/unfinished.ts';
import { unreadBriefs } from '../briefs/unread-briefs.ts';
import type { Places } from './places.ts';
import { SENTENCES as say } from './sentences.ts';

/** A duty before anybody asks whose list it is on. */
export interface Gathered extends Placed {
  readonly key: string;
  readonly kind: DutyKind;
  readonly child: { readonly id: string | null; readonly name: string; readonly place: string | null } | null;
  readonly what: Text;
  readonly clause: Text;
  readonly dated: boolean;
  readonly mark: number | null;
  readonly act: DutyAct;
}

export interface Gathering {
  readonly house: Pick<House, 'clock' | 'keys'>;
  readonly tx: Tx;
  readonly today: Day;
  readonly windows: DutyWindows;
  readonly places: Places;
  /** Whoever asks sees no more of a case's findings than these posts may. */
  readonly roles: readonly Role[];
  /** Of the cases only what has climbed to the county. */
  readonly climbed?: boolean;
  /** Whoseever turn it is: nothing is left out that the asker's own list would not show. */
  readonly all?: boolean;
  /** Of the cases only children of these units. */
  readonly within?: readonly string[];
}

type Source = (on: Gathering) => Promise<Gathered[]>;

const childAt = (
  places: Places,
  id: string | null,
  name: string,
  at: { villageId: string | null; schoolId: string | null },
) => ({
  id,
  name,
  place: places.nameOf(at.villageId) ?? places.nameOf(at.schoolId),
});

const ofCases: Source = async ({ tx, today, windows, places, roles, climbed, within }) => {
  const rows = await readCaseDuties(
    tx,
    { today, ...windows },
    { ...(climbed && { climbed }), ...(within && { within }) },
  );
  return rows.map((row): Gathered => {
    const { id, kind, caseId } = row;
    const finding = { id, status: 'missing', citation: row.clause, message: row.text } as const;
    return {
      key: `case:${caseId}:${id}`,
      kind,
      child: childAt(places, row.childId, row.childName, row),
      what: visibleFindings([finding], roles)[0]?.message ?? row.text,
      clause: row.clause,
      ...places.turn(row.level, row),
      by: row.by,
      due: row.dueOn,
      dated: row.dated,
      mark: kind === 'leave' ? leaveMark(daysBetween(today, row.dueOn)) : null,
      act: { to: 'case', caseId, finding: id },
    };
  });
};

/** The office's clock, and the word of school and village that is wanted meanwhile. */
const ofLeads: Source = async ({ house, tx, places }) =>
  (await openLeads(house, tx)).flatMap((lead) => {
    const office = places.turnOf(lead.ownerUnitId);
    const due = shanghaiDay(lead.dueAt);
    const child = childAt(places, lead.childId, lead.name, lead);
    const common = {
      child,
      clause: say.lead.clause,
      due,
      dated: true,
      mark: null,
      ranOut: lead.overdue,
      act: { to: 'lead', leadId: lead.id } as const,
    };
    const sides = (['school', 'village'] as const).flatMap((side): Gathered[] => {
      const unitId = side === 'school' ? lead.schoolId : lead.villageId;
      // A village answers for the township's side.
      if (!unitId || lead.answered.includes(side === 'school' ? 'school' : 'township')) return [];
      return [
        {
          ...common,
          key: `answer:${lead.id}:${side}`,
          kind: 'answer',
          what: say.answer.what,
          level: side,
          unitId,
          townshipId: places.above(unitId, 'township'),
          by: side === 'school' ? 'principal' : 'village',
        },
      ];
    });
    return [
      {
        ...common,
        key: `lead:${lead.id}`,
        kind: 'lead',
        what: say.lead.what,
        ...office,
        by: lead.owner.role,
        climbed: lead.level,
      },
      ...sides,
    ];
  });

/** Leaves of the ledger; where a case has the leave as its measure, its own row says the same day. */
const ofLeaves: Source = async ({ house, tx, today, windows, places }) =>
  (await leavesEnding(house.clock, tx, windows.comingDays)).map(
    (leave): Gathered => ({
      key: `leave:${leave.childId}`,
      kind: 'leave',
      child: childAt(places, leave.childId, leave.name, leave),
      what: say.leave.what(leave.untilOn, leave.suspectedOn),
      clause: say.leave.clause,
      ...places.turn('school', leave),
      by: 'roll-keeper',
      due: leave.untilOn,
      dated: true,
      mark: leaveMark(daysBetween(today, leave.untilOn)),
      act: { to: 'child', childId: leave.childId },
    }),
  );

const ofDeclarations: Source = async ({ house, tx, places }) =>
  (await owedDeclarations(house, tx)).map(
    (owed): Gathered => ({
      key: `declaration:${owed.unitId}:${owed.month}`,
      kind: 'declaration',
      child: null,
      what: say.declaration.what(owed.month),
      clause: say.declaration.clause,
      ...places.turnOf(owed.unitId),
      by: owed.by,
      due: owed.dueOn,
      dated: true,
      mark: null,
      act: { to: 'declarations', month: owed.month },
    }),
  );

const ofRounds: Source = async ({ tx, today, places }) =>
  (await unfinishedRounds(tx, today)).map(
    (round): Gathered => ({
      key: `round:${round.roundId}:${round.villageId}`,
      kind: 'round',
      child: null,
      what: say.round.what(round),
      clause: say.round.clause,
      ...places.turnOf(round.villageId),
      by: 'village',
      due: round.toOn,
      dated: true,
      mark: null,
      act: { to: 'round', roundId: round.roundId, villageId: round.villageId },
    }),
  );

const ofEnrolment: Source = async ({ house, tx, places }) =>
  (await uncheckedUnits(house.clock, tx)).map(
    (unit): Gathered => ({
      key: `enrolment:${unit.unitId}:${unit.termOn}`,
      kind: 'enrolment',
      child: null,
      what: say.enrolment.what(unit),
      clause: say.enrolment.clause,
      ...places.turnOf(unit.unitId),
      by: unit.by,
      due: unit.dueOn,
      dated: true,
      mark: null,
      act: { to: 'enrolment', unitId: unit.unitId },
    }),
  );

const ofClosing: Source = async ({ tx, today, places, roles, all }) => {
  // It names no day, so it never climbs: a township that asks for its own list need not count all its villages.
  if (!all && !roles.some((role) => levelOf(role) === 'village')) return [];
  return (await openWorkOfVillages(tx, 'registered', today)).flatMap(({ id, open }): Gathered[] => {
    if (open === 0) return [];
    return [
      {
        key: `closing:${id}`,
        kind: 'closing',
        child: null,
        what: say.closing.what(open),
        clause: say.closing.clause,
        ...places.turnOf(id),
        by: 'village',
        due: null,
        dated: false,
        mark: null,
        act: { to: 'closing' },
      },
    ];
  });
};

const ofImports: Source = async ({ tx, places, windows }) =>
  (await waitingImports(tx)).map((each): Gathered => {
    const turn = places.turnOf(each.unitId);
    return {
      key: `rows:${each.importId}`,
      kind: 'rows',
      child: null,
      what: say.rows.what(each.fileName, each.rows, each.since),
      clause: say.rows.clause,
      ...turn,
      by: turn.level === 'school' ? 'roll-keeper' : turn.level === 'county' ? 'county-committee' : 'social-affairs',
      due: addDays(each.since, windows.undatedDays),
      dated: false,
      mark: null,
      act: { to: 'import', importId: each.importId },
    };
  });

/** What a post above has not read: the sender sees to it by a call. It names no day, so it never climbs. */
const ofBriefs: Source = async ({ house, tx, places }) =>
  (await unreadBriefs(house.clock, tx)).map(
    (brief): Gathered => ({
      key: `brief:${brief.id}`,
      kind: 'brief',
      child: null,
      what: say.brief.what(brief),
      clause: say.brief.clause,
      ...places.turnOf(brief.unitId),
      by: brief.role,
      due: null,
      dated: false,
      mark: null,
      act: { to: 'brief', briefId: brief.id },
    }),
  );

/** Read one after the other: they share one transaction, and so one connection. */
const SOURCES: readonly Source[] = [
  ofCases,
  ofLeads,
  ofLeaves,
  ofDeclarations,
  ofRounds,
  ofEnrolment,
  ofClosing,
  ofImports,
  ofBriefs,
];

/** Sources that alone can be late, without the cases: what the table by unit adds to the aggregate over them. */
const BESIDE_CASES = SOURCES.filter((source) => source !== ofCases && source !== ofClosing);

/** Everything that is to be done in the asker's sight, each thing once. The table's day must have been said. */
export async function gatherDuties(on: Gathering, what: 'all' | 'beside-cases' = 'all'): Promise<Gathered[]> {
  const found: Gathered[] = [];
  for (const source of what === 'all' ? SOURCES : BESIDE_CASES) found.push(...(await source(on)));
  return withoutTwice(found);
}

/** A leave that the case tells is not told by the ledger again. */
function withoutTwice(found: readonly Gathered[]): Gathered[] {
  const told = new Set(
    found.flatMap((each) => (each.act.to === 'case' && each.kind === 'leave' ? [each.child?.id] : [])),
  );
  return found.filter((each) => !(each.act.to === 'child' && each.kind === 'leave' && told.has(each.child?.id)));
}
