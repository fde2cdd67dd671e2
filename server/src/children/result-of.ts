import type { ResultField } from '@quanxue/domain/children/fields.ts';
import { isEnrolled, STATE_NAMES } from '@quanxue/domain/children/record.ts';
import type { Tx } from '../basis/database.ts';
import type { Keys } from '../basis/seal.ts';
import { readStanding } from './standing.ts';

/** What is answered of a suspected child, column by column; a column left out stays as it came. */
export type ChildResult = Readonly<Partial<Record<ResultField, string>>>;

/**
 * What the platform is told of each child. The default says what the schooling ledger says; whoever keeps leads and cases
 * gives a fuller one to `children(house, { resultOf })`.
 */
export type ResultOf = (tx: Tx, keys: Keys, childIds: readonly string[]) => Promise<ReadonlyMap<string, ChildResult>>;

/** docs/readings.md, R88: which words the ledger's states become. */
export const resultOfLedger: ResultOf = async (tx, keys, childIds) => {
  const standing = await readStanding(keys, tx, childIds);
  const results = new Map<string, ChildResult>();
  for (const [childId, { schooling }] of standing) {
    if (!schooling || schooling.state === 'suspected') {
      results.set(childId, { resultFound: '正在核实', resultState: schooling ? STATE_NAMES.suspected : '去向不明' });
      continue;
    }
    const { state, schoolName, fromOn } = schooling;
    const found = isEnrolled(state)
      ? '在校就读，非辍学'
      : state === 'dropped-out'
        ? '确认辍学'
        : state === 'unknown'
          ? '正在核实'
          : '非辍学';
    results.set(childId, {
      resultFound: found,
      resultState: STATE_NAMES[state],
      ...(schoolName && { resultSchool: schoolName }),
      resultOn: fromOn,
    });
  }
  return results;
};
