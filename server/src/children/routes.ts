import {
  cancelImport,
  confirmImport,
  getChild,
  getImport,
  listChildren,
  listImportRows,
  listImports,
  mapImport,
  undoImport,
  unmaskChild,
  uploadImport,
} from '@quanxue/domain/children/operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindUpload } from '../basis/http.ts';
import { attendance } from './attendance-routes.ts';
import { cancelTheImport } from './cancel-import.ts';
import { confirmTheImport } from './confirm-import.ts';
import { openImports } from './imports.ts';
import { listTheChildren } from './list-children.ts';
import { listTheImportRows } from './list-import-rows.ts';
import { mapTheImport } from './map-import.ts';
import { readTheChild } from './read-child.ts';
import { listTheImports, readImport } from './read-imports.ts';
import { undoTheImport } from './undo-import.ts';
import { unmaskTheChild } from './unmask-child.ts';
import { uploadTheImport } from './upload-import.ts';

export function children(house: House): void {
  const imports = openImports(house);
  bind(house, listChildren, (ask) => listTheChildren(house, ask));
  bind(house, getChild, (ask) => readTheChild(house, ask));
  bind(house, unmaskChild, (ask) => unmaskTheChild(house, ask));
  bindUpload(house, uploadImport, (ask, upload) => uploadTheImport(imports, ask, upload));
  bind(house, listImports, (ask) => listTheImports(imports, ask.actor));
  bind(house, getImport, (ask) => readImport(imports, ask.actor, ask.params.importId));
  bind(house, mapImport, (ask) => mapTheImport(imports, ask));
  bind(house, listImportRows, (ask) => listTheImportRows(imports, ask));
  bind(house, confirmImport, (ask) => confirmTheImport(imports, ask));
  bind(house, cancelImport, (ask) => cancelTheImport(imports, ask));
  bind(house, undoImport, (ask) => undoTheImport(imports, ask));
  attendance(house);
}
