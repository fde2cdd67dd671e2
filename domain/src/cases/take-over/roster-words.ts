import type { EntryOf, Measure } from '../../casefile/schema.ts';

/* The words of old rosters, and what they mean. Each answers undefined where it knows no meaning: then it stays a note. */

type Reason = EntryOf<'report'>['reasons'][number];

const CAUSES: readonly (readonly [RegExp, Reason])[] = [
  [/厌学|不想读|不愿(意)?(上学|读)/, 'school-aversion'],
  [/观念|信仰|思想|宗教|读书无用/, 'family-belief'],
  [/外出|外迁|随父母|搬迁|迁出/, 'migration'],
  [/残疾|智力|肢体|聋|盲/, 'disability'],
  [/病|手术|康复/, 'sickness'],
  [/贫困|经济困难|家庭困难/, 'poverty'],
  [/打工|务工|童工/, 'child-labour'],
  [/不良行为|违法|犯罪/, 'serious-misconduct'],
];

/** Every cause that the words name; empty where they name none that is known. */
export function readCauses(text: string): readonly Reason[] {
  return CAUSES.flatMap(([pattern, reason]) => (pattern.test(text) ? [reason] : []));
}

const MEASURES: readonly (readonly [RegExp, Measure])[] = [
  [/远程/, 'remote-teaching'],
  [/送教/, 'home-teaching'],
  [/缓学|延缓入学/, 'deferral'],
  [/免学|免予入学|免入学/, 'exemption'],
  [/^(因病)?休学/, 'leave'],
  [/专门学校|工读/, 'special-school'],
  [/依法|司法|诉讼|法院|行政处罚/, 'legal'],
  [/毕业|结业/, 'graduation'],
  [/职业技能|技能培训|职教/, 'vocational'],
  [/县级.*(核实|认定)|领导小组/, 'county-confirmed'],
  [/外出|外迁|随父母|随迁/, 'migrant'],
  [/劝返|复学|返校|回(原)?校|原学校/, 'return'],
];

export function readMeasure(text: string): Measure | undefined {
  return MEASURES.find(([pattern]) => pattern.test(text))?.[1];
}

const CLOSURES: readonly (readonly [RegExp, EntryOf<'closure'>['reason']])[] = [
  [/死亡|去世/, 'deceased'],
  [/错误|误报|重复|有误|不属实/, 'data-error'],
  [/超龄|满(16|17|18|十六|十七|十八)|超过学龄/, 'over-age'],
  [/完成义务教育/, 'completed'],
  [/毕业|结业/, 'graduated'],
  [/迁出|外迁|户口/, 'moved'],
  [/复学|返校|劝返|就读|在校/, 'returned'],
];

export function readClosure(text: string): EntryOf<'closure'>['reason'] | undefined {
  return CLOSURES.find(([pattern]) => pattern.test(text))?.[1];
}
