import type { Text } from '@quanxue/domain/basis/problem.ts';
import { COUNTY, TOWNSHIP } from '../seed/county.ts';
import { DEMO_ACCOUNTS } from '../seed/hire.ts';
import { loadSampleTownship } from '../seed/load.ts';
import { newRequestId } from './basis/http.ts';
import { LOAD_SAMPLE } from './basis/jobs.ts';
import { writeSetting } from './basis/settings.ts';
import { readInstallation } from './people/read-installation.ts';
import { setUpInstallation } from './people/set-up.ts';
import type { RunningServer } from './start.ts';

/** The invented township is open to whoever sits at the machine: all in it are invented. */
const DEMO_PASSWORD = 'quanxue-demo';

/** `--demo`: sets the installation up as the invented township and loads it, unless that was done before. */
export async function loadDemo({ app, house }: RunningServer, say: (text: Text) => void): Promise<void> {
  const whole = { ...house, app };
  const installation = await readInstallation(whole);
  if (installation.state === 'new') {
    const { actor } = await setUpInstallation(whole, {
      county: COUNTY,
      township: TOWNSHIP,
      administrator: { account: 'demo', name: '演示管理员', password: DEMO_PASSWORD },
      requestId: newRequestId(),
    });
    await house.database.inTransaction(actor, async (tx) => {
      await writeSetting(house.clock, tx, 'installation.sample', true, actor.accountId);
      await writeSetting(house.clock, tx, 'installation.demo', true, actor.accountId);
    });
    let told = '';
    const job = await house.jobs.start(actor, LOAD_SAMPLE, (progress) =>
      loadSampleTownship(
        whole,
        actor,
        {
          signal: progress.signal,
          step: (text, done, total) => {
            progress.step(text, done, total);
            if (text.zh !== told) say(text);
            told = text.zh;
          },
        },
        DEMO_PASSWORD,
      ),
    );
    await house.jobs.ended(job.id);
  }
  const loaded = await house.database.inTransaction(null, (tx) =>
    tx
      .selectFrom('jobs')
      .select(['state', 'problem'])
      .where('kind', '=', LOAD_SAMPLE)
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  if (loaded?.state !== 'done') {
    return say({
      zh: `示例乡镇没有装完${loaded?.problem ? `：${loaded.problem.zh}` : '。'}请停止服务，删除示例数据文件夹，再用 --demo 启动。`,
      en: `The sample township was not loaded to its end${loaded?.problem ? `: ${loaded.problem.en}` : '.'} Stop, delete the demo’s data folder, and start with --demo again.`,
    });
  }
  const accounts = `demo, ${Object.values(DEMO_ACCOUNTS).join(', ')}`;
  say({
    zh: `示例乡镇（全部虚构）已就绪。帐号：${accounts}（村、校帐号后加序号）；密码：${DEMO_PASSWORD}`,
    en: `The sample township (all invented) is ready. Accounts: ${accounts} (villages and schools are numbered); password: ${DEMO_PASSWORD}`,
  });
}
