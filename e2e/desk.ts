import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

/** The desk in Debian's Chromium, used as a person uses it: by role and label, in Chinese. */
export interface Desk {
  readonly page: Page;
  /** Folder into which downloads and pictures of this run go. */
  readonly folder: string;
  /** What the page said on its console as an error, and answers of 500. */
  readonly complaints: readonly string[];
  goto(path: string): Promise<void>;
  /** A picture of the screen as it stands, for looking at. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

const CHROMIUM = process.env.QUANXUE_CHROMIUM ?? '/usr/bin/chromium';

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--lang=zh-CN'] });
}

export async function openDesk(
  browser: Browser,
  address: string,
  viewport: { width: number; height: number } = { width: 1366, height: 768 },
): Promise<Desk> {
  const context: BrowserContext = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'quanxue-desk-'));
  const pictures = process.env.QUANXUE_PICTURES ?? join(folder, 'pictures');
  mkdirSync(pictures, { recursive: true });
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refused request (400, 401 …) is an answer, and told on the page; the browser logs it all the same.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  return {
    page,
    folder,
    complaints,
    goto: async (path) => {
      await page.goto(address + path);
    },
    picture: async (name) => {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    close: async () => {
      await context.close();
    },
  };
}

/** Types a day into a field of the form, and sees that it stays: a drawer that is still sliding in takes the focus away. */
export async function fillDay(form: Locator, label: string, day: string): Promise<void> {
  const field = form.getByLabel(label, { exact: true });
  for (let attempt = 0; attempt < 10; attempt++) {
    await field.fill(day);
    await field.press('Tab');
    await form.page().waitForTimeout(150);
    if ((await field.inputValue()) === day) return;
  }
  throw new Error(`The field ${label} does not take ${day}.`);
}

/** Chooses from a list that opens: a combobox by its label, an option by its text. */
export async function choose(page: Page, box: Locator, option: string): Promise<void> {
  await box.click();
  const list = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').last();
  await list.getByTitle(option, { exact: true }).click();
}

/** Serious and critical failings of accessibility on the page, as axe sees them. */
export async function seriousFailings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    );
}

/** How many pixels the page is wider than the screen: more than 0 means that one must scroll sideways. */
export async function overflow(page: Page): Promise<number> {
  const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  return await page.evaluate<number>(wider);
}
