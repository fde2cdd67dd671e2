import { shanghaiDay } from '@quanxue/domain/basis/plain-date.ts';
import { RATE_FORMULAS, RATE_LABELS } from '@quanxue/domain/statistics/rates.ts';
import type { Statement } from '@quanxue/domain/statistics/statement-operations.ts';
import { terms } from '@quanxue/domain/terms.ts';
import { audit } from '../basis/audit.ts';
import type { House } from '../basis/house.ts';
import type { Ask, FileAnswer } from '../basis/http.ts';
import { XLSX } from './download-table.ts';
import { fillingUnit } from './filling-unit.ts';
import { readStatement } from './get-statement.ts';
import { printSheets } from './print-sheet.ts';
import { type Cover, writeTables } from './write-table.ts';

/** A statement as a workbook: what it says of itself, then its tables. */
export async function downloadTheStatement(house: House, ask: Ask<{ statementId: string }>): Promise<FileAnswer> {
  const { statement, unit } = await readOnRecord(house, ask, 'downloadStatement');
  const bytes = await writeTables(statement.content.tables, unit, { cover: coverOf(statement) });
  return { content: Buffer.from(bytes), mediaType: XLSX, name: `${titleOf(statement)}.xlsx` };
}

/** The same on paper. */
export async function printTheStatement(house: House, ask: Ask<{ statementId: string }>): Promise<FileAnswer> {
  const { statement, unit } = await readOnRecord(house, ask, 'printStatement');
  const pdf = await printSheets(statement.content.tables, unit, { cover: coverOf(statement) });
  return { content: Buffer.from(pdf), mediaType: 'application/pdf', name: `${titleOf(statement)}.pdf`, inline: true };
}

async function readOnRecord(house: House, ask: Ask<{ statementId: string }>, operation: string) {
  return ask.inTransaction(async (tx) => {
    const statement = await readStatement(tx, ask.params.statementId);
    await audit(house.clock, tx, {
      actorId: ask.actor.accountId,
      operation,
      requestId: ask.requestId,
      what: { statementId: statement.id, state: statement.state },
    });
    return { statement, unit: await fillingUnit(tx, statement.unitId) };
  });
}

function titleOf({ unit, kind, period, state }: Statement): string {
  return `${unit}${terms.statementKind[kind].zh}_${period}${state === 'sent' ? '' : '（草稿）'}`;
}

function coverOf(statement: Statement): Cover {
  const { content } = statement;
  return {
    title: titleOf(statement).replace('_', ' '),
    lines: [
      ['报告期', `${statement.from} 至 ${statement.to}，统计截止 ${statement.asOf}`],
      statement.sentAt
        ? ['报出', `${shanghaiDay(statement.sentAt)} ${statement.sentBy ?? ''}`]
        : ['状态', '草稿，尚未报出，数字随台账变化'],
      ...content.rates.map((rate): [string, string] => [
        RATE_LABELS[rate.rate].zh,
        `${rate.percent === null ? (rate.missing?.zh ?? '—') : `${rate.percent}%`}　${RATE_FORMULAS[rate.rate].zh}：${rate.figures
          .map(({ label, count }) => `${label.zh} ${count}`)
          .join(
            '，',
          )}${rate.beside.length > 0 ? `；另有${rate.beside.map(({ label, count }) => `${label.zh} ${count}`).join('，')}` : ''}`,
      ]),
      ['报告期内变动', content.steps.map(({ label, count }) => `${label.zh} ${count} 人`).join('，')],
      ...(statement.remark ? [['说明', statement.remark] as const] : []),
      ...(statement.correction ? [['更正', `更正编号 ${statement.supersedes}：${statement.correction}`] as const] : []),
      ['编号', statement.id],
      ...(statement.sha256 ? [['指纹（SHA-256）', statement.sha256] as const] : []),
    ],
  };
}
