import type { Chance } from './random.ts';

/* Invented names: the mixture of a mountain township, with a few characters that many systems cannot show. */

const SURNAMES =
  '覃 向 田 谭 冉 余 滕 牟 秦 罗 阮 莫 符 骆 文 石 王 李 张 刘 陈 杨 黄 赵 周 吴 徐 孙 朱 马 胡 林 何 高 梁 郑 谢 宋 唐 许 邓 韩 冯 曹 彭 曾 肖 董 袁 潘 于 蒋 蔡 杜 叶 程 魏 苏 吕 丁 任 沈 姚 卢 姜 崔 钟 陆 汪 范 金 韦 贾 夏 邱 侯 熊 孟 白 江 薛 尹 段 雷 龙 史 陶 贺 顾 毛 郝 龚 邵 钱 严 戴 汤 欧阳 皇甫 尉迟'.split(
    ' ',
  );

const BOYS =
  '子轩 浩然 宇航 梓豪 俊杰 志强 文博 天宇 家豪 明轩 思远 国庆 建军 小龙 承志 书豪 睿 毅 鹏飞 嘉树 景行 立言 云飞 晨曦 一鸣 泽宇 奕辰 皓轩 博文 宏图 致远 星辰 松 柏 岩 川 石头 铁柱 冬生 春来 秋实 望山 知行 怀瑾 若谷 少卿 启航 逸飞 安平 乐天'.split(
    ' ',
  );
const GIRLS =
  '欣怡 梓涵 诗涵 雨桐 可馨 思琪 佳怡 晓燕 小梅 春花 秋月 雪 静 婷 兰芳 桂英 若曦 语嫣 紫萱 一诺 依依 念慈 素心 采薇 清欢 知夏 初晴 望舒 晚棠 云舒 小满 白露 谷雨 冬梅 玉兰 杏儿 桃夭 蓁蓁 婉清 沐晴 心悦 梦瑶 芷若 青禾 瑾瑜 安然 乐瑶 嘉禾 晓霞 金凤'.split(
    ' ',
  );
const ADULT_MEN =
  '大山 国富 建国 永贵 德才 志刚 光明 长青 世忠 启明 成林 光荣 文武 学文 兴发 守田 安邦 天佑 明亮 胜利 家旺 远志 春生 顺平'.split(
    ' ',
  );
const ADULT_WOMEN =
  '秀英 桂兰 玉珍 淑华 春香 翠萍 小红 美玲 凤仙 菊花 丽娟 月娥 秋菊 素芳 银花 国秀 冬莲 腊梅 芳草 慧敏 云霞 代碧 光翠 忠芬'.split(
    ' ',
  );
/** Characters outside the old character sets (some outside the first 65,536): real lists turn them into ? or spaces. */
const RARE = ['䶮', '𬱖', '垚', '犇', '㛃', '堃', '𠅤', '㑇', '𬘭', '𪨰'];

export const ETHNICITIES: readonly (readonly [string, number])[] = [
  ['汉族', 62],
  ['土家族', 25],
  ['苗族', 8],
  ['侗族', 2],
  ['彝族', 1.5],
  ['藏族', 0.7],
  ['维吾尔族', 0.3],
];
const LONG_NAMES: Readonly<Record<string, readonly string[]>> = {
  藏族: ['扎西多吉', '卓玛央宗', '次仁旺堆', '德吉梅朵'],
  维吾尔族: ['阿依古丽·买买提', '艾力·吐尔逊', '迪丽努尔·阿不都'],
  彝族: ['阿苏伍呷', '吉克阿依', '沙马日古', '阿牛'],
};

export interface InventedName {
  readonly name: string;
  readonly surname: string;
}

export function surname(chance: Chance): string {
  // A village has few surnames: the first sixteen are the old families.
  return chance.happens(0.62) ? chance.pick(SURNAMES.slice(0, 16)) : chance.pick(SURNAMES);
}

export function childName(chance: Chance, family: string, sex: 'male' | 'female', ethnicity: string): string {
  const long = LONG_NAMES[ethnicity];
  if (long && chance.happens(0.8)) return chance.pick(long);
  const given = chance.pick(sex === 'male' ? BOYS : GIRLS);
  if (chance.happens(0.02)) return family + chance.pick(RARE);
  if (chance.happens(0.04)) return family + chance.pick(RARE) + ([...given].at(-1) ?? '');
  return family + given;
}

export function adultName(chance: Chance, family: string, sex: 'male' | 'female'): string {
  return family + chance.pick(sex === 'male' ? ADULT_MEN : ADULT_WOMEN);
}

/** Another character of the same sound, as a tired clerk types it; undefined where the name has none. */
export function homophone(name: string): string | undefined {
  const sounds: Readonly<Record<string, string>> = {
    轩: '萱',
    杰: '洁',
    浩: '皓',
    宇: '雨',
    涵: '函',
    桐: '彤',
    佳: '嘉',
    燕: '艳',
    静: '婧',
    婷: '亭',
    英: '瑛',
    博: '搏',
    豪: '毫',
    志: '智',
    欣: '新',
    诗: '思',
    云: '芸',
    晨: '辰',
    明: '铭',
    清: '青',
    覃: '秦',
    余: '于',
    向: '项',
    冉: '染',
  };
  for (const [right, wrong] of Object.entries(sounds)) if (name.includes(right)) return name.replace(right, wrong);
  return undefined;
}
