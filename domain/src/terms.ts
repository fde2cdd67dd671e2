/**
 * The words of the field: identifier ↔ 中文 ↔ English, one row each. Screens, prints and messages take their words from
 * here and from nowhere else; docs/glossary.md is generated from it. A new word enters in the commit that first needs it.
 */

interface Term {
  readonly zh: string;
  readonly en: string;
}

const t = (zh: string, en: string): Term => ({ zh, en });

export const terms = {
  /** Words that are no value of an enumeration. */
  word: {
    retention: t('控辍保学', 'retention'),
    child: t('适龄儿童少年', 'child'),
    guardian: t('监护人', 'guardian'),
    caseFile: t('一生一案', 'case file'),
    ledger: t('台账', 'ledger'),
    matching: t('人籍比对', 'matching'),
    roll: t('学籍', 'roll'),
    rollNumber: t('学籍号', 'roll number'),
    enrolment: t('就读', 'enrolment'),
    registeredVillage: t('户籍村（社区）', 'registered village'),
    residenceVillage: t('常住村（社区）', 'residence village'),
    village: t('村（社区）', 'village'),
    group: t('社（村民小组）', 'group'),
    grid: t('网格', 'grid'),
    school: t('学校', 'school'),
    office: t('科室（站所）', 'office'),
    catchment: t('责任片区', 'catchment'),
    firstResponsible: t('第一责任人', 'first responsible'),
    directlyResponsible: t('直接责任人', 'directly responsible'),
    unassigned: t('责任人未落实', 'unassigned'),
    finding: t('判定', 'finding'),
    clause: t('条款', 'clause'),
    evidence: t('佐证材料', 'evidence'),
    advice: t('措施建议', 'advice'),
    stage: t('阶段', 'stage'),
    returnNotice: t('限期复学通知书', 'return notice'),
    classHour: t('学时（课时）', 'class hour'),
    cohort: t('适龄出生区间', 'cohort window'),
    unexplained: t('去向不明', 'unexplained'),
    keyGroup: t('重点人员', 'key group'),
    problemList: t('问题清单', 'problem list'),
    owner: t('责任人', 'owner'),
    pairing: t('“点对点”结对', 'pairing'),
    helper: t('帮扶人', 'helper'),
    suspectedLead: t('疑似辍学线索', 'lead'),
    clue: t('群众线索', 'clue'),
    declaration: t('零报告（月度申报）', 'declaration'),
    unverified: t('未核实', 'unverified'),
    absence: t('缺勤', 'absence'),
    round: t('走访轮次', 'round of visits'),
    freezeDay: t('名单冻结日', 'freeze day'),
    enrolmentVerification: t('入学验证', 'enrolment verification'),
    newBeginner: t('应入学新生', 'new beginner'),
    stub: t('存根', 'stub'),
    proofOfService: t('送达回证', 'proof of service'),
    documentNumber: t('发文字号', 'document number'),
    documentWord: t('发文字（机关代字）', 'document word'),
    sheetCode: t('页脚编号', 'sheet code'),
  },

  /** Kinds of entry in a case file. */
  kind: {
    report: t('线索报送', 'report'),
    verification: t('核实', 'verification'),
    responsibility: t('责任人', 'responsibility'),
    persuasion: t('劝返', 'persuasion'),
    measure: t('处置措施', 'measure'),
    plan: t('方案', 'plan'),
    session: t('送教', 'session'),
    document: t('材料', 'document'),
    placement: t('安置就读', 'placement'),
    approval: t('审批', 'approval'),
    letter: t('函件', 'letter'),
    consent: t('同意书', 'consent'),
    exam: t('考试', 'exam'),
    relief: t('帮扶', 'relief'),
    'follow-up': t('跟踪回访', 'follow-up'),
    publicity: t('法治宣传', 'publicity'),
    referral: t('转介', 'referral'),
    closure: t('销号', 'closure'),
    reopening: t('重新立案', 'reopening'),
    amendment: t('更正', 'amendment'),
  },

  measure: {
    return: t('劝返回原学校就读', 'return to school'),
    graduation: t('依法办理初中毕业（结业）证', 'graduation'),
    'county-confirmed': t('经县级扶贫工作领导小组核实同意', 'confirmed by the county group'),
    vocational: t('初级职业技能培训', 'vocational training'),
    leave: t('休学', 'leave'),
    deferral: t('缓学', 'deferral'),
    exemption: t('免学', 'exemption'),
    'home-teaching': t('送教上门', 'home teaching'),
    migrant: t('随父母外出、举家外迁', 'migrant'),
    'remote-teaching': t('远程送教', 'remote teaching'),
    legal: t('依法控辍', 'legal measures'),
    'special-school': t('送读专门学校（工读学校）', 'special school'),
  },

  status: {
    met: t('已具备', 'met'),
    missing: t('缺', 'missing'),
    breach: t('不合要求', 'breach'),
    pending: t('未到期', 'pending'),
    excused: t('免补', 'excused'),
    'not-applicable': t('不适用', 'not applicable'),
  },

  stage: {
    lead: t('线索', 'lead'),
    verified: t('已核实', 'verified'),
    suspected: t('疑似辍学', 'suspected dropout'),
    dropout: t('辍学', 'dropout'),
    persuading: t('劝返中', 'persuading'),
    'on-measure': t('处置中', 'on a measure'),
    stable: t('稳定就读', 'stable'),
    'struck-off': t('已销号', 'struck off'),
  },

  unit: {
    school: t('学校', 'school'),
    township: t('乡镇（街道）', 'township'),
    village: t('村（社区）', 'village'),
    county: t('县教委', 'county education committee'),
    justice: t('司法所', 'justice office'),
    'social-security': t('社保所', 'social security office'),
    police: t('公安机关', 'police'),
    labour: t('人社部门', 'labour authority'),
    court: t('人民法院', 'court'),
    hospital: t('医院', 'hospital'),
    destination: t('流入地政府', 'destination government'),
    'receiving-county': t('接收地教育行政部门', 'receiving education authority'),
    league: t('共青团', 'youth league'),
    'womens-federation': t('妇联', "women's federation"),
    'disabled-federation': t('残联', "disabled persons' federation"),
    'market-regulator': t('市场监管部门', 'market regulator'),
    'civil-affairs': t('民政部门', 'civil affairs'),
    'rural-revitalisation': t('乡村振兴部门', 'rural revitalisation'),
    'special-education-school': t('特殊教育学校', 'special-education school'),
    other: t('其他', 'other'),
  },

  sex: { male: t('男', 'male'), female: t('女', 'female'), unknown: t('未知', 'unknown') },

  source: {
    'village-visit': t('村社走访', 'village visit'),
    school: t('学校报告', 'school'),
    matching: t('人籍比对', 'matching'),
    guardian: t('监护人反映', 'guardian'),
    hotline: t('来电来信', 'hotline'),
    other: t('其他', 'other'),
  },

  reason: {
    'school-aversion': t('厌学', 'school aversion'),
    'family-belief': t('家庭思想观念', 'family belief'),
    migration: t('随父母外出、举家外迁', 'migration'),
    sickness: t('因病', 'sickness'),
    disability: t('残疾', 'disability'),
    poverty: t('家庭经济困难', 'poverty'),
    'child-labour': t('务工', 'child labour'),
    'serious-misconduct': t('严重不良行为', 'serious misconduct'),
    other: t('其他', 'other'),
  },

  verificationResult: {
    confirmed: t('确认失学', 'confirmed'),
    'in-school': t('在校就读', 'in school'),
    'data-error': t('数据差错', 'data error'),
    moved: t('已迁出', 'moved'),
    deceased: t('已死亡', 'deceased'),
    'over-age': t('已超龄', 'over age'),
    completed: t('已完成义务教育', 'completed'),
  },

  method: {
    'home-visit': t('入户', 'home visit'),
    phone: t('电话', 'phone'),
    video: t('视频', 'video'),
    'workplace-visit': t('到务工地', 'workplace visit'),
    meeting: t('会谈', 'meeting'),
    other: t('其他', 'other'),
  },

  who: {
    guardian: t('监护人', 'guardian'),
    child: t('学生本人', 'child'),
    relative: t('亲属', 'relative'),
    other: t('其他人', 'other'),
  },

  outcome: {
    refused: t('拒绝', 'refused'),
    undecided: t('未表态', 'undecided'),
    'not-met': t('未见到', 'not met'),
    'agreed-return': t('同意返校', 'agreed to return'),
    'agreed-graduation': t('同意补习并参加毕业考试', 'agreed to tutoring and the exam'),
    'agreed-remote-teaching': t('同意远程送教', 'agreed to remote teaching'),
    'agreed-other': t('同意其他安置', 'agreed to another measure'),
    returned: t('已返校', 'returned'),
  },

  planType: {
    individual: t('一生一策', 'individual plan'),
    'home-teaching': t('送教上门方案', 'home-teaching plan'),
    'remote-teaching': t('远程送教方案', 'remote-teaching plan'),
  },

  mode: { home: t('送教上门', 'home'), remote: t('远程送教', 'remote') },

  document: {
    'return-notice': t('限期复学通知书', 'return notice'),
    'roll-certificate': t('学籍证明', 'roll certificate'),
    'in-school-photo': t('在校就读图片', 'photo in school'),
    'exam-photo': t('考试图片材料', 'exam photo'),
    'graduation-certificate': t('毕业证', 'graduation certificate'),
    'completion-certificate': t('结业证', 'completion certificate'),
    'exam-papers': t('考试试卷', 'exam papers'),
    'court-ruling': t('判决裁定', 'court ruling'),
    'guardian-duty-proof': t('监护人履行法定义务证明', "proof of the guardian's duty done"),
    'county-confirmation': t('县级领导小组核实同意材料', 'county confirmation'),
    diagnosis: t('诊断证明', 'diagnosis'),
    'leave-application': t('休学、复学申请表', 'leave application'),
    'admission-proof': t('住院证明', 'admission proof'),
    receipts: t('收费单据', 'receipts'),
    'roll-leave-processed': t('电子学籍休学处理', 'leave processed in the roll'),
    'fitness-proof': t('可以随班就读的证明', 'fitness proof'),
    'deferral-application': t('缓学申请表', 'deferral application'),
    'exemption-application': t('免学申请表', 'exemption application'),
    'on-site-photo': t('现场认定图片', 'on-site photo'),
    'guardian-letter': t('监护人申请书', "guardian's letter"),
    'rehabilitation-record': t('康复治疗记录', 'rehabilitation record'),
    'on-site-assessment': t('现场确认', 'on-site assessment'),
    'student-form': t('学生基本信息表', 'student form'),
    'guardian-consent': t('送教上门家长同意书', "guardian's consent"),
    'ability-assessment': t('学生能力评估表', 'ability assessment'),
    'home-teaching-table': t('送教上门情况统计表', 'home-teaching table'),
    'registered-poor-proof': t('建档立卡证明', 'registered-poor proof'),
    'assessment-minutes': t('研判会议纪要', 'assessment minutes'),
    'remote-teaching-request': t('远程送教请示', 'remote-teaching request'),
    'remote-teaching-approval': t('远程送教批复', 'remote-teaching approval'),
    'administrative-penalty': t('行政处罚材料', 'administrative penalty'),
    'court-record': t('巡回法庭材料', 'court record'),
    'special-school-application': t('入学申请表', 'special-school application'),
    'health-check': t('入校健康体检表', 'health check'),
    'special-school-approval': t('入学审批表', 'special-school approval'),
    'committee-assessment': t('专门教育指导委员会评估', 'committee assessment'),
    order: t('责令改正通知书', 'order to perform'),
    'penalty-notice': t('行政处罚告知书', 'penalty notice'),
    'performance-reminder': t('履行催告书', 'performance reminder'),
    'proof-of-service': t('送达回证', 'proof of service'),
    'persuasion-sheet': t('劝返记录表', 'persuasion sheet'),
    'enrolment-proof': t('就读证明', 'enrolment proof'),
    other: t('其他材料', 'other'),
  },

  hospitalLevel: {
    township: t('乡镇级', 'township'),
    county: t('县级', 'county'),
    city: t('市级', 'city'),
    province: t('省级', 'province'),
  },

  matter: {
    leave: t('休学', 'leave'),
    resumption: t('复学', 'resumption'),
    deferral: t('缓学', 'deferral'),
    exemption: t('免学', 'exemption'),
    vocational: t('职业技能培训', 'vocational training'),
    'special-school': t('送读专门学校', 'special school'),
    'remote-teaching': t('远程送教', 'remote teaching'),
    'county-confirmed': t('县级核实同意', 'county confirmation'),
  },

  step: {
    guardian: t('监护人申请', 'guardian'),
    school: t('学校', 'school'),
    village: t('村（社区）', 'village'),
    township: t('乡镇（街道）', 'township'),
    county: t('县教委', 'county'),
    'receiving-county': t('接收地教育行政部门', 'receiving authority'),
  },

  /** What became of a closure that somebody proposed. */
  closureSettlement: {
    closed: t('已复核销号', 'checked and closed'),
    'sent-back': t('退回', 'sent back'),
    withdrawn: t('已撤回', 'taken back'),
  },

  decision: { applied: t('申请', 'applied'), approved: t('同意', 'approved'), rejected: t('不同意', 'rejected') },

  direction: { outgoing: t('去函', 'outgoing'), reply: t('复函', 'reply') },

  letterOutcome: {
    enrolled: t('已入学', 'enrolled'),
    'taken-over': t('流入地已接收管理', 'taken over'),
    'not-found': t('查无此人', 'not found'),
    refused: t('未处理', 'refused'),
    other: t('其他', 'other'),
  },

  referralMatter: {
    'child-labour': t('招用未满16周岁未成年人', 'child labour'),
    'legal-aid': t('法律援助', 'legal aid'),
    'social-assistance': t('社会救助', 'social assistance'),
    'law-violation': t('违法线索', 'violation of law'),
    other: t('其他', 'other'),
  },

  closureReason: {
    returned: t('返校稳定', 'returned'),
    graduated: t('已毕业（结业）', 'graduated'),
    'data-error': t('数据差错', 'data error'),
    moved: t('已迁出', 'moved'),
    deceased: t('已死亡', 'deceased'),
    'over-age': t('已超龄', 'over age'),
    completed: t('已完成义务教育', 'completed'),
  },

  household: {
    'registered-poor': t('建卡贫困户', 'registered poor'),
    monitored: t('监测户', 'monitored'),
    borderline: t('边缘户', 'borderline'),
    subsistence: t('低保户', 'subsistence'),
    'extreme-poverty': t('特困供养', 'extreme poverty'),
    orphan: t('孤儿', 'orphan'),
    'left-behind': t('留守', 'left behind'),
  },

  disability: {
    visual: t('视力', 'visual'),
    hearing: t('听力', 'hearing'),
    speech: t('言语', 'speech'),
    physical: t('肢体', 'physical'),
    intellectual: t('智力', 'intellectual'),
    mental: t('精神', 'mental'),
    multiple: t('多重', 'multiple'),
  },

  schooling: {
    here: t('本乡镇就读', 'in school here'),
    county: t('本县外乡就读', 'elsewhere in the county'),
    'out-of-county': t('县外就读', 'out of county'),
    'special-education': t('特教学校', 'special-education school'),
    'home-teaching': t('送教上门', 'home teaching'),
    'remote-teaching': t('远程送教', 'remote teaching'),
    'special-school': t('专门学校', 'special school'),
    leave: t('休学', 'leave'),
    deferral: t('缓学', 'deferral'),
    exemption: t('免学', 'exemption'),
    completed: t('已完成', 'completed'),
    vocational: t('职业技能培训', 'vocational'),
    suspected: t('疑似辍学', 'suspected'),
    'dropped-out': t('辍学', 'dropped out'),
    unknown: t('去向不明', 'unknown'),
    left: t('已离开台账', 'left'),
  },

  evidenceKind: {
    photo: t('照片', 'photo'),
    audio: t('录音', 'audio'),
    video: t('视频', 'video'),
    scan: t('扫描件', 'scan'),
    screenshot: t('截图', 'screenshot'),
    document: t('文件', 'document'),
  },

  role: {
    administrator: t('系统管理员', 'administrator'),
    'county-committee': t('县教委', 'county education committee'),
    'township-leader': t('乡镇领导', 'township leader'),
    'social-affairs': t('社事办', 'social affairs office'),
    village: t('村（社区）', 'village'),
    'grid-worker': t('网格员', 'grid worker'),
    principal: t('校长', 'principal'),
    'roll-keeper': t('学籍管理员', 'roll keeper'),
    teacher: t('教师', 'teacher'),
    'home-teacher': t('送教教师', 'home teacher'),
    inspector: t('验收组', 'inspector'),
    justice: t('司法所', 'justice office'),
    'social-security': t('社保所', 'social security office'),
    'youth-league': t('共青团', 'youth league'),
    'womens-federation': t('妇联', "women's federation"),
    'disabled-federation': t('残联', "disabled persons' federation"),
  },

  /** Who answers for what, as a person with dates. */
  duty: {
    principal: t('校长（第一责任人）', 'head of school (first responsible)'),
    'grid-worker': t('网格员（直接责任人）', 'grid worker (directly responsible)'),
    coordinator: t('社事办经办（统筹）', 'coordinator (social affairs office)'),
    'village-head': t('村（社区）负责人', 'village head'),
    'township-leader': t('乡镇领导', 'township leader'),
    'county-leader': t('县教委负责人', 'county leader'),
    'class-teacher': t('班主任', 'class teacher'),
  },

  unitKind: {
    county: t('县（区）', 'county'),
    township: t('乡镇（街道）', 'township'),
    village: t('村（社区）', 'village'),
    group: t('社（村民小组）', 'group'),
    grid: t('网格', 'grid'),
    school: t('学校', 'school'),
    office: t('科室（站所）', 'office'),
  },

  /** Which years of compulsory education a school holds. */
  schoolStage: {
    primary: t('小学', 'primary school'),
    junior: t('初中', 'junior middle school'),
    'nine-year': t('九年一贯制学校', 'nine-year school'),
    'special-education': t('特殊教育学校', 'special-education school'),
    vocational: t('中等职业学校', 'vocational school'),
    'special-school': t('专门学校', 'special school'),
  },

  /** How a unit went over into another. */
  unitLink: {
    merged: t('并入', 'merged into'),
    renamed: t('更名为', 'renamed to'),
    split: t('分设出', 'split off'),
    moved: t('划归', 'moved to'),
  },

  /** What may keep a child from passing inspection. */
  problem: {
    'not-attending': t('实际不在校', 'not attending'),
    'lists-differ': t('账实、名单不一致', 'lists differ'),
    papers: t('材料不全、不实', 'papers lacking'),
    difficulty: t('困难未解决', 'difficulty unsolved'),
    health: t('病情、残疾待办', 'health or disability'),
    other: t('其他问题', 'other'),
    unexplained: t('去向不明', 'unexplained'),
    'no-case': t('失学未立案', 'out of school, no case'),
    'out-of-school': t('失学（已立案）', 'out of school'),
    finding: t('材料缺项或不合要求', 'requirement not met'),
    referred: t('由乡镇、学校办理的问题', 'handled by township and school'),
  },

  problemSource: {
    hand: t('人工登记', 'by hand'),
    matching: t('人籍比对', 'matching'),
    ledger: t('就读台账', 'ledger'),
    finding: t('案卷判定', 'finding'),
    inspection: t('督查验收', 'inspection'),
  },

  problemClosing: {
    solved: t('已解决', 'solved'),
    unfounded: t('经核实不存在', 'unfounded'),
    'entered-in-error': t('登记有误', 'entered in error'),
  },

  leadSource: {
    report: t('上报', 'report'),
    absence: t('连续缺课', 'absence'),
    matching: t('人籍比对', 'matching'),
    enrolment: t('入学验证', 'enrolment verification'),
    'household-visit': t('入户走访', 'household visit'),
    clue: t('群众线索', 'clue of the public'),
    'platform-list': t('平台疑似名单', 'platform list'),
  },

  /** What a lead turns out to be. */
  leadOutcome: {
    confirmed: t('确认辍学', 'confirmed dropout'),
    suspected: t('仍属疑似', 'suspected still'),
    'in-school-here': t('本县学校在读', 'in school in this county'),
    'in-province-on-roll': t('省内县外就读（有学籍）', 'in school in the province, on a roll'),
    'in-province-off-roll': t('省内县外就读（无学籍）', 'in school in the province, on no roll'),
    'other-province-on-roll': t('省外就读（有学籍）', 'in school in another province, on a roll'),
    'other-province-off-roll': t('省外就读（无学籍）', 'in school in another province, on no roll'),
    abroad: t('出国（境）', 'abroad'),
    'sick-or-disabled': t('病残（含需送教）', 'ill or disabled'),
    'gone-with-parents': t('随父母外出、联系不上', 'gone with parents, out of reach'),
    'over-age': t('超龄离校', 'over age and finished'),
    deceased: t('死亡', 'deceased'),
    'double-registration': t('双重户籍', 'double registration'),
    'empty-registration': t('空挂户', 'empty registration'),
    'data-error': t('号码或姓名错误', 'number or name error'),
    'no-such-person': t('查无此人', 'no such person'),
    joined: t('并入另一条线索', 'joined to another lead'),
    'not-clear': t('未查清', 'not clear'),
  },

  side: {
    school: t('学校', 'school'),
    township: t('乡镇（村）', 'township and village'),
    county: t('县教委', 'county'),
  },

  leadLevel: {
    office: t('经办科室', 'office'),
    township: t('乡镇领导', 'township leaders'),
    county: t('县教委', 'county'),
  },

  /** Why a child is absent from class. */
  absenceCause: {
    sick: t('病假', 'sick'),
    'personal-leave': t('事假', 'personal leave'),
    other: t('其他', 'other'),
    none: t('原因不明', 'no cause known'),
  },

  /** The three visits. */
  roundKind: {
    registry: t('户籍查访', 'registry visit'),
    village: t('村社走访', 'village visit'),
    household: t('入户遍访', 'household visit'),
  },

  met: {
    guardian: t('监护人', 'guardian'),
    relative: t('其他亲属', 'another relative'),
    child: t('儿童本人', 'the child'),
    neighbour: t('邻居', 'neighbour'),
    village: t('村社干部', 'village staff'),
    papers: t('查阅户籍资料', 'the register was read'),
    nobody: t('没有见到人', 'nobody met'),
  },

  visitResult: {
    'in-school': t('在家在校', 'at home and in school'),
    elsewhere: t('在外就读', 'in school elsewhere'),
    'under-measure': t('休学、送教等', 'on leave, taught at home …'),
    'not-in-school': t('未在校', 'not in school'),
    registered: t('在户', 'registered'),
    'moved-away': t('已迁出', 'moved away'),
    deceased: t('死亡', 'deceased'),
    'double-registration': t('双重户籍', 'double registration'),
    'number-error': t('号码或姓名有误', 'number or name in error'),
    'not-found': t('查无此人', 'not found'),
  },

  enrolmentMark: {
    arrived: t('到校', 'arrived'),
    leave: t('请假', 'on leave'),
    transferred: t('转出', 'transferred'),
    absent: t('未到', 'absent'),
    unmarked: t('未验证', 'not checked'),
  },
  /** Steps of a child out of school and back, as the charts show them. */
  childStep: {
    suspected: t('疑似', 'suspected'),
    verified: t('已核实', 'verified'),
    'dropped-out': t('辍学', 'dropped out'),
    returned: t('复学', 'returned'),
  },

  /** The four statements that are sent (学校月报, 县季度复核, 学期, 学年). */
  statementKind: {
    'school-monthly': t('学校月报', 'school monthly report'),
    'county-quarterly': t('县季度复核', 'county quarterly review'),
    term: t('学期统计', 'term statement'),
    year: t('学年统计', 'school-year statement'),
  },

  /** What the lines of a work list are about. */
  dutyKind: {
    persuasion: t('劝返', 'persuasion'),
    promise: t('承诺到期', 'promise'),
    notice: t('限期复学通知书', 'return notice'),
    letter: t('去函与复函', 'letters'),
    referral: t('转办事项', 'referrals'),
    lessons: t('送教', 'lessons'),
    leave: t('休学', 'leave'),
    review: t('复查', 'review'),
    'follow-up': t('跟踪', 'follow-up'),
    approval: t('审批', 'approval'),
    paper: t('材料', 'papers'),
    step: t('下一步', 'next step'),
    lead: t('线索', 'lead'),
    answer: t('核实意见', 'word on a lead'),
    declaration: t('零辍学申报', 'declaration of zero'),
    round: t('走访', 'visits'),
    enrolment: t('入学验证', 'enrolment check'),
    closing: t('村清零', 'village closing'),
    problem: t('责任与结对', 'owner and helper'),
    rows: t('待确认名单', 'list to confirm'),
    brief: t('专报与月报', 'briefs'),
  },
  dutyState: {
    overdue: t('已逾期', 'overdue'),
    due: t('近期到期', 'due'),
    coming: t('将到期', 'coming'),
  },
  /** What an office is asked for (article 5). */
  referralSubject: {
    'child-labour': t('招用未满16周岁未成年人', 'child labour'),
    'legal-aid': t('法律援助', 'legal aid'),
    'social-assistance': t('社会救助', 'social assistance'),
    'law-violation': t('违法线索', 'violation of law'),
    publicity: t('法治宣传', 'telling the law'),
    care: t('关爱帮扶', 'care and company'),
    other: t('其他', 'other'),
  },
  referralState: {
    waiting: t('等待反馈', 'waiting'),
    accepted: t('已受理', 'accepted'),
    question: t('对方有询问', 'asked back'),
    overdue: t('逾期无结果', 'overdue'),
    answered: t('已反馈，待记入案卷', 'answered, to be taken into the case'),
    settled: t('已有结果', 'result on file'),
    ended: t('已撤回', 'taken back'),
  },
  referralAnswer: {
    accepted: t('受理', 'accepted'),
    done: t('已办结', 'done'),
    cannot: t('不能办理', 'cannot be done'),
    question: t('询问', 'question'),
    reply: t('乡镇答复', 'reply of the township'),
  },
  /** What goes to the office with a referral. */
  shownFact: {
    childName: t('孩子姓名', 'child'),
    age: t('年龄', 'age'),
    village: t('村（社区）', 'village'),
    guardian: t('监护人', 'guardian'),
    guardianPhone: t('监护人电话', 'phone of the guardian'),
    householdHead: t('户主', 'head of the household'),
    address: t('住址', 'address'),
    category: t('户类', 'household category'),
    employer: t('用工单位（雇主）', 'employer'),
    workPlace: t('用工地点', 'place of work'),
    topic: t('宣传主题', 'topic'),
  },
  /** Up the line: who has a duty on the list. */
  dutyLevel: {
    school: t('学校', 'school'),
    village: t('村', 'village'),
    township: t('乡镇', 'township'),
    county: t('县', 'county'),
  },
} as const satisfies Record<string, Record<string, Term>>;
