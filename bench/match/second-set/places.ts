import type { Chance } from './chance.ts';

export interface Village {
  /** Its place in the county's own order. */
  readonly at: number;
  readonly township: number;
  readonly town: string;
  /** Without 村 or 社区 behind it. */
  readonly name: string;
  readonly kind: '村' | '社区';
  readonly groups: number;
  /** The way this village's clerk writes it as a rule. */
  readonly habit: number;
}

export interface School {
  readonly name: string;
  readonly habit: number;
}

export interface Places {
  readonly villages: readonly Village[];
  readonly primary: readonly (readonly School[])[];
  readonly junior: readonly (readonly School[])[];
  readonly inTown: { readonly primary: readonly School[]; readonly junior: readonly School[] };
}

export const TOWNSHIPS =
  '栗溪镇 响岩镇 麻柳坪镇 乌杉乡 双堰镇 冷井乡 桐子坝镇 白垭乡 红槽镇 长梁镇 铜岭乡 高坎镇 茶园沟镇 龙孔乡 柏塘镇 大坨乡 竹垭镇 青碛镇 石笋乡 黄荆镇 枫槽乡 金斗镇 梨坪乡 滨岩街道'.split(
    ' ',
  );
const COUNTY = '云岭县';
const BEFORE = '青石白龙双大高长金柏松桐栗杉枫桃梨柳竹茶乌红黄麻铁铜响冷新中';
const MIDDLE = '板家子杠马门水';
const BEHIND = '岩坝坪沟湾梁垭堰溪塘坎坡岭河井桥林洞坨槽';
const VILLAGES_PER_TOWNSHIP = 14;

export function layOut(chance: Chance): Places {
  const villages: Village[] = [];
  const primary: School[][] = [];
  const junior: School[][] = [];
  const school = (name: string): School => ({ name, habit: chance.whole(0, 6) });
  for (const [township, town] of TOWNSHIPS.entries()) {
    const taken = new Set<string>();
    while (taken.size < VILLAGES_PER_TOWNSHIP) {
      const middle = chance.hits(0.3) ? chance.pick(MIDDLE) : '';
      taken.add(chance.pick(BEFORE) + middle + chance.pick(BEHIND));
    }
    for (const name of taken) {
      const kind = chance.hits(0.15) ? '社区' : '村';
      villages.push({
        at: villages.length,
        township,
        town,
        name,
        kind,
        groups: chance.whole(3, 11),
        habit: chance.whole(0, 5),
      });
    }
    const [first = '', second = ''] = taken;
    const place = town.replace(/镇|乡|街道/, '');
    primary.push([`${town}中心小学`, `${town}${first}小学`, `${place}${second}村完全小学`].map(school));
    junior.push([school(`${place}初级中学`)]);
  }
  return {
    villages,
    primary,
    junior,
    inTown: {
      primary: ['县第一实验小学', '县滨河小学', '县城北小学'].map((name) => school(COUNTY.slice(0, 2) + name)),
      junior: ['县民族中学', '县第二初级中学'].map((name) => school(COUNTY.slice(0, 2) + name)),
    },
  };
}

/** As a village's own clerk types it into the population list. */
export function villageOnPopulationList(chance: Chance, village: Village): string {
  const { name, kind, town } = village;
  const committee = kind === '村' ? '村委会' : '社区居委会';
  const ways = [
    `${name}${kind}`,
    `${name}${kind}`,
    `${name}${committee}`,
    name,
    `${town}${name}${kind}`,
    `${town}${name}`,
  ];
  return ways[chance.hits(0.85) ? village.habit : chance.whole(0, 5)] ?? name;
}

/** As a form teacher copies it from what a family wrote. */
export function villageOnRoll(chance: Chance, village: Village, group: number, habit: number): string {
  const { name, kind, town } = village;
  const ways = [
    `${town}${name}${kind}`,
    `${name}${kind}`,
    name,
    `${town}${name}${kind}${group}组`,
    `${COUNTY}${town}${name}${kind}`,
    `${name}${kind}${group}组`,
    `${town}${name}`,
  ];
  return ways[chance.hits(0.6) ? habit : chance.whole(0, 6)] ?? name;
}

/** Where people say they live who are not in their registered village. */
export function elsewhere(chance: Chance): string {
  return chance.pick([
    `${COUNTY}城滨河小区`,
    '县城安置房',
    '滨岩街道桂花园小区',
    '南塘县柏木镇新河村',
    '丰谷市东岸区',
    '外县',
    '租住街上',
  ]);
}
