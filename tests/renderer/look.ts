// Photographs the window against the fake host: `node tests/renderer/look.ts FOLDER`. Needs `dist/renderer`.

import * as path from 'node:path';
import { chromium } from 'playwright';
import { serveBrowser } from '../../electron/serve.ts';
import { fakeHost } from './fake-host.ts';

const folder = process.argv[2] ?? '.';
const log = { write: (channel: string, level: string, text: string, more?: unknown) => console.error(channel, level, text, more ?? '') } as unknown as Parameters<typeof serveBrowser>[0]['log'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const theme of ['dark', 'light'] as const) {
  for (const card of [false, true]) {
    const server = await serveBrowser({ folder: path.resolve('dist/renderer'), port: 0, log, now: () => Date.now(), onPort: (port) => { fakeHost(port, { card, theme }); } });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') console.error('page:', m.text()); });
    page.on('pageerror', (e) => console.error('page error:', e.stack));
    await page.goto(server.url());
    await page.waitForTimeout(1500);
    await page.screenshot({ path: path.join(folder, `${theme}-${card ? 'card' : 'start'}.png`) });
    await page.keyboard.press('Control+i');
    await page.waitForTimeout(300);
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(300);
    await page.screenshot({ path: path.join(folder, `${theme}-${card ? 'card' : 'start'}-inspect-palette.png`) });
    await page.close();
    await server.close();
  }
}
await browser.close();
