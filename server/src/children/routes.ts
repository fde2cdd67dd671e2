import {
  cancelImport,
  confirmImport,
  getChild,
  getImport,
  listChildren,
  listImportRows,
  listImports,
  mapImport,
  returnSheet,
  undoImport,
  unmaskChild,
  uploadImport,
} from '@quanxue/domain/children/operations.ts';
import { getResponsibles, listUnassigned } from '@quanxue/domain/children/responsibility.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile, bindUpload } from '../basis/http.ts';
import { attendance } from './attendance-routes.ts';
import { cancelTheImport } from './cancel-import.ts';
import { comparisons } from './comparison-routes.ts';
import { confirmTheImport } from './confirm-import.ts';
import { duplicates } from './duplicate-routes.ts';
import { giveSheetBack } from './give-sheet-back.ts';
import { type ListTaken, openImports } from './imports.ts';
import { ledger } from './ledger-routes.ts';
import { listTheChildren } from './list-children.ts';
import { listTheImportRows } from './list-import-rows.ts';
import { listTheUnassigned } from './list-unassigned.ts';
import { mapTheImport } from './map-import.ts';
import { matches } from './match-routes.ts';
import { readTheChild } from './read-child.ts';
import { listTheImports, readImport } from './read-imports.ts';
import { readTheResponsibles } from './read-responsibles.ts';
import { type ResultOf, resultOfLedger } from './result-of.ts';
import { undoTheImport } from './undo-import.ts';
import { unmaskTheChild } from './unmask-child.ts';
import { uploadTheImport } from './upload-import.ts';

/**
 * @param options.resultOf what the platform is told of a suspected child, where another capability knows more than the ledger.
 * @param options.taken what another capability does once a list has been written.
 */
export function children(
  house: House,
  options: { readonly resultOf?: ResultOf; readonly taken?: ListTaken } = {},
): void {
  ledger(house);
  const imports = openImports(house, options.resultOf ?? resultOfLedger, options.taken ?? (() => {}));
  bind(house, listChildren, (ask) => listTheChildren(house, ask));
  bind(house, getChild, (ask) => readTheChild(house, ask));
  bind(house, getResponsibles, (ask) => readTheResponsibles(house, ask));
  bind(house, listUnassigned, (ask) => listTheUnassigned(house, ask));
  bind(house, unmaskChild, (ask) => unmaskTheChild(house, ask));
  bindUpload(house, uploadImport, (ask, upload) => uploadTheImport(imports, ask, upload));
  bind(house, listImports, (ask) => listTheImports(imports, ask.actor));
  bind(house, getImport, (ask) => readImport(imports, ask.actor, ask.params.importId));
  bind(house, mapImport, (ask) => mapTheImport(imports, ask));
  bind(house, listImportRows, (ask) => listTheImportRows(imports, ask));
  bind(house, confirmImport, (ask) => confirmTheImport(imports, ask));
  bindFile(house, returnSheet, (ask) => giveSheetBack(imports, ask));
  bind(house, cancelImport, (ask) => cancelTheImport(imports, ask));
  bind(house, undoImport, (ask) => undoTheImport(imports, ask));
  matches(imports);
  duplicates(imports);
  attendance(house);
  comparisons(house);
}
