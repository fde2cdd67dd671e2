import type { Text } from '../basis/problem.ts';

/** The rates of the field (docs/readings.md, R109 and R110). */
export const RATES = ['enrolment', 'retention', 'year-retention'] as const;
export type RateKey = (typeof RATES)[number];

export const RATE_LABELS: Readonly<Record<RateKey, Text>> = {
  enrolment: { zh: '入学率', en: 'Enrolment rate' },
  retention: { zh: '九年巩固率', en: 'Retention over nine years' },
  'year-retention': { zh: '本学年巩固率', en: 'Retention this school year' },
};

export const RATE_FORMULAS: Readonly<Record<RateKey, Text>> = {
  enrolment: {
    zh: '（适龄在校 + 提前完成）÷ 适龄人口 × 100%',
    en: '(of age and enrolled + finished early) ÷ of school age × 100 %',
  },
  retention: {
    zh: '毕业（完成）人数 ÷（九年前一年级人数 − 其中转出等已离开的）× 100%',
    en: 'finished ÷ (in grade one nine years ago − of them moved away) × 100 %',
  },
  'year-retention': {
    zh: '学年初在校、现仍在校或已完成的人数 ÷ 学年初在校人数 × 100%',
    en: 'enrolled at the start of the year and still so, or finished ÷ enrolled at the start × 100 %',
  },
};

export const RATE_NOTES: Readonly<Record<RateKey, Text>> = {
  enrolment: {
    zh: '我们的理解：送教上门、远程送教、专门学校有学籍，计入在校；休学复学前不计入，单列；缓学、免学、职业技能培训不计入。',
    en: 'Our reading: home and remote teaching and special schools stand on a roll and count; leave does not until the child is back and is told beside; deferral, exemption and training do not.',
  },
  retention: {
    zh: '我们的理解：按台账里当年 9 月 30 日读一年级的人计算；迁出、转出、死亡等已离开台账的从分母扣除，转入的不加。',
    en: 'Our reading: of those whom the ledger shows in grade one on 30 September of that year; whoever has left the ledger is taken out, transfers in are not added.',
  },
  'year-retention': {
    zh: '我们的理解：以 9 月 30 日为学年初（开学当月按当日）；用于九年前没有数据时观察。',
    en: 'Our reading: the school year starts on 30 September (in September itself, on the day); for places without data of nine years ago.',
  },
};

/** Per cent with two places; null of nothing. */
export function percent(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 100;
}
