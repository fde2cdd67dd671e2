import { bringClue, getClueForm, switchClues } from '@quanxue/domain/reports/clue-operations.ts';
import { countForDeclaration, declareMonth, listDeclarations } from '@quanxue/domain/reports/declaration-operations.ts';
import {
  answerLead,
  concludeLead,
  getLead,
  getLeadFile,
  identifyLead,
  listLeads,
  reopenLead,
  reportLead,
  sweepLeads,
} from '@quanxue/domain/reports/operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile, bindPublic } from '../basis/http.ts';
import type { LeadFinder } from '../basis/lead-source.ts';
import { answerTheLead } from './answer-lead.ts';
import { bringAClue, getTheClueForm, switchTheClues } from './bring-clue.ts';
import { concludeTheLead } from './conclude-lead.ts';
import { countTheMonth, declareTheMonth } from './declare-month.ts';
import { getTheLead, getTheLeadFile } from './get-lead.ts';
import { identifyTheLead } from './identify-lead.ts';
import { listTheDeclarations } from './list-declarations.ts';
import { listTheLeads } from './list-leads.ts';
import { reopenTheLead } from './reopen-lead.ts';
import { reportALead } from './report-lead.ts';
import { sweepDaily } from './sweep-daily.ts';
import { sweepTheLeads, unexplainedChildren } from './sweep-leads.ts';

/** Clues a minute from one address: enough for a village under one connection, too few for a flood. */
const CLUES_A_MINUTE = 5;
const FORMS_A_MINUTE = 60;

/**
 * @param finders what else finds leads in the ledgers: absences, the platform's lists.
 * @returns looks for leads at once, not only at night
 */
export function reports(house: House, finders: readonly LeadFinder[] = []): { readonly sweep: () => void } {
  const all = [unexplainedChildren, ...finders];
  bind(house, listLeads, (ask) => listTheLeads(house, ask));
  bind(house, reportLead, (ask) => reportALead(house, ask));
  bind(house, getLead, (ask) => getTheLead(house, ask));
  bindFile(house, getLeadFile, (ask) => getTheLeadFile(house, ask));
  bind(house, answerLead, (ask) => answerTheLead(house, ask));
  bind(house, identifyLead, (ask) => identifyTheLead(house, ask));
  bind(house, concludeLead, (ask) => concludeTheLead(house, ask));
  bind(house, reopenLead, (ask) => reopenTheLead(house, ask));
  bind(house, sweepLeads, async (ask) => ({ opened: await sweepTheLeads(house, ask.actor, all, ask.requestId) }));
  const sweep = sweepDaily(house, all);

  bindPublic(house, getClueForm, () => getTheClueForm(house), FORMS_A_MINUTE);
  bindPublic(house, bringClue, (ask) => bringAClue(house, ask), CLUES_A_MINUTE);
  bind(house, switchClues, (ask) => switchTheClues(house, ask));

  bind(house, listDeclarations, (ask) => listTheDeclarations(house, ask));
  bind(house, countForDeclaration, (ask) => countTheMonth(house, ask));
  bind(house, declareMonth, (ask) => declareTheMonth(house, ask));
  return { sweep };
}
