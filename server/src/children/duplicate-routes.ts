import {
  decideDuplicate,
  listDuplicateDecisions,
  listDuplicates,
  searchDuplicates,
  undoDuplicateDecision,
} from '@quanxue/domain/children/duplicate-operations.ts';
import { bind } from '../basis/http.ts';
import { decideTheDuplicate } from './decide-duplicate.ts';
import type { Imports } from './imports.ts';
import { listTheDuplicateDecisions } from './list-duplicate-decisions.ts';
import { listTheDuplicates } from './list-duplicates.ts';
import { searchTheDuplicates } from './search-duplicates.ts';
import { undoTheDuplicateDecision } from './undo-duplicate-decision.ts';

/** Children of the ledger that were entered twice. */
export function duplicates(imports: Imports): void {
  const { house } = imports;
  bind(house, searchDuplicates, (ask) => searchTheDuplicates(imports, ask));
  bind(house, listDuplicates, (ask) => listTheDuplicates(house, ask));
  bind(house, decideDuplicate, (ask) => decideTheDuplicate(house, ask));
  bind(house, listDuplicateDecisions, (ask) => listTheDuplicateDecisions(ask));
  bind(house, undoDuplicateDecision, (ask) => undoTheDuplicateDecision(house, ask));
}
