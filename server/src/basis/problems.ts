import { problem } from '@quanxue/domain/basis/problem.ts';

/** What can be wrong with any request, whatever it asks for, and with the start of the server. */
export const problems = {
  invalidRequest: problem(
    'invalid-request',
    400,
    '填写的内容有 {count} 处需要改正，请按提示修改后再提交。',
    '{count} of the values sent need correcting. Change them as told and send again.',
  ),
  invalidJson: problem(
    'invalid-json',
    400,
    '提交的内容无法读取（不是有效的 JSON）。请刷新页面后重试。',
    'What was sent cannot be read (it is not valid JSON). Reload the page and try again.',
  ),
  emptyUpload: problem(
    'empty-upload',
    400,
    '没有收到文件内容。请重新选择文件后上传。',
    'No file arrived. Choose the file again and upload it.',
  ),
  tooLarge: problem(
    'too-large',
    413,
    '提交的内容超过 {megabytes} MB 的上限。请压缩或拆分后再上传。',
    'What was sent is larger than the limit of {megabytes} MB. Reduce or split it and send again.',
  ),
  notFound: problem(
    'not-found',
    404,
    '没有找到所要的内容：它可能不存在，或不在您的管理范围内。请返回列表重新选择。',
    'That was not found: it does not exist, or it is outside your area. Go back to the list and choose again.',
  ),
  signInNeeded: problem(
    'sign-in-needed',
    401,
    '尚未登录，或登录已过期。请重新登录。',
    'You are not signed in, or your session has ended. Sign in again.',
  ),
  notAllowed: problem(
    'not-allowed',
    403,
    '您的岗位不能进行此项操作：{title}。如确需办理，请联系管理员核对您的岗位。',
    'Your post may not do this: {title}. If it is your work, ask the administrator to check your posts.',
  ),
  csrf: problem(
    'csrf',
    403,
    '无法确认请求来自本系统页面，未作任何改动。请刷新页面后重试。',
    'The request could not be shown to come from this site; nothing was changed. Reload the page and try again.',
  ),
  tooManyRequests: problem(
    'too-many-requests',
    429,
    '操作过于频繁，请 {seconds} 秒后再试。',
    'Too many requests. Try again in {seconds} seconds.',
  ),
  unexpected: problem(
    'unexpected',
    500,
    '系统出现意外错误，本次操作没有完成。请稍后重试；若仍不行，请把编号 {requestId} 告诉管理员。',
    'Something unexpected went wrong and nothing was done. Try again later; if it persists, give the administrator the number {requestId}.',
  ),
  unreadableText: problem(
    'unreadable-text',
    422,
    '“{path}”中含有无法保存的字符（空字符或残缺的字符）。请删去后重新输入。',
    '“{path}” holds characters that cannot be kept (a NUL or half a character). Delete them and type again.',
  ),
  entryIdTaken: problem(
    'entry-id-taken',
    409,
    '编号 {id} 的记录已存在且内容不同，未作改动。请刷新后以新的编号重新记录；如要更正，请使用“更正”。',
    'An entry {id} is already on file with other content; nothing was changed. Reload and record it under a new id, or use an amendment to correct it.',
  ),
  evidenceHashDiffers: problem(
    'evidence-hash-differs',
    422,
    '收到的文件与所报的指纹不一致（可能传输中断），没有保存。请重新上传。',
    'The file that arrived does not have the fingerprint that was announced (the transfer may have broken off); it was not kept. Upload it again.',
  ),
  evidenceKindUnknown: problem(
    'evidence-kind-unknown',
    415,
    '不能识别这种文件。请上传照片（JPEG、PNG、WebP）、PDF、音频、视频或 Office 文档。',
    'This kind of file is not taken. Upload a photo (JPEG, PNG, WebP), a PDF, audio, video or an Office document.',
  ),
  evidenceMissing: problem(
    'evidence-missing',
    404,
    '这份证据文件尚未上传到本系统。请由记录人补传。',
    'This evidence file has not arrived here yet. Ask the person who recorded it to upload it.',
  ),
  sealBroken: problem(
    'seal-broken',
    500,
    '加密内容无法解开：主密钥不符或数据已损坏。请管理员恢复原来的主密钥文件（data/keys/master.key）后重新启动。',
    'Sealed content cannot be opened: the master key does not fit or the data is damaged. The administrator should restore the original master key file (data/keys/master.key) and start again.',
  ),

  // ---- at start ----
  portTaken: problem(
    'port-taken',
    500,
    '端口 {port} 已被占用：劝学可能已经在运行，请先打开 http://localhost:{port} 看看；否则用环境变量 QUANXUE_PORT 另选一个端口。',
    'Port {port} is taken: Quanxue may be running already, so look at http://localhost:{port} first; else choose another port by QUANXUE_PORT.',
  ),
  wrongSetting: problem(
    'wrong-setting',
    500,
    '环境变量 {name} 的值“{value}”不能用：{should}。请改正后重新启动。',
    'The environment variable {name} cannot be “{value}”: {should}. Correct it and start again.',
  ),
  databaseTooOld: problem(
    'database-too-old',
    500,
    'DATABASE_ADMIN_URL 指向的 PostgreSQL 是 {found} 版，需要 15 或更新。请升级该服务器，或去掉 DATABASE_URL 与 DATABASE_ADMIN_URL 改用自带的数据库。',
    'DATABASE_ADMIN_URL names a PostgreSQL of version {found}; 15 or newer is needed. Upgrade that server, or leave out DATABASE_URL and DATABASE_ADMIN_URL to use the one that comes with Quanxue.',
  ),
  databaseNotReached: problem(
    'own-database-not-reached',
    500,
    '连接不上 {name} 指向的数据库：{reason}。请检查地址、端口和口令，再重新启动。',
    'The database named by {name} cannot be reached: {reason}. Check address, port and password, then start again.',
  ),
  bothUrlsNeeded: problem(
    'both-urls-needed',
    500,
    'DATABASE_URL 与 DATABASE_ADMIN_URL 必须同时给出：前者是应用角色，后者是负责迁移的属主角色。请补上 {missing} 后重新启动。',
    'DATABASE_URL and DATABASE_ADMIN_URL go together: the first is the application’s role, the second the owner’s, who migrates. Add {missing} and start again.',
  ),
  ownerConnection: problem(
    'application-role-too-strong',
    500,
    '应用连接所用的数据库角色“{role}”权力过大（{why}），行级权限将失效，因此拒绝启动。请让 DATABASE_URL 使用 quanxue_app 角色。',
    'The database role “{role}” of the application’s connection is too strong ({why}): row security would not hold, so the server does not start. Let DATABASE_URL use the role quanxue_app.',
  ),
  rolesMissing: problem(
    'database-roles-missing',
    500,
    '数据库里缺少角色 {missing}，而“{role}”无权创建。请由数据库管理员执行：{sql}',
    'The roles {missing} are missing in the database and “{role}” may not make them. Ask its administrator to run: {sql}',
  ),
  migrationChanged: problem(
    'migration-changed',
    500,
    '数据库迁移文件 {name} 与当初执行过的不同，拒绝启动。请恢复原文件；需要改动时另写一个新的迁移文件。',
    'The migration {name} is not the one that was run on this database, so the server does not start. Restore the original file; a change goes into a new migration.',
  ),
  migrationUnknown: problem(
    'migration-unknown',
    500,
    '数据库由更新版本的劝学写成（{name}），本版本不能使用。请安装新版本后再启动。',
    'This database was written by a newer Quanxue ({name}); this one cannot use it. Install the newer version and start again.',
  ),
  migrationFailed: problem(
    'migration-failed',
    500,
    '数据库迁移 {name} 没有成功：{reason}。该文件的改动已全部撤回，数据未受影响。请把这句话告诉维护人员。',
    'The migration {name} did not succeed: {reason}. All of that file was rolled back and no data was touched. Pass this sentence to whoever maintains the system.',
  ),
  masterKeyDamaged: problem(
    'master-key-damaged',
    500,
    '主密钥{where}应为 64 位十六进制数字。请恢复原来的密钥；没有它，加密的内容无法打开。',
    'The master key {where} should be 64 hexadecimal digits. Restore the original key; without it sealed content cannot be opened.',
  ),
  masterKeyMissing: problem(
    'master-key-missing',
    500,
    '数据库里已有加密内容，但 {path} 不存在。请从备份恢复主密钥文件后重新启动；不会另建新密钥。',
    'The database already holds sealed content, but {path} is not there. Restore the master key file from your backup and start again; no new key is made.',
  ),
};
