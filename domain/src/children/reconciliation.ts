import type { Text } from '../basis/problem.ts';

/*
 * The counts of population list, ledger and education on one sheet, and each difference between two of them down to the child.
 * (Plan 3(1); which child belongs to which count is our reading R116.)
 */

export const COUNTS = ['population', 'ledger', 'education'] as const;
export type Count = (typeof COUNTS)[number];

export const PAIRS = ['population-ledger', 'ledger-education', 'population-education'] as const;
export type Pair = (typeof PAIRS)[number];

/** The two counts of a pair: `a` less those only in it, plus those only in `b`, is `b`. */
export const SIDES: Readonly<Record<Pair, { readonly a: Count; readonly b: Count }>> = {
  'population-ledger': { a: 'population', b: 'ledger' },
  'ledger-education': { a: 'ledger', b: 'education' },
  'population-education': { a: 'population', b: 'education' },
};

/** Why a child is in one count and not in the other. The first that holds is told. */
export const REASONS = [
  'moved',
  'explained',
  'gone',
  'learns-elsewhere',
  'not-enrolled',
  'registered-elsewhere',
  'no-village',
  'dropped-from-list',
  'never-listed',
] as const;
export type Reason = (typeof REASONS)[number];

/** Whether somebody still has to find out: the others are explained by what is on record. */
export function isOpen(reason: Reason): boolean {
  switch (reason) {
    case 'gone':
    case 'not-enrolled':
    case 'no-village':
    case 'dropped-from-list':
    case 'never-listed':
      return true;
    case 'moved':
    case 'explained':
    case 'learns-elsewhere':
    case 'registered-elsewhere':
      return false;
  }
}

export const COUNT_WORDS: Readonly<Record<Count, { readonly label: Text; readonly meaning: Text }>> = {
  population: {
    label: { zh: '户籍数', en: 'Population' },
    meaning: {
      zh: '最新人口名单上本地户籍的适龄儿童少年。',
      en: 'Of school age and registered here by the newest population lists.',
    },
  },
  ledger: {
    label: { zh: '台账数', en: 'Ledger' },
    meaning: {
      zh: '台账中本地户籍的适龄儿童少年，不含已离开的（即 B3-1 合计）。',
      en: 'Of school age and registered here by the ledger, less those gone for good (the total of B3-1).',
    },
  },
  education: {
    label: { zh: '教育数', en: 'Education' },
    meaning: {
      zh: '在本地学校就读的适龄儿童少年；一个村的教育数是本村户籍中在学的人。',
      en: 'Of school age in the schools of the place; of a village: those registered there who are in school anywhere.',
    },
  },
};

export const REASON_WORDS: Readonly<Record<Reason, { readonly label: Text; readonly next: Text }>> = {
  moved: {
    label: { zh: '村别不同：名单之后已迁移', en: 'Different village: moved since the list' },
    next: { zh: '下次名单会一致。', en: 'The next list will agree.' },
  },
  explained: {
    label: { zh: '已说明', en: 'Explained' },
    next: { zh: '已有说明或依据。', en: 'A reason or a paper is on record.' },
  },
  gone: {
    label: { zh: '台账已记离开，未说明', en: 'Gone by the ledger, unexplained' },
    next: { zh: '在“分村清零销账”中说明。', en: 'Explain it under "Villages closed".' },
  },
  'learns-elsewhere': {
    label: { zh: '在外地、外校就读或送教', en: 'Learns elsewhere, or is taught at home' },
    next: { zh: '备齐学籍证明。', en: 'Keep the certificate at hand.' },
  },
  'not-enrolled': {
    label: { zh: '状态不同：不在学', en: 'Different state: not in school' },
    next: { zh: '按就读情况办理；去向不明的核实。', en: 'Act by its state; find out about the unknown.' },
  },
  'registered-elsewhere': {
    label: { zh: '外地户籍在本地就读', en: 'Registered elsewhere, learns here' },
    next: { zh: '无须处理。', en: 'Nothing to do.' },
  },
  'no-village': {
    label: { zh: '户籍村不详', en: 'Village of registration unknown' },
    next: { zh: '问明户籍地并登记。', en: 'Find out where the child is registered and record it.' },
  },
  'dropped-from-list': {
    label: { zh: '以前名单上有，新名单没有', en: 'On an earlier list, not on the newest' },
    next: {
      zh: '查是否迁出、死亡；在“分村清零销账”中说明。',
      en: 'Moved away or deceased? Explain it under "Villages closed".',
    },
  },
  'never-listed': {
    label: { zh: '从未上过人口名单', en: 'Never on a population list' },
    next: {
      zh: '请派出所补入名单，或在“分村清零销账”中说明。',
      en: 'Have it put on the list, or explain it under "Villages closed".',
    },
  },
};
