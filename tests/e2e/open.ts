// Exports: test, expect, Workbench. The running product in a real Chromium: started as `npm start` does it (browser mode), or as the
// shell on the harness. Real Electron needs its binary, and says so where there is none.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, test as base, chromium, type Page } from '@playwright/test';
import { launchShell } from '../shell/launch.ts';

export { expect } from '@playwright/test';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BROWSER = process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium';
const SIZE = { width: 1280, height: 800 };

export interface Workbench { page: Page; home: string }

/** The address that `npm start` prints, and how to end it. */
async function startProduct(home: string): Promise<{ url: string; end: () => Promise<void> }> {
  const child = spawn(process.execPath, ['electron/start.ts', '--browser', '--no-open', '--port', '0'], { cwd: ROOT, env: { ...process.env, COUNTERSIGN_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => { const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line); if (found) resolve(found[0]); });
    void exited.then(() => reject(new Error('The product ended before it was ready')));
  });
  return { url, end: async () => { child.kill('SIGTERM'); await exited; } };
}

export const test = base.extend<{ workbench: Workbench }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants the pattern
  workbench: async ({}, use, info) => {
    const home = mkdtempSync(path.join(tmpdir(), 'countersign-e2e-'));
    try {
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
        const product = await startProduct(home);
        const browser = await chromium.launch({ executablePath: BROWSER, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
        const context = await browser.newContext({ viewport: SIZE, colorScheme: 'dark' });
        const traced = process.env.COUNTERSIGN_TRACE;
        if (traced) await context.tracing.start({ screenshots: true, snapshots: true });
        const page = await context.newPage();
        const errors: string[] = [];
        page.on('pageerror', (e) => errors.push(e.message));
        page.on('console', (m) => { if (/Content Security Policy/.test(m.text())) errors.push(m.text()); });
        await page.goto(product.url);
        await use({ page, home });
        if (traced) await context.tracing.stop({ path: path.join(traced, `${info.title.replace(/\W+/g, '-')}.zip`) });
        await browser.close();
        await product.end();
        base.expect(errors).toEqual([]);
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
});

/** Opens an SOP of the library by its title. */
export async function openSop(page: Page, title: string): Promise<void> {
  await page.getByTestId('sop-filter').fill(title);
  await page.getByTestId('sop-file').filter({ hasText: title }).click();
  await page.getByTestId('sop-editor').locator('.view-line').first().waitFor();
}

/** Fills the examples in and starts. */
export async function run(page: Page): Promise<void> {
  const fill = page.getByRole('button', { name: 'Fill examples' });
  if (await fill.isVisible()) await fill.click();
  const start = page.getByRole('button', { name: /^Run\b.*F5/ });
  await start.click();
}

export const status = (page: Page) => page.getByRole('toolbar', { name: 'Run controls' }).getByRole('status');
export const card = (page: Page) => page.getByRole('alertdialog').filter({ hasText: 'Approval needed' });

/** A person at the card: the first press focuses, the keys live 500 ms after it appears; payments are held. */
export async function allow(page: Page): Promise<void> {
  const open = card(page);
  await open.waitFor();
  const before = await open.textContent();
  await open.focus();
  await page.waitForFunction(() => true, undefined, { timeout: 1000 });
  for (let i = 0; i < 8; i++) {
    await page.keyboard.down('a');
    await page.waitForTimeout(950);
    await page.keyboard.up('a');
    if (!await open.isVisible() || await open.textContent() !== before) return;
  }
  throw new Error('The card stayed open');
}
