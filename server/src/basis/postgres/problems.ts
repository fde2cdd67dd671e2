import { problem } from '@quanxue/domain/basis/problem.ts';

/** Everything that can keep the product's own PostgreSQL from starting, each with the next step. */
export const problems = {
  alreadyServed: problem(
    'database-already-served',
    409,
    '另一个劝学服务（进程 {pid}）正在使用数据文件夹 {dataDir}。请使用已经打开的那一个；或先停止它，再重新启动。',
    'Another Quanxue server (process {pid}) is using the data folder {dataDir}. Use the one that is open, or stop it and start again.',
  ),
  unwritable: problem(
    'database-folder-unwritable',
    500,
    '无法写入 {path}（{reason}）。请让运行劝学的用户可以写这个文件夹，或用环境变量 QUANXUE_DATA 另选一个文件夹，然后重新启动。',
    'Cannot write to {path} ({reason}). Let the user who runs Quanxue write there, or choose another folder with QUANXUE_DATA, then start again.',
  ),
  noSpace: problem(
    'database-no-space',
    507,
    '磁盘空间不足：{path} 所在的磁盘已满或所剩无几。请至少腾出 {megabytes} MB，再重新启动；已保存的记录没有受损。',
    'The disk that holds {path} is full or nearly so. Free at least {megabytes} MB and start again; what was saved is unharmed.',
  ),
  otherVersion: problem(
    'database-other-version',
    500,
    '{path} 中的数据由 PostgreSQL {found} 写成，本程序附带的是 PostgreSQL {needed}，不能直接打开。请用原来版本的劝学打开并导出，或把数据转入自己的 PostgreSQL 服务器，再用 DATABASE_URL 指向它。',
    'The data in {path} was written by PostgreSQL {found}; this program brings PostgreSQL {needed} and cannot open it. Open it with the Quanxue it came from and export, or move it to a PostgreSQL server of your own and name that in DATABASE_URL.',
  ),
  notOurs: problem(
    'database-folder-not-ours',
    500,
    '{path} 里已有文件，但不是劝学的数据库（缺少 {missing}）。请用环境变量 QUANXUE_DATA 指定另一个文件夹；如果这里原来是劝学的数据，请从备份中恢复缺少的文件。什么都没有改动。',
    '{path} holds files but is no database of Quanxue ({missing} is missing). Choose another folder with QUANXUE_DATA; if this was Quanxue’s data, restore the missing file from your backup. Nothing was changed.',
  ),
  rememberedDamaged: problem(
    'database-settings-damaged',
    500,
    '{path} 无法读懂，其中保存着数据库的口令。请从备份中恢复这个文件，再重新启动；数据库本身没有改动。',
    '{path}, which keeps the database’s passwords, cannot be read. Restore that file from your backup and start again; the database itself was not touched.',
  ),
  otherOwner: problem(
    'database-other-owner',
    500,
    '{path} 属于另一个系统用户。请以第一次启动时的那个用户运行劝学，或用环境变量 QUANXUE_DATA 另选一个文件夹。',
    '{path} belongs to another user of this machine. Run Quanxue as the user who started it first, or choose another folder with QUANXUE_DATA.',
  ),
  stillHeld: problem(
    'database-still-held',
    409,
    '上次运行留下的 PostgreSQL（进程 {pid}）仍占用 {path}，也没有响应停止请求。请结束进程 {pid}，再重新启动；已保存的记录没有受损。',
    'A PostgreSQL left over from the last run (process {pid}) still holds {path} and does not answer a request to stop. End process {pid} and start again; what was saved is unharmed.',
  ),
  noBinaries: problem(
    'database-binaries-missing',
    500,
    '没有适用于 {platform} 的 PostgreSQL 程序。请在项目文件夹中重新运行 npm start 让它重新安装；若仍然不行，请自备 PostgreSQL 15 或更新版本，并用 DATABASE_URL 指向它。',
    'The PostgreSQL programs for {platform} are not there. Run npm start in the project folder again so that they are installed; if that does not help, name a PostgreSQL server of your own (15 or newer) in DATABASE_URL.',
  ),
  noUser: problem(
    'database-no-user',
    500,
    'PostgreSQL 不能以 root 身份运行，也没能建立系统用户 {user}（{reason}）。请以普通用户运行劝学，或先执行：useradd --system {user}',
    'PostgreSQL does not run as root, and the system user {user} could not be made ({reason}). Run Quanxue as an ordinary user, or first run: useradd --system {user}',
  ),
  windowsAdministrator: problem(
    'database-windows-administrator',
    500,
    'PostgreSQL 不能以 Windows 管理员身份运行。请关闭此窗口，打开普通（非管理员）的命令窗口，再重新启动。',
    'PostgreSQL does not run with Windows administrator rights. Close this window, open an ordinary command window and start again.',
  ),
  didNotStart: problem(
    'database-did-not-start',
    500,
    '数据库没有启动成功：{reason}。详细情况见 {log}。请按其中的提示处理后重新启动；数据没有被删除。',
    'The database did not start: {reason}. More is in {log}. Follow what it says and start again; no data was deleted.',
  ),
  notReached: problem(
    'database-not-reached',
    500,
    '数据库已启动，但本机连接不上（{reason}）。请检查安全软件是否拦截了 127.0.0.1:{port}，再重新启动。',
    'The database runs but cannot be reached from this machine ({reason}). See whether security software blocks 127.0.0.1:{port}, then start again.',
  ),
};
