import {
  compareStatement,
  downloadStatement,
  draftStatement,
  dropStatement,
  getStatement,
  listStatements,
  printStatement,
  reviseStatement,
  sendStatement,
} from '@quanxue/domain/statistics/statement-operations.ts';
import type { House } from '../basis/house.ts';
import { bind, bindFile } from '../basis/http.ts';
import { compareTheStatement } from './compare-statement.ts';
import { draftTheStatement, dropTheStatement, reviseTheStatement } from './draft-statement.ts';
import { getTheStatement } from './get-statement.ts';
import { listTheStatements } from './list-statements.ts';
import { sendTheStatement } from './send-statement.ts';
import { downloadTheStatement, printTheStatement } from './statement-files.ts';

export function statements(house: House): void {
  bind(house, listStatements, (ask) => listTheStatements(house, ask));
  bind(house, draftStatement, (ask) => draftTheStatement(house, ask));
  bind(house, getStatement, (ask) => getTheStatement(ask));
  bind(house, reviseStatement, (ask) => reviseTheStatement(house, ask));
  bind(house, dropStatement, (ask) => dropTheStatement(house, ask));
  bind(house, sendStatement, (ask) => sendTheStatement(house, ask));
  bind(house, compareStatement, (ask) => compareTheStatement(house, ask));
  bindFile(house, downloadStatement, (ask) => downloadTheStatement(house, ask));
  bindFile(house, printStatement, (ask) => printTheStatement(house, ask));
}
