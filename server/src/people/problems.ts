import { problem } from '@quanxue/domain/basis/problem.ts';

/** Set-up, signing in, accounts. */
export const problems = {
  alreadySetUp: problem(
    'already-set-up',
    409,
    '本系统已经设置过，不能重复设置。请直接登录；忘记密码请联系管理员。',
    'This installation is already set up. Sign in; if the password is lost, ask the administrator.',
  ),
  townshipElsewhere: problem(
    'township-elsewhere',
    422,
    '乡镇代码 {township} 不在县代码 {county} 之下（前 6 位应相同）。请核对两个代码。',
    'The township’s code {township} does not lie in the county {county} (its first six digits differ). Check both codes.',
  ),
  wrongPassword: problem(
    'wrong-password',
    401,
    '帐号或密码不对。请核对后重新输入；连续输错 {failures} 次将锁定 {minutes} 分钟。',
    'Account or password is wrong. Check them and try again; after {failures} failures in a row the account is locked for {minutes} minutes.',
  ),
  locked: problem(
    'account-locked',
    429,
    '密码连续输错次数过多，帐号已锁定，请 {minutes} 分钟后再试，或请管理员帮助。',
    'Too many wrong passwords: the account is locked. Try again in {minutes} minutes, or ask the administrator.',
  ),
  noPost: problem(
    'no-post',
    403,
    '您的帐号目前没有岗位，不能登录。请联系管理员为您指定岗位。',
    'Your account holds no post at present and cannot sign in. Ask the administrator to give you one.',
  ),
  accountTaken: problem(
    'account-taken',
    409,
    '登录名“{account}”已被使用。请换一个登录名。',
    'The sign-in name “{account}” is taken. Choose another.',
  ),
  postAhead: problem(
    'post-ahead',
    422,
    '任职起始日期 {day} 晚于今天（{today}）。请改为今天或以前的日期。',
    'The post would be held from {day}, after today ({today}). Give a day up to today.',
  ),
  unknownUnit: problem(
    'unknown-unit',
    422,
    '所选单位不存在（{unitId}）。请刷新页面后重新选择。',
    'There is no such unit ({unitId}). Reload the page and choose again.',
  ),
  sampleNeedsEmpty: problem(
    'sample-needs-empty',
    409,
    '系统里已有 {children} 名儿童，不能再装入示例乡镇，以免虚构人员与真实名单混在一起。请用“npm start -- --demo”另开一套示例。',
    'There are {children} children here already; the sample township is not loaded among them. Start “npm start -- --demo” for an installation of its own.',
  ),
  sampleRunning: problem(
    'sample-running',
    409,
    '示例乡镇正在装入，请等它完成。',
    'The sample township is being loaded. Wait until it is done.',
  ),
};
