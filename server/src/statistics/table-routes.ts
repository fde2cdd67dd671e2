import { downloadReconciliation } from '@quanxue/domain/children/comparison-operations.ts';
import { getOverview } from '@quanxue/domain/statistics/overview-operations.ts';
import {
  downloadTable,
  getTable,
  listOutOfCounty,
  listTemplates,
  printTable,
  removeTemplate,
  uploadTemplate,
} from '@quanxue/domain/statistics/table-operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile, bindUpload } from '../basis/http.ts';
import { downloadTheReconciliation } from './download-reconciliation.ts';
import { downloadTheTable, printTheTable } from './download-table.ts';
import { getTheOverview } from './get-overview.ts';
import { getTheTable } from './get-table.ts';
import { listTheOutOfCounty } from './list-out-of-county.ts';
import { listTheTemplates } from './read-template.ts';
import { removeTheTemplate, uploadTheTemplate } from './upload-template.ts';

export function tables(house: House): void {
  bind(house, getTable, (ask) => getTheTable(house, ask));
  bindFile(house, downloadTable, (ask) => downloadTheTable(house, ask));
  bindFile(house, downloadReconciliation, (ask) => downloadTheReconciliation(house, ask));
  bindFile(house, printTable, (ask) => printTheTable(house, ask));
  bind(house, listOutOfCounty, (ask) => listTheOutOfCounty(house, ask));
  bind(house, getOverview, (ask) => getTheOverview(house, ask));
  bind(house, listTemplates, (ask) => listTheTemplates(ask));
  bindUpload(house, uploadTemplate, (ask, upload) => uploadTheTemplate(house, ask, upload));
  bind(house, removeTemplate, (ask) => removeTheTemplate(house, ask));
}
