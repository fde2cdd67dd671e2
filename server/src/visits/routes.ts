import { checkEnrolment, getEnrolment, listEnrolmentPupils } from '@quanxue/domain/visits/enrolment.ts';
import {
  getRound,
  linkFound,
  listRoundHouseholds,
  listRounds,
  openRound,
  recordFound,
  recordVisit,
} from '@quanxue/domain/visits/rounds.ts';
import type { House } from '../basis/house.ts';
import { bind } from '../basis/http.ts';
import { checkTheEnrolment } from './check-enrolment.ts';
import { getTheEnrolment, listTheEnrolmentPupils } from './get-enrolment.ts';
import type { VisitsHooks } from './hooks.ts';
import { listTheHouseholds } from './list-households.ts';
import { openARound } from './open-round.ts';
import { getTheRound, readRounds } from './read-rounds.ts';
import { linkAFound, recordAFound } from './record-found.ts';
import { recordAVisit } from './record-visit.ts';

export function visits(house: House, hooks: VisitsHooks): void {
  bind(house, listRounds, (ask) => ask.inTransaction(async (tx) => ({ rounds: await readRounds(tx) })));
  bind(house, openRound, (ask) => openARound(house, ask));
  bind(house, getRound, (ask) => getTheRound(house, ask));
  bind(house, listRoundHouseholds, (ask) => listTheHouseholds(house, ask));
  bind(house, recordVisit, (ask) => recordAVisit(house, hooks, ask));
  bind(house, recordFound, (ask) => recordAFound(house, ask));
  bind(house, linkFound, (ask) => linkAFound(house, ask));
  bind(house, getEnrolment, (ask) => getTheEnrolment(house, ask));
  bind(house, listEnrolmentPupils, (ask) => listTheEnrolmentPupils(house, ask));
  bind(house, checkEnrolment, (ask) => checkTheEnrolment(house, hooks, ask));
}
