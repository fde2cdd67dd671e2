import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openBrowser, openDesk, overflow, seriousFailings } from './desk.ts';
import { type Product, startProduct } from './product.ts';

/*
 * `npm start -- --demo`: the invented township, walked through at an office's screen and at a phone's width, with an eye
 * for those who cannot see it.
 */

const home = mkdtempSync(join(tmpdir(), 'quanxue-sample-'));
let product: Product;
let browser: Browser;

// Longer than the project's limit for hooks: a year of a township is told through the front door.
beforeAll(async () => {
  product = await startProduct({
    command: [process.execPath, 'server/src/main.ts', '--demo'],
    env: { QUANXUE_DATA: join(home, 'data'), LANG: 'zh_CN.UTF-8' },
  });
  while (!/已就绪|没有装完/.test(product.said())) await pause(200);
  expect(product.said()).toContain('已就绪');
  browser = await openBrowser();
}, 900_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function signIn(desk: Desk, account: string): Promise<void> {
  await desk.goto('/');
  await desk.page.getByLabel('帐号').fill(account);
  // The page itself tells a visitor of the demo how to come in.
  await desk.page.getByText('密码都是 quanxue-demo').waitFor();
  await desk.page.getByLabel('密码', { exact: true }).fill('quanxue-demo');
  await desk.page.getByRole('button', { name: /^登\s?录$/ }).click();
  await desk.page.getByRole('heading', { name: '我的一天' }).waitFor();
}

/** The pages that people see most, each with a heading that says that it is there. */
const PAGES: readonly (readonly [path: string, heading: string | RegExp, picture: string])[] = [
  ['/my-day', '我的一天', 'my-day'],
  ['/my-day/units', '各单位逾期情况', 'lateness'],
  ['/cases/stages', '案卷进度', 'stages'],
  ['/', '今天的情况', 'board'],
  ['/children', '适龄儿童少年台账', 'ledger'],
  ['/children?unexplained=true', '去向不明的儿童', 'unexplained'],
  ['/cases', '一生一案', 'cases'],
  ['/cases/receive', '接收外来案卷', 'receive'],
  ['/tables/b3-1', /就读情况统计表/, 'b3-1'],
  ['/imports', '导入名单', 'imports'],
  ['/matches', /待判定/, 'matches'],
  ['/matches?show=decided', /待判定/, 'matches-decided'],
  ['/matches?show=duplicates', /待判定/, 'duplicates'],
  ['/reconciliation', '户籍、台账、教育三数核对', 'reconciliation'],
  ['/closing', '分村清零', 'closing'],
  ['/absence', '缺勤', 'absence'],
  ['/report', '上报疑似辍学线索', 'report'],
  ['/leads', '疑似辍学线索', 'leads'],
  ['/declarations', '零报告（月度申报）', 'declarations'],
  ['/rounds', '三访', 'rounds'],
  ['/enrolment', '入学验证', 'enrolment'],
  ['/problems', '问题清单', 'problems'],
  ['/lessons', '送教欠课', 'lessons'],
  ['/approvals', '待我审批', 'approvals'],
  ['/delegations', '审批代理', 'delegations'],
  ['/scans', '归档扫描件', 'scans'],
  ['/document-numbers', '发文登记簿', 'document-numbers'],
  ['/statements', '报表', 'statements'],
  ['/statistics', '率与走势', 'statistics'],
  ['/units', '单位', 'units'],
  ['/posts', '责任人', 'posts'],
];

describe.each([
  ['at an office’s screen', { width: 1366, height: 768 }, 'desk'],
  ['at a phone’s width', { width: 360, height: 740 }, 'phone'],
] as const)('the sample township %s', (_, viewport, name) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(browser, product.address, viewport);
  });
  afterAll(() => desk?.close());

  test('lets the social affairs office in, by a page that says it is invented', async () => {
    await signIn(desk, 'shishiban');
    await desk.page.getByText('这是虚构的示例乡镇').waitFor();
  });

  test.each(PAGES)('shows %s whole, without serious failings of accessibility', async (path, heading, picture) => {
    await desk.goto(path);
    await desk.page.getByRole('heading', { name: heading }).first().waitFor();
    await desk.page.waitForLoadState('networkidle');
    await desk.picture(`${name}-${picture}`);
    expect(await overflow(desk.page), 'one must scroll sideways').toBe(0);
    expect(await seriousFailings(desk.page)).toEqual([]);
  });

  test('shows a case, its checklist and the form for a visit', async () => {
    const { page } = desk;
    await desk.goto('/cases?measure=home-teaching');
    await page.getByRole('table').getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('heading', { name: '还缺什么' }).waitFor();
    await page.waitForLoadState('networkidle');
    await desk.picture(`${name}-case`);
    expect(await overflow(page), 'one must scroll sideways').toBe(0);
    expect(await seriousFailings(page)).toEqual([]);
    await page.getByRole('button', { name: '记一笔' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('button', { name: /^劝返/ }).click();
    await drawer.getByLabel('日期', { exact: true }).waitFor();
    // The drawer slides in; colours are judged once it stands.
    await pause(600);
    await desk.picture(`${name}-visit`);
    expect(await seriousFailings(page)).toEqual([]);
    expect(desk.complaints).toEqual([]);
  });
});

test('a village sees its own children and no other village’s', async () => {
  const desk = await openDesk(browser, product.address);
  await signIn(desk, 'cun8');
  await desk.goto('/children');
  const { page } = desk;
  const table = page.getByRole('table', { name: '适龄儿童少年台账' });
  await table.getByRole('rowheader').first().waitFor();
  const rows = await table.getByRole('row').allInnerTexts();
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows.slice(1)) expect(row).toContain('星斗坪村');
  await desk.close();
});
