// Exports: test, expect, Workbench, done, and verifyPackage, and what a person does in the window. One product serves all tests of a worker (browser mode);
// each test gets a window of its own and a phone as new. The shell on the harness is started for each test. Real Electron needs its binary,
// and says so where there is none.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { _electron, test as base, type Browser, type BrowserContextOptions, chromium, expect, type Locator, type Page } from '@playwright/test';
import { launchShell } from '../shell/launch.ts';
import { type Host, type Product, ROOT, startProduct } from './product.ts';

export { expect } from '@playwright/test';

const BROWSER = process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium';
const SIZE = { width: 1280, height: 800 };
/** A run takes its time on a machine that others use too. */
export const done = { timeout: 60_000 };

export interface Workbench { page: Page; home: string }

/** Opens a window in browser mode, of the shared product unless an address is given. An error in its page fails the test. */
export type OpenWindow = (o?: BrowserContextOptions, url?: string) => Promise<Page>;

const scratch = (): string => mkdtempSync(path.join(tmpdir(), 'countersign-e2e-'));
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

interface PerTest {
  /** The window, as the project opens it. */
  workbench: Workbench;
  /** An empty data folder of the test's own. */
  home: string;
  /** Browser mode only: the shared product's host, with the phone as new. */
  host: Host;
  openWindow: OpenWindow;
}

/** Made when first asked for, once per worker. */
interface PerWorker { theBrowser: () => Promise<Browser>; theProduct: () => Promise<Product> }

export const test = base.extend<PerTest, PerWorker>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  theBrowser: [async ({}, use) => {
    let made: Promise<Browser> | undefined;
    await use(() => (made ??= chromium.launch({ executablePath: BROWSER, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })));
    await (await made)?.close();
  }, { scope: 'worker' }],

  // oxlint-disable-next-line no-empty-pattern -- as above
  theProduct: [async ({}, use) => {
    const home = scratch();
    let made: Promise<Product> | undefined;
    await use(() => (made ??= startProduct(home)));
    await (await made)?.end();
    remove(home);
  }, { scope: 'worker' }],

  // oxlint-disable-next-line no-empty-pattern -- as above
  home: async ({}, use) => {
    const home = scratch();
    await use(home);
    remove(home);
  },

  host: async ({ theProduct }, use) => {
    const product = await theProduct();
    await product.clean();
    await use(product.host);
  },

  openWindow: async ({ theBrowser, theProduct }, use, info) => {
    const errors: string[] = [];
    const ends: (() => Promise<void>)[] = [];
    await use(async (options = {}, url) => {
      const context = await (await theBrowser()).newContext({ viewport: SIZE, colorScheme: 'dark', ...options });
      const traced = process.env.COUNTERSIGN_TRACE;
      if (traced) await context.tracing.start({ screenshots: true, snapshots: true });
      const page = await context.newPage();
      page.on('pageerror', (e) => errors.push(e.message));
      page.on('console', (m) => { if (/Content Security Policy/.test(m.text())) errors.push(m.text()); });
      ends.push(async () => {
        if (traced) await context.tracing.stop({ path: path.join(traced, `${info.title.replace(/\W+/g, '-')}.zip`) });
        await context.close();
      });
      await page.goto(url ?? await (await theProduct()).url());
      return page;
    });
    for (const end of ends) await end();
    expect(errors).toEqual([]);
  },

  workbench: async ({ openWindow, theProduct, home }, use, info) => {
    if (info.project.name === 'electron') {
      base.skip(!existsSync(path.join(ROOT, 'node_modules', 'electron', 'path.txt')), 'The Electron binary is not installed');
      const app = await _electron.launch({ args: [ROOT], cwd: ROOT, env: { ...process.env as Record<string, string>, COUNTERSIGN_HOME: home } });
      await use({ page: await app.firstWindow(), home });
      await app.close();
    } else if (info.project.name === 'harness') {
      const shell = await launchShell({ COUNTERSIGN_HOME: home });
      await shell.page.setViewportSize(SIZE);
      await use({ page: shell.page, home });
      await shell.close();
    } else {
      await (await theProduct()).clean();
      await use({ page: await openWindow(), home });
    }
  },
});

/** Opens an SOP of the library by its title. */
export async function openSop(page: Page, title: string): Promise<void> {
  await page.getByTestId('sop-filter').fill(title);
  await page.getByTestId('sop-file').filter({ hasText: title }).click();
  await page.getByTestId('sop-editor').locator('.view-line').first().waitFor();
}

/** Fills the examples in and starts. The window may still show an earlier run of the shared product. */
export async function run(page: Page): Promise<void> {
  const again = page.getByRole('button', { name: 'New run' });
  if (await again.isVisible()) await again.click();
  const fill = page.getByRole('button', { name: 'Fill examples' });
  const start = page.getByRole('button', { name: /^Run\b.*F5/ });
  await start.waitFor();
  if (await fill.isVisible()) await fill.click();
  await start.click();
}

export const status = (page: Page): Locator => page.getByRole('toolbar', { name: 'Run controls' }).getByRole('status');
export const card = (page: Page): Locator => page.getByRole('alertdialog').filter({ hasText: 'Approval needed' });
export const mirror = (page: Page): Locator => page.locator('.mirror canvas').first();
/** The mirror shows the phone: the first picture has been drawn. */
export const mirrored = (page: Page): Promise<void> => expect(page.locator('.status-bar')).toContainText(/\d+ fps/);

/** What the only package in a data folder's exports says of itself, by its own verifier. */
export function verifyPackage(home: string): unknown {
  const [tar] = readdirSync(path.join(home, 'exports'));
  const out = path.join(home, 'out');
  mkdirSync(out);
  execFileSync('tar', ['-xzf', path.join(home, 'exports', tar!), '-C', out]);
  return JSON.parse(execFileSync(process.execPath, [path.join(out, readdirSync(out)[0]!, 'verify.mjs'), '--json'], { encoding: 'utf8' }));
}

/** Presses a key on the open card once its keys live (half a second after it appeared or changed). */
export async function onCard(page: Page, key: string): Promise<void> {
  const open = card(page);
  await open.waitFor();
  await open.focus();
  await expect(open.locator('.card-actions')).toHaveAttribute('data-armed', 'true');
  await page.keyboard.press(key);
}

/** Allows what the open card asks for, as a person at the keyboard: payments and transfers are held. */
export async function allow(page: Page): Promise<void> {
  const open = card(page);
  await open.waitFor();
  const id = await open.getAttribute('data-card');
  await open.focus();
  await expect(open.locator('.card-actions')).toHaveAttribute('data-armed', 'true');
  await page.keyboard.down('a');
  await expect(page.locator(`[data-card="${id}"]`)).toHaveCount(0);
  await page.keyboard.up('a');
}

/** Allows whatever is asked until the run is in one of the states. */
export async function allowUntil(page: Page, end: RegExp): Promise<void> {
  for (;;) {
    await expect(status(page)).toHaveText(new RegExp(`waiting for approval|${end.source}`), done);
    if (end.test(await status(page).textContent() ?? '')) return;
    await allow(page);
  }
}
