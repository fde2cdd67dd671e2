import { Problem, type Text } from '@quanxue/domain/basis/problem.ts';
import { loadSampleTownship } from '../seed/load.ts';
import { systemClock } from './basis/clock.ts';
import { readConfig } from './basis/config.ts';
import { loadDemo } from './demo.ts';
import { type RunningServer, startServer } from './start.ts';

/* `npm start`: everything from the database to the page, with a line for each step; Ctrl+C stops it in good order. */

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
const chinese = (LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale).startsWith('zh');
const say = (text: Text) => console.log(chinese ? text.zh : text.en);

let running: RunningServer | undefined;
let stopping = false;

/** Twice asked is once done: a second Ctrl+C waits for the first. */
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  say({ zh: '正在停止……', en: 'Stopping…' });
  await running?.stop();
  say({ zh: '已停止，数据已保存。', en: 'Stopped; everything is saved.' });
  process.exit(code);
}

try {
  const config = readConfig(process.env, process.argv.slice(2));
  running = await startServer({
    config,
    clock: systemClock,
    say,
    loadSample: loadSampleTownship,
    onDatabaseLost: () => void stop(1),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  say({ zh: `劝学已启动：${running.url}`, en: `Quanxue is running: ${running.url}` });
  if (config.demo) await loadDemo(running, say);
} catch (error) {
  // A stop in the middle of loading the demo takes the database away from under it.
  if (stopping) await new Promise(() => {});
  if (!(error instanceof Problem)) throw error;
  console.error(error.sentence(chinese ? 'zh' : 'en'));
  process.exit(1);
}
