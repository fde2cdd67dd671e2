/*
 * The invented county: 雾屏县 with the township 霁溪镇. No county, township or village of these names exists (compared
 * with a list of all divisions); the codes lie in the area 509999, which is assigned to nobody.
 */

export const COUNTY = { code: '509999', name: '雾屏县' } as const;
export const TOWNSHIP = { code: '509999101', name: '霁溪镇' } as const;

export interface SampleVillage {
  readonly code: string;
  readonly name: string;
  /** The name before the villages were merged in 2019: old lists still carry it. */
  readonly formerName?: string;
  readonly groups: number;
  /** Its part of the township's children. */
  readonly weight: number;
  readonly secretary: string;
  readonly gridWorker: string;
}

const village = (
  number: number,
  name: string,
  groups: number,
  weight: number,
  secretary: string,
  gridWorker: string,
  formerName?: string,
): SampleVillage => ({
  code: `${TOWNSHIP.code}${String(200 + number).padStart(3, '0')}`,
  name,
  groups,
  weight,
  secretary,
  gridWorker,
  ...(formerName && { formerName }),
});

export const VILLAGES: readonly SampleVillage[] = [
  { ...village(0, '霁溪街社区', 5, 16, '骆长庚', '文晓棠'), code: `${TOWNSHIP.code}001` },
  village(1, '听松坪村', 6, 9, '向远山', '冉秋月', '听松村'),
  village(2, '晒书坝村', 7, 11, '滕世和', '滕雪梅'),
  village(3, '鹿回湾村', 4, 6, '谭守义', '田小满'),
  village(4, '纸伞坡村', 5, 7, '余国栋', '余清欢', '伞坡村'),
  village(5, '茶盏垭村', 5, 6, '符建安', '石春燕'),
  village(6, '雁字沟村', 4, 5, '莫怀仁', '莫雨晴'),
  village(7, '星斗坪村', 8, 12, '覃兴旺', '覃晓岚'),
  village(8, '半盏田村', 6, 8, '牟大川', '牟静'),
  village(9, '桐花湾村', 5, 7, '秦代福', '秦佳佳', '桐湾村'),
  village(10, '竹影溪村', 6, 8, '阮成林', '阮小禾'),
  village(11, '风铃垭村', 3, 5, '罗启德', '罗婉儿'),
];

export type SchoolKind = 'primary' | 'middle' | 'special-education' | 'vocational' | 'special-school';

export interface SampleSchool {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly kind: SchoolKind;
  /** Where it lies, seen from the township. */
  readonly place: 'here' | 'county' | 'out-of-county';
  readonly division: string;
  readonly principal: string;
}

/** School codes have ten digits and begin, like the area, with 509999; those of the other county with 509998. */
export const SCHOOLS: readonly SampleSchool[] = [
  school('centre', '霁溪镇中心小学', '5099990101', 'primary', 'here', '黎书航'),
  school('xingdou', '星斗坪小学', '5099990102', 'primary', 'here', '覃望舒'),
  school('zhuying', '竹影溪小学', '5099990103', 'primary', 'here', '阮知行'),
  school('middle', '霁溪初级中学', '5099990111', 'middle', 'here', '谷怀远'),
  school('town-primary', '雾屏县城关小学', '5099990201', 'primary', 'county', '于明谦'),
  school('town-middle', '雾屏县第一初级中学', '5099990211', 'middle', 'county', '柳德章'),
  school('special-education', '雾屏县特殊教育学校', '5099990221', 'special-education', 'county', '舒念慈'),
  school('vocational', '雾屏县职业教育中心', '5099990231', 'vocational', 'county', '孟立成'),
  school('far-primary', '澜浦市枕石小学', '5099980101', 'primary', 'out-of-county', '欧阳沁'),
  school('far-middle', '澜浦市澜江初级中学', '5099980111', 'middle', 'out-of-county', '邬启明'),
  school('special-school', '澜浦市启新专门学校', '5099980121', 'special-school', 'out-of-county', '晏正风'),
];

function school(
  key: string,
  name: string,
  code: string,
  kind: SchoolKind,
  place: SampleSchool['place'],
  principal: string,
): SampleSchool {
  return { key, name, code, kind, place, division: code.slice(0, 6), principal };
}

export function schoolOf(key: string): SampleSchool {
  const found = SCHOOLS.find((each) => each.key === key);
  if (!found) throw new Error(`The sample county has no school "${key}".`);
  return found;
}

export function villageOf(index: number): SampleVillage {
  const found = VILLAGES[index];
  if (!found) throw new Error(`The sample township has no village number ${index}.`);
  return found;
}

/** Telephone numbers that no network gives out: 199 0000 and four digits, one for each number asked. */
export function phone(number: number): string {
  return `1990000${String(number % 10_000).padStart(4, '0')}`;
}

/** The people of the offices, by post. Villages and schools name their own above. */
export const OFFICES = {
  socialAffairs: { name: '丁一禾', office: '社会事务办公室', post: '社会事务办公室主任', phone: phone(9001) },
  socialAffairsClerk: { name: '贺知微', office: '社会事务办公室', post: '社会事务办公室干事', phone: phone(9002) },
  townshipLeader: { name: '祝长宁', office: '镇政府', post: '分管副镇长', phone: phone(9003) },
  justice: { name: '方明哲', office: '司法所', post: '司法所所长', phone: phone(9004) },
  socialSecurity: { name: '卫小暖', office: '社保所', post: '社保所所长', phone: phone(9005) },
  league: { name: '简星河', office: '团委', post: '团委书记', phone: phone(9006) },
  womensFederation: { name: '温雅娴', office: '妇联', post: '妇联主席', phone: phone(9007) },
  disabledFederation: { name: '茅以宁', office: '残联', post: '残联专职委员', phone: phone(9008) },
  police: { name: '程守正', office: '派出所', post: '派出所副所长', phone: phone(9009) },
  county: { name: '宋清源', office: '县教育委员会', post: '基础教育科科长', phone: phone(9010) },
  labour: { name: '景行之', office: '县人力社保局', post: '劳动监察大队副大队长', phone: phone(9011) },
  specialEducation: { name: '舒念慈', office: '县特殊教育学校', post: '校长', phone: phone(9012) },
} as const;
