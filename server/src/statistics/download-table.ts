import type { downloadTable } from '@quanxue/domain/statistics/table-operations.ts';
import { BY_LABELS, TABLE_TITLES } from '@quanxue/domain/statistics/tables.ts';
import type { z } from 'zod';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { countTable } from './count-table.ts';
import { fillTemplate } from './fill-template.ts';
import { fillingUnit } from './filling-unit.ts';
import { wantedOf } from './get-table.ts';
import { outOfCountyNames, readOutOfCounty } from './list-out-of-county.ts';
import { printSheets } from './print-sheet.ts';
import { readTemplate } from './read-template.ts';
import { writeTables } from './write-table.ts';

type Params = z.output<NonNullable<(typeof downloadTable)['params']>>;
type Query = z.output<NonNullable<(typeof downloadTable)['query']>>;

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A table as a workbook to hand in: in the office's own sheet where one was put in, else in the product's layout. */
export async function downloadTheTable(house: House, ask: Ask<Params, Query>): Promise<FileAnswer> {
  const { table, unit, names, template } = await readOnRecord(house, ask, 'downloadTable');
  const own = ask.query.layout !== 'product' && template;
  const bytes = own ? await fillTemplate(own, table, unit) : await writeTables([table], unit, { names });
  return { content: Buffer.from(bytes), mediaType: XLSX, name: `${fileName(table)}.xlsx` };
}

/** The same on paper: A4 across, with room for seal and signatures. */
export async function printTheTable(house: House, ask: Ask<Params, Omit<Query, 'layout'>>): Promise<FileAnswer> {
  const { table, unit, names } = await readOnRecord(house, ask, 'printTable');
  const pdf = await printSheets([table], unit, { names });
  return { content: Buffer.from(pdf), mediaType: 'application/pdf', name: `${fileName(table)}.pdf`, inline: true };
}

async function readOnRecord(house: House, ask: Ask<Params, Query>, operation: string) {
  return ask.inTransaction(async (tx) => {
    const table = await countTable(tx, wantedOf(house, ask));
    const children = table.table === 'b3-2' ? await readOutOfCounty(house.keys, tx, table) : undefined;
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation,
      requestId: ask.requestId,
      what: { table: table.table, by: table.by, base: table.base, asOf: table.asOf, total: table.sum.counts.total },
    });
    return {
      table,
      unit: await fillingUnit(tx, ask.post.unitId),
      names: children && outOfCountyNames(children),
      template: await readTemplate(tx, table.table),
    };
  });
}

function fileName(table: { table: keyof typeof TABLE_TITLES; by: keyof typeof BY_LABELS; asOf: string }): string {
  const number = table.table === 'key-groups' ? '' : `${table.table.toUpperCase()}`;
  return `${number}${TABLE_TITLES[table.table].zh}（${BY_LABELS[table.by].zh}）_${table.asOf}`;
}
