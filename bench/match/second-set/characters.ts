import type { Chance } from './chance.ts';

export type Sex = '男' | '女';

export interface Name {
  readonly surname: string;
  readonly given: string;
}

/** Surnames with how many households in ten thousand carry them: a mountain county, so some are far above the country. */
const SURNAMES: readonly (readonly [string, number])[] = (
  '王620 李600 张590 陈480 刘460 杨380 周290 吴270 黄260 冉240 向242 田220 赵200 徐180 谭175 罗170 何165 朱150 ' +
  '胡145 郭140 高130 林128 马125 彭120 唐118 郑110 谢108 宋105 邓100 曾98 韩90 冯88 曹80 袁78 许75 程72 蔡70 ' +
  '余78 于40 苏62 吕58 丁55 魏54 蒋60 任50 卢48 姚46 钟45 姜40 崔38 潘42 陆30 范36 汪34 石44 廖52 贾30 韦20 ' +
  '付28 傅22 方32 邹36 熊40 白28 孟20 秦34 邱26 侯20 江30 尹22 薛18 闫12 阎6 段24 雷34 龙40 黎22 史14 陶20 贺22 ' +
  '毛18 郝8 顾8 龚28 邵10 万24 覃26 钱8 严16 戴14 代18 莫10 孔10 肖46 萧8 章12 詹10 占4 单6 解5 仇3 查4 区2 ' +
  '盖2 瞿10 滕8 欧阳8 上官2 司马1 易14 文20 牟16 蒲12 庹4 晏6 幸5 佘4 符5 伏3 苟6 勾2 候2'
)
  .split(' ')
  .map((entry) => [entry.replace(/\d+/, ''), Number(/\d+/.exec(entry)?.[0])] as const);

/** Characters of given names that are told apart by eye but not by ear (tones aside). */
const BY_EAR = (
  '子梓紫姿滋 涵晗寒含翰瀚 轩萱宣璇炫 浩昊皓豪灏颢 宇雨语羽钰玉煜瑜裕妤渝 欣鑫馨心昕新歆辛 怡依奕伊艺逸毅亦翊懿宜 ' +
  '诗思斯丝 佳嘉家加 琪棋祺奇琦淇麒 俊峻骏君钧珺军 杰洁婕捷 婷庭廷亭 雅亚娅 梦孟 瑶遥尧瑤 明铭茗鸣 泽则择 睿瑞蕊锐 ' +
  '博柏帛 文雯闻 静靖敬晶菁 晨辰宸尘 彤桐童同 悦月玥岳越 芳方 丽莉立力 萍平 辉慧惠卉晖 丹 红宏洪鸿弘 ' +
  '志智芷致之 强蔷 鹏朋 飞菲妃霏 龙隆 林琳霖麟 阳洋扬杨 凯恺楷 健建剑 航杭 天田 乐 然冉 昕馨 可珂柯 一壹 ' +
  '诺 语宇 熙希曦茜溪夕西 妍研延言岩 露璐鹭路 莹颖盈英瑛 倩茜 雪学 冰兵斌彬 娜 燕艳彦 秀绣修 香湘翔祥 ' +
  '成诚承程澄 进锦瑾谨金 永咏勇 国 华桦 春椿 贵桂 富福 光广 正政 清青晴卿 兴星幸 玲灵凌铃 敏民 珍真臻贞 ' +
  '梅媚玫 兰岚蓝 涛韬 超朝 伟玮炜薇维 磊蕾 旭绪栩 峰锋枫丰 波 海 江姜 川 山珊杉 松嵩 柳 莲涟连 雁'
)
  .split(' ')
  .filter((group) => group.length > 1);

/** What one's hand or an input by strokes puts for another, and what a scanner reads. */
const BY_EYE =
  '昊吴 杨扬 洋祥 晨震 玮伟 瑶遥 婷停 俊峻 涵函 梓辛 轩杆 欣欢 怡恰 佳住 琪淇 杰然 梦焚 明朋 泽择 睿容 博傅 晴睛 彤彬 悦说 ' +
  '辉挥 志忘 鹏鹃 菲非 林材 阳阴 凯剀 健键 航舫 天夫 乐东 可司 语浯 熙照 妍研 露霜 莹萤 雪霄 冰泳 娜哪 秀季 成戎 锦绵 永水 ' +
  '国园 华毕 春舂 贵责 光先 正止 兴与 玲铃 敏繁 珍诊 梅海 兰三 涛祷 超赵 磊垒 旭旮 峰蜂 波坡 川州 松杉 萱宣 钰铉 煜焊';

/** Simplified and the forms old registers, other input methods and careful parents use. */
const VARIANTS =
  '张張 陈陳 刘劉 杨楊 吴吳 黄黃 赵趙 谭譚 罗羅 马馬 邓鄧 郑鄭 谢謝 韩韓 冯馮 许許 苏蘇 吕呂 蒋蔣 卢盧 钟鍾 陆陸 贾賈 韦韋 邹鄒 ' +
  '闫閆 龙龍 贺賀 顾顧 龚龔 万萬 钱錢 严嚴 肖萧 萧蕭 单單 欧阳歐陽 涵㴠 轩軒 语語 钰鈺 艺藝 诗詩 骏駿 钧鈞 洁潔 ' +
  '亚亞 娅婭 梦夢 瑶瑤 铭銘 泽澤 锐銳 闻聞 静靜 净淨 悦悅 丽麗 辉輝 红紅 鸿鴻 强強 鹏鵬 飞飛 龙龍 阳陽 扬揚 凯凱 恺愷 剑劍 ' +
  '乐樂 壹一 诺諾 莹瑩 颖穎 学學 燕鷰 艳豔 绣繡 锦錦 谨謹 国國 华華 桦樺 贵貴 广廣 兴興 灵靈 铃鈴 贞貞 兰蘭 岚嵐 ' +
  '韬韜 伟偉 玮瑋 炜煒 维維 绪緒 锋鋒 峰峯 枫楓 丰豐 莲蓮 连連 晖暉 群羣 昊昦 皓皜 珏玨 淼渺 妍姸 青靑 真眞 晋晉 渊淵';

const MEN = '浩昊皓豪宇轩俊峻骏杰博文志强鹏飞龙阳凯健建航天明泽睿辰林涛超伟磊旭峰波海川松成国华永光正毅翰铭鸿政';
const WOMEN = '涵萱欣怡诗雨佳琪婷雅梦瑶妍静彤悦芳丽萍慧丹菲琳雪娜燕秀香莹颖倩玲珍梅兰蕊薇莲紫馨月玥钰璐熙芷晴';
const BOTH = '子梓语一可乐然晨宸思嘉家清兴安宁奕亦依希成新心雨羽若沐书';

/** The names every class has two of. */
const FASHION: Readonly<Record<Sex, readonly string[]>> = {
  男: '浩宇 子轩 宇轩 浩然 俊杰 子豪 梓轩 博文 宇航 俊宇 子涵 皓轩 梓豪 天佑 睿 俊熙 铭轩 鑫 杰 一鸣 家豪 志强 宇 晨阳 浩 文博 子墨'.split(
    ' ',
  ),
  女: '子涵 梓涵 欣怡 雨欣 诗涵 欣妍 梓萱 雨涵 佳怡 思雨 可馨 语彤 雨萱 一诺 梦琪 雅婷 静怡 紫萱 婷婷 佳琪 雨桐 思涵 欣 悦 若曦 诗琪'.split(
    ' ',
  ),
};

const ADULT: Readonly<Record<Sex, string>> = {
  男: '建国强军明华平勇伟刚斌波涛林贵富才兵云飞成德志永兴江海洪正光辉',
  女: '芳秀英兰梅丽红艳玲珍燕萍琼群霞娟莲凤翠香琴容淑桂碧小春',
};

const twins = (pairs: string) => {
  const found = new Map<string, string>();
  for (const pair of pairs.split(' ')) {
    const half = pair.length / 2;
    const [left, right] = [pair.slice(0, half), pair.slice(half)];
    if (left === right) continue;
    found.set(left, right);
    if (!found.has(right)) found.set(right, left);
  }
  return found;
};
const eye = twins(BY_EYE);
const variants = twins(VARIANTS);
const surnameByEar = twins(
  '付傅 闫阎 戴代 于余 章张 萧肖 占詹 单善 解谢 仇邱 查扎 区欧 覃秦 侯候 苟勾 江姜 尹银 程成 任仁 符伏',
);
const ear = new Map<string, string[]>();
for (const group of BY_EAR) {
  for (const each of group)
    ear.set(
      each,
      [...new Set([...(ear.get(each) ?? []), ...group])].filter((c) => c !== each),
    );
}

export const whole = (name: Name) => name.surname + name.given;

export const surname = (chance: Chance) => chance.weigh(SURNAMES);

/** A few of a pool's characters carry most children: the index is drawn low. */
const oftenFirst = (chance: Chance, pool: string) => {
  const at = Math.floor(chance.unit() ** 1.6 * pool.length);
  return pool[at] ?? chance.pick(pool);
};

export function givenName(chance: Chance, sex: Sex, generation: string | undefined): string {
  const own = sex === '男' ? MEN : WOMEN;
  if (generation) return generation + oftenFirst(chance, own);
  if (chance.hits(0.28)) {
    const names = FASHION[sex];
    return names[Math.floor(chance.unit() ** 1.8 * names.length)] ?? chance.pick(names);
  }
  if (chance.hits(0.12)) return chance.pick(own);
  return oftenFirst(chance, chance.hits(0.55) ? BOTH : own) + oftenFirst(chance, own);
}

export const generationCharacter = (chance: Chance) => chance.pick(BOTH + MEN.slice(0, 20) + WOMEN.slice(0, 10));

export function adultGiven(chance: Chance, sex: Sex): string {
  const first = chance.pick(ADULT[sex]);
  return chance.hits(0.3) ? first : first + chance.pick(ADULT[sex]);
}

/** Another given name that sounds the same, or undefined where no character has a companion. */
export function soundingAlike(chance: Chance, name: Name): Name | undefined {
  const last = surnameByEar.get(name.surname);
  if (last && chance.hits(0.25)) return { ...name, surname: last };
  return replacing(chance, name, (each) => {
    const others = ear.get(each);
    return others && chance.pick(others);
  });
}

export function lookingAlike(chance: Chance, name: Name): Name | undefined {
  return replacing(chance, name, (each) => eye.get(each));
}

export function writtenOtherwise(chance: Chance, name: Name): Name | undefined {
  const last = variants.get(name.surname);
  if (last && chance.hits(0.6)) return { ...name, surname: last };
  return replacing(chance, name, (each) => variants.get(each)) ?? (last ? { ...name, surname: last } : undefined);
}

function replacing(chance: Chance, name: Name, other: (character: string) => string | undefined): Name | undefined {
  const at = chance.shuffle([...name.given].map((_, place) => place));
  for (const place of at) {
    const instead = other(name.given[place] ?? '');
    if (instead) return { ...name, given: name.given.slice(0, place) + instead + name.given.slice(place + 1) };
  }
  return undefined;
}
