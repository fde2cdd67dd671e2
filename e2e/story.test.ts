import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@quanxue/domain/basis/plain-date.ts';
import type { CaseFile } from '@quanxue/domain/casefile/schema.ts';
import { readXlsx } from 'hucre';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { photo } from '../server/seed/pictures.ts';
import { choose, type Desk, fillDay, openBrowser, openDesk } from './desk.ts';
import { type Product, ROOT, startProduct } from './product.ts';

/*
 * From two spreadsheets to a complete case file, in the browser, in Chinese: the main job of a township clerk, on a
 * product that was really started.
 */

const PASSWORD = '山高水长路远 2022';
const home = mkdtempSync(join(tmpdir(), 'quanxue-story-'));
let product: Product;
let browser: Browser;
let desk: Desk;
let today: string;
/** The child whose case it is, and the page of the case. */
let child = '';
let casePage = '';

const ago = (days: number) => addDays(today, -days);

beforeAll(async () => {
  product = await startProduct({ env: { QUANXUE_DATA: join(home, 'data'), LANG: 'zh_CN.UTF-8' } });
  browser = await openBrowser();
  desk = await openDesk(browser, product.address);
  const answer = (await (await fetch(`${product.address}/api/installation`)).json()) as { today: string };
  today = answer.today;
});

afterAll(async () => {
  await desk?.close();
  await browser?.close();
  await product?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function setUp(on: Desk, account: string): Promise<void> {
  const { page } = on;
  await on.goto('/');
  await page.getByRole('heading', { name: '首次设置' }).waitFor();
  await page.getByLabel('县（区）名称').fill('雾屏县');
  await page.getByLabel('县行政区划代码').fill('509999');
  await page.getByLabel('乡镇（街道）名称').fill('霁溪镇');
  await page.getByLabel('乡镇区划代码').fill('509999101');
  await page.getByLabel('姓名').fill('丁一禾');
  await page.getByLabel('登录帐号').fill(account);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输一次密码').fill(PASSWORD);
  await page.getByRole('button', { name: '完成设置' }).click();
  await page.getByRole('heading', { name: '从哪里开始' }).waitFor();
}

async function importList(button: string, file: string): Promise<void> {
  const { page } = desk;
  await page.getByLabel(button).setInputFiles(join(ROOT, 'samples', file));
  const confirm = page.getByRole('button', { name: /^确认写入/ });
  await confirm.waitFor({ timeout: 60_000 });
}

/** Opens the form for one kind of record from the case page. */
async function record(kind: string): Promise<Locator> {
  await desk.page.getByRole('button', { name: '记一笔' }).click();
  const drawer = desk.page.getByRole('dialog');
  await drawer.getByRole('button', { name: new RegExp(`^${kind}`) }).click();
  await drawer.getByLabel('日期', { exact: true }).waitFor();
  return drawer;
}

async function save(drawer: Locator): Promise<void> {
  await drawer.getByRole('button', { name: /^(保\s?存)$/ }).click();
  await drawer.waitFor({ state: 'hidden' });
}

/** What the panel still asks for: ids of the rows that fail. */
async function failing(): Promise<string[]> {
  const rows = desk.page.locator('.finding-missing, .finding-breach');
  return await rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-finding') ?? ''));
}

describe('a township clerk', () => {
  test('sets the product up on the first visit', async () => {
    await desk.goto('/');
    await desk.picture('01-set-up');
    await setUp(desk, 'ding.yihe');
    await desk.picture('02-start');
    expect(desk.complaints).toEqual([]);
  });

  test('imports the population list, sees every bad cell before anything is written', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '用我们自己的名单开始' }).click();
    await importList('选择适龄儿童名单', '01-适龄儿童少年名单（全镇）.xlsx');
    await desk.picture('03-preview');
    await page.getByRole('navigation', { name: '按结果查看' }).getByRole('link', { name: /有误/ }).click();
    await page.getByText('校验不符').first().waitFor();
    await desk.picture('04-bad-cells');
    await page.getByRole('button', { name: /^确认写入：新增 1\d{3} 人/ }).click();
    await page.getByText(/^已写入：新增 1\d{3} 人/).waitFor({ timeout: 120_000 });
    expect(desk.complaints).toEqual([]);
  });

  test('imports the roll, written with a merged head of two rows', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '去导入名单' }).click();
    await importList('选择学籍名单', '02-学籍信息（全镇）.xlsx');
    await page.getByRole('button', { name: /^确认写入/ }).click();
    await page.getByText(/^已写入：/).waitFor({ timeout: 120_000 });
    await desk.picture('05-imported');
    expect(desk.complaints).toEqual([]);
  });

  test('sees who is unexplained', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: '去向不明的儿童' }).click();
    await page.getByRole('heading', { name: '去向不明的儿童' }).waitFor();
    const rows = page.getByRole('table', { name: '适龄儿童少年台账' }).getByRole('rowheader');
    await rows.first().waitFor();
    await desk.picture('06-unexplained');
    expect(await rows.count()).toBeGreaterThan(5);
    child = (await rows.first().innerText()).trim();
    await rows.first().getByRole('link').click();
    await page.getByRole('heading', { name: child }).waitFor();
    await desk.picture('07-child');
  });

  test('reports a suspected dropout in one short form', async () => {
    const { page } = desk;
    await page
      .getByRole('link', { name: '上报疑似辍学' })
      .or(page.getByRole('button', { name: '上报疑似辍学' }))
      .click();
    await page.getByRole('heading', { name: '上报疑似辍学' }).waitFor();
    const main = page.getByRole('main');
    await fillDay(main, '日期', ago(20));
    await main.getByRole('radio', { name: '村社走访' }).check();
    await main.getByRole('checkbox', { name: '家庭经济困难' }).check();
    // No roll knows the child, so the report alone tells the grade that it left.
    await main.getByLabel('离校时年级').fill('6');
    await desk.picture('08-report');
    await page.getByRole('button', { name: '上报并建立案卷' }).click();
    await page.getByRole('heading', { name: `${child}的案卷` }).waitFor();
    casePage = new URL(page.url()).pathname;
    await page.getByRole('heading', { name: '还缺什么' }).waitFor();
    await desk.picture('09-new-case');
    expect(await failing()).toContain('case.responsible');
    expect(desk.complaints).toEqual([]);
  });

  test('records that it is true, and who answers for the child', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: '记录核实结果' }).click();
    const drawer = page.getByRole('dialog');
    await fillDay(drawer, '日期', ago(19));
    await drawer.getByRole('radio', { name: '确认失学' }).check();
    await save(drawer);

    for (const [unit, name, phone] of [
      ['学校', '黎书航', '19900008500'],
      ['乡镇（街道）', '丁一禾', '19900009001'],
      ['村（社区）', '文晓棠', '19900008000'],
    ] as const) {
      const form = await record('责任人');
      await fillDay(form, '日期', ago(19));
      await choose(page, form.getByRole('combobox', { name: '单位' }), unit);
      await form.getByLabel('姓名').fill(name);
      await form.getByLabel(/^电话/).fill(phone);
      await save(form);
    }
    await expect.poll(failing).not.toContain('case.responsible');
  });

  test('records two persuasion visits with photos; what they met is shown before saving', async () => {
    const { page } = desk;
    for (const [day, outcome, words] of [
      [15, '未表态', '傍晚入户，父亲刚从地里回来。孩子说想早点打工帮家里，父亲说再想想。约定三天后再来。'],
      [9, '同意返校', '社事办当场填了寄宿生生活补助的表，父亲在保证书上签字，孩子答应下周一到校。'],
    ] as const) {
      const form = await record('劝返');
      await fillDay(form, '日期', ago(day));
      // Whoever writes it down was there: the first person stands in the form already.
      expect(await form.getByLabel('姓名').first().inputValue()).toBe('丁一禾');
      await form.getByRole('radio', { name: '入户' }).check();
      await form.getByLabel('地点').fill('霁溪街社区');
      await choose(page, form.getByRole('combobox', { name: '见到谁' }), '监护人');
      await form.getByLabel(/^经过/).fill(words);
      await form.getByRole('radio', { name: outcome }).check();
      const picture = join(home, `visit-${day}.png`);
      writeFileSync(picture, photo(`story ${day}`));
      await form.getByLabel('选择照片或文件').setInputFiles(picture);
      await form.getByText('待发送').waitFor();
      await form.getByRole('region', { name: '保存后的变化' }).waitFor();
      if (day === 9) await desk.picture('10-persuasion');
      await save(form);
    }
    const story = page.getByRole('region', { name: '经过' });
    await expect.poll(() => story.getByRole('img').count()).toBe(2);
    expect(desk.complaints).toEqual([]);
  });

  test('chooses a measure with advice on what is open, and why not', async () => {
    const form = await record('处置措施');
    await fillDay(form, '日期', ago(8));
    await form.getByText(/目前不可采用的 \d+ 项及原因/).click();
    await desk.picture('11-measures');
    expect(await form.getByText('目前不可', { exact: true }).count()).toBeGreaterThan(3);
    await form.getByRole('radio', { name: /^劝返回原学校就读/ }).check();
    await save(form);
    await expect.poll(failing).toContain('B4-1.notice');
    await desk.picture('12-checklist');
  });

  test('works the checklist down to nothing', async () => {
    const { page } = desk;
    const asked = (await failing()).length;
    expect(asked).toBeGreaterThan(2);
    const paper = async (finding: string, day: number) => {
      await page.locator(`[data-act="${finding}"]`).last().click();
      const drawer = page.getByRole('dialog');
      await fillDay(drawer, '日期', ago(day));
      await save(drawer);
    };
    await paper('B4-1.notice', 17);
    await paper('B4-1.roll-certificate', 6);
    const form = await record('安置就读');
    await fillDay(form, '日期', ago(6));
    await form.getByRole('combobox', { name: '学校' }).fill('霁溪镇中心小学');
    await form.getByRole('combobox', { name: '学校' }).press('Escape');
    await form.getByLabel(/^年级/).fill('6');
    await form.getByLabel(/^班级/).fill('1班');
    await form.getByLabel(/^班主任(?!电话)/).fill('柏知秋');
    await form.getByLabel(/^班主任电话/).fill('19900008600');
    await save(form);
    await paper('B4-1.photo', 5);
    await expect.poll(failing).toEqual([]);
    await desk.picture('13-done');
    await page.getByText('免补（1）').waitFor();
  });

  test('exports the case file, of which the command line says the same', async () => {
    const { page } = desk;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出案卷（JSON）' }).click(),
    ]);
    const file = join(home, 'case.json');
    await download.saveAs(file);
    const casefile = JSON.parse(readFileSync(file, 'utf8')) as CaseFile;
    expect(casefile.format).toBe('quanxue.casefile/1');
    expect(casefile.child.name).toBe(child);
    const days = casefile.entries.map((entry) => `${entry.kind} ${entry.on}`);
    expect(days.filter((each) => each === `responsibility ${ago(19)}`)).toHaveLength(3);
    expect(days).toContain(`persuasion ${ago(9)}`);
    const shown = await page
      .locator('[data-finding]')
      .evaluateAll((all) =>
        all.map((each) => [each.getAttribute('data-finding'), /finding-(\S+)/.exec(each.className)?.[1]]),
      );
    const answer = check(file);
    const found = answer.findings.map(({ id, status }) => [id, status]);
    expect(shown.map(([id, status]) => `${id} ${status}`).sort()).toEqual(
      found.map(([id, status]) => `${id} ${status}`).sort(),
    );
  });

  test('prints the case file as a PDF in Chinese', async () => {
    const { page } = desk;
    const href = await page.getByRole('link', { name: '打印案卷（PDF）' }).getAttribute('href');
    const response = await page.request.get(`${product.address}${href}`);
    expect(response.headers()['content-type']).toContain('application/pdf');
    const file = join(home, 'case.pdf');
    writeFileSync(file, await response.body());
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    for (const words of [child, '劝返回原学校就读', '父亲在保证书上签字', '柏知秋']) {
      expect(text.replace(/\s/g, '')).toContain(words);
    }
  });

  test('hands the case file to another installation, which says the same of it', async () => {
    const other = await startProduct({ env: { QUANXUE_DATA: join(home, 'other'), LANG: 'zh_CN.UTF-8' } });
    const there = await openDesk(browser, other.address);
    try {
      await setUp(there, 'other.clerk');
      await there.goto('/cases/receive');
      await there.page.getByLabel('选择案卷文件').setInputFiles(join(home, 'case.json'));
      await there.page.getByText(new RegExp(`^${child}的案卷已接收`)).waitFor();
      await there.page.getByRole('link', { name: '打开案卷' }).click();
      await there.page.getByRole('heading', { name: `${child}的案卷` }).waitFor();
      await there.picture('14-received');
      const [download] = await Promise.all([
        there.page.waitForEvent('download'),
        there.page.getByRole('link', { name: '导出案卷（JSON）' }).click(),
      ]);
      const back = join(home, 'back.json');
      await download.saveAs(back);
      const before = JSON.parse(readFileSync(join(home, 'case.json'), 'utf8')) as CaseFile;
      const after = JSON.parse(readFileSync(back, 'utf8')) as CaseFile;
      expect(after.entries).toEqual(before.entries);
      expect(check(back).findings).toEqual(check(join(home, 'case.json')).findings);
      expect(there.complaints).toEqual([]);
    } finally {
      await there.close();
      await other.stop();
    }
  });

  test('takes table B3-1 by village away as a workbook whose parts add up', async () => {
    const { page } = desk;
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '统计' }).click();
    await page.getByRole('heading', { name: /就读情况统计表/ }).waitFor();
    await page.getByText('听松坪村').first().waitFor();
    await desk.picture('15-b3-1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载 Excel' }).click(),
    ]);
    const file = join(home, 'b3-1.xlsx');
    await download.saveAs(file);
    const rows = (await readXlsx(readFileSync(file))).sheets[0]?.rows ?? [];
    const villages = rows.filter((row) => typeof row[0] === 'number' && typeof row[1] === 'string');
    expect(villages.length).toBeGreaterThanOrEqual(12);
    for (const row of villages) {
      const parts = row.slice(3, 18).map(Number);
      expect(
        parts.reduce((sum, each) => sum + each, 0),
        String(row[1]),
      ).toBe(row[2]);
    }
  });

  test('sees how things stand on the board', async () => {
    await desk.goto('/');
    await desk.page.getByRole('heading', { name: '今天的情况' }).waitFor();
    await desk.picture('16-board');
    await desk.goto(casePage);
    await desk.page.getByRole('heading', { name: `${child}的案卷` }).waitFor();
    expect(desk.complaints).toEqual([]);
  });
});

interface Checked {
  readonly findings: readonly { readonly id: string; readonly status: string }[];
}

/** Asks bin/quanxue; exit 1 means that something is missing, not that it failed. */
function check(file: string): Checked {
  expect(existsSync(file)).toBe(true);
  try {
    return JSON.parse(
      execFileSync(join(ROOT, 'bin/quanxue'), ['check', file, '--json'], { encoding: 'utf8' }),
    ) as Checked;
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    expect(status).toBe(1);
    return JSON.parse(stdout) as Checked;
  }
}
