import type { EntryOf } from '@quanxue/domain/casefile/schema.ts';
import type { Chance } from './random.ts';

/*
 * What the visitors of the sample township wrote down. Put together from sentences written by hand: where and how they
 * found the family, what stands in the way, what they offered, how the family answered, what was agreed. Invented, but
 * in the tone of real records. The product itself never writes a visitor's words for them: this is only the sample.
 */

type Method = EntryOf<'persuasion'>['method'];
type Outcome = EntryOf<'persuasion'>['outcome'];
export type Cause = EntryOf<'report'>['reasons'][number];

const OPENINGS: Readonly<Record<Method, readonly string[]>> = {
  'home-visit': [
    '傍晚到{village}{group}组，{guardian}刚从地里回来，在院坝里坐下说话。',
    '上午入户时{child}在堂屋看电视，{guardian}正在灶房煮饭。',
    '下着小雨，走了四十分钟山路到家，{guardian}给大家生了火。',
    '第一次敲门没有人应，邻居说在屋后砍柴，等了半个钟头见到{guardian}。',
    '到家时{child}还没有起床，{guardian}把孩子叫起来一起坐下。',
    '在进村的路口碰到{guardian}，一同走回家里谈。',
    '晚饭后入户，一家人都在，先拉了些家常，再说上学的事。',
    '赶场天，{guardian}上午卖菜，约好下午三点在家见面。',
    '{child}在院子里带弟弟，见到老师先躲进里屋，劝了一阵才出来。',
    '到家时大门虚掩，{child}的奶奶把{guardian}从坡上喊了回来。',
  ],
  phone: [
    '晚上八点给{guardian}打电话，第二次才接通，通话约一刻钟。',
    '中午趁{guardian}工地休息时通了电话。',
    '早上打通{guardian}的电话，信号断续，又换了一个号码再打。',
    '收到{guardian}的回电，说昨天在坡上没有听见铃声。',
  ],
  video: [
    '晚上用视频和{guardian}、{child}一起谈，孩子坐在旁边。',
    '周末和{child}视频，先问了身体和每天在做什么。',
    '{guardian}下了夜班后接通视频，孩子在出租屋里写字。',
  ],
  'workplace-visit': [
    '到{guardian}干活的砖厂门口，等到换班时见面。',
    '去镇上的汽修铺找到{child}，请师傅让出里间谈话。',
    '到建材市场找到{guardian}，在门卫室谈了四十分钟。',
  ],
  meeting: [
    '在村委会办公室和{guardian}、{child}一起坐下来谈。',
    '请{guardian}到{school}，班主任和任课老师都在。',
    '在镇社事办会议室三方见面，把情况从头到尾说了一遍。',
  ],
  other: ['赶场时在街上遇到{guardian}，站着说了二十来分钟。', '{child}的姑姑家办酒，在席间单独和{guardian}谈了谈。'],
};

const OBSTACLES: Readonly<Record<Cause, readonly string[]>> = {
  'school-aversion': [
    '{child}说英语和数学听不懂，上课像坐在雾里，作业交不上又怕点名。',
    '孩子觉得自己跟不上，和同桌闹过矛盾，不想再进那间教室。',
    '{child}说坐不住，想早点学门手艺，提到学校就低头不说话。',
    '孩子晚上玩手机到很晚，早上起不来，缺了课就更不愿意去。',
    '{child}说上学期有一次考试全班倒数，被同学笑，从那以后就不想去。',
    '问起最喜欢哪门课，{child}说是体育和劳动，别的都没有意思。',
  ],
  'family-belief': [
    '{guardian}说读完书也是打工，不如早点挣钱。',
    '家里老人认为姑娘读多了书没有用，{guardian}拿不定主意。',
    '{guardian}说同村有人没读完初中也盖了楼房，听不进学校的话。',
    '{guardian}说亲戚已经给{child}说了一门亲，想让孩子留在家里。',
    '{guardian}坚持孩子的事家里说了算，不愿意在告知书上签字。',
  ],
  migration: [
    '{guardian}在外省的厂里做工，想把{child}带在身边，又没有办转学。',
    '一家人租住在城郊，{guardian}说附近学校要社保证明，材料没有凑齐。',
    '{guardian}换了两处工地，孩子跟着走，学籍一直留在{school}。',
    '{child}的父母在不同的城市，孩子跟着舅舅住，没有人去联系学校。',
  ],
  sickness: [
    '@{child}出院不久，走几步就喘，{guardian}拿出医院的病历给我们看。',
    '医生交代要静养，{guardian}担心孩子在学校没有人照看。',
    '{child}每周要去县医院换药，来回大半天，课落下不少。',
    '@孩子气色比上次好，但上楼还要人扶，{guardian}心里没有底。',
  ],
  disability: [
    '{child}不会自己吃饭穿衣，{guardian}一步也离不开。',
    '孩子能认出家里人，会说几个词，坐不满十分钟。',
    '{guardian}带孩子做过康复，有一点进步，但路远难坚持。',
    '{child}听不清说话，看口型能懂一些，喜欢画画。',
  ],
  poverty: [
    '{guardian}腰伤后不能下地，家里靠低保和卖鸡蛋过日子，拿不出住校的生活费。',
    '家里欠着看病的账，{child}想出去挣钱帮家里还。',
    '{guardian}说弟弟妹妹都在读书，三个人的伙食费凑不齐。',
    '房子去年受灾还在修，一家人借住在亲戚家，离学校更远了。',
  ],
  'child-labour': [
    '{child}在镇上的洗车店帮工，老板说只是来玩，没有签过什么。',
    '孩子跟着表哥在外面装空调，一天有八十块钱，觉得比读书强。',
    '{guardian}起初说孩子走亲戚去了，后来承认在饭馆端盘子。',
  ],
  'serious-misconduct': [
    '{child}连续几次半夜翻墙出校，还和校外的人打过架，{guardian}管不住。',
    '孩子上月拿了小卖部的东西，派出所教育过，回来更不愿意见老师。',
    '{child}说学校里的人都防着他，不如在外面自在。',
    '{guardian}说打也打过、讲也讲过，孩子转身就跑出去。',
  ],
  other: [
    '{child}的学籍信息和户口本对不上，{guardian}说不清在哪里报的名。',
    '{guardian}说孩子跟着外婆住，具体情况要问外婆。',
    '家里正闹离婚，没有人管{child}上学的事。',
  ],
};

const OFFERS: Readonly<Record<Cause, readonly string[]>> = {
  'school-aversion': [
    '班主任把座位和分层作业的安排说了，答应先不点名背书。',
    '商量先到校半天，下午跟劳动课和体育队，慢慢补回来。',
    '@老师带来两本课外书，约好每周单独补一次数学。',
    '@请了和{child}要好的同学一起来，讲了班里这段时间的事。',
  ],
  'family-belief': [
    '逐条念了义务教育法的规定，说明不送孩子读书是要负责任的。',
    '算了一笔账：读完初中再学技术，一年能多挣多少。',
    '用本村读书出去的两个姑娘的例子打比方，老人没有再反对。',
    '@把限期复学通知书的内容和后果讲清楚，请家里人都听一听。',
  ],
  migration: [
    '说明可以在居住地就近入学，镇里发函请当地帮助联系。',
    '告诉转学要准备的材料，答应学校这边当天就能办。',
    '提出如果回来读，镇里安排车辆到车站接。',
  ],
  sickness: [
    '讲了因病休学要的材料和步骤，学籍会给孩子留着。',
    '老师把这个月的课录成短视频，说不急，养好了再补。',
    '问了医生的建议，商量先办手续，病好了再申请复学。',
  ],
  disability: [
    '说明可以送教上门，每周来一次，教吃饭、穿衣、认数。',
    '@请特教老师看了孩子的情况，商量先做一次能力评估。',
    '介绍了县特教学校的寄宿条件，家里想先看看再定。',
  ],
  poverty: [
    '@社事办核对了低保和临时救助，当场填了寄宿生生活补助的表。',
    '村里答应把公益岗位留一个给{guardian}，学校免收伙食费差额。',
    '@帮着把助学金的材料收齐，说好开学前到账。',
  ],
  'child-labour': [
    '向老板说明未满十六周岁不能用工，请他当天结清工钱让孩子回家。',
    '把情况报给社保所，同时劝{child}先回学校，手艺以后可以到职教中心学。',
    '和{guardian}说明招用童工的后果，也说了镇里能帮的困难。',
  ],
  'serious-misconduct': [
    '派出所民警讲了法律，老师表示只要回来就按新来的学生对待。',
    '商量由校长和民警一起结对，每周谈一次话。',
    '介绍了专门学校的教学和管理，请{guardian}和孩子自己想清楚。',
  ],
  other: [
    '请{guardian}把户口本和以前的学籍材料找出来，逐项核对。',
    '约好由村里陪着去学校查一次学籍。',
    '先把孩子的住处和联系电话登记清楚，明确由谁照看。',
  ],
};

const ANSWERS: Readonly<Record<Outcome, readonly string[]>> = {
  refused: [
    '{guardian}听完没有松口，说这学期不去了。',
    '@{child}摇头，说谁来都不去。',
    '@{guardian}把我们送到门口，说不要再来了，但收下了联系卡。',
    '孩子哭了起来，{guardian}说不逼他。',
  ],
  undecided: [
    '{guardian}说再想想，等家里人都回来了商量。',
    '{child}没有答应，也没有再说不去。',
    '{guardian}口头同意，孩子还在犹豫，说过几天再定。',
    '孩子问能不能换个班，我们答应回去问学校。',
  ],
  'not-met': [
    '@家里没有人，向邻居问了去向，在门上留了联系条。',
    '@到家时门锁着，邻居说一早进城去了，过两天才回来。',
    '#电话一直无人接听，发了短信说明来意。',
    '#连打三次都是关机，请隔壁的亲戚带了话。',
  ],
  'agreed-return': [
    '@{child}点头说下周一去，{guardian}答应送到校门口。',
    '@最后孩子自己把书包找了出来，说愿意再试一次。',
    '@{guardian}在保证书上签了字，写明了到校的日子。',
  ],
  'agreed-graduation': [
    '{child}愿意回来参加补习，把毕业证拿到手再去学厨师，{guardian}也同意。',
    '三方说好集中补习后参加考试，合格发毕业证，{guardian}和孩子都点了头。',
  ],
  'agreed-remote-teaching': [
    '{child}暂时不肯进校，愿意在家用手机跟老师上课，{guardian}同意每周两次。',
    '孩子说可以接受网上辅导，先从喜欢的历史讲起，{guardian}保证到时把手机给他。',
  ],
  'agreed-other': [
    '{guardian}同意按商量的办法办手续，材料一周内交来。',
    '{child}和{guardian}都愿意先去看看再定，约好了时间。',
    '{guardian}同意按医生的意见办，材料交给村里代送。',
  ],
  returned: [
    '第二天早上{child}由{guardian}送到{school}，班主任接进教室。',
    '{child}当天下午就回了{school}，领了新书。',
  ],
};

const NEXT = [
  '约定{next}天后再来。',
  '留下老师的电话，{next}天内回话。',
  '由网格员隔天去看一次，{next}天后再碰头。',
  '@把记录念给{guardian}听过，没有异议。',
  '下次请村支书一起来，时间定在{next}天后。',
  '回来后在群里向社事办报告了情况。',
  '没有谈拢的地方都记了下来，{next}天后接着谈。',
  '@离开时天已经黑了，{guardian}用手电送到公路边。',
];

const REMARKS = [
  '@孩子说想把去年的奖状找出来给老师看。',
  '@孩子的床头还放着上学期的课本。',
  '@门口晒着新收的玉米，今年的收成不错。',
  '@家里的小狗一直跟着孩子。',
  '@墙上贴着孩子小时候画的画。',
  '孩子悄悄问了同桌现在和谁坐。',
  '@临走时孩子问学校食堂换没换师傅。',
  '@孩子帮着把板凳一条条摆好。',
  '孩子说最想念的是下课打乒乓球。',
  '@说到外婆，孩子红了眼圈。',
  '@孩子把手机放下，听得比上一次认真。',
  '@屋里有些暗，把门打开了说话。',
  '孩子提到班里要开运动会，问还能不能报名。',
  '@孩子在作业本背面画了一辆拖拉机。',
  '@孩子的个子比照片上高了不少。',
  '孩子说夜里常常睡不着。',
];

export interface Visit {
  readonly method: Method;
  readonly outcome: Outcome;
  readonly cause: Cause;
  readonly child: string;
  readonly guardian: string;
  /** 父亲, 祖母 … */
  readonly relation: string;
  readonly village: string;
  readonly group: number;
  readonly school: string;
}

/** Sentences that begin with @ are true only face to face, those with # only from afar. */
function fitting(sentences: readonly string[], method: Method): string[] {
  const afar = method === 'phone' || method === 'video';
  return sentences.filter((each) => !each.startsWith(afar ? '@' : '#')).map((each) => each.replace(/^[@#]/, ''));
}

/** Writes visits; never the same text twice in one township. */
export class Narrator {
  readonly #chance: Chance;
  readonly #written = new Set<string>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  summary(visit: Visit): string {
    for (;;) {
      const text = this.#compose(visit);
      if (!this.#written.has(text)) {
        this.#written.add(text);
        return text;
      }
    }
  }

  #compose(visit: Visit): string {
    const chance = this.#chance;
    const one = (sentences: readonly string[]) => chance.pick(fitting(sentences, visit.method));
    const parts =
      visit.outcome === 'not-met'
        ? ['这一次找{village}{group}组的{guardian}。', one(ANSWERS['not-met']), one(NEXT.slice(0, 1))]
        : [
            chance.pick(OPENINGS[visit.method]),
            one(OBSTACLES[visit.cause]),
            one(OFFERS[visit.cause]),
            ...(chance.happens(0.6) ? [one(REMARKS)] : []),
            one(ANSWERS[visit.outcome]),
            one(NEXT),
          ];
    const values: Readonly<Record<string, string>> = {
      child: visit.child,
      village: visit.village,
      group: String(visit.group),
      school: visit.school,
      next: String(chance.whole(2, 15)),
    };
    const text = parts.join('').replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
    // The full name once, then as one goes on speaking.
    return text.replace('{guardian}', `${visit.relation}${visit.guardian}`).replaceAll('{guardian}', visit.relation);
  }
}
