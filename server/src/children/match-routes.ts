import {
  decideMatch,
  listMatchDecisions,
  listWaitingRows,
  undoMatchDecision,
} from '@quanxue/domain/children/match-operations.ts';
import { bind } from '../basis/http.ts';
import { decideTheMatch } from './decide-match.ts';
import type { Imports } from './imports.ts';
import { listTheMatchDecisions } from './list-match-decisions.ts';
import { listTheWaitingRows } from './list-waiting-rows.ts';
import { undoTheMatchDecision } from './undo-match-decision.ts';

/** The review queue of rows that may be about a child of the ledger. */
export function matches(imports: Imports): void {
  const { house } = imports;
  bind(house, listWaitingRows, (ask) => listTheWaitingRows(house, ask));
  bind(house, decideMatch, (ask) => decideTheMatch(imports, ask));
  bind(house, listMatchDecisions, (ask) => listTheMatchDecisions(ask));
  bind(house, undoMatchDecision, (ask) => undoTheMatchDecision(imports, ask));
}
